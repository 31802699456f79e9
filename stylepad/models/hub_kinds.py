"""What a file of the Hub is, told by its first bytes: what it is not for is refused unloaded.

Where the server gives no ranges, or the first bytes do not say it, nothing is refused here; what
was loaded is looked at in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stylepad.models import faults, hub_faults
from stylepad.models.architectures import WRITERS
from stylepad.models.control import Control
from stylepad.models.editions import Edition, RemoteFile
from stylepad.models.gguf import read_start as read_gguf_start
from stylepad.models.hub import Hub, Repository
from stylepad.models.peft import WEIGHTS_NAME
from stylepad.models.peft_config import MAX_CONFIG, parse_config
from stylepad.models.remote_start import read_start
from stylepad.models.safetensors import header_length, names_in

GGUF_START = 1 << 16
"""Bytes; what a file is stands first, before the vocabulary."""

SAFETENSORS_START = 1 << 20
"""Bytes; adapters' headers have some 150 for each of their tensors, a few hundred as a rule."""

MODEL, ADAPTER = "model", "adapter"
LOOKED_AT_MOST = 12
"""Files of one repository whose first bytes are read to find the adapter among them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a GGUF file says that it is, and of which architecture; "" is not known."""

    name: str = ""
    architecture: str = ""


def gguf_kind(start: bytes) -> Kind:
    """Return what the first bytes of a GGUF file say; what names no kind is a model by default."""
    entries, whole = read_gguf_start(Path(), start)
    texts = {key: entry.value for key, entry in entries.items() if isinstance(entry.value, str)}
    architecture = texts.get("general.architecture", "")
    # A model's measures; adapters have none.
    measured = f"{architecture}.block_count" in entries
    usual = MODEL if measured or (whole and entries) else ""
    return Kind(texts.get("general.type", usual), architecture)


class KindChecker:
    """Looks at the files of one repository; every method raises HubError and Cancelled."""

    def __init__(self, hub: Hub, repository: Repository, control: Control) -> None:
        self._hub, self._repository, self._control = hub, repository, control

    def check_model(self, edition: Edition) -> None:
        """Refuse what is no model that can write.

        Raises HubError "hub.adapter_not_model"; ModelError model.kind, model.architecture.
        """
        file = edition.files[0]
        kind = gguf_kind(self._start(file, GGUF_START))
        if kind.name == ADAPTER:
            raise hub_faults.adapter_not_model(self._repository.name, file.path)
        if kind.name not in {MODEL, ""}:
            raise faults.kind(Path(edition.name), kind.name)
        if kind.name and kind.architecture and kind.architecture not in WRITERS:
            raise faults.architecture(Path(edition.name), kind.architecture)

    def check_adapter(self, edition: Edition) -> None:
        """Refuse what is no adapter.

        Raises HubError "hub.model_not_adapter" and "hub.no_adapter"; AdapterError for what its
        adapter_config.json says.
        """
        file = edition.files[0]
        if _is_peft(file):
            self._check_config(edition.files[1])
            names = names_in(self._safetensors_start(file))
            kind = MODEL if names and not any("lora_" in name for name in names) else ""
        else:
            kind = self._gguf_kind(file)
        if kind == MODEL:
            raise hub_faults.model_not_adapter(self._repository.name, file.path)
        if kind not in {ADAPTER, ""}:
            raise hub_faults.no_adapter(f"{file.path} in {self._repository.name}")

    def may_be_adapters(self, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
        """Return those of several that are not seen to be anything else."""
        return tuple(
            edition
            for number, edition in enumerate(editions)
            if _is_peft(edition.files[0])
            or number >= LOOKED_AT_MOST
            or self._gguf_kind(edition.files[0]) in {ADAPTER, ""}
        )

    def _gguf_kind(self, file: RemoteFile) -> str:
        return gguf_kind(self._start(file, GGUF_START)).name

    def _check_config(self, file: RemoteFile) -> None:
        remote = self._hub.remote(self._repository.name, self._repository.revision, file)
        digest = remote.digest()
        digest.update(raw := self._start(file, MAX_CONFIG))
        if digest.hexdigest() == remote.checksum:
            # What arrived changed says nothing about the adapter.
            parse_config(Path(self._repository.name, file.path), raw)

    def _safetensors_start(self, file: RemoteFile) -> bytes:
        start = self._start(file, GGUF_START)
        length = header_length(start)
        if len(start) < length <= SAFETENSORS_START:
            return self._start(file, length)
        return start

    def _start(self, file: RemoteFile, most: int) -> bytes:
        self._control.checkpoint()
        url = self._hub.address(self._repository.name, self._repository.revision, file)
        return read_start(url, min(most, file.size), file.size, self._control)


def _is_peft(file: RemoteFile) -> bool:
    return PurePosixPath(file.path).name == WEIGHTS_NAME

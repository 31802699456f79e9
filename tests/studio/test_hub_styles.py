"""Adapters and style packs fetched from a server that speaks the Hub's protocol."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from huggingface_hub import close_session, constants

from stylepad.errors import Cancelled, StylePadError
from stylepad.models.control import Control
from stylepad.models.hub import Hub
from stylepad.models.hub_place import HubPlace
from stylepad.models.progress import Progress
from stylepad.models.transfer import Patience
from stylepad.studio.hub_styles import HubStyles
from stylepad.styles.archive import write_archive
from stylepad.styles.pack import load_pack
from tests import pefts
from tests.families import linear_modules
from tests.hub_server import HubServer, serving
from tests.packs import write_pack

OWNER = "somebody/Styles"


@pytest.fixture
def hub_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    with serving() as server:
        yield server
        close_session()


class Desk:
    """What fetches into a folder of the test's own."""

    def __init__(self, server: HubServer, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.control = Control()
        self.reports: list[Progress] = []
        self.styles = HubStyles(Hub(server.url), folder, Patience(waits=(0.0,)))

    def adapter(self, path: str = "") -> Path:
        return self.styles.adapter(HubPlace(OWNER, path), self.control, self.reports.append)

    def packs(self, path: str = "") -> tuple[Path, ...]:
        return self.styles.packs(HubPlace(OWNER, path), self.control, self.reports.append)

    def refused(self, path: str = "") -> StylePadError:
        with pytest.raises(StylePadError) as caught:
            self.adapter(path)
        return caught.value

    def add_folder(self, folder: Path, under: str = "") -> None:
        """Serve a folder as the Hub would: texts in git, weights in its large storage."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = under + path.relative_to(folder).as_posix()
                git = path.suffix in {".toml", ".json", ".jsonl", ".md"}
                self.server.add(OWNER, name, path.read_bytes(), git=git)


@pytest.fixture
def desk(hub_server: HubServer, tmp_path: Path) -> Desk:
    return Desk(hub_server, tmp_path / "incoming")


@pytest.fixture
def peft(tmp_path: Path) -> Path:
    return pefts.adapter(linear_modules("llama")).write(tmp_path / "peft")


def test_a_peft_adapter_comes_with_its_configuration(desk: Desk, peft: Path) -> None:
    desk.add_folder(peft)

    weights = desk.adapter()

    assert weights.read_bytes() == (peft / "adapter_model.safetensors").read_bytes()
    config = weights.with_name("adapter_config.json")
    assert config.read_bytes() == (peft / "adapter_config.json").read_bytes()
    assert desk.reports[-1].done == desk.reports[-1].total


def test_a_changed_configuration_is_refused_although_it_has_no_sha256(
    desk: Desk, peft: Path
) -> None:
    desk.add_folder(peft)
    file = desk.server.repositories[OWNER].files["adapter_config.json"]
    changed = json.loads(file.content) | {"lora_alpha": 32}
    file.body = json.dumps(changed).encode().ljust(len(file.content))[: len(file.content)]

    assert desk.refused().code == "hub.hash"


def test_a_gguf_adapter_is_fetched(desk: Desk, tiny_adapter: Path) -> None:
    desk.server.add(OWNER, "adapters/pen-F16.gguf", tiny_adapter.read_bytes())

    assert desk.adapter().read_bytes() == tiny_adapter.read_bytes()


def test_of_several_adapters_one_is_named(desk: Desk, peft: Path, tiny_adapter: Path) -> None:
    desk.add_folder(peft, "first/")
    desk.add_folder(peft, "second/")
    desk.server.add(OWNER, "pen.gguf", tiny_adapter.read_bytes())

    error = desk.refused()

    assert error.code == "hub.which_adapter"
    assert "first, second, pen.gguf" in error.message
    assert desk.adapter("second").parent.name == "second"
    assert desk.adapter("pen.gguf").name == "pen.gguf"
    assert desk.refused("third").code == "hub.no_file"


def test_an_adapter_at_the_top_goes_before_editions_of_it(
    desk: Desk, peft: Path, tiny_adapter: Path
) -> None:
    desk.add_folder(peft)
    desk.server.add(OWNER, "gguf/pen-F16.gguf", tiny_adapter.read_bytes())

    assert desk.adapter().name == "adapter_model.safetensors"


@pytest.mark.parametrize("path", ["", "old"])
def test_pickles_are_refused_with_the_reason_and_never_loaded(desk: Desk, path: str) -> None:
    desk.server.add(OWNER, "old/adapter_model.bin", b"pickle")
    desk.server.add(OWNER, "old/adapter_config.json", b"{}", git=True)

    error = desk.refused(path)

    assert error.code == "adapter.pickle"
    assert "run any program of its maker" in error.message
    assert desk.server.transfers() == []


def test_a_repository_without_adapters_says_so(desk: Desk) -> None:
    desk.server.add(OWNER, "README.md", b"Hello", git=True)

    assert desk.refused().code == "hub.no_adapter"


def test_a_pack_at_the_top_and_packs_in_folders_are_fetched_whole(
    desk: Desk, tmp_path: Path, tiny_adapter: Path
) -> None:
    for style in ("gogol", "poe"):
        folder = write_pack(tmp_path / "packs", style)
        (folder / "adapters").mkdir()
        (folder / "adapters" / ("0" * 16 + ".gguf")).write_bytes(tiny_adapter.read_bytes())
        (folder / "train.py").write_text("no part of a style")
        desk.add_folder(folder, f"{style}/")
    desk.server.add(OWNER, "README.md", b"Hello", git=True)

    packs = desk.packs()

    assert [load_pack(folder).id for folder in packs] == ["gogol", "poe"]
    assert all(len(load_pack(folder).adapters) == 1 for folder in packs)
    assert not list(desk.folder.rglob("train.py"))
    assert [load_pack(folder).id for folder in desk.packs("poe")] == ["poe"]


def test_a_stylepack_file_is_fetched(desk: Desk, tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, "poe"))
    write_archive(pack, tmp_path / "poe-1.0.stylepack")
    desk.server.add(OWNER, "poe-1.0.stylepack", (tmp_path / "poe-1.0.stylepack").read_bytes())

    (file,) = desk.packs()

    assert file.read_bytes() == (tmp_path / "poe-1.0.stylepack").read_bytes()


def test_a_repository_without_a_pack_says_so(desk: Desk, peft: Path) -> None:
    desk.add_folder(peft)

    with pytest.raises(StylePadError) as caught:
        desk.packs()

    assert caught.value.code == "hub.no_pack"


def test_what_is_there_is_not_fetched_again_and_old_files_slip_in_nowhere(
    desk: Desk, tmp_path: Path
) -> None:
    desk.add_folder(write_pack(tmp_path, "poe"))
    (folder,) = desk.packs()
    (folder / "exemplars.jsonl").write_text("of an earlier edition")
    before = len(desk.server.requests)

    assert desk.packs() == (folder,)

    assert not (folder / "exemplars.jsonl").exists()
    asked = desk.server.requests[before:]
    assert [item.path for item in asked if item.method == "GET" and "resolve" in item.path] == []


def test_discarding_leaves_nothing_of_the_repository(desk: Desk, tmp_path: Path) -> None:
    desk.add_folder(write_pack(tmp_path, "poe"))
    desk.packs()

    desk.styles.discard(HubPlace(OWNER))

    assert not list(desk.folder.rglob("style.toml"))


def test_a_cancelled_fetch_goes_on_where_it_was(desk: Desk, tiny_adapter: Path) -> None:
    content = tiny_adapter.read_bytes() + bytes(1 << 20)
    served = desk.server.add(OWNER, "pen.gguf", content)
    served.break_at, served.breaks = 1 << 16, 10**6

    def stop(progress: Progress) -> None:
        if progress.done >= 1 << 16:
            desk.control.cancel()

    with pytest.raises(Cancelled):
        desk.styles.adapter(HubPlace(OWNER), desk.control, stop)
    served.breaks = 0
    desk.control = Control()

    assert desk.adapter().read_bytes() == content
    ranges = [item.headers.get("Range") for item in desk.server.transfers()]
    assert ranges[-1] == f"bytes={1 << 16}-"


def test_a_whole_model_is_refused_before_it_is_loaded(desk: Desk, tiny_base: Path) -> None:
    desk.server.add(OWNER, "tiny-Q8_0.gguf", tiny_base.read_bytes())

    error = desk.refused()

    assert error.code == "hub.model_not_adapter"
    assert "is a whole model, not an adapter" in error.message
    assert f"stylepad models download {OWNER} --file tiny-Q8_0.gguf" in error.message
    assert len(desk.server.looks()) == 1
    assert desk.server.transfers() == []


def test_several_editions_of_a_model_are_not_asked_about_as_adapters(
    desk: Desk, tiny_base: Path
) -> None:
    for quantization in ("Q4_K_M", "Q8_0"):
        desk.server.add(OWNER, f"tiny-{quantization}.gguf", tiny_base.read_bytes())

    assert desk.refused().code == "hub.model_not_adapter"
    assert desk.server.transfers() == []


def test_the_adapter_among_models_is_the_one(
    desk: Desk, tiny_base: Path, tiny_adapter: Path
) -> None:
    for quantization in ("Q4_K_M", "Q8_0"):
        desk.server.add(OWNER, f"base-{quantization}.gguf", tiny_base.read_bytes())
    desk.server.add(OWNER, "pen.gguf", tiny_adapter.read_bytes())

    assert desk.adapter().name == "pen.gguf"


def test_a_model_in_parts_is_refused_by_its_names_alone(desk: Desk, tiny_base: Path) -> None:
    for number in (1, 2):
        desk.server.add(OWNER, f"big-0000{number}-of-00002.gguf", tiny_base.read_bytes())

    assert desk.refused().code == "hub.model_not_adapter"
    error = desk.refused("big-00002-of-00002.gguf")
    assert f"download {OWNER} --file big-00001-of-00002.gguf" in error.message
    assert desk.server.looks() == []


def test_whole_weights_in_the_place_of_an_adapter_are_refused_before_they_are_loaded(
    desk: Desk, peft: Path
) -> None:
    tensor = pefts.stored(np.zeros((4, 4)))
    pefts.write_safetensors(
        peft / "adapter_model.safetensors", {"model.layers.0.self_attn.q_proj.weight": tensor}
    )
    desk.add_folder(peft)

    assert desk.refused().code == "hub.model_not_adapter"
    assert desk.server.transfers() == []


def test_a_long_header_is_looked_at_to_its_end(desk: Desk, tmp_path: Path) -> None:
    tensor = pefts.stored(np.zeros((1, 1)))
    names = [f"model.layers.{number}.{'x' * 60}.weight" for number in range(600)]
    folder = pefts.adapter(linear_modules("llama")).write(tmp_path / "long")
    pefts.write_safetensors(folder / "adapter_model.safetensors", dict.fromkeys(names, tensor))
    desk.add_folder(folder)

    assert desk.refused().code == "hub.model_not_adapter"
    assert len(desk.server.looks()) == 2
    assert desk.server.transfers() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"use_dora": True}, "adapter.unsupported"), ({"r": 0}, "adapter.config")],
)
def test_what_the_configuration_rules_out_is_refused_before_the_weights_are_loaded(
    desk: Desk, peft: Path, changes: dict[str, object], code: str
) -> None:
    config = peft / "adapter_config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | changes))
    desk.add_folder(peft)

    assert desk.refused().code == code
    assert desk.server.transfers() == []


def test_where_ranges_are_ignored_a_model_is_fetched_and_left_to_the_import(
    desk: Desk, tiny_base: Path
) -> None:
    desk.server.add(OWNER, "tiny.gguf", tiny_base.read_bytes(), ranges=False)

    assert desk.adapter().read_bytes() == tiny_base.read_bytes()

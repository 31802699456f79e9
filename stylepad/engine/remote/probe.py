"""What a server says of itself: its models, slots, context, adapters and how it counts tokens."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stylepad.engine.protocol import Message, Placement, Server
from stylepad.engine.remote import errors
from stylepad.engine.remote.errors import Failure
from stylepad.engine.remote.http import Connection
from stylepad.engine.remote.model import (
    RemoteModel,
    adapter_models,
    loaded_adapters,
    short_name,
)
from stylepad.engine.remote.retry import RetryPolicy, tried
from stylepad.engine.remote.tokens import TokenCounter
from stylepad.engine.template import ChatTemplate
from stylepad.errors import ModelError

_CONTEXT = 2048
"""Tokens of a server that does not say: the usual context of llama.cpp's simpler servers."""
_PASSAGE_MOST = 512
_MARK = "instruction"
_SLOTS_MOST = 64
_SLOTS_OF_MANY = 4
"""For servers that batch requests as they come and have no slots to name."""


@dataclass(frozen=True, slots=True)
class Found:
    """A server that was looked at. `models` are all it lists; requests ask for `model`."""

    models: tuple[str, ...]
    model: str
    slots: int
    loaded: RemoteModel
    counter: TokenCounter
    instructed: bool
    """Whether the model reads system messages at all."""


async def look(connection: Connection, server: Server, policy: RetryPolicy) -> Found:
    """Return what the server is. Raises Failure, and ServerError for a model it has not."""
    started = time.monotonic()
    host = connection.address.host
    listed = _listed(await tried(lambda: connection.get("/v1/models"), policy))
    if listed is None:
        raise errors.not_an_interface(host, "JSON of another kind")
    name = _chosen(host, server.model, listed)
    properties = await _optional(connection, "/props")
    counter = await TokenCounter.found(connection, name)
    slots = server.slots or _slots(properties, counter)
    context = server.context or _context(properties, listed.get(name, {})) or _CONTEXT
    served = loaded_adapters(await _optional(connection, "/lora-adapters"))
    instructed = _is_instructed(properties)
    loaded = RemoteModel(
        path=Path(name),
        name=short_name(name),
        architecture="",
        fingerprint="",
        context=context,
        # Twice the slots, so that none stands idle while the last answers of a group are written.
        sequences=2 * slots,
        passage_tokens=min(_PASSAGE_MOST, context // 3),
        placement=Placement(host, 0, 0, ""),
        threads=0,
        seconds=time.monotonic() - started,
        instructed=instructed,
        machine=host,
        served=(*adapter_models(listed, name, server.adapters), *served),
    )
    return Found(tuple(listed), name, slots, loaded, counter, instructed)


def _listed(answer: Any) -> dict[str, dict[str, Any]] | None:
    """Return the models of /v1/models by name, None where that is something else."""
    data = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, list):
        return None
    return {
        item["id"]: item
        for item in data
        if isinstance(item, dict) and isinstance(item.get("id"), str)
    }


def _chosen(host: str, wanted: str, listed: dict[str, dict[str, Any]]) -> str:
    if not wanted:
        # An adapter that is listed as a model names its base: the base is what is meant.
        bases = [name for name, entry in listed.items() if not entry.get("parent")]
        if not bases:
            raise errors.unknown_model(host, "", ())
        return bases[0]
    if wanted not in listed:
        raise errors.unknown_model(host, wanted, tuple(listed))
    return wanted


def _is_instructed(properties: Any) -> bool:
    """Return False for a model whose own template leaves system messages out.

    llama-server would write them into the writer's text in that case, which such a model then takes
    for a part of it.
    """
    source = properties.get("chat_template") if isinstance(properties, dict) else None
    if not isinstance(source, str) or not source:
        return True
    try:
        text = ChatTemplate(source).render((Message("system", _MARK), Message("user", "text")))
    except ModelError:
        return True
    return _MARK in text


def _slots(properties: Any, counter: TokenCounter) -> int:
    said = _whole(properties, "total_slots")
    # llama-cpp-python's server answers one request at a time, and breaks it off for the next.
    return min(said, _SLOTS_MOST) or (1 if counter.single else _SLOTS_OF_MANY)


def _context(properties: Any, entry: dict[str, Any]) -> int:
    settings = properties.get("default_generation_settings") if properties else None
    meta = entry.get("meta")
    return (
        _whole(settings, "n_ctx")
        or _whole(properties, "n_ctx")
        or _whole(entry, "max_model_len")
        or _whole(meta, "n_ctx")
    )


def _whole(value: Any, name: str) -> int:
    number = value.get(name) if isinstance(value, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else 0


async def _optional(connection: Connection, path: str) -> Any:
    """Return the JSON at a path that not every server has, None where it has not."""
    try:
        return await connection.get(path)
    except Failure as failure:
        if failure.status or failure.error.code == "server.not_api":
            return None
        raise

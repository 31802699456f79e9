"""Protocol values as JSON lines between the program and its engine process.

Program to engine: `{"id", "do": "load" | "generate" | "count" | "tokens" | "cancel",
…}`.
Engine to program: `{"id", "event": …}` with "progress" or "texts" any number of times, and at last
"loaded", "counts", "rows", "done" or "error".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

from stylepad import errors
from stylepad.engine.protocol import (
    AdapterUse,
    Delta,
    Finish,
    Finished,
    GenerateEvent,
    GenerateRequest,
    LoadedModel,
    LoadRequest,
    Message,
    Placement,
    Sampling,
    TokenRow,
)
from stylepad.errors import Cancelled, EngineError, StylePadError
from stylepad.models.memory import Device, Refusal

Json = dict[str, Any]

LAST_EVENTS = frozenset(("loaded", "counts", "rows", "done", "error"))


def encode(message: Json) -> bytes:
    """Return one line; every character beyond ASCII is escaped, lone surrogates included."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> Json:
    """Return the message of a line. Raises ValueError."""
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("not an object")
    return message


def load_to_json(request: LoadRequest) -> Json:
    """Return a load request as JSON."""
    # The engine works in a folder of its own: a relative path would mean another file there.
    return asdict(request) | {"model": str(request.model.absolute())}


def load_from_json(value: Json) -> LoadRequest:
    """Return the load request of a JSON value."""
    refusal = value["refusal"]
    read = {"model": Path(value["model"]), "refusal": refusal and _refusal(refusal)}
    return LoadRequest(**(value | read))


def _refusal(value: Json) -> Refusal:
    return Refusal(**(value | {"devices": tuple(Device(**device) for device in value["devices"])}))


def generate_to_json(request: GenerateRequest) -> Json:
    """Return a generate request as JSON."""
    return {
        "prompts": prompts_to_json(request.prompts),
        "adapters": [[str(use.path.absolute()), use.scale] for use in request.adapters],
        "sampling": asdict(request.sampling),
        "candidates": request.candidates,
        "max_tokens": request.max_tokens,
    }


def generate_from_json(value: Json) -> GenerateRequest:
    """Return the generate request of a JSON value."""
    return GenerateRequest(
        prompts=prompts_from_json(value["prompts"]),
        adapters=tuple(AdapterUse(Path(path), scale) for path, scale in value["adapters"]),
        sampling=Sampling(**value["sampling"]),
        candidates=value["candidates"],
        max_tokens=value["max_tokens"],
    )


def prompts_to_json(prompts: Iterable[Iterable[Message]]) -> list[list[list[str]]]:
    """Return prompts as lists of role and content."""
    return [[[message.role, message.content] for message in prompt] for prompt in prompts]


def prompts_from_json(values: Iterable[list[list[str]]]) -> tuple[tuple[Message, ...], ...]:
    """Return the prompts of lists."""
    return tuple(tuple(Message(*pair) for pair in prompt) for prompt in values)


def rows_to_json(rows: Sequence[TokenRow]) -> list[list[tuple[int, ...]]]:
    """Return the tokens of prompts and answers as pairs of lists."""
    return [[row.prompt, row.answer] for row in rows]


def rows_from_json(values: Iterable[list[list[int]]]) -> tuple[TokenRow, ...]:
    """Return the tokens of pairs of lists."""
    return tuple(TokenRow(tuple(prompt), tuple(answer)) for prompt, answer in values)


def model_to_json(model: LoadedModel) -> Json:
    """Return what a loaded model says of itself as JSON."""
    return asdict(model) | {"path": str(model.path)}


def model_from_json(value: Json) -> LoadedModel:
    """Return the loaded model of a JSON value."""
    read = {
        "path": Path(value["path"]),
        "placement": Placement(**value["placement"]),
        "devices": tuple(Device(**device) for device in value["devices"]),
    }
    return LoadedModel(**(value | read))


def events_to_json(events: Iterable[GenerateEvent]) -> list[list[Any]]:
    """Return events as short lists: three items for a delta, seven for an end."""
    return [
        [event.prompt, event.candidate, event.text]
        if isinstance(event, Delta)
        else list(astuple(event))
        for event in events
    ]


def events_from_json(values: Iterable[list[Any]]) -> list[GenerateEvent]:
    """Return the events of short lists."""
    return [Delta(*value) if len(value) == 3 else _finished(value) for value in values]


def _finished(value: list[Any]) -> Finished:
    prompt, candidate, text, tokens, seconds, reason, likelihood = value
    return Finished(prompt, candidate, text, tokens, seconds, Finish(reason), likelihood)


def error_to_json(error: StylePadError) -> Json:
    """Return an error as JSON."""
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "code": error.code,
        "details": error.details,
    }


def error_from_json(value: Json) -> StylePadError:
    """Return the error of a JSON value, of the class that was raised."""
    if value["kind"] == Cancelled.__name__:
        return Cancelled()
    kind = getattr(errors, value["kind"], EngineError)
    error: StylePadError = kind(value["message"], code=value["code"], **value["details"])
    return error

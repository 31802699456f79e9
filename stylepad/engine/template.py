"""Chat messages rendered with the model's own template, which is a program from a stranger.

It runs in Jinja's immutable sandbox (CVE-2024-34359 was a template that ran commands), and within
limits of size and time, because the sandbox has none of its own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import FrameType
from typing import Any, NoReturn

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from stylepad.engine.load_reasons import why
from stylepad.engine.protocol import Message
from stylepad.errors import ModelError, Reason

MAX_TEMPLATE = 200_000
"""Characters; the longest published chat template has about 20,000."""

MAX_GROWTH = 200_000
"""Characters that a template may add to the messages' own."""

MAX_SECONDS = 2.0

PLAIN_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}"
    "<|im_end|>\n{% endfor %}<|im_start|>assistant{{ '\n' }}"
)
"""ChatML, for a model that brings no template."""

_PADDING_METHODS = {"center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map"}


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, without the operations that make much memory of little text."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not all(isinstance(x, int | float) for x in (left, right)):
            raise SecurityError(f"{operator} on {type(left).__name__}")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) and attr in _PADDING_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)


class ChatTemplate:
    """A model's chat template; `bos` and `eos` are how its vocabulary writes those tokens.

    Raises ModelError (model.template) where the template is too long or does not compile.
    """

    def __init__(self, source: str, bos: str = "", eos: str = "") -> None:
        source = source or PLAIN_TEMPLATE
        if len(source) > MAX_TEMPLATE:
            _refuse(why("template_long", count=len(source), most=MAX_TEMPLATE))
        environment = _Environment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        for name in ("center", "format", "wordwrap", "pprint"):
            del environment.filters[name]
        environment.globals = {
            "bos_token": bos,
            "eos_token": eos,
            "namespace": environment.globals["namespace"],
            "range": environment.globals["range"],
            "raise_exception": _raise,
            "strftime_now": lambda form: datetime.now().astimezone().strftime(form),
        }
        try:
            self._template = environment.from_string(source)
        except (TemplateError, RecursionError, MemoryError) as error:
            _refuse(_fault(error))

    def render(self, messages: Sequence[Message]) -> str:
        """Return the prompt up to where the answer begins.

        A system message goes into the first user message where the template refuses the role.
        Raises ModelError (model.template).
        """
        try:
            return self._render(messages)
        except ModelError as error:
            merged = _merge_system(messages)
            if merged is None or isinstance(error.__context__, _LimitError):
                raise
            return self._render(merged)

    def _render(self, messages: Sequence[Message]) -> str:
        values = [{"role": message.role, "content": message.content} for message in messages]
        limit = sum(len(message.content) for message in messages) + MAX_GROWTH
        parts: list[str] = []
        try:
            with _time_limit():
                for part in self._template.generate(messages=values, add_generation_prompt=True):
                    limit -= len(part)
                    if limit < 0:
                        raise _LimitError(why("template_grows"))
                    parts.append(part)
        except Exception as error:  # noqa: BLE001 -- a template can raise whatever its operations do
            _refuse(_fault(error))
        return "".join(parts)


class _LimitError(Exception):
    """The template exceeded a limit."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _raise(message: str) -> NoReturn:
    raise TemplateError(message)


def _fault(error: Exception) -> Reason:
    if isinstance(error, _LimitError):
        return error.reason
    return why("template_fails", message=str(error) or type(error).__name__)


def _refuse(reason: Reason) -> NoReturn:
    raise ModelError(
        f"The model's chat template cannot be used: {reason}. Your text is unchanged;"
        " choose another model.",
        code="model.template",
        **reason.details("reason"),
    )


def _merge_system(messages: Sequence[Message]) -> list[Message] | None:
    if len(messages) < 2 or messages[0].role != "system" or messages[1].role != "user":
        return None
    first = Message("user", f"{messages[0].content}\n\n{messages[1].content}")
    return [first, *messages[2:]]


@contextmanager
def _time_limit() -> Iterator[None]:
    """Raise in the template's own lines once its time is up: a loop need not write anything."""
    deadline = time.monotonic() + MAX_SECONDS
    before = sys.gettrace()

    def watch(_frame: FrameType, _event: str, _argument: Any) -> Any:
        if time.monotonic() > deadline:
            raise _LimitError(why("template_slow", seconds=f"{MAX_SECONDS:g}"))
        return watch

    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)

"""How an engine process ended, in words for the writer."""

from __future__ import annotations

import signal
from dataclasses import dataclass

from stylepad.errors import EngineDied, EngineGaveUp

_ABORT_STATUS_ON_WINDOWS = 3
_SMALLER = "Close other programs or choose a smaller model, then start the engine again."
_NO_MEMORY = ("bad_alloc", "failed to allocate", "out of memory", "MemoryError")
_SIGNS = ("GGML_ASSERT", "GGML_ABORT", "what():", *_NO_MEMORY)


@dataclass(frozen=True, slots=True)
class Death:
    """The exit status, negative for a signal; `ready` is false where it never came to work.

    `log` is the end of what the process printed.
    """

    status: int
    ready: bool
    log: tuple[str, ...]

    @property
    def code(self) -> str:
        """Return the stable identifier of this way to end."""
        if not self.ready:
            return "engine.start"
        if self.status and any(sign in line for line in self.log for sign in _NO_MEMORY):
            return "engine.memory"
        if self.status in {-_number("SIGKILL", 9), -_number("SIGTERM", 15)}:
            return "engine.killed"
        if self.status in {-signal.SIGABRT, _ABORT_STATUS_ON_WINDOWS}:
            return "engine.aborted"
        return "engine.crashed"

    @property
    def details(self) -> dict[str, str]:
        """Return the exit, the line that says most, and the log."""
        return {"exit": self._exit(), "line": self._telling_line(), "log": "\n".join(self.log)}

    def error(self) -> EngineDied:
        """Return the error for a first death: the next request starts another process."""
        return EngineDied(
            f"{self._what()} The text is unchanged, only this suggestion is lost. Try again: the"
            " engine starts anew by itself.",
            code=self.code,
            **self.details,
        )

    def final_error(self) -> EngineGaveUp:
        """Return the error for repeated deaths."""
        return EngineGaveUp(
            f"The engine stopped twice in a row and is not started again by itself. {self._what()}"
            f" The text is unchanged. {self._remedy()}",
            code="engine.gave_up",
            cause=self.code,
            **self.details,
        )

    def _what(self) -> str:
        return {
            "engine.start": "The engine could not start.",
            "engine.memory": "The engine ran out of memory.",
            "engine.killed": "The system ended the engine, perhaps because memory ran out.",
            "engine.aborted": "The model library met something it cannot handle and ended itself.",
            "engine.crashed": "The engine crashed.",
        }[self.code]

    def _remedy(self) -> str:
        return {
            "engine.start": "Install StylePad again, or run `stylepad doctor` to see why.",
            "engine.memory": _SMALLER,
            "engine.killed": _SMALLER,
        }.get(self.code, "Choose another model or style, then start the engine again.")

    def _exit(self) -> str:
        if self.status >= 0:
            return f"status {self.status}"
        try:
            return signal.Signals(-self.status).name
        except ValueError:
            return f"signal {-self.status}"

    def _telling_line(self) -> str:
        """Return what the library said before it ended, or else the last line."""
        told = [line for line in self.log if any(sign in line for sign in _SIGNS)]
        return (told or list(self.log) or [""])[-1]


def _number(name: str, default: int) -> int:
    return int(getattr(signal, name, default))

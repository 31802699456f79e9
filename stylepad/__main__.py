"""Where the program starts: the engine's process, a command, or the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from stylepad import cli

ENGINE_WORKER = "--engine-worker"
STUDIO_RUNNER = "--studio-runner"


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [ENGINE_WORKER]:
        from stylepad.engine.worker import main as work  # noqa: PLC0415

        work()
        return cli.ExitCode.OK
    if arguments[:1] == [STUDIO_RUNNER]:
        from stylepad.studio.__main__ import main as make_style  # noqa: PLC0415

        return make_style(arguments[1:])
    if arguments and (arguments[0] in cli.COMMANDS or arguments[0].startswith("-")):
        return cli.main(arguments)
    return _open_window(arguments)


def _open_window(files: Sequence[str]) -> int:
    reason = _why_no_window()
    if reason:
        sys.stderr.write(
            f"stylepad: The window cannot open: {reason}\n"
            "The command line needs no display: “stylepad restyle --style gogol FILE”, "
            "“stylepad --help”.\n"
        )
        return cli.ExitCode.NO_DISPLAY
    from stylepad.desktop import main as open_window  # noqa: PLC0415

    return open_window(list(files))


def _why_no_window() -> str:
    """Return why no window can be shown, "" where one can."""
    # Qt ends the process without a word of use when it finds no display.
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return (
        "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). Start StylePad from a "
        "desktop session, or over ssh with “ssh -X”."
    )


if __name__ == "__main__":
    sys.exit(main())

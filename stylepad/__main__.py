"""Where the program starts: the engine's process, a command, or the window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from stylepad import cli
from stylepad.overrides import VARIABLES

ENGINE_WORKER = "--engine-worker"
STUDIO_RUNNER = "--studio-runner"
_MODEL = "--model"


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
    first = arguments[0] if arguments else ""
    flag = first.startswith("-") and first.partition("=")[0] != _MODEL
    if first in cli.COMMANDS or flag:
        return cli.main(arguments)
    return _open_window(arguments)


def _open_window(arguments: Sequence[str]) -> int:
    options = _window_options(arguments)
    if options.model is not None:
        if not options.model.is_file():
            sys.stderr.write(
                f"stylepad: There is no model file {options.model}. Check the path; without"
                f" {_MODEL} the window opens with the model that it had.\n"
            )
            return cli.ExitCode.UNUSABLE
        # For the processes that the window starts too.
        os.environ[VARIABLES["model"]] = str(options.model.absolute())
    reason = _why_no_window()
    if reason:
        sys.stderr.write(
            f"stylepad: The window cannot open: {reason}\n"
            "The command line needs no display: “stylepad restyle --style gogol FILE”, "
            "“stylepad --help”.\n"
        )
        return cli.ExitCode.NO_DISPLAY
    from stylepad.desktop import main as open_window  # noqa: PLC0415

    return open_window(options.files)


def _window_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the files to open and the model for this start; ends the program where it cannot."""
    parser = argparse.ArgumentParser(prog="stylepad", usage=cli.USAGE, add_help=False)
    parser.add_argument(_MODEL, type=lambda text: Path(text).expanduser())
    parser.add_argument("files", nargs="*")
    options = parser.parse_args(arguments)
    if options.files and options.model is not None and options.files[0] in cli.COMMANDS:
        parser.error(f"write {_MODEL} behind the command: before it, it is for the window")
    return options


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

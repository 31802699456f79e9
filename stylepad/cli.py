"""The command line: needs no display and never imports Qt."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import Path

from stylepad import __version__
from stylepad.cli_make_style_arguments import add_make_style
from stylepad.cli_models_arguments import add_models
from stylepad.cli_server_arguments import add_server
from stylepad.cli_styles_arguments import add_style_actions
from stylepad.errors import (
    Cancelled,
    DocumentError,
    EngineError,
    HubError,
    ModelError,
    SettingsError,
    StudioError,
    StyleError,
    StylePadError,
)

COMMANDS = ("restyle", "styles", "models", "make-style", "train", "doctor")


USAGE = "stylepad [--model PATH] [FILE]\n       stylepad COMMAND …"


class ExitCode(IntEnum):
    """What the program tells the shell."""

    OK = 0
    WRONG = 1
    USAGE = 2
    INPUT = 3
    UNUSABLE = 4
    ENGINE = 5
    NO_DISPLAY = 6
    HUB = 7
    STUDIO = 8
    STOPPED = 130
    PIPE_CLOSED = 141


EXIT_CODES = """\
exit codes:
  0    done; what was lost of names and numbers is said on standard error
  1    doctor found something wrong
  2    the command line was wrong
  3    the text could not be read, or has nothing to restyle
  4    the model, the style or its adapter cannot be used, or a style cannot be made
  5    the engine died or could not do its work
  6    the window cannot open: there is no display
  7    a model could not be found on the Hub, fetched or stored
  8    a style could not be made; what was finished is kept, and make-style says how to go on
  130  stopped with Ctrl-C; what was finished by then is written or kept
  141  whoever reads the output stopped reading
"""


def main(argv: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    top = parser()
    options = top.parse_args(argv)
    if getattr(options, "server_model", "") and not options.server:
        top.error("--server-model needs --server")
    if getattr(options, "server", None) and getattr(options, "model", None):
        top.error("--server and --model exclude each other")
    try:
        return _run(options)
    except BrokenPipeError:
        # Python would complain once more when it flushes standard output at exit.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.PIPE_CLOSED
    except KeyboardInterrupt:
        return ExitCode.STOPPED
    except StylePadError as error:
        sys.stderr.write(f"stylepad: {error.message}\n")
        return exit_code(error)


def exit_code(error: StylePadError) -> ExitCode:
    """Return the exit code that stands for an error."""
    if isinstance(error, Cancelled):
        return ExitCode.STOPPED
    kinds = (
        (EngineError, ExitCode.ENGINE),
        (HubError, ExitCode.HUB),
        (StudioError, ExitCode.STUDIO),
    )
    for kind, code in kinds:
        if isinstance(error, kind):
            return code
    if isinstance(error, ModelError | StyleError):
        return ExitCode.UNUSABLE
    if isinstance(error, DocumentError) or error.code == "restyle.nothing":
        return ExitCode.INPUT
    if isinstance(error, SettingsError) and error.code != "settings.variable":
        return ExitCode.WRONG
    return ExitCode.USAGE


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="stylepad",
        usage=USAGE,
        description="Rewrite a text in an author's manner, on your own machine. Without a command, "
        "or with files, the window opens.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    # Whatever begins with it opens the window, and never comes here.
    top.add_argument(
        "--model",
        dest="window_model",
        metavar="PATH",
        help="open the window with this GGUF model, for this start alone",
    )
    top.add_argument("--version", action="version", version=f"StylePad {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="stylepad")
    _add_restyle(commands)
    styles = commands.add_parser("styles", help="list the installed styles, or add to them")
    add_models(commands)
    add_make_style(commands, EXIT_CODES)
    _add_train(commands)
    doctor = commands.add_parser(
        "doctor", help="check the program, the model and the styles, and say how to mend them"
    )
    for command in (styles, doctor):
        command.add_argument("--json", action="store_true", help="write JSON")
    doctor.add_argument("--model", type=Path, metavar="PATH", help="check this model")
    add_server(doctor)
    actions = styles.add_subparsers(dest="action", metavar="ACTION")
    _add_add_adapter(actions)
    add_style_actions(actions)
    return top


def _add_add_adapter(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = actions.add_parser(
        "add-adapter",
        help="add an adapter to a style, or make a style of it",
        description="Add ADAPTER to a style, for one base model: a .gguf adapter, a folder that "
        "PEFT saved, or its .safetensors with adapter_config.json beside it, which are converted; "
        "or one of these on the Hub, as hub:owner/name or hub:owner/name/path.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--style", required=True, metavar="ID", help="see “stylepad styles”")
    command.add_argument(
        "--model", type=Path, metavar="PATH", help="the GGUF base it was trained on; usual: yours"
    )
    command.add_argument("--name", metavar="TEXT", help="make a new style of this name")
    command.add_argument("--language", metavar="CODE", help="of the new style's texts: ru, en")
    command.add_argument("--instruction", default="", metavar="TEXT", help="as it was trained with")
    command.add_argument("--marker", default="", metavar="TEXT", help="as it was trained with")
    command.add_argument("--replace", action="store_true", help="put it in the place of another")
    command.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="as JSON")
    command.add_argument("adapter", metavar="ADAPTER")


def _add_restyle(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "restyle",
        help="rewrite a text to standard output",
        description="Rewrite FILE, or standard input, passage by passage to standard output. Blank "
        "lines, list marks, headings and code stay as they are.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--style", required=True, metavar="ID", help="see “stylepad styles”")
    command.add_argument(
        "--strength", type=_strength, metavar="N", help="0 (plain model) to 1.5; usual: the style's"
    )
    command.add_argument(
        "--candidates", type=_candidates, default=3, metavar="N", help="1 to 8, the best is written"
    )
    command.add_argument(
        "--boldness",
        choices=("careful", "balanced", "bold"),
        default="balanced",
        help="how far it may stray from the likeliest words",
    )
    command.add_argument("--seed", type=_seed, default=0, metavar="N", help="another draw")
    command.add_argument(
        "--neutralise",
        action="store_true",
        help="first rewrite plainly what is strongly styled itself; needs an instruct model",
    )
    command.add_argument("--model", type=Path, metavar="PATH", help="a GGUF model file")
    add_server(command)
    command.add_argument("--threads", type=_count, metavar="N", help="threads of the engine")
    command.add_argument(
        "--context", type=_count_of_tokens, metavar="N", help="tokens seen at once; usual: 4096"
    )
    command.add_argument("--gpu-layers", type=_count, metavar="N", help="usual: as many as fit")
    command.add_argument(
        "--encoding",
        choices=("utf-8", "cp1251", "koi8-r", "utf-16-le", "utf-16-be"),
        help="of the text; usual: found out",
    )
    command.add_argument("--json", action="store_true", help="write candidates with their reports")
    command.add_argument("file", nargs="?", default="-", metavar="FILE", help="- is standard input")


def _add_train(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "train",
        help="train the adapter of a style that is being made",
        description="Train the adapter of JOB and put it into the job's pack; goes on where it was "
        "stopped, with Ctrl-C or otherwise. A job's folder can be carried to another machine, "
        "trained there and brought back.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--base", type=Path, metavar="PATH", help="where the GGUF base is here")
    command.add_argument(
        "--processes", type=_count, metavar="N", help="train in N processes, one for each GPU"
    )
    command.add_argument(
        "--install", action="store_true", help="first install what training needs (PyTorch)"
    )
    command.add_argument("job", type=Path, metavar="JOB", help="the job's folder")


def _run(options: argparse.Namespace) -> int:
    # Each command imports what it needs: --help and --version answer at once.
    if options.command == "restyle":
        from stylepad import cli_restyle  # noqa: PLC0415

        return cli_restyle.run(options)
    if options.command == "styles":
        return _run_styles(options)
    if options.command in {"make-style", "train"}:
        return _run_studio(options)
    if options.command == "models":
        from stylepad import cli_models  # noqa: PLC0415

        return cli_models.run(options)
    from stylepad import cli_doctor  # noqa: PLC0415

    return cli_doctor.run(options, as_json=options.json)


def _run_studio(options: argparse.Namespace) -> int:
    if options.command == "train":
        from stylepad import cli_train  # noqa: PLC0415

        return cli_train.run(options)
    from stylepad import cli_make_style  # noqa: PLC0415

    return cli_make_style.run(options)


def _run_styles(options: argparse.Namespace) -> int:
    if options.action == "add-adapter":
        from stylepad import cli_add_adapter  # noqa: PLC0415

        return cli_add_adapter.run(options)
    if options.action:
        from stylepad import cli_style_packs  # noqa: PLC0415

        return cli_style_packs.run(options)
    from stylepad import cli_styles  # noqa: PLC0415

    return cli_styles.run(as_json=options.json)


def _strength(text: str) -> float:
    value = float(text.replace(",", "."))
    if not 0 <= value <= 1.5:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to 1.5")
    return value


def _candidates(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 8:
        raise argparse.ArgumentTypeError(f"{text} is not from 1 to 8")
    return value


def _seed(text: str) -> int:
    value = int(text)
    if not 0 <= value < 2**31:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to 2147483647")
    return value


def _count_of_tokens(text: str) -> int:
    value = int(text)
    if value and not 256 <= value <= 2**20:
        raise argparse.ArgumentTypeError(f"{text} is not from 256 to 1048576")
    return value


def _count(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 1024:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to 1024")
    return value

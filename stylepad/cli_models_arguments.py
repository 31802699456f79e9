"""The arguments of `stylepad models`."""

from __future__ import annotations

import argparse
from pathlib import Path

_DOWNLOAD = (
    "Download a model of “stylepad models recommend”, or one of a repository on the Hub. What an"
    " earlier try has left is not loaded again; Ctrl-C keeps what is there for the next."
)


def add_models(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its actions."""
    models = commands.add_parser("models", help="list, find, download and choose models")
    actions = models.add_subparsers(dest="action", required=True, metavar="ACTION")
    made = {
        name: actions.add_parser(name, help=text, description=description or None)
        for name, text, description in (
            ("list", "list the installed models", ""),
            ("search", "find repositories of GGUF models on the Hub", ""),
            ("files", "list the models of a repository with their sizes", ""),
            ("download", "download a model", _DOWNLOAD),
            ("add", "add a GGUF file of this machine", ""),
            ("remove", "take a model out; a file that was only linked is kept", ""),
            ("use", "choose the model that is used from now on", ""),
            ("recommend", "say what suits this machine", ""),
        )
    }
    for action in made.values():
        action.add_argument("--json", action="store_true", help="write JSON")
    made["search"].add_argument("words", nargs="+", metavar="WORD")
    made["search"].add_argument("--limit", type=_limit, default=20, metavar="N", help="1 to 100")
    made["files"].add_argument("repository", metavar="OWNER/NAME")
    _add_download(made["download"])
    made["add"].add_argument("path", type=Path, metavar="PATH", help="the first file of a model")
    made["add"].add_argument(
        "--copy", action="store_true", help="copy it into StylePad's folder; usual: link it"
    )
    made["remove"].add_argument("model", nargs="?", metavar="ID", help="see “stylepad models list”")
    made["remove"].add_argument(
        "--dry-run", action="store_true", help="only say what would be deleted and freed"
    )
    made["remove"].add_argument(
        "--unfinished", action="store_true", help="delete what stopped downloads have left"
    )
    made["use"].add_argument("model", metavar="ID|PATH", help="“built-in” is the program's own")
    made["recommend"].add_argument(
        "--language", choices=("en", "ru"), default="", help="of the texts; usual: any"
    )


def _add_download(command: argparse.ArgumentParser) -> None:
    command.add_argument("model", metavar="ID|OWNER/NAME")
    command.add_argument(
        "file", nargs="?", metavar="FILE", help="a file's name or its quantization, like Q4_K_M"
    )
    command.add_argument("--use", action="store_true", help="choose it when it is there")


def _limit(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text} is not from 1 to 100")
    return value

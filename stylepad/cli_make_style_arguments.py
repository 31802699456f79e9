"""The arguments of `stylepad make-style`."""

from __future__ import annotations

import argparse
from pathlib import Path

from stylepad.cli_server_arguments import add_server

STAGES = ("texts", "portrait", "pairs", "training", "pack", "report")
"""In their order, as in stylepad.studio.job.Stage, which --help need not load."""

_DESCRIPTION = (
    "Make a style of an author's texts: files, folders or archives of .txt, .md, .html, .epub, "
    ".fb2, .docx, .odt and .pdf. It runs unattended to the installed style and its report, may be "
    "stopped at any moment, and goes on with --job where it was."
)


def add_make_style(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], epilog: str
) -> None:
    """Add the command."""
    command = commands.add_parser(
        "make-style",
        help="make a style of an author's texts",
        description=_DESCRIPTION,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--name", metavar="TEXT", help="of the style, as the dropdown shows it")
    command.add_argument("--language", metavar="CODE", help="of the texts: ru, en")
    command.add_argument("--id", default="", metavar="ID", help="usual: made from the name")
    command.add_argument(
        "--base", type=Path, metavar="PATH", help="the GGUF base to train for; usual: yours"
    )
    add_server(
        command,
        "have the plain sides of the pairs written on a model server with an interface like "
        "OpenAI's; passages of the texts are sent there, training stays here",
    )
    command.add_argument(
        "--job",
        metavar="FOLDER",
        help="go on with a job, by its folder or its name in --list; with texts: begin it there",
    )
    command.add_argument(
        "--stage",
        action="append",
        default=[],
        choices=STAGES,
        help="run this stage alone, again if it is done; may be given more than once",
    )
    command.add_argument("--list", action="store_true", help="list the jobs")
    command.add_argument("--json", action="store_true", help="write JSON")
    command.add_argument("texts", nargs="*", type=Path, metavar="TEXTS")

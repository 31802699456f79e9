"""The arguments of the actions of `stylepad styles`."""

from __future__ import annotations

import argparse
from pathlib import Path

from stylepad.styles.blend import SCALE_MOST, BlendPart

_IMPORT = (
    "Install style packs: .stylepack files, folders with a style.toml such as a download makes, or "
    "repositories of the Hub, as owner/name or hub:owner/name/folder. "
    "A newer version takes the place of an older one; each is installed whole or not at all."
)
_EDIT = (
    "Change a style. One that ships with the program is copied to your own folder, and the copy "
    "takes its place; “stylepad styles remove” undoes that."
)
_BLEND = (
    "Make a style of others, each with its scale: 0 is as if it were not there, 1 as trained, 1.5 "
    "the most. Where the model has an adapter for each they are used together, else instructions."
)


def add_style_actions(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the actions on style packs; without one `stylepad styles` lists them."""
    made = {
        name: actions.add_parser(name, help=text, description=description or None)
        for name, text, description in (
            ("export", "write a style into one file", ""),
            ("import", "install styles from files, folders or the Hub", _IMPORT),
            ("edit", "change a style's name, texts or usual strength", _EDIT),
            ("remove", "delete a style of your own", ""),
            ("blend", "make a style of several others", _BLEND),
        )
    }
    for action in made.values():
        action.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="as JSON"
        )
    made["export"].add_argument("style", metavar="ID", help="see “stylepad styles”")
    made["export"].add_argument(
        "file", type=Path, metavar="FILE", help="or a folder to write it to"
    )
    made["export"].add_argument("--force", action="store_true", help="replace FILE")
    made["import"].add_argument("files", nargs="+", metavar="FILE|OWNER/NAME")
    made["import"].add_argument(
        "--force", action="store_true", help="an older version too, or another of the same"
    )
    _add_edit(made["edit"])
    made["remove"].add_argument(
        "style", metavar="ID", help="or the name of a broken style's folder"
    )
    made["remove"].add_argument(
        "--force", action="store_true", help="even if blends cannot be used without it"
    )
    _add_blend(made["blend"])


def _add_edit(command: argparse.ArgumentParser) -> None:
    command.add_argument("style", metavar="ID", help="see “stylepad styles”")
    for name, text in (
        ("name", "in every language, or in that of --in"),
        ("description", "one line, likewise"),
        ("instruction", "what the model is told"),
        ("marker", "a short sign of the style, the same as in training; "
         "“--marker=” takes it away"),
    ):  # fmt: skip
        command.add_argument(f"--{name}", metavar="TEXT", help=text)
    command.add_argument("--strength", type=_scale, metavar="N", help="where it starts, 0 to 1.5")
    command.add_argument(
        "--in", dest="language", default="", metavar="CODE", help="language of --name: ru, en"
    )


def _add_blend(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", required=True, metavar="TEXT", help="of the blend")
    command.add_argument("--language", required=True, metavar="CODE", help="of texts: ru, en")
    command.add_argument("--id", default="", metavar="ID", help="usual: its parts' ids")
    command.add_argument("--force", action="store_true", help="replace a blend of your own")
    command.add_argument("parts", nargs="+", type=_part, metavar="ID=SCALE", help="as gogol=0.7")


def _part(text: str) -> BlendPart:
    style, equals, scale = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text} is not like gogol=0.7")
    return BlendPart(style, _scale(scale))


def _scale(text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no number") from None
    if not 0 <= value <= SCALE_MOST:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to {SCALE_MOST}")
    return value

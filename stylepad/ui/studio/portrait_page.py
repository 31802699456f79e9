"""The third step: the author's portrait in plots and words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from stylepad.errors import StudioError
from stylepad.studio.job import Stage, open_job
from stylepad.studio.jobs import JobEntry
from stylepad.ui.fonts import READING_FAMILY
from stylepad.ui.library.layout import Rows, heading, note, say, warn
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.picture import Picture
from stylepad.ui.studio.step_page import StepPage
from stylepad.ui.tasks import Tasks
from stylepad.ui.theme import Theme, theme_for

if TYPE_CHECKING:
    from stylepad.studio.portrait.telling import Telling

_WORDS = 18
_TURNS = 8
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_VARIABLE = re.compile(r"var\(--(\w+)\)")
_FACES = re.compile(r'font-family="[^"]*"')
_MIDDLE = "#808080"
_WARM = {True: "#b0722d", False: "#d9a45f"}
"""The colour of other authors, as in the plots' own pages, on light and on dark."""
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>")

Plot = tuple[Path, str, bytes]


@dataclass(frozen=True, slots=True)
class PortraitView:
    """The plots, the most telling words and turns, and the titles of a second voice's works."""

    plots: tuple[Plot, ...]
    words: tuple[str, ...]
    turns: tuple[str, ...]
    others: tuple[str, ...]


def read_view(folder: Path, language: str) -> PortraitView:
    """Return a job's portrait with the plots in a language; raises StudioError."""
    from stylepad.studio.portrait.stage import read_portrait  # noqa: PLC0415 - large
    from stylepad.studio.texts.stage import read_works  # noqa: PLC0415

    job = open_job(folder)
    portrait = read_portrait(job)
    against = portrait.telling["contemporary"]
    titles = {item.number: item.title for item in read_works(job)}
    groups = sorted(portrait.voices.groups, key=len) if portrait.voices.two else []
    others = [titles.get(number, str(number)) for number in (groups[0] if groups else ())]
    return PortraitView(
        read_plots(folder / Stage.PORTRAIT.value, language),
        tuple(item.text for item in against["words"][:_WORDS]),
        tuple(_turns(against)[:_TURNS]),
        tuple(others),
    )


def _turns(against: Mapping[str, Sequence[Telling]]) -> list[str]:
    """Return the turns that are words only: marks have a plot of their own."""
    found = (item.text for item in (*against["triples"], *against["pairs"]))
    return [turn for turn in found if all(each[0].isalpha() for each in turn.split())]


def read_plots(folder: Path, language: str) -> tuple[Plot, ...]:
    """Return the plots of a stage in a language, or those that have none."""
    paths = sorted(folder.glob("*.svg"))
    own = [path for path in paths if path.stem.endswith((f".{language}", f"-{language}"))]
    neutral = [path for path in paths if not re.search(r"[.-](en|ru)$", path.stem)]
    found = []
    for path in own or neutral or paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StudioError(
                f"{path} cannot be read ({error.strerror}). Run the stage again.",
                code="studio.no_portrait",
                problem=str(error),
            ) from error
        title = _TITLE.search(data.decode("utf-8", "replace"))
        found.append((path, title[1].strip() if title else path.stem, data))
    return tuple(found)


class PortraitPage(StepPage):
    """What tells the author from others."""

    def __init__(self, board: Board, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(Stage.PORTRAIT, board, tasks, parent)
        self._view = PortraitView((), (), (), ())
        self.voices = note(self, muted=False)
        warn(self.voices, True)
        self.words_title, self.words = heading(self), note(self, muted=False)
        self.turns_title, self.turns = heading(self), note(self, muted=False)
        self.plots: Rows[Plot, Picture] = Rows(
            lambda plot: plot[0], lambda: Picture(self), self._show_plot, self
        )
        for part in (self.voices, self.words_title, self.words, self.turns_title, self.turns):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addWidget(self.plots)
        self.clear()
        self.retranslate()

    def clear(self) -> None:
        """Show nothing."""
        self._show(PortraitView((), (), (), ()))

    def edition(self, entry: JobEntry) -> object:
        """Return also the interface language: the plots have words in them."""
        return (super().edition(entry), QLocale().name())

    def load(self, entry: JobEntry) -> None:
        """Read the portrait once it is there."""
        if entry.state.of(self.stage).done:
            language = QLocale().name()[:2]
            self.fetch(lambda folder: read_view(folder, language), self._show)

    def redress(self) -> None:
        """Draw the plots in the theme's colours."""
        self.plots.set_items(self._view.plots)

    def _show_plot(self, picture: Picture, plot: Plot) -> None:
        path, title, data = plot
        picture.show_svg((path, title, dressed(data, theme_for(self.palette()))))

    def _show(self, view: PortraitView) -> None:
        self._view = view
        self.plots.set_items(view.plots)
        for label, body, values in (
            (self.words_title, self.words, view.words),
            (self.turns_title, self.turns, view.turns),
        ):
            label.setVisible(bool(values))
            say(body, "  ·  ".join(values))
        text = self.tr(
            "The works speak with two voices: {titles} differ from the rest as two authors do. "
            "Leave them out unless they are the same author's."
        )
        say(self.voices, text.format(titles=", ".join(view.others)) if view.others else "")

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("Portrait of the author"))
        self.words_title.setText(self.tr("Words that tell this author from contemporaries"))
        self.turns_title.setText(self.tr("Turns of phrase"))
        self._show(self._view)


def dressed(data: bytes, theme: Theme) -> bytes:
    """Return a plot in the theme's colours and face: Qt draws no style sheets."""
    colours = {
        "ink": theme.text,
        "muted": theme.muted,
        "line": theme.border,
        "accent": theme.accent,
        "second": _WARM[theme.paper > _MIDDLE],
        "third": theme.muted,
    }
    text = _STYLE.sub("", data.decode("utf-8", "replace"))
    text = _FACES.sub(f'font-family="{READING_FAMILY}"', text)
    return _VARIABLE.sub(lambda found: colours.get(found[1], theme.text), text).encode()

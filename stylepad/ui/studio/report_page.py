"""The last step: what came of it, in a sentence, in figures and plots, and in examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from stylepad.studio.job import Stage
from stylepad.studio.jobs import JobEntry
from stylepad.studio.state import Status
from stylepad.ui.library.layout import Rows, heading, note, say, warn
from stylepad.ui.studio.board import Board
from stylepad.ui.studio.picture import Picture
from stylepad.ui.studio.portrait_page import Plot, dressed
from stylepad.ui.studio.report_work import Figure, Passage, ReportView, read_view
from stylepad.ui.studio.step_page import StepPage
from stylepad.ui.tasks import Tasks
from stylepad.ui.theme import theme_for
from stylepad.ui.widgets import button


class FigureRow(QWidget):
    """A figure with its name and what it means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.value, self.about = QLabel(self), QLabel(self), note(self)
        self.value.setProperty("strong", True)
        self.name.setFixedWidth(190)
        self.value.setFixedWidth(110)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.name)
        layout.addWidget(self.value)
        layout.addWidget(self.about, 1)

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        self.name.setText(figure.name)
        self.value.setText(figure.value)
        self.about.setText(figure.about)
        self.setAccessibleName(f"{figure.name}: {figure.value}")


class ExampleRow(QFrame):
    """A plain passage, what the style makes of it, and the author's own words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.labels = [QLabel(self) for _ in range(3)]
        self.texts = [note(self, muted=False) for _ in range(3)]
        layout = QGridLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(8)
        layout.setColumnStretch(1, 1)
        for row, (label, text) in enumerate(zip(self.labels, self.texts, strict=True)):
            label.setProperty("muted", True)
            layout.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(text, row, 1)

    def show_example(self, passage: Passage) -> None:
        """Show an example."""
        names = (self.tr("Plain"), self.tr("In this style"), self.tr("The author"))
        values = (passage.plain, passage.styled, passage.original)
        rows = zip(self.labels, self.texts, names, values, strict=True)
        for label, text, name, value in rows:
            label.setText(name)
            text.setText(value)
            label.setVisible(bool(value))
            text.setVisible(bool(value))


class ReportPage(StepPage):
    """The verdict first, then why."""

    def __init__(self, board: Board, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(Stage.REPORT, board, tasks, parent)
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self._view = ReportView.empty()
        self.verdict = QLabel(self)
        self.verdict.setObjectName("dialogTitle")
        self.verdict.setWordWrap(True)
        self.warnings = note(self, muted=False)
        warn(self.warnings, True)
        self.page = button(self, prominent=True)
        self.page.clicked.connect(self._open_page)
        self.figures: Rows[Figure, FigureRow] = Rows(
            lambda figure: figure.name, lambda: FigureRow(self), FigureRow.show_figure, self
        )
        self.plots: Rows[Plot, Picture] = Rows(
            lambda plot: plot[0], lambda: Picture(self), self._show_plot, self
        )
        self.examples_title = heading(self)
        self.examples: Rows[Passage, ExampleRow] = Rows(
            lambda passage: passage.plain, lambda: ExampleRow(self), ExampleRow.show_example, self
        )
        self._lay_out()
        self.clear()
        self.retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.verdict, 1)
        top.addWidget(self.page)
        self.body.addLayout(top)
        self.body.addWidget(self.warnings)
        self.body.addWidget(self.figures)
        self.body.addSpacing(8)
        self.body.addWidget(self.examples_title)
        self.body.addWidget(self.examples)
        self.body.addWidget(self.plots)

    def clear(self) -> None:
        """Show nothing."""
        self._show(ReportView.empty())

    def edition(self, entry: JobEntry) -> object:
        """Return also the interface language: the report has words in it."""
        return (super().edition(entry), QLocale().name())

    def load(self, entry: JobEntry) -> None:
        """Read the report once it is there."""
        if entry.state.of(self.stage).status is Status.DONE:
            language = QLocale().name()[:2]
            self.fetch(lambda folder: read_view(folder, language), self._show)

    def _show(self, view: ReportView) -> None:
        self._view = view
        say(self.verdict, view.verdict)
        say(self.warnings, "\n\n".join(view.advice))
        self.page.setVisible(view.page is not None)
        self.figures.set_items(view.figures)
        self.plots.set_items(view.plots)
        self.examples_title.setVisible(bool(view.examples))
        self.examples.set_items(view.examples)

    def redress(self) -> None:
        """Draw the plots in the theme's colours."""
        self.plots.set_items(self._view.plots)

    def _show_plot(self, picture: Picture, plot: Plot) -> None:
        path, title, data = plot
        picture.show_svg((path, title, dressed(data, theme_for(self.palette()))))

    def _open_page(self) -> None:
        if self._view.page is not None:
            self.open_url(QUrl.fromLocalFile(str(Path(self._view.page))))

    def retranslate(self) -> None:
        """Name everything in the interface language."""
        self.setAccessibleName(self.tr("Report"))
        self.page.setText(self.tr("Open the whole report"))
        self.examples_title.setText(self.tr("Examples from works it has not seen"))
        self._show(self._view)

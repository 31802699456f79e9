"""A window with one control of each kind, on which the tests of the harness run."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)


def main() -> None:
    """Show the window; its Save button writes the text to the file named as argument."""
    target = Path(sys.argv[1])
    application = QApplication(sys.argv)
    window = QWidget()
    window.setWindowTitle("Tiny")
    layout = QVBoxLayout(window)
    editor, slider, save, label = (
        QPlainTextEdit(),
        QSlider(),
        QPushButton("Save"),
        QLabel("waiting"),
    )
    editor.setPlainText("one two three")
    editor.setAccessibleName("Text")
    slider.setAccessibleName("Strength")
    slider.setRange(0, 150)
    label.setAccessibleName("State")
    for widget in (editor, slider, save, label):
        layout.addWidget(widget)
    save.clicked.connect(lambda: target.write_text(editor.toPlainText(), encoding="utf-8"))
    save.clicked.connect(lambda: label.setAccessibleName("saved"))
    window.show()
    sys.exit(application.exec())


main()

"""What this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stylepad import __version__
from stylepad.ui.icons import app_icon


class AboutDialog(QDialog):
    """Name, version, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About StylePad"))
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(72, 72))
        title = QLabel(f"StylePad {__version__}", self)
        title.setObjectName("dialogTitle")
        text = QLabel(
            self.tr(
                "Rewrites highlighted text in an author's manner, on your own computer. "
                "Nothing you write leaves it."
            ),
            self,
        )
        licence = QLabel(
            self.tr(
                "Free software under the Apache License 2.0. The faces are Literata and Golos "
                "Text, under the SIL Open Font License."
            ),
            self,
        )
        licence.setProperty("muted", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        words = QVBoxLayout()
        words.setSpacing(10)
        for label in (title, text, licence):
            label.setWordWrap(True)
            label.setMinimumWidth(360)
            words.addWidget(label)
        words.addStretch(1)
        words.addWidget(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(20)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

"""The interface language: Qt Linguist files, switchable while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from stylepad import paths

LANGUAGES = {"en": "English", "ru": "Русский"}
"""Interface languages by code, each named in itself."""


def system_language() -> str:
    """Return the interface language that suits the system's settings."""
    for tag in QLocale.system().uiLanguages():
        code = tag.replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


class LanguageKeeper(QObject):
    """Keeps the application in one language; widgets hear of a change as `LanguageChange`."""

    def __init__(self, app: QApplication, choice: str = "") -> None:
        super().__init__(app)
        self._app = app
        self._choice = ""
        self._translators: list[QTranslator] = []
        self.set_choice(choice)

    @property
    def choice(self) -> str:
        """Return what the writer chose: a code, or "" for the system's language."""
        return self._choice

    @property
    def language(self) -> str:
        """Return the code of the language shown."""
        return self._choice or system_language()

    def set_choice(self, choice: str) -> None:
        """Show the interface in a language; an unknown code or "" follows the system."""
        self._choice = choice if choice in LANGUAGES else ""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ours = str(paths.resources() / "translations")
        self._translators = []
        for name, where in ((f"qtbase_{self.language}", qt), (f"stylepad_{self.language}", ours)):
            translator = QTranslator(self)
            if translator.load(name, where):
                self._app.installTranslator(translator)
                self._translators.append(translator)
        QLocale.setDefault(QLocale(self.language))

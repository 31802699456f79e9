"""Every setting that the window offers, as data. A new page is one more entry in `pages`."""

from __future__ import annotations

from stylepad import paths
from stylepad.settings import FILE_NAME
from stylepad.ui.language import LANGUAGES
from stylepad.ui.settings.kinds import (
    QT_TRANSLATE_NOOP,
    Choice,
    Face,
    FolderPath,
    Layers,
    ModelFile,
    Number,
    Page,
    Place,
    Setting,
)
from stylepad.ui.settings.shortcuts_page import ShortcutsPage

_WRITING = (
    Setting(
        "boldness",
        QT_TRANSLATE_NOOP("Settings", "Boldness"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Careful suggestions stay close to the likeliest words; bold ones surprise more and "
            "fail more often. It shifts what each style says of itself.",
        ),
        Choice(
            (
                ("careful", QT_TRANSLATE_NOOP("Settings", "Careful")),
                ("balanced", QT_TRANSLATE_NOOP("Settings", "Balanced")),
                ("bold", QT_TRANSLATE_NOOP("Settings", "Bold")),
            )
        ),
        words=QT_TRANSLATE_NOOP("Settings", "temperature sampling creativity chance"),
    ),
    Setting(
        "candidates",
        QT_TRANSLATE_NOOP("Settings", "Candidates"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "How many rewritings are drawn at once; the best is shown first. More take longer.",
        ),
        Choice(tuple((number, str(number)) for number in range(1, 6))),
        words=QT_TRANSLATE_NOOP("Settings", "number of suggestions variants"),
    ),
    Setting(
        "repetition",
        QT_TRANSLATE_NOOP("Settings", "Against repeated words"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Holds back words that were just used. Raise it when suggestions go round in circles; "
            "too much makes them stilted.",
        ),
        Choice(
            (
                ("style", QT_TRANSLATE_NOOP("Settings", "As the style says")),
                ("off", QT_TRANSLATE_NOOP("Settings", "Off")),
                ("light", QT_TRANSLATE_NOOP("Settings", "A little")),
                ("strong", QT_TRANSLATE_NOOP("Settings", "Strongly")),
            )
        ),
        words=QT_TRANSLATE_NOOP("Settings", "repeat penalty loop"),
    ),
)

_TEXT = (
    Setting(
        "font_family",
        QT_TRANSLATE_NOOP("Settings", "Typeface"),
        QT_TRANSLATE_NOOP(
            "Settings", "The face of your text and of the suggestions beside it; files keep none."
        ),
        Face(),
        words=QT_TRANSLATE_NOOP("Settings", "font letters"),
    ),
    Setting(
        "font_size",
        QT_TRANSLATE_NOOP("Settings", "Size"),
        QT_TRANSLATE_NOOP(
            "Settings", "The size of the text at 100 %; zooming in the View menu goes from there."
        ),
        Number(
            8,
            48,
            QT_TRANSLATE_NOOP("Settings", "Usual"),
            QT_TRANSLATE_NOOP("Settings", "pt"),
        ),
        words=QT_TRANSLATE_NOOP("Settings", "font points letters zoom"),
    ),
    Setting(
        "line_width",
        QT_TRANSLATE_NOOP("Settings", "Line width"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "How long a line may grow, however wide the window is; 45 to 75 characters read best.",
        ),
        Choice(
            (
                (54, QT_TRANSLATE_NOOP("Settings", "Narrow")),
                (68, QT_TRANSLATE_NOOP("Settings", "Comfortable")),
                (90, QT_TRANSLATE_NOOP("Settings", "Wide")),
                (0, QT_TRANSLATE_NOOP("Settings", "Whole window")),
            ),
            QT_TRANSLATE_NOOP("Settings", "{value} characters"),
        ),
        words=QT_TRANSLATE_NOOP("Settings", "column margins length"),
    ),
)

_LOOKS = (
    Setting(
        "language",
        QT_TRANSLATE_NOOP("Settings", "Language"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "The language of menus and messages; your texts may be in any language all the same.",
        ),
        Choice((("", QT_TRANSLATE_NOOP("Settings", "As the system")), *LANGUAGES.items())),
        words=QT_TRANSLATE_NOOP("Settings", "interface translation"),
    ),
    Setting(
        "theme",
        QT_TRANSLATE_NOOP("Settings", "Theme"),
        QT_TRANSLATE_NOOP(
            "Settings", "Light for daylight, dark for the evening, or whichever the system has now."
        ),
        Choice(
            (
                ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
                ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
                ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
            )
        ),
        words=QT_TRANSLATE_NOOP("Settings", "colours appearance night"),
    ),
)

_AUTOMATIC = QT_TRANSLATE_NOOP("Settings", "Automatic")
_ENGINE = (
    Setting(
        "model",
        QT_TRANSLATE_NOOP("Settings", "Model"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "The GGUF file that writes; larger ones write better and slower. The built-in one "
            "works everywhere.",
        ),
        ModelFile(),
        words=QT_TRANSLATE_NOOP("Settings", "file neural network"),
        loads=True,
    ),
    Setting(
        "gpu_layers",
        QT_TRANSLATE_NOOP("Settings", "Runs on"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Automatic puts as much of the model on the graphics card as fits; choose less when "
            "other programs need its memory.",
        ),
        Layers(),
        words=QT_TRANSLATE_NOOP("Settings", "device GPU CPU video card layers"),
        loads=True,
    ),
    Setting(
        "threads",
        QT_TRANSLATE_NOOP("Settings", "Threads"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "How many processor cores write at once. More threads than cores make it slower; fewer "
            "leave room for other programs.",
        ),
        Number(1, 256, _AUTOMATIC),
        words=QT_TRANSLATE_NOOP("Settings", "speed cores processor"),
        loads=True,
    ),
    Setting(
        "context",
        QT_TRANSLATE_NOOP("Settings", "Context"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "How much text the model sees at once, in tokens (a word is one to three). Passages "
            "are short, so more mostly costs memory.",
        ),
        Choice(
            (
                (0, _AUTOMATIC),
                (1024, "1024"),
                (2048, "2048"),
                (4096, "4096"),
                (8192, "8192"),
                (16384, "16384"),
                (32768, "32768"),
            )
        ),
        words=QT_TRANSLATE_NOOP("Settings", "tokens memory window"),
        loads=True,
    ),
)

_FOLDERS = (
    Setting(
        "styles_folder",
        QT_TRANSLATE_NOOP("Settings", "Styles"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Where your own style packs are; the built-in styles are there in any case.",
        ),
        FolderPath(paths.user_styles),
        words=QT_TRANSLATE_NOOP("Settings", "folder packs authors"),
    ),
    Setting(
        "models_folder",
        QT_TRANSLATE_NOOP("Settings", "Models"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Where downloaded and copied models go; those in the folder of before stay listed.",
        ),
        FolderPath(paths.user_models),
        words=QT_TRANSLATE_NOOP("Settings", "folder GGUF downloads"),
    ),
    Setting(
        "recovery_place",
        QT_TRANSLATE_NOOP("Settings", "Recovery copies"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Unsaved texts are copied here every few seconds and offered after a crash.",
        ),
        Place(paths.recovery),
        words=QT_TRANSLATE_NOOP("Settings", "folder backup crash"),
    ),
    Setting(
        "settings_place",
        QT_TRANSLATE_NOOP("Settings", "Settings file"),
        QT_TRANSLATE_NOOP(
            "Settings", "Everything on these pages, as text that you can read, copy and mend."
        ),
        Place(lambda: paths.config() / FILE_NAME),
        words=QT_TRANSLATE_NOOP("Settings", "folder TOML configuration"),
    ),
)


def pages() -> tuple[Page, ...]:
    """Return the pages in the order of the list."""
    return (
        Page(
            "writing",
            QT_TRANSLATE_NOOP("Settings", "Suggestions"),
            QT_TRANSLATE_NOOP("Settings", "How suggestions are written, from the next one on."),
            _WRITING,
        ),
        Page(
            "text",
            QT_TRANSLATE_NOOP("Settings", "Text"),
            QT_TRANSLATE_NOOP("Settings", "How the page you write on looks."),
            _TEXT,
        ),
        Page(
            "looks",
            QT_TRANSLATE_NOOP("Settings", "Appearance"),
            QT_TRANSLATE_NOOP("Settings", "How the window looks and which language it speaks."),
            _LOOKS,
        ),
        Page(
            "engine",
            QT_TRANSLATE_NOOP("Settings", "Model and engine"),
            QT_TRANSLATE_NOOP(
                "Settings",
                "A change here loads the model again in the background; you can go on writing.",
            ),
            _ENGINE,
        ),
        Page(
            "folders",
            QT_TRANSLATE_NOOP("Settings", "Folders"),
            QT_TRANSLATE_NOOP("Settings", "Where things are kept on this machine."),
            _FOLDERS,
        ),
        Page(
            "shortcuts",
            QT_TRANSLATE_NOOP("Settings", "Shortcuts"),
            QT_TRANSLATE_NOOP(
                "Settings",
                "Press the button of a command, then its new keys. They work on an English and on "
                "a Russian keyboard layout.",
            ),
            build=ShortcutsPage,
        ),
    )

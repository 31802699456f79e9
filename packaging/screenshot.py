"""Take the pictures of the readmes: the real program, the real model, a real rewrite.

python packaging/screenshot.py [FOLDER]     default docs/images; needs what `make test` needs
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.desktop import Desktop  # noqa: E402
from tests.e2e.program import Program  # noqa: E402
from tests.e2e.waiting import wait_for  # noqa: E402
from tests.e2e.writer import SUGGESTION_SECONDS, Writer  # noqa: E402

# file name: interface language, theme, style, text
PICTURES = {
    "review.png": (
        "en",
        "light",
        "dickens",
        "The train was late, and Miss Grant waited on the platform with her bag. It was cold, and "
        "there were only 3 other people there. She asked the porter when the train would come.",
    ),
    "review-ru.png": (
        "ru",
        "dark",
        "gogol",
        "Утром Иван Петрович открыл окно и увидел во дворе 3 телеги с сеном. Он очень удивился "
        "и позвал соседа. Сосед сказал, что сено привезли ночью.",
    ),
}


def main() -> None:
    """Take every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    with tempfile.TemporaryDirectory() as scratch:
        desktop = Desktop(Path(scratch))
        try:
            for name, (language, theme, style, text) in PICTURES.items():
                home = Path(scratch) / language
                start_settings(home, language, theme)
                shutil.move(take(desktop, home, language, style, text), folder / name)
                print(folder / name)
        finally:
            desktop.close()


def start_settings(home: Path, language: str, theme: str) -> None:
    """Write the settings that a window starts with."""
    (home / "config").mkdir(parents=True)
    settings = f'version = 1\nlanguage = "{language}"\ntheme = "{theme}"\nwelcome_seen = true\n'
    (home / "config" / "settings.toml").write_text(settings, encoding="utf-8")


def take(desktop: Desktop, home: Path, language: str, style: str, text: str) -> Path:
    """Restyle a text in a window of its own and return a picture of the window."""
    page = home / "page.txt"
    page.write_text(text + "\n", encoding="utf-8")
    program = Program(desktop, [sys.executable, "-m", "stylepad", str(page)], home, language)
    try:
        writer = Writer(program)
        names = translations(language)
        editor = program.find(names.get("Text", "Text"), "text")
        wait_for("the text", lambda: editor.text.startswith(text[:20]))
        editor.focus()
        editor.select(0, len(text))
        desktop.keys("ctrl+Return")
        writer.pick(style, names.get("Filter styles", "Filter styles"))
        accept = program.find(names.get("Accept", "Accept"), "push button", SUGGESTION_SECONDS)
        wait_for("a suggestion", lambda: accept.has("enabled"), SUGGESTION_SECONDS)
        # It is drawn a piece at a time, and a picture may come between two pieces.
        drawn = program.find(names.get("Suggestion", "Suggestion"), "text")
        wait_for("the whole of it", lambda: drawn.text.rstrip().endswith((".", "!", "…", "?")))
        wait_for("the last sentence", lambda: len(drawn.text) > 0.7 * len(text))
        picture = home / "picture.png"
        desktop.photograph(picture, program.root.children()[0].box())
        return picture
    finally:
        program.close()


def translations(language: str) -> dict[str, str]:
    """Return the translated texts of the window by their English ones."""
    path = ROOT / "resources" / "translations" / f"stylepad_{language}.ts"
    if language == "en" or not path.exists():
        return {}
    messages = ET.parse(path).getroot().iter("message")
    return {m.findtext("source", ""): m.findtext("translation", "") for m in messages}


if __name__ == "__main__":
    main()

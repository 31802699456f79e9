"""Bring resources/translations up to date with the interface's texts, and compile them.

    python packaging/translations/update.py

New texts appear in the .ts files as unfinished: translate them with Qt Linguist (or any editor) and
run this again. English has a file too, for its plural forms.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent


def update(language: str, target: Path, *, plurals_only: bool = False) -> None:
    """Collect the texts of the interface into a .ts file."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "stylepad/ui").rglob("*.py"))
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en_US"]
    if plurals_only:
        options.append("-pluralonly")
    command = [str(TOOLS / "pyside6-lupdate"), *sources, "-ts", str(target)]
    subprocess.run(
        [*command, "-target-language", language, *options], cwd=ROOT, check=True, text=True
    )


def compile_file(source: Path, target: Path) -> None:
    """Compile a .ts file to the .qm file that Qt loads."""
    command = [str(TOOLS / "pyside6-lrelease"), str(source), "-qm", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, text=True)


def main() -> None:
    """Update and compile both languages."""
    for language, plurals_only in (("ru_RU", False), ("en_US", True)):
        source = FOLDER / f"stylepad_{language[:2]}.ts"
        update(language, source, plurals_only=plurals_only)
        compile_file(source, source.with_suffix(".qm"))


if __name__ == "__main__":
    main()

"""Bring resources/translations up to date with the interface's texts, and compile them.

    python packaging/translations/update.py

New texts appear in the .ts files as unfinished: translate them with Qt Linguist (or any editor) and
run this again. English has a file too, for its plural forms.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent
PLURAL_FORMS = {"ru": 3, "en": 2}
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


def collect(target: Path) -> ElementTree.ElementTree[ElementTree.Element]:
    """Return the texts of the interface as lupdate finds them, written to a new file."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "stylepad/ui").rglob("*.py"))
    command = [str(TOOLS / "pyside6-lupdate"), *sources, "-ts", str(target), "-locations", "none"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return ElementTree.parse(target)


def update(language: str, known: Path, scratch: Path) -> str:
    """Return a .ts file of all texts with the translations of `known`.

    Not every lupdate sees which calls of `translate` have a number, so that is told by "%n" here.
    """
    old = _translations(known)
    tree = collect(scratch / f"{language}.ts")
    root = tree.getroot()
    root.set("language", {"ru": "ru_RU", "en": "en_US"}[language])
    root.set("sourcelanguage", "en_US")
    for context in list(root.iter("context")):
        name = context.findtext("name", "")
        for message in context.findall("message"):
            source = message.findtext("source", "")
            plural = "%n" in source or "%Ln" in source
            if language == "en" and not plural:
                context.remove(message)
                continue
            _fill(message, old.get((name, source)), PLURAL_FORMS[language] if plural else 0)
        if not context.findall("message"):
            root.remove(context)
    ElementTree.indent(tree, "  ")
    return _HEAD + ElementTree.tostring(root, encoding="unicode") + "\n"


def compile_file(source: Path, target: Path) -> None:
    """Compile a .ts file to the .qm file that Qt loads."""
    command = [str(TOOLS / "pyside6-lrelease"), str(source), "-qm", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _translations(path: Path) -> dict[tuple[str, str], ElementTree.Element]:
    found = {}
    for context in ElementTree.parse(path).iter("context") if path.exists() else ():
        for message in context.iter("message"):
            node = message.find("translation")
            if node is not None:
                found[context.findtext("name", ""), message.findtext("source", "")] = node
    return found


def _fill(message: ElementTree.Element, old: ElementTree.Element | None, forms: int) -> None:
    node = message.find("translation")
    if node is not None:
        message.remove(node)
    if forms:
        message.set("numerus", "yes")
    if old is not None and len(old) == forms:
        message.append(old)
        return
    empty = ElementTree.SubElement(message, "translation", {"type": "unfinished"})
    for _ in range(forms):
        ElementTree.SubElement(empty, "numerusform")


def main() -> None:
    """Update and compile both languages."""
    for language in PLURAL_FORMS:
        source = FOLDER / f"stylepad_{language}.ts"
        with tempfile.TemporaryDirectory() as scratch:
            text = update(language, source, Path(scratch))
        source.write_text(text, encoding="utf-8")
        compile_file(source, source.with_suffix(".qm"))
        left = text.count('type="unfinished"')
        print(f"{source.name}: {text.count('<message')} texts, {left} to do")


if __name__ == "__main__":
    main()

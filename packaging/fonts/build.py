"""Make the TrueType files of resources/fonts from the subset WOFF2 files of Fontsource.

    npm pack @fontsource/literata @fontsource/golos-text   # and unpack each into a folder
    pip install fonttools brotli
    python packaging/fonts/build.py LITERATA_FOLDER GOLOS_FOLDER resources/fonts

Fontsource cuts a face into one file per script; a desktop needs them in one. The reading face
also gets its line spacing here, as the font's own line gap: the fast text layout of Qt has no line
height of its own but honours the gap. The changed faces carry names of their own, so that an
installed Literata or Golos Text is never mistaken for them.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek")
LINE_HEIGHT = 1.5
"""Of the reading face, in ems."""

FACES = (
    # source, family, weight, slant, style name, line height in ems (0: as designed)
    ("literata", "StylePad Reading", 400, "normal", "Regular", LINE_HEIGHT),
    ("literata", "StylePad Reading", 400, "italic", "Italic", LINE_HEIGHT),
    ("literata", "StylePad Reading", 700, "normal", "Bold", LINE_HEIGHT),
    ("golos-text", "StylePad Interface", 400, "normal", "Regular", 0.0),
    ("golos-text", "StylePad Interface", 600, "normal", "SemiBold", 0.0),
)


def build(source: str, folder: Path, weight: int, slant: str, scratch: Path) -> TTFont:
    """Return one face merged from its subsets."""
    parts = []
    for subset in SUBSETS:
        path = folder / "files" / f"{source}-{subset}-{weight}-{slant}.woff2"
        if path.exists():
            font = TTFont(path)
            font.flavor = None
            part = scratch / f"{path.stem}.ttf"
            font.save(part)
            parts.append(str(part))
    return Merger().merge(parts)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the face a family and style name, keeping copyright and licence records."""
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in {0, 7, 8, 9, 11, 12, 13, 14}]
    plain = style in {"Regular", "Italic", "Bold"}
    legacy_family = family if plain else f"{family} {style}"
    records = {
        1: legacy_family,
        2: style if plain else "Regular",
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    if not plain:
        records |= {16: family, 17: style}
    for number, value in records.items():
        names.setName(value, number, 3, 1, 0x409)


def space_lines(font: TTFont, ems: float) -> None:
    """Set the line gap so that a line is `ems` high."""
    units = font["head"].unitsPerEm
    hhea, os2 = font["hhea"], font["OS/2"]
    gap = max(0, round(units * ems) - hhea.ascent + hhea.descent)
    hhea.lineGap = gap
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = hhea.ascent, hhea.descent, gap


def main() -> None:
    """Build every face."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("literata", type=Path)
    parser.add_argument("golos", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    folders = {"literata": given.literata, "golos-text": given.golos}
    with tempfile.TemporaryDirectory() as scratch:
        for source, family, weight, slant, style, ems in FACES:
            font = build(source, folders[source], weight, slant, Path(scratch))
            rename(font, family, style)
            if ems:
                space_lines(font, ems)
            target = given.target / f"{family}-{style}.ttf".replace(" ", "")
            font.save(target)
            print(f"{target}  {target.stat().st_size} bytes, {len(font.getBestCmap())} characters")
    for source, folder in folders.items():
        shutil.copyfile(folder / "LICENSE", given.target / f"OFL-{source}.txt")


if __name__ == "__main__":
    main()

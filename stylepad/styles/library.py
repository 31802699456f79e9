"""The installed styles: those that work, in the order a writer looks for them, and the broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stylepad.errors import StyleError
from stylepad.styles.mixing import mix
from stylepad.styles.pack import StylePack, load_pack, localized

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)


@dataclass(frozen=True, slots=True)
class BrokenPack:
    """A folder that should be a style pack, and why it cannot be used."""

    folder: Path
    fault: StyleError
    style: str = ""
    """The id, where that could be read."""


class StyleLibrary:
    """The style packs in `folders`, given from the built-in to the writer's own.

    A pack in a later folder takes the place of one with the same id in an earlier folder, unless
    its version is lower. Adapters that only the other edition has stay usable: what a writer has
    added to a copy of a built-in style is not lost when the program ships a newer one.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._styles: dict[str, StylePack] = {}
        self._shadowed: tuple[StylePack, ...] = ()
        self._broken: tuple[BrokenPack, ...] = ()
        self.refresh()

    @property
    def styles(self) -> tuple[StylePack, ...]:
        """Return the usable styles by id."""
        return tuple(self._styles[key] for key in sorted(self._styles))

    @property
    def broken(self) -> tuple[BrokenPack, ...]:
        """Return the packs that cannot be used, each with its fault."""
        return self._broken

    @property
    def shadowed(self) -> tuple[StylePack, ...]:
        """Return the packs that another with the same id has taken the place of."""
        return self._shadowed

    def get(self, style_id: str) -> StylePack:
        """Return a style by id.

        Raises StyleError that lists the installed styles, or the fault of a broken one.
        """
        if style_id in self._styles:
            return self._styles[style_id]
        for pack in self._broken:
            if style_id in {pack.folder.name, pack.style}:
                raise pack.fault
        known = ", ".join(sorted(self._styles)) or "none"
        raise StyleError(
            f"There is no style “{style_id}”. Installed: {known}.",
            code="style.unknown",
            style=style_id,
            known=known,
        )

    def refresh(self) -> None:
        """Read the folders anew."""
        self.look_in(self._folders)

    def look_in(self, folders: Sequence[Path]) -> None:
        """Read other folders; until that is done the styles are those of before."""
        found, broken = _read(folders)
        while True:
            styles, faulty = _mixed(_chosen(found))
            if not faulty:
                break
            # The pack whose place a faulty blend has taken gets it back, so all are mixed anew.
            broken += faulty
            wrong = {item.folder for item in faulty}
            found = [pack for pack in found if pack.folder not in wrong]
        used = {pack.folder for pack in styles.values()}
        self._folders, self._styles, self._broken = tuple(folders), styles, tuple(broken)
        self._shadowed = tuple(pack for pack in found if pack.folder not in used)


def _read(folders: Iterable[Path]) -> tuple[list[StylePack], list[BrokenPack]]:
    """Return the packs in the folders, and those that cannot be read."""
    found, broken = [], []
    for folder in folders:
        for candidate in subfolders(folder):
            try:
                found.append(load_pack(candidate))
            except StyleError as fault:
                broken.append(BrokenPack(candidate, fault))
    return found, broken


def _chosen(found: Iterable[StylePack]) -> dict[str, StylePack]:
    """Return the style of each id, made of its editions."""
    editions: dict[str, list[StylePack]] = {}
    for pack in found:
        editions.setdefault(pack.id, []).append(pack)
    return {style_id: _combined(packs) for style_id, packs in editions.items()}


def _combined(editions: Sequence[StylePack]) -> StylePack:
    """Return the highest edition, the later of equal ones, with the adapters only others have."""
    ascending = sorted(editions, key=lambda pack: version_key(pack.version))
    adapters: dict[str, Path] = {}
    for pack in ascending:
        adapters.update(pack.adapters)
    return replace(ascending[-1], adapters=adapters)


def _mixed(chosen: dict[str, StylePack]) -> tuple[dict[str, StylePack], list[BrokenPack]]:
    """Return the styles with their blends made, and the blends that cannot be."""
    styles, faulty = {}, []
    for style_id, pack in chosen.items():
        try:
            styles[style_id] = mix(pack, chosen) if pack.blend else pack
        except StyleError as fault:
            faulty.append(BrokenPack(pack.folder, fault, style_id))
    return styles, faulty


def order_for(
    styles: Iterable[StylePack], text_language: str, last_used: str = "", ui_language: str = "en"
) -> tuple[StylePack, ...]:
    """Return styles with the last used first, then the text's language, then others, by name."""
    return tuple(
        sorted(
            styles,
            key=lambda pack: (
                pack.id != last_used,
                bool(text_language) and pack.language != text_language,
                localized(pack.name, ui_language).casefold(),
            ),
        )
    )


def search(styles: Iterable[StylePack], query: str) -> tuple[StylePack, ...]:
    """Return the styles that every typed word occurs in, in either interface language.

    A word typed on the wrong keyboard layout is found too: “пщпщд” is “gogol”.
    """
    words = _plain(query).split()
    return tuple(pack for pack in styles if _matches(words, _haystack(pack)))


def _matches(words: Sequence[str], haystack: str) -> bool:
    return all(
        any(form in haystack for form in (word, word.translate(_TO_LATIN), _mistyped(word)))
        for word in words
    )


def _mistyped(word: str) -> str:
    return _plain(word.translate(_TO_RUSSIAN))


def _haystack(pack: StylePack) -> str:
    texts = (pack.id, *pack.name.values(), *pack.author.values(), *pack.description.values())
    return _plain(" ".join(texts))


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def version_key(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to compare: 1.10 is higher than 1.9, 1.0 is 1.0.0."""
    numbers = [int(number) for number in re.findall(r"\d{1,9}", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def subfolders(folder: Path) -> list[Path]:
    """Return the folders in a folder of styles; names that begin with a dot are none."""
    try:
        return sorted(
            path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")
        )
    except OSError:
        # A folder that is not there yet holds no styles; doctor reports one that cannot be read.
        return []

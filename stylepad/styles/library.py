"""The installed styles: those that work, in the order a writer looks for them, and the broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stylepad.errors import StyleError
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


class StyleLibrary:
    """The style packs in `folders`, given from the built-in to the writer's own.

    A pack in a later folder takes the place of one with the same id in an earlier folder, unless
    its version is lower. Adapters that only the other edition has stay usable: what a writer has
    added to a copy of a built-in style is not lost when the program ships a newer one.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._styles: dict[str, StylePack] = {}
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

    def get(self, style_id: str) -> StylePack:
        """Return a style by id.

        Raises StyleError that lists the installed styles, or the fault of a broken one.
        """
        if style_id in self._styles:
            return self._styles[style_id]
        for pack in self._broken:
            if pack.folder.name == style_id:
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
        editions: dict[str, list[StylePack]] = {}
        broken = []
        for folder in self._folders:
            for candidate in _subfolders(folder):
                try:
                    pack = load_pack(candidate)
                except StyleError as fault:
                    broken.append(BrokenPack(candidate, fault))
                else:
                    editions.setdefault(pack.id, []).append(pack)
        self._styles = {key: _combined(packs) for key, packs in editions.items()}
        self._broken = tuple(broken)


def _combined(editions: Sequence[StylePack]) -> StylePack:
    """Return the highest edition, the later of equal ones, with the adapters only others have."""
    ascending = sorted(editions, key=lambda pack: _version(pack.version))
    adapters: dict[str, Path] = {}
    for pack in ascending:
        adapters.update(pack.adapters)
    return replace(ascending[-1], adapters=adapters)


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


def _version(version: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d{1,9}", version)]
    while numbers and not numbers[-1]:  # 1.0 is 1.0.0
        numbers.pop()
    return tuple(numbers)


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(
            path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")
        )
    except OSError:
        # A folder that is not there yet holds no styles; doctor reports one that cannot be read.
        return []

"""The reference prose that ships: what an author is compared with.

Short excerpts of many authors ("contemporary"), and plain prose, part of it present-day. Made by
packaging/reference.py; the excerpts of a job's own author are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from stylepad import paths
from stylepad.errors import StudioError
from stylepad.styles.profile import word_list

_ASIDE = 4
"""Every fourth excerpt fits nothing: the meter's floor and the report are measured on it."""
_RUN = 5  # words: a run of these in the author's works means that the excerpt is his
_OWN_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A short piece of prose and where it is from."""

    text: str
    source: str
    contemporary: bool
    modern: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The excerpts of one language."""

    excerpts: tuple[Excerpt, ...]

    def contemporary(self) -> list[str]:
        """Return the texts by other authors."""
        return [item.text for item in self.excerpts if item.contemporary]

    def plain(self, *, aside: bool | None = None) -> list[str]:
        """Return plain prose: all of it, that set aside, or that which may be fitted to."""
        found = [item for item in self.excerpts if not item.contemporary]
        return [item.text for item in found if aside is None or item.aside == aside]

    def modern(self) -> list[str]:
        """Return the present-day prose that is set aside."""
        return [item.text for item in self.excerpts if item.modern and item.aside]

    def without(self, texts: Iterable[str]) -> Reference:
        """Return the reference without the excerpts that are the author's own words."""
        runs = {run for item in self.excerpts for run in _runs(item.text)}
        own: set[str] = set()
        for text in texts:
            own.update(run for run in _runs(text) if run in runs)
        kept = [item for item in self.excerpts if not _is_of(item.text, own)]
        return Reference(tuple(kept))


def read_reference(language: str) -> Reference:
    """Read the excerpts of a language; raises StudioError "studio.reference" where there are none.

    The file ships with the program, so that a damaged one means a damaged installation.
    """
    path = paths.resources() / "reference" / f"{language}.jsonl"
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        kinds: dict[str, int] = {}
        found = []
        for row in rows:
            number = kinds[row["kind"]] = kinds.get(row["kind"], -1) + 1
            found.append(_excerpt(row, aside=number % _ASIDE == 0))
    except FileNotFoundError as error:
        raise StudioError(
            f"There is no prose to compare texts in the language “{language}” with, so no style can"
            " be measured. The texts are as they were. Styles are made of Russian and of English"
            " texts; set the language of this one to ru or en.",
            code="studio.reference",
            language=language,
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudioError(
            f"The prose that texts are compared with cannot be read: {path.name} is damaged"
            f" ({error}). The texts are as they were; install StylePad again.",
            code="studio.reference_broken",
            file=path.name,
            problem=str(error),
        ) from error
    return Reference(tuple(found))


def _excerpt(row: dict[str, object], *, aside: bool) -> Excerpt:
    return Excerpt(
        text=str(row["text"]),
        source=str(row["source"]),
        contemporary=row["kind"] == "contemporary",
        modern=bool(row.get("modern")),
        aside=aside,
    )


def _runs(text: str) -> list[str]:
    words = word_list(text)
    return [" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]


def _is_of(text: str, own: set[str]) -> bool:
    runs = _runs(text)
    return bool(runs) and sum(run in own for run in runs) > _OWN_SHARE * len(runs)

"""The list of works and their cuts, as they lie in the job's folder.

`works.json` is the list; `raw/` has the decoded texts, `cuts/` what is left out of each, `works/`
the cleaned texts. All may be edited by hand; `kept` and `title` too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from stylepad.errors import StudioError
from stylepad.paths import replace_file
from stylepad.studio.job import Job, Stage, unwritable
from stylepad.studio.texts.extract import Cut

LIST = "works.json"
_FOLDERS = ("raw", "cuts", "works")
_SLUG_MOST = 40
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяѣіѳѵ"
_LATIN = (
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya e i f i".split()
)
_TRANSLIT = dict(zip(_CYRILLIC, _LATIN, strict=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """A work of the list, kept or not. Paths are relative to the stage's folder.

    `why` is a code for why it is not kept: "edition", "part" (of the work `other`),
    "collection" (of works that are there), "language", "play", "verse", "empty", "by_hand".
    `spelling` is "old" where the Russian of before 1918 was modernised, "old_kept" where it was
    not. `digest` is of the file. `cut_words` are the words that the cuts take away. `chosen` is
    "keep" or "leave" where the writer decided, and holds against what the stage would do. `author`
    is whom the file names.
    """

    number: int
    title: str
    file: str
    raw: str
    source: str
    format: str
    encoding: str
    language: str = ""
    spelling: str = ""
    words: int = 0
    sentences: int = 0
    cut_words: int = 0
    kept: bool = True
    why: str = ""
    other: int = 0
    chosen: str = ""
    note: str = ""
    digest: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is kept: its cleaned text is a paragraph a line, blank lines between."""

    number: int
    title: str
    words: int
    path: Path

    def text(self) -> str:
        """Return the cleaned text; raises StudioError "studio.broken_texts"."""
        return read_text(self.path)


def read_works(job: Job) -> tuple[Work, ...]:
    """Return the works that a style is made of.

    Raises StudioError "studio.no_stage" before the stage has run, "studio.broken_texts".
    """
    folder = job.at(Stage.TEXTS)
    return tuple(
        Work(entry.number, entry.title, entry.words, folder / entry.file)
        for entry in read_entries(job)
        if entry.kept
    )


def read_entries(job: Job) -> tuple[Entry, ...]:
    """Return all works of the list, also those left out.

    Raises StudioError "studio.no_stage" before the stage has run, "studio.broken_texts".
    """
    path = job.at(Stage.TEXTS) / LIST
    if not path.is_file():
        raise StudioError(
            "The author's texts have not been read yet. Run the stage “texts” first.",
            code="studio.no_stage",
            stage=Stage.TEXTS.value,
        )
    known = {field.name for field in fields(Entry)}
    try:
        rows = json.loads(read_text(path))
        return tuple(
            Entry(**{key: value for key, value in row.items() if key in known}) for row in rows
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise _broken(path, str(error)) from error


def write_entries(job: Job, entries: Iterable[Entry]) -> None:
    """Write the list of works; raises StudioError "studio.unwritable"."""
    body = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
    write_text(job, LIST, body + "\n")


def read_cuts(job: Job, number: int) -> tuple[Cut, ...]:
    """Return the cuts of a work in order; raises StudioError "studio.broken_texts"."""
    path = job.at(Stage.TEXTS) / cuts_file(number)
    try:
        rows = [json.loads(line) for line in read_text(path).splitlines() if line.strip()]
        cuts = [
            Cut(row["kind"], row["start"], row["end"], row.get("restored", False)) for row in rows
        ]
    except (ValueError, TypeError, KeyError) as error:
        raise _broken(path, str(error)) from error
    return tuple(sorted(cuts, key=lambda cut: cut.start))


def write_cuts(job: Job, number: int, cuts: Iterable[Cut]) -> None:
    """Write the cuts of a work, one a line; raises StudioError "studio.unwritable"."""
    rows = (json.dumps(asdict(cut), ensure_ascii=False) + "\n" for cut in cuts)
    write_text(job, cuts_file(number), "".join(rows))


def cuts_file(number: int) -> str:
    """Return the path of a work's cuts in the stage's folder."""
    return f"cuts/{number:03}.jsonl"


def file_name(number: int, title: str) -> str:
    """Return a name for a work's files that every system takes."""
    slug = re.sub(r"[^a-z0-9]+", "-", latin(title)).strip("-")[:_SLUG_MOST].strip("-")
    return f"{number:03}-{slug or 'work'}.txt"


def latin(text: str) -> str:
    """Return a text in small letters, Russian ones spelled in Latin."""
    spelled = "".join(_TRANSLIT.get(letter, letter) for letter in text.casefold())
    return spelled.replace("_", "")


def read_text(path: Path) -> str:
    """Return a file of the stage; raises StudioError "studio.broken_texts"."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, str(error)) from error


def write_text(job: Job, name: str, text: str) -> None:
    """Write a file of the stage, whole or not at all; raises StudioError "studio.unwritable"."""
    folder = job.at(Stage.TEXTS)
    try:
        for inner in _FOLDERS:
            (folder / inner).mkdir(exist_ok=True)
        replace_file(folder / name, text.encode("utf-8", errors="replace"))
    except OSError as error:
        raise unwritable(job.folder, error) from error


def _broken(path: Path, problem: str) -> StudioError:
    return StudioError(
        f"{path.name} of the stage “texts” cannot be read ({problem}). The author's own files are"
        " as they were: mend it, or delete the stage's folder and run the stage again.",
        code="studio.broken_texts",
        file=str(path),
        problem=problem,
    )

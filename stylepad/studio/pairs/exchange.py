"""Pairs from and to files that other programs read: JSON lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stylepad.errors import StudioError
from stylepad.paths import replace_file
from stylepad.studio.job import Job
from stylepad.studio.pairs import files, store
from stylepad.studio.pairs.decisions import digest
from stylepad.studio.pairs.values import Pair, Source, Split

_COLUMNS = ("plain", "text")
_EXPORTED = ("id", "work", "split", "source", "plain", "text", "kept", "why")
_LARGEST = 200_000_000  # bytes of a file that is read at once


@dataclass(frozen=True, slots=True)
class Imported:
    """How many pairs are new, how many were there, and the lines that are no pairs."""

    added: int
    known: int
    wrong: tuple[int, ...]


def import_pairs(job: Job, path: Path) -> Imported:
    """Add pairs made by hand from a .csv or .jsonl file, and train on them.

    A row has "plain" and "text", and may have "split" (train, stop or test; train where it has
    none). Rows that are no pairs are left out and named by their line. Raises StudioError
    "studio.import_unreadable", "studio.import_empty" where no row is a pair, "studio.unwritable".
    """
    rows = list(_csv_rows(path) if path.suffix.lower() in (".csv", ".tsv") else _json_rows(path))
    before = files.read_imported(job)
    there = {digest(pair.plain, pair.text) for pair in before}
    added: list[Pair] = []
    known, wrong = 0, []
    for line, row in rows:
        pair = _pair(row, len(before) + len(added) + 1)
        if pair is None:
            wrong.append(line)
        elif digest(pair.plain, pair.text) in there:
            known += 1
        else:
            there.add(digest(pair.plain, pair.text))
            added.append(pair)
    if not added and not known:
        raise StudioError(
            f"{path.name} has no pairs, so nothing was added. A line of JSON or a row of CSV must"
            ' have the columns "plain" and "text", both filled in.',
            code="studio.import_empty",
            file=path.name,
        )
    files.write_imported(job, [*before, *added])
    if made := files.read_pairs(job):
        files.write_pairs(job, [*added, *made])
    return Imported(len(added), known, tuple(wrong))


def export_pairs(job: Job, path: Path, *, all_pairs: bool = False) -> int:
    """Write the kept pairs, or all, to a .csv or .jsonl file; return their number.

    Raises StudioError "studio.unwritable", "studio.broken_file".
    """
    pairs = [pair for pair in files.read_pairs(job) if pair.kept or all_pairs]
    is_csv = path.suffix.lower() == ".csv"
    body = _as_csv(pairs) if is_csv else "".join(f"{line}\n" for line in map(_as_json, pairs))
    try:
        replace_file(path, body.encode("utf-8-sig" if is_csv else "utf-8"))
    except OSError as error:
        raise store.unwritable(path, error) from error
    return len(pairs)


def _pair(row: object, number: int) -> Pair | None:
    if not isinstance(row, dict):
        return None
    sides = [row.get(name) for name in _COLUMNS]
    if not all(isinstance(side, str) and side.strip() for side in sides):
        return None
    split = str(row.get("split") or Split.TRAIN).strip().lower()
    if split not in set(Split):
        return None
    plain, text = (" ".join(str(side).split()) for side in sides)
    name = f"hand-{number:04}.{Source.IMPORTED}.0"
    return Pair(name, 0, Split(split), Source.IMPORTED, plain, text)


def _json_rows(path: Path) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _csv_rows(path: Path) -> Iterator[tuple[int, object]]:
    text = _text(path)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            named = {(key or "").strip().lower(): value for key, value in row.items()}
            yield reader.line_num, named
    except csv.Error as error:
        raise _unreadable(path, str(error)) from error


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise _unreadable(path, "it is too large")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, "it is not in UTF-8") from error


def _as_csv(pairs: Iterable[Pair]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_EXPORTED)
    writer.writerows([getattr(pair, name) for name in _EXPORTED] for pair in pairs)
    return out.getvalue()


def _as_json(pair: Pair) -> str:
    return json.dumps({name: getattr(pair, name) for name in _EXPORTED}, ensure_ascii=False)


def _unreadable(path: Path, problem: str) -> StudioError:
    return StudioError(
        f"{path.name} cannot be read ({problem}), so no pairs were added. Save it as UTF-8 with the"
        ' columns "plain" and "text", and import it again.',
        code="studio.import_unreadable",
        file=path.name,
        problem=problem,
    )

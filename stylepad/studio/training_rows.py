"""Pairs as the token rows that the trainer learns from, made by the engine that will use them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stylepad.engine.protocol import Engine, Message
from stylepad.errors import StudioError
from stylepad.paths import replace_file
from stylepad.studio.job import Job, Stage, unwritable
from stylepad.studio.train.plan import ROWS, ROWS_STOP
from stylepad.studio.train.rows import Rows, read_rows, write_rows
from stylepad.studio.work import Work
from stylepad.styles.pack import StylePack
from stylepad.styles.prompt import messages

PAIRS = "pairs.jsonl"
RECORD = "rows.json"
LONGEST = 1024
"""Tokens of a row; passages of 250 words and their rewriting stay below."""

LEAST = 50
"""Pairs under which nothing of a style can be learned."""

_AT_ONCE = 200

TokenPair = tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair to learn from: `split` is "train", "stop" or "test"."""

    split: str
    plain: str
    text: str


def prepare_rows(job: Job, work: Work, pack: StylePack) -> Rows:
    """Return the rows to train on, made anew where the pairs, the prompt or the base changed.

    Rows that came with a job to a machine without its pairs are taken as they are. Raises
    StudioError "studio.no_pairs", "studio.few_pairs", "studio.rows", "studio.unwritable", Cancelled
    and what the engine raises.
    """
    folder, pairs = job.at(Stage.TRAINING), job.at(Stage.PAIRS) / PAIRS
    if not pairs.exists():
        if (folder / ROWS).exists():
            return read_rows(folder / ROWS)
        raise _no_pairs(job)
    made_of = _made_of(job, pack, pairs)
    if _recorded(folder) != made_of or not (folder / ROWS).exists():
        _make(job, work, pack, made_of)
    return read_rows(folder / ROWS)


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Return the pairs that were kept. Raises StudioError "studio.broken_pairs"."""
    found: list[Pair] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            if item.get("kept", True):
                found.append(Pair(str(item["split"]), str(item["plain"]), str(item["text"])))
        except (ValueError, KeyError, AttributeError) as error:
            raise StudioError(
                f"The pairs cannot be read: line {number} of {path.name} is damaged ({error})."
                " Mend or delete that line, then run the stage Training again.",
                code="studio.broken_pairs",
                file=path.name,
                line=str(number),
            ) from error
    return tuple(found)


def prompt_of(pack: StylePack, plain: str) -> tuple[Message, ...]:
    """Return the prompt that the program itself sends for a passage in this style."""
    return tuple(Message(turn.role, turn.content) for turn in messages(pack, plain))


def _make(job: Job, work: Work, pack: StylePack, made_of: str) -> None:
    folder = job.at(Stage.TRAINING)
    kept = read_pairs(job.at(Stage.PAIRS) / PAIRS)
    train = [pair for pair in kept if pair.split == "train"]
    stop = [pair for pair in kept if pair.split == "stop"]
    if len(train) < LEAST:
        raise StudioError(
            f"There are {len(train)} pairs to learn from, and a style needs {LEAST} at least,"
            " better 1,500. Add texts by the author, or look in the stage Pairs at why so many were"
            " left out.",
            code="studio.few_pairs",
            count=str(len(train)),
            least=str(LEAST),
        )
    engine = work.engine()
    tokens = list(_tokens(engine, pack, [*train, *stop], work))
    try:
        for name, rows in ((ROWS, tokens[: len(train)]), (ROWS_STOP, tokens[len(train) :])):
            fitting = [row for row in rows if row is not None]
            if fitting:
                write_rows(folder / name, fitting)
            else:
                (folder / name).unlink(missing_ok=True)
        replace_file(folder / RECORD, json.dumps({"made_of": made_of}).encode())
    except OSError as error:
        raise unwritable(job.folder, error) from error


def _tokens(
    engine: Engine, pack: StylePack, pairs: list[Pair], work: Work
) -> Iterator[TokenPair | None]:
    """Yield the tokens of each pair, None for one that is too long for the model."""
    for first in range(0, len(pairs), _AT_ONCE):
        work.cancel.raise_if_cancelled()
        work.report(first, len(pairs), "tokens")
        some = pairs[first : first + _AT_ONCE]
        prompts = tuple(prompt_of(pack, pair.plain) for pair in some)
        rows = engine.token_rows(prompts, tuple(pair.text for pair in some))
        model = engine.model
        longest = min(LONGEST, model.context) if model else LONGEST
        for row in rows:
            fits = len(row.prompt) + len(row.answer) <= longest
            yield (row.prompt, row.answer) if fits else None


def _made_of(job: Job, pack: StylePack, pairs: Path) -> str:
    digest = hashlib.sha256(pairs.read_bytes())
    prompt = [[message.role, message.content] for message in prompt_of(pack, "")]
    digest.update(json.dumps([prompt, job.spec.fingerprint]).encode())
    return digest.hexdigest()


def _recorded(folder: Path) -> str:
    try:
        return str(json.loads((folder / RECORD).read_text(encoding="utf-8"))["made_of"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _no_pairs(job: Job) -> StudioError:
    return StudioError(
        f"The job in {job.folder} has no pairs yet, so there is nothing to learn from. Run the"
        " stage Pairs first.",
        code="studio.no_pairs",
        folder=str(job.folder),
    )

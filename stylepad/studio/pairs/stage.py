"""Stage 3: pairs of a plain text and the author's own words.

Files in pairs/: passages.jsonl, plain.jsonl (every plain side that was written, only ever added
to), pairs.jsonl (what came of them, and why some are left out), imported.jsonl and decisions.jsonl
(what the writer added and decided), summary.json, made.json (of what the passages were drawn).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from stylepad.engine.protocol import LoadedModel
from stylepad.errors import EngineError, StudioError
from stylepad.models.base import describe
from stylepad.models.splits import read_model
from stylepad.studio.job import Job, Stage
from stylepad.studio.pairs import files, near
from stylepad.studio.pairs import passages as cutting
from stylepad.studio.pairs.decisions import read_decisions
from stylepad.studio.pairs.making import Maker
from stylepad.studio.pairs.marks import ellipses_flattened
from stylepad.studio.pairs.passages import Shelf
from stylepad.studio.pairs.recipe import Recipe, recipe
from stylepad.studio.pairs.selection import selected
from stylepad.studio.pairs.splitting import Shares, share_out
from stylepad.studio.pairs.telling import telling_words
from stylepad.studio.pairs.values import Pair, Passage, Source, Split, Why
from stylepad.studio.pairs.writing import Manner, Writer
from stylepad.studio.work import Work
from stylepad.studio.works import read_works

FORMAT = 1
_FEW = 1000  # pairs; with fewer a style comes out weak
read_pairs = files.read_pairs


def run(job: Job, work: Work) -> None:
    """Draw passages, write their plain sides, and keep the good pairs.

    Goes on with what is written. Raises StudioError "studio.no_texts", "studio.too_few_pairs"
    (pairs.jsonl is there to look at), "studio.unwritable", "studio.broken_file"; Cancelled; what
    the engine raises, ServerError where the plain sides are written on a server.
    """
    works = read_works(job)
    if not works:
        raise _too_few(0, recipe(True, job.options(Stage.PAIRS), learner=True), Counter())
    engine = (work.writer or work.engine)()
    model = _loaded(engine.model)
    learner = describe(read_model(job.spec.base)).instructed if work.writer else model.instructed
    made = recipe(model.instructed, job.options(Stage.PAIRS), learner=learner)
    shares = share_out({item.number: item.words for item in works}, job.spec.style_id)
    texts = {item.number: item.text() for item in works}
    found = _passages(job, made, shares, texts)
    lexicon = near.load_lexicon(job.spec.language)
    learned = {part.work for part in shares.portions if part.split is Split.TRAIN}
    telling = telling_words([texts[n] for n in sorted(learned)], job.spec.language, lexicon)
    sides = near.NearSides(job.spec.language, lexicon, telling, ellipses_flattened(job))
    maker = Maker(job, work, made, sides, found)
    maker.make_offline()
    writer = Writer(engine, model, Manner(made.temperature, made.seed))
    for source in made.asked:
        maker.ask(writer, source)
    pairs = finish(job, made, list(maker.pairs.values()), found)
    _summarise(job, made, shares, pairs, maker)
    kept = sum(pair.kept and pair.split is Split.TRAIN for pair in pairs)
    work.report(kept, kept)
    if kept < made.least:
        reasons = Counter(pair.why for pair in pairs if not pair.kept)
        raise _too_few(kept, made, reasons)


def finish(
    job: Job, made: Recipe, pairs: Sequence[Pair], found: Sequence[Passage]
) -> tuple[Pair, ...]:
    """Select from judged pairs and the imported ones, and write pairs.jsonl."""
    repeated = [
        Pair(
            f"{item.id}.{Source.IDENTITY}.0",
            item.work,
            item.split,
            Source.IDENTITY,
            "",
            item.text,
            kept=False,
            why=Why.DUPLICATE,
            detail=item.same_as,
        )
        for item in found
        if item.same_as
    ]
    everything = [*files.read_imported(job), *sorted(pairs, key=lambda pair: pair.id), *repeated]
    chosen = selected(everything, made, read_decisions(job))
    files.write_pairs(job, chosen)
    return chosen


def _passages(job: Job, made: Recipe, shares: Shares, texts: dict[int, str]) -> tuple[Passage, ...]:
    """Return the passages of these very texts, drawing them where they are not there.

    Plain sides of passages that are no more, or say something else now, are dropped first.
    """
    mark = _mark(made, shares, texts)
    if files.read_object(job, files.MADE).get("mark") == mark:
        return files.read_passages(job)
    shelves = [Shelf(portion, texts[portion.work]) for portion in shares.portions]
    found = cutting.draw(shelves, job.spec.language, made.cut, made.passages())
    before = {item.id: item.text for item in files.read_passages(job)}
    now = {item.id: item.text for item in found}
    written = files.read_plain(job)
    same = [side for side in written if now.get(side.id, "") == before.get(side.id)]
    if len(same) < len(written):
        files.write_plain(job, same)
    files.write_passages(job, found)
    files.write_object(job, files.MADE, {"format": FORMAT, "mark": mark})
    return tuple(found)


def _mark(made: Recipe, shares: Shares, texts: dict[int, str]) -> str:
    digest = hashlib.blake2b(f"{FORMAT} {made.cut} {made.passages()}".encode(), digest_size=16)
    for portion in shares.portions:
        digest.update(f"{portion}\n{texts[portion.work]}\n".encode("utf-8", "replace"))
    return digest.hexdigest()


def _summarise(
    job: Job,
    made: Recipe,
    shares: Shares,
    pairs: Sequence[Pair],
    maker: Maker,
) -> None:
    """Write what the window and the report say of the pairs."""
    titles = {item.number: item.title for item in read_works(job)}
    kept = [pair for pair in pairs if pair.kept]
    learned = Counter(pair.source.value for pair in kept if pair.split is Split.TRAIN)
    body = {
        "format": FORMAT,
        "split_by": shares.by,
        "works": {
            split.value: [titles[part.work] for part in shares.portions if part.split is split]
            for split in Split
        },
        "kept": {split.value: sum(pair.split is split for pair in kept) for split in Split},
        "sources": dict(learned),
        "left_out": dict(Counter(pair.why.value for pair in pairs if not pair.kept)),
        "asked": {source.value: n for source, n in maker.asked.items()},
        "model_gave_up": maker.gave_up,
        "few": learned.total() < min(_FEW, made.wanted),
    }
    files.write_object(job, files.SUMMARY, body)


def _loaded(model: LoadedModel | None) -> LoadedModel:
    if model is None:
        raise EngineError("No model is loaded.", code="engine.no_model")
    return model


def _too_few(kept: int, made: Recipe, reasons: Counter[Why]) -> StudioError:
    reasons.pop(Why.SURPLUS, None)
    told = ", ".join(f"{why.value} {n}" for why, n in reasons.most_common(4)) or "no passages"
    return StudioError(
        f"Only {kept} pairs are good enough to learn from, and at least {made.least} are needed"
        f" (left out: {told}). They are kept, to look through and to mend. Add more of the author's"
        " texts, import pairs made by hand, or load another model, then run the stage again.",
        code="studio.too_few_pairs",
        kept=str(kept),
        least=str(made.least),
        reasons=told,
    )

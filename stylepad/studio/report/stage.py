"""Stage 6: how well the style writes, on works that it was never trained on.

Files in report/: drawn-<strength>.json (what the model wrote; kept, so that a stopped report goes
on with the next strength), report.json (all figures), report.html (the page).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from stylepad.engine.protocol import Engine, LoadedModel
from stylepad.errors import StudioError
from stylepad.paths import replace_file
from stylepad.studio.job import Job, Stage, unwritable
from stylepad.studio.portrait.corpus import read_corpus
from stylepad.studio.reference import read_reference
from stylepad.studio.report import drawing, inputs, overfitting, page
from stylepad.studio.report.copying import Works
from stylepad.studio.report.drawing import Drawn, Writer
from stylepad.studio.report.figures import AtStrength, Judge, recommended
from stylepad.studio.report.inputs import Input
from stylepad.studio.report.result import Example, StudioReport, report_of
from stylepad.studio.work import Work
from stylepad.styles.pack import StylePack, load_pack
from stylepad.styles.profile import Profile

STRENGTHS = (1.0, 0.75, 0.5, 1.25, 0.25)
"""In the order in which they are drawn: the most telling first."""
_EXAMPLES = 8


def run(job: Job, work: Work) -> None:
    """Judge the job's pack and write the report.

    Raises StudioError "studio.no_pairs", "studio.little_to_judge", "studio.no_pack",
    "studio.no_adapter", "studio.unwritable"; StyleError; what the engine raises; Cancelled.
    """
    folder = job.at(Stage.REPORT)
    pack = _pack(job)
    corpus = read_corpus(job)
    texts = [item.text for item in corpus.works]
    chosen = inputs.choose(job, read_reference(job.spec.language).without(texts))
    meter = Profile.load(_profile(job, pack))
    try:
        drawn = _draw_all(folder, pack, meter, chosen, work)
        # It can recite only what it learned from; a run of a work set aside is that work restored.
        learned = Works(item.text for item in corpus.learned())
        judge = Judge(meter, learned, job.spec.language, chosen)
        ladder = [judge.measure(strength, drawn[strength]) for strength in sorted(drawn)]
        report = _report(job, judge, ladder, chosen, drawn)
        body = asdict(report)
        replace_file(
            folder / "report.json", json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8")
        )
        replace_file(folder / "report.html", page.html(report).encode("utf-8"))
    except OSError as error:
        raise unwritable(job.folder, error) from error


def read_report(job: Job) -> StudioReport:
    """Return a job's report; raises StudioError "studio.no_report" where there is none."""
    path = job.folder / Stage.REPORT.value / "report.json"
    try:
        return report_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudioError(
            f"The report of this job cannot be read ({error}). The style itself is as it was; run"
            " the stage “report”.",
            code="studio.no_report",
            problem=str(error),
        ) from error


def _draw_all(
    folder: Path, pack: StylePack, meter: Profile, chosen: Sequence[Input], work: Work
) -> dict[float, tuple[Drawn, ...]]:
    """Return what is written at each strength; what was drawn before is not drawn again."""
    made_of = _mark(pack, chosen)
    total = len(STRENGTHS) * len(chosen)
    found: dict[float, tuple[Drawn, ...]] = {}
    for number, strength in enumerate(STRENGTHS):
        work.cancel.raise_if_cancelled()
        before = number * len(chosen)
        work.report(before, total, f"{strength:g}")
        path = folder / f"drawn-{strength:.2f}.json"
        ready = drawing.kept(path, made_of)
        if ready is None:
            engine = work.engine()
            writer = Writer(engine, _model(engine, pack), pack, meter)

            def told(done: int, before: int = before, strength: float = strength) -> None:
                work.report(before + done, total, f"{strength:g}")

            ready = drawing.draw(writer, chosen, strength, work.cancel, told)
            drawing.keep(path, made_of, ready)
        found[strength] = ready
    work.report(total, total, "")
    return found


def _report(
    job: Job,
    judge: Judge,
    ladder: Sequence[AtStrength],
    chosen: Sequence[Input],
    drawn: dict[float, tuple[Drawn, ...]],
) -> StudioReport:
    best = recommended(ladder)
    curve = overfitting.read_curve(job.folder / Stage.TRAINING.value / "curve.jsonl")
    return StudioReport(
        name=job.spec.name,
        language=job.spec.language,
        own_inputs=sum(item.own for item in chosen),
        modern_inputs=sum(not item.own for item in chosen),
        floor=judge.floor,
        ceiling=judge.ceiling,
        band=judge.band,
        ladder=tuple(ladder),
        recommended=best.strength,
        advice=overfitting.advice(curve, ladder),
        curve=tuple(
            (float(row["step"]), float(row["stop_loss"]))
            for row in curve
            if row.get("stop_loss") is not None
        ),
        examples=_examples(chosen, drawn[best.strength]),
    )


def _examples(chosen: Sequence[Input], drawn: Sequence[Drawn]) -> tuple[Example, ...]:
    """Return passages of both kinds as they came, not picked: half with the author's own words."""
    pairs = [
        Example(item.plain, made.text, item.original)
        for item, made in zip(chosen, drawn, strict=True)
    ]
    own = [item for item in pairs if item.original][: _EXAMPLES // 2]
    modern = [item for item in pairs if not item.original][: _EXAMPLES - len(own)]
    return (*own, *modern)


def _pack(job: Job) -> StylePack:
    folder = job.folder / Stage.PACK.value
    if not (folder / "style.toml").is_file():
        raise StudioError(
            "There is no style to judge yet: this job has no finished pack. Run the stages"
            " “training” and “pack” first; what they have done so far is kept.",
            code="studio.no_pack",
            folder=str(folder),
        )
    return load_pack(folder)


def _profile(job: Job, pack: StylePack) -> Path:
    return pack.profile or job.folder / Stage.PORTRAIT.value / "profile.npz"


def _model(engine: Engine, pack: StylePack) -> LoadedModel:
    engine.count_tokens(("",))  # After a death this loads the model again, or says why not.
    model = engine.model
    if model is None or not pack.adapter_set(model.adapter_for):
        raise StudioError(
            "The style has no adapter for the model that is loaded, so there is nothing to judge."
            " The style is as it was. Load the model that it was trained for, and make the report"
            " again.",
            code="studio.no_adapter",
            style=pack.id,
            model=model.name if model else "",
        )
    return model


def _mark(pack: StylePack, chosen: Sequence[Input]) -> str:
    """Return a digest of the passages and of the adapters that write them."""
    digest = hashlib.blake2b(inputs.mark(chosen).encode(), digest_size=12)
    for path in pack.adapters.values():
        digest.update(path.read_bytes())
    return digest.hexdigest()

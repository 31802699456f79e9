"""Stage 2: the author's measured profile, and what it says of him.

Files in portrait/: profile.npz (the style meter's), profile.json (its marks and what it was made
of), portrait.json (all figures), *.svg (plots in both languages of the interface).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from stylepad.errors import StudioError
from stylepad.paths import replace_file
from stylepad.studio.job import Job, Stage, unwritable
from stylepad.studio.portrait import fitting, plots, telling, voices
from stylepad.studio.portrait.corpus import Corpus, cut, read_corpus
from stylepad.studio.portrait.portrait import Portrait, portrait_of
from stylepad.studio.portrait.surface import surface
from stylepad.studio.reference import Reference, read_reference
from stylepad.studio.work import Work

FORMAT = 1
_OWN, _UNSEEN, _SHOWN = 2500, 300, 2500
_STEPS = ("profile", "surface", "words", "voices", "plots")


def run(job: Job, work: Work) -> None:
    """Measure the author and draw the plots.

    What is there already and made of the same texts is kept. Raises StudioError "studio.no_texts",
    "studio.little_text", "studio.no_manner", "studio.reference", "studio.unwritable"; Cancelled.
    """
    folder = job.at(Stage.PORTRAIT)
    corpus = read_corpus(job)
    mark = _mark(job, corpus)
    reference = read_reference(job.spec.language)
    reference = reference.without(item.text for item in corpus.works)
    try:
        marks = _profile(folder, corpus, reference, mark, work)
        body = _figures(job, corpus, reference, work) | {"marks": marks, "made_of": mark}
        _step(work, 4)
        replace_file(folder / "portrait.json", _json(body))
        portrait = portrait_of(body)
        for name, svg in plots.files(portrait).items():
            replace_file(folder / name, svg.encode("utf-8"))
    except OSError as error:
        raise unwritable(job.folder, error) from error
    work.report(len(_STEPS), len(_STEPS))


def read_portrait(job: Job) -> Portrait:
    """Return the figures of a job's portrait.

    Raises StudioError "studio.no_portrait" where the stage has not been run to its end.
    """
    path = job.folder / Stage.PORTRAIT.value / "portrait.json"
    try:
        return portrait_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudioError(
            f"The portrait of this job cannot be read ({error}). The author's texts are as they"
            " were; run the stage “portrait”.",
            code="studio.no_portrait",
            problem=str(error),
        ) from error


def _profile(
    folder: Path, corpus: Corpus, reference: Reference, mark: str, work: Work
) -> dict[str, object]:
    """Return the profile's marks, fitting it first unless it is made of these very texts."""
    _step(work, 0)
    path, note = folder / "profile.npz", folder / "profile.json"
    kept = _read(note)
    if path.is_file() and kept.get("made_of") == mark:
        return dict(kept)
    own = cut(corpus.learned(), _OWN, "own")
    unseen = cut(corpus.aside(), _UNSEEN, "unseen")
    material = fitting.Material(
        own=own,
        others=reference.contemporary() + reference.plain(aside=False),
        unseen_own=unseen,
        unseen_plain=reference.plain(aside=True),
        learned=[item.text for item in corpus.learned()],
    )
    marks = asdict(fitting.write_profile(path, material))
    body: dict[str, object] = {**marks, "whole_works": corpus.whole, "made_of": mark}
    replace_file(note, _json(body))
    return body


def _figures(job: Job, corpus: Corpus, reference: Reference, work: Work) -> dict[str, object]:
    language = job.spec.language
    _step(work, 1)
    kinds: dict[str, list[str]] = {
        "author": cut(corpus.works, _SHOWN, "shown"),
        "contemporary": reference.contemporary(),
        "plain": reference.plain(),
    }
    measured = {kind: surface(texts, language).as_dict() for kind, texts in kinds.items()}
    _step(work, 2)
    own = [telling.count(part) for part in _parts(corpus)]
    others = {kind: telling.count(kinds[kind]) for kind in ("contemporary", "plain")}
    work.cancel.raise_if_cancelled()
    told = {
        kind: {
            name: [asdict(item) for item in telling.telling(own, uses, [*others.values()], size)]
            for name, size in (("words", 1), ("pairs", 2), ("triples", 3))
        }
        for kind, uses in others.items()
    }
    _step(work, 3)
    heard = voices.hear([(i.number, i.title, i.text) for i in corpus.works], language)
    return {
        "format": FORMAT,
        "name": job.spec.name,
        "language": language,
        "works": len(corpus.works),
        "surface": measured,
        "telling": told,
        "voices": asdict(heard),
    }


def _parts(corpus: Corpus) -> list[list[str]]:
    """Return the works, or tenths of the text where there are fewer than three."""
    if len(corpus.works) > 2:
        return [[item.text] for item in corpus.works]
    paragraphs = [text for item in corpus.works for text in item.paragraphs()]
    size = len(paragraphs) // 10 + 1
    return [paragraphs[at : at + size] for at in range(0, len(paragraphs), size)]


def _mark(job: Job, corpus: Corpus) -> str:
    """Return a digest of the texts and of how they are split."""
    digest = hashlib.blake2b(f"{FORMAT} {job.spec.language}".encode(), digest_size=16)
    for item in corpus.works:
        digest.update(f"{item.number} {item.split}\n{item.text}\n".encode("utf-8", "replace"))
    return digest.hexdigest()


def _step(work: Work, number: int) -> None:
    work.cancel.raise_if_cancelled()
    work.report(number, len(_STEPS), _STEPS[number])


def _read(path: Path) -> dict[str, object]:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return body if isinstance(body, dict) else {}


def _json(body: object) -> bytes:
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

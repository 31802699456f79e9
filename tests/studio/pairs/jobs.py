"""Jobs with works as the first stage leaves them, and ways to run the stage on them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from stylepad.engine.protocol import CancelToken, Engine, LoadRequest
from stylepad.engine.scripted import Script, ScriptedEngine, scripted_model
from stylepad.studio.job import Job, JobSpec, Stage, create_job
from stylepad.studio.work import Work
from tests.studio.written import write_works

PEOPLE = "Anna Peter Mary John Edward Sarah Thomas Helen Robert Julia".split()
PLACES = "the garden,the river,the market,the old church,the harbour,the mill".split(",")
DEEDS = (
    "perceived that the door was shut",
    "beheld a stranger upon the road",
    "had scarcely spoken when the bell rang",
    "was exceedingly weary, and sat down to rest",
    "procured a lantern and descended the stairs",
    "gazed upon the water with astonishment",
    "commenced to read the letter; but it was already dark",
)

PLAIN_WORDS = {
    "perceived that the door was shut": "saw a closed door",
    "beheld a stranger upon the road": "met someone unknown on the road",
    "had scarcely spoken when the bell rang": "heard a bell just after speaking",
    "was exceedingly weary, and sat down to rest": "felt very tired and took a seat",
    "procured a lantern and descended the stairs": "got a light and went down",
    "gazed upon the water with astonishment": "looked at the water, surprised",
    "commenced to read the letter; but it was already dark": "began reading, but night came",
    "Nevertheless": "Still,",
    "went to": "walked over to",
    "waited beside": "stayed near",
    "on the day number": "on day",
}


def retold(text: str) -> str:
    """Return a passage of `english_work` said plainly, as a good model would."""
    for old, new in PLAIN_WORDS.items():
        text = text.replace(old, new)
    parts = re.split(r"(?<=\.) ", text)
    # The last clause is told first, so that the answer is a rewriting and no copy.
    turned = [
        re.sub(r"^(.*?),? and (?:there )?(.*)\.$", r"It is told: \2. So \1.", p) for p in parts
    ]
    return " ".join(turned)


def english_work(number: int, paragraphs: int = 24) -> str:
    """Return a story of made-up sentences, each another one, in an old-fashioned manner."""
    lines = []
    for at in range(paragraphs):
        n = number * 1000 + at
        one, other = PEOPLE[n % 10], PEOPLE[(n + 3) % 10]
        lines.append(
            f"{one} went to {PLACES[n % 6]} on the day number {n}, and there {DEEDS[n % 7]}. "
            f"Nevertheless {other} waited beside {PLACES[(n + 2) % 6]} for {n + 2} hours, "
            f"and {DEEDS[(n + 5) % 7]}."
        )
    return "\n\n".join(lines)


def make_job(
    folder: Path,
    works: Sequence[str],
    language: str = "en",
    options: Mapping[str, object] | None = None,
) -> Job:
    """Return a job whose first stage is done."""
    spec = JobSpec(
        name="Author",
        language=language,
        style_id="author",
        sources=(folder,),
        base=folder / "base.gguf",
        fingerprint="0" * 16,
        options={Stage.PAIRS.value: {"least": 10, "pairs": 60, **(options or {})}},
    )
    job = create_job(folder / "job", spec)
    write_works(job, works)
    return job


def scripted(script: Script, *, instructed: bool = True) -> ScriptedEngine:
    """Return a loaded scripted engine."""
    model = replace(scripted_model(), instructed=instructed, sequences=2)
    engine = ScriptedEngine(script, loaded=model)
    engine.load(LoadRequest(Path("scripted.gguf")), CancelToken())
    return engine


def work_with(engine: Engine, cancel: CancelToken | None = None) -> Work:
    """Return what a stage is given, with reports that go nowhere."""
    return Work(cancel or CancelToken(), lambda done, total, detail="": None, lambda: engine)

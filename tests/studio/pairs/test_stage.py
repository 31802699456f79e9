from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken, GenerateRequest, LoadRequest
from stylepad.engine.scripted import Answer, ScriptedEngine
from stylepad.errors import Cancelled, EngineDied, StudioError
from stylepad.studio.job import Job, Stage
from stylepad.studio.pairs import files, stage, store
from stylepad.studio.pairs.likeness import likeness
from stylepad.studio.pairs.values import Pair, Source, Split, Why
from tests.studio.pairs.jobs import english_work, make_job, retold, scripted, work_with
from tests.studio.written import write_works

WORKS = [english_work(number) for number in range(1, 7)]


def plainly(request: GenerateRequest, prompt: int, candidate: int) -> Answer:
    """Answer as a good model does."""
    return Answer((retold(request.prompts[prompt][-1].content) + " Right." * candidate,))


def nonsense(request: GenerateRequest, prompt: int, candidate: int) -> Answer:
    return Answer((["", "ok ok ok ok ok ok", "Ответ: 42", "I cannot help with that."][prompt % 4],))


def kept(pairs: tuple[Pair, ...], source: Source | None = None) -> list[Pair]:
    return [p for p in pairs if p.kept and (source is None or p.source is source)]


def test_an_instructed_model_writes_plain_sides_for_verbatim_passages(tmp_path: Path) -> None:
    job = make_job(tmp_path, WORKS)
    engine = scripted(plainly)
    stage.run(job, work_with(engine))
    pairs = stage.read_pairs(job)
    written = kept(pairs, Source.MODEL)
    assert len(written) >= 20
    works = "\n".join(WORKS)
    assert all(pair.text in works for pair in pairs)
    assert {pair.source for pair in kept(pairs)} >= {Source.MODEL, Source.AGAIN, Source.IDENTITY}
    learned = [pair for pair in kept(pairs) if pair.split is Split.TRAIN]
    assert len(learned) <= 60
    assert engine.requests[0].prompts[0][0].content.startswith("Rewrite the passage in plain")
    assert max(len(request.prompts) for request in engine.requests) == 8


def test_the_splits_share_no_work_and_the_summary_says_which_they_are(tmp_path: Path) -> None:
    job = make_job(tmp_path, WORKS)
    stage.run(job, work_with(scripted(plainly)))
    split_of = {}
    for pair in stage.read_pairs(job):
        assert split_of.setdefault(pair.work, pair.split) is pair.split
    summary = files.read_object(job, files.SUMMARY)
    assert summary["split_by"] == "work"
    assert sum(len(titles) for titles in summary["works"].values()) == len(WORKS)
    assert all(summary["kept"][split.value] > 0 for split in Split)


def test_a_model_that_answers_nonsense_is_let_be_and_too_few_pairs_are_told(tmp_path: Path) -> None:
    job = make_job(
        tmp_path, [english_work(n, 60) for n in range(1, 7)], options={"pairs": 150, "least": 120}
    )
    engine = scripted(nonsense)
    with pytest.raises(StudioError) as caught:
        stage.run(job, work_with(engine))
    assert caught.value.code == "studio.too_few_pairs"
    assert int(caught.value.details["kept"]) < 120
    left_out = [pair for pair in stage.read_pairs(job) if pair.source is Source.MODEL]
    assert left_out
    assert not any(pair.kept for pair in left_out)
    assert {pair.why for pair in left_out} >= {Why.EMPTY, Why.LANGUAGE}
    assert files.read_object(job, files.SUMMARY)["model_gave_up"]
    asked = sum(len(request.prompts) * request.candidates for request in engine.requests)
    assert asked <= 400


def test_what_is_written_is_not_asked_for_again(tmp_path: Path) -> None:
    job = make_job(tmp_path, WORKS)
    stage.run(job, work_with(scripted(plainly)))
    first = stage.read_pairs(job)
    again = scripted(plainly)
    stage.run(job, work_with(again))
    assert again.requests == []
    assert stage.read_pairs(job) == first


def test_stopped_in_a_batch_it_keeps_what_was_finished(tmp_path: Path) -> None:
    job = make_job(tmp_path, WORKS)
    cancel = CancelToken()
    asked = []

    def stopping(request: GenerateRequest, prompt: int, candidate: int) -> Answer:
        asked.append(prompt)
        if len(asked) == 40:
            cancel.cancel()
        return plainly(request, prompt, candidate)

    with pytest.raises(Cancelled):
        stage.run(job, work_with(scripted(stopping), cancel))
    written = [side for side in files.read_plain(job) if side.source is Source.MODEL]
    assert len(written) == 32
    engine = scripted(plainly)
    stage.run(job, work_with(engine))
    sides = [(s.id, s.source, s.variant) for s in files.read_plain(job)]
    assert len(sides) == len(set(sides))


def test_an_engine_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    job = make_job(tmp_path, WORKS)
    died = []

    def dying(request: GenerateRequest, prompt: int, candidate: int) -> Answer:
        if not died:
            died.append(prompt)
            return Answer((EngineDied("It died.", code="engine.died"),))
        return plainly(request, prompt, candidate)

    stage.run(job, work_with(scripted(dying)))
    assert len(kept(stage.read_pairs(job), Source.MODEL)) >= 20


def test_passages_that_changed_lose_their_plain_sides_and_the_others_keep_them(
    tmp_path: Path,
) -> None:
    job = make_job(tmp_path, WORKS)
    stage.run(job, work_with(scripted(plainly)))
    before = {passage.text for passage in files.read_passages(job)}
    write_works(job, [WORKS[0].replace("garden", "orchard"), *WORKS[1:]])
    engine = scripted(plainly)
    stage.run(job, work_with(engine))
    asked = {turns[-1].content for request in engine.requests for turns in request.prompts}
    assert not asked & before
    texts = {passage.id: passage.text for passage in files.read_passages(job)}
    assert all(side.id in texts for side in files.read_plain(job))
    assert not any("garden" in pair.text for pair in stage.read_pairs(job) if pair.work == 1)


def test_a_passage_of_two_works_is_learned_once_and_the_other_is_named(tmp_path: Path) -> None:
    job = make_job(tmp_path, [*WORKS, WORKS[0]])
    stage.run(job, work_with(scripted(plainly)))
    again = [pair for pair in stage.read_pairs(job) if pair.why is Why.DUPLICATE and pair.detail]
    assert again
    known = {passage.id for passage in files.read_passages(job)}
    assert all(pair.detail in known for pair in again)


def test_without_works_it_says_what_to_do(tmp_path: Path) -> None:
    job = make_job(tmp_path, WORKS)
    (job.at(Stage.TEXTS) / "works.json").unlink()
    with pytest.raises(StudioError) as caught:
        stage.run(job, work_with(scripted(plainly)))
    assert caught.value.code == "studio.no_texts"


def test_a_disk_that_fills_up_leaves_what_was_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = make_job(tmp_path, WORKS)
    real, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 8:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(StudioError) as caught:
        stage.run(job, work_with(scripted(plainly)))
    assert caught.value.code == "studio.unwritable"
    monkeypatch.undo()
    assert files.read_plain(job)
    stage.run(job, work_with(scripted(plainly)))
    assert kept(stage.read_pairs(job))


KILLED = """
import os, signal, sys
from pathlib import Path
from stylepad.studio.job import open_job
from stylepad.studio.pairs import stage
from tests.studio.pairs.jobs import scripted, work_with
from tests.studio.pairs.test_stage import plainly
asked = []
def killing(request, prompt, candidate):
    asked.append(prompt)
    if len(asked) == 100:
        os.kill(os.getpid(), signal.SIGKILL)
    return plainly(request, prompt, candidate)
stage.run(open_job(Path(sys.argv[1])), work_with(scripted(killing)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX systems")
def test_killed_in_the_middle_it_loses_no_more_than_the_running_batch(tmp_path: Path) -> None:
    job = make_job(tmp_path, WORKS)
    root = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(job.folder)], cwd=root, capture_output=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    written = [side for side in files.read_plain(job) if side.source is Source.MODEL]
    assert len(written) >= 100 - 16
    path = job.at(Stage.PAIRS) / files.PLAIN
    with path.open("ab") as file:
        file.write(b'{"id": "w001-0001", "vari')
    engine = scripted(plainly)
    stage.run(job, work_with(engine))
    sides = files.read_plain(job)
    assert sides[: len(written)] == files.read_plain(job)[: len(written)]
    keys = [(side.id, side.source, side.variant) for side in sides]
    assert len(keys) == len(set(keys))
    assert set(written) <= set(sides)


@pytest.fixture(scope="module")
def built_in() -> EngineClient:
    engine = EngineClient()
    engine.load(LoadRequest(paths.built_in_model(), threads=1), CancelToken())
    yield engine
    engine.close()


def test_the_built_in_base_gives_near_pairs_of_every_kind(
    tmp_path: Path, built_in: EngineClient
) -> None:
    job = make_job(tmp_path, WORKS)
    stage.run(job, work_with(built_in))
    pairs = stage.read_pairs(job)
    learned = [pair for pair in kept(pairs) if pair.split is Split.TRAIN]
    assert len(learned) >= 40
    assert {pair.source for pair in learned} >= {Source.LEXICON, Source.IDENTITY}
    # The base gives most of a passage with gaps back as it is, so that few of these are kept.
    assert Source.RESTORED in {pair.source for pair in pairs}
    for pair in learned:
        if pair.source is not Source.IDENTITY:
            assert pair.plain != pair.text
            assert likeness(pair.plain, pair.text) >= 0.7
    shown = {pair.plain for pair in learned if pair.source is Source.LEXICON}
    assert any("saw" in plain or "very" in plain for plain in shown)
    assert sum(pair.source is Source.IDENTITY for pair in learned) <= 8


def test_russian_pairs_come_of_the_built_in_base(tmp_path: Path, built_in: EngineClient) -> None:
    names = "Пётр Иван Степан Фёдор Егор Илья Савва Лука Анна Марья Дарья Софья".split()
    first = "воротился из города,молвил что-то весьма тихо,затворил за собою дверь".split(",")
    second = "не глядел на гостей,полагал ехать далее,сыскал старую книгу,весьма дивился".split(",")
    lines = []
    for n, name in enumerate(names * 4):
        other, third = names[(n + 5) % 12], names[(n + 3) % 12]
        lines.append(
            f"Намедни {name} поутру, часу в {n + 3}-м, {first[n % 3]}. {other} в те {n + 20} дней "
            f"{second[n % 4]}; однако же дабы {third} {n + 90} раз {second[n % 4 - 1]}."
        )
    works = ["\n\n".join(lines[at::6]) for at in range(6)]
    job = make_job(tmp_path, works, "ru")
    stage.run(job, work_with(built_in))
    learned = [pair for pair in kept(stage.read_pairs(job)) if pair.split is Split.TRAIN]
    plain = " ".join(pair.plain for pair in learned if pair.source is Source.LEXICON)
    assert "вернулся" in plain or "очень" in plain
    assert len(learned) >= 20


def test_rows_are_readable_by_a_person(tmp_path: Path) -> None:
    job: Job = make_job(tmp_path, WORKS)
    engine: ScriptedEngine = scripted(plainly)
    stage.run(job, work_with(engine))
    lines = (job.at(Stage.PAIRS) / files.PAIRS).read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[0])
    assert {"id", "work", "split", "source", "plain", "text", "kept", "why"} <= set(row)

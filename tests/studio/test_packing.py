"""What was learned becomes a pack that the program takes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.errors import AdapterError, Cancelled, StudioError
from stylepad.models.adapters import check_adapter
from stylepad.models.gguf import read_header
from stylepad.studio import packing
from stylepad.studio.job import Job, Stage
from stylepad.styles.admission import Outcome
from stylepad.styles.home import StyleHome
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import load_pack
from tests import pefts
from tests.families import linear_modules
from tests.studio.jobs import Heard, make_job, write_pairs

WORKS = [
    {"number": 1, "title": "A Tale", "file": "works/001-a.txt", "kept": True},
    {"number": 2, "title": "A Tale, second edition", "file": "works/002-a.txt", "kept": False},
]


@pytest.fixture
def job(tmp_path: Path, tiny_base: Path) -> Job:
    """Return a job as the stage Training leaves it."""
    made = make_job(tmp_path / "job", tiny_base)
    write_pairs(made)
    pefts.adapter(linear_modules("llama")).write(made.at(Stage.TRAINING) / "adapter")
    done = {"steps": 40, "tokens": 9000, "loss": 1.5, "stop_loss": None, "rank": 4, "rate": 0.01}
    (made.at(Stage.TRAINING) / "done.json").write_text(json.dumps(done))
    (made.at(Stage.TEXTS) / "works.json").write_text(json.dumps(WORKS))
    profile = paths.built_in_styles() / "dickens" / "profile.npz"
    shutil.copy(profile, made.at(Stage.PORTRAIT) / "profile.npz")
    return made


def test_the_pack_has_all_that_was_made(job: Job, tiny_base: Path) -> None:
    heard = Heard()

    packing.run(job, heard.work)

    pack = load_pack(job.at(Stage.PACK))
    check_adapter(read_header(pack.adapters[job.spec.fingerprint]), read_header(tiny_base))
    assert (pack.id, pack.language, pack.name) == ("boz", "en", {"en": "Boz"})
    assert [source.title for source in pack.sources] == ["A Tale"]
    assert pack.training["steps"] == 40
    assert pack.training["base"] == job.spec.fingerprint
    assert "stop_loss" not in pack.training
    assert pack.profile is not None
    assert 1 <= len(pack.exemplars) <= 14
    assert all(len(pair.text) <= 320 for pair in pack.exemplars)
    assert "/texts" not in (job.at(Stage.PACK) / "style.toml").read_text("utf-8")
    assert heard.reports[-1] == (4, 4, "boz")


def test_what_a_person_wrote_into_the_draft_stays(job: Job) -> None:
    packing.draft_pack(job)
    path = job.at(Stage.PACK) / "style.toml"
    text = path.read_text("utf-8").replace("⟦boz⟧", "[the marker]")
    path.write_text(f"# My note\n{text}", "utf-8")

    packing.run(job, Heard().work)
    packing.run(job, Heard().work)

    assert load_pack(job.at(Stage.PACK)).marker == "[the marker]"
    assert path.read_text("utf-8").startswith("# My note\n")


def test_the_pack_is_installed_and_a_later_one_takes_its_place(tmp_path: Path, job: Job) -> None:
    home = StyleHome(tmp_path / "styles", StyleLibrary((tmp_path / "styles",)))
    packing.run(job, Heard().work)
    first = packing.install(job, home)
    pefts.adapter(linear_modules("llama"), seed=8).write(job.at(Stage.TRAINING) / "adapter")
    packing.run(job, Heard().work)

    second = packing.install(job, home)

    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.REPLACED)
    assert home.library.get("boz").adapters.keys() == {job.spec.fingerprint}
    assert packing.install(job, home).outcome is Outcome.SAME


def test_a_job_that_has_learned_nothing_is_told_which_stage_comes_first(
    tmp_path: Path, tiny_base: Path
) -> None:
    with pytest.raises(StudioError) as caught:
        packing.run(make_job(tmp_path / "empty", tiny_base), Heard().work)

    assert caught.value.code == "studio.no_adapter"


def test_an_adapter_that_is_not_for_the_base_leaves_the_pack_as_it_was(job: Job) -> None:
    packing.run(job, Heard().work)
    before = sorted((job.at(Stage.PACK) / "adapters").iterdir())
    content = before[0].read_bytes()
    pefts.adapter({"model.layers.9.mlp.up_proj": (64, 128)}).write(
        job.at(Stage.TRAINING) / "adapter"
    )

    with pytest.raises(AdapterError):
        packing.run(job, Heard().work)

    assert sorted((job.at(Stage.PACK) / "adapters").iterdir()) == before
    assert before[0].read_bytes() == content


def test_a_stop_comes_between_two_units(job: Job) -> None:
    heard = Heard()
    heard.cancel.cancel()

    with pytest.raises(Cancelled):
        packing.run(job, heard.work)


def test_a_folder_that_cannot_be_written_is_named(job: Job) -> None:
    packing.draft_pack(job)
    (job.at(Stage.PACK) / "adapters").write_text("in the way")

    with pytest.raises(StudioError) as caught:
        packing.run(job, Heard().work)

    assert caught.value.code == "studio.unwritable"


def test_exemplars_are_short_different_and_the_same_each_time(job: Job) -> None:
    pairs = packing.read_pairs(job.at(Stage.PAIRS) / "pairs.jsonl")

    chosen = packing.choose_exemplars(pairs, "boz")

    assert chosen == packing.choose_exemplars(pairs, "boz")
    assert len({pair.text for pair in chosen}) == len(chosen)
    assert all(pair.split == "train" and pair.plain != pair.text for pair in chosen)

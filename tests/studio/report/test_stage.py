"""The report on a style that ships, as if a job had made it, by the model that ships."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.engine.client import EngineClient
from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, StudioError
from stylepad.studio.job import Job
from stylepad.studio.report.stage import STRENGTHS, read_report, run
from stylepad.styles.pack import load_pack
from tests.engine.driving import load_request
from tests.studio.written import Told, job_of, some_works, write_pairs

STYLE = "gogol"


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineClient]:
    client = EngineClient()
    client.load(load_request(paths.built_in_model()), CancelToken())
    yield client
    client.close()


def job_with_style(folder: Path) -> Job:
    """Return a job with a finished pack and pairs of a style that ships."""
    job = job_of(folder, some_works("ru", 3), "ru", report={"passages": 8})
    shutil.copytree(paths.built_in_styles() / STYLE, folder / "pack")
    exemplars = load_pack(paths.built_in_styles() / STYLE).exemplars
    write_pairs(job, [(item.plain, item.text) for item in exemplars])
    return job


def test_a_report_is_stopped_goes_on_and_says_how_the_style_writes(
    engine: EngineClient, tmp_path: Path
) -> None:
    job = job_with_style(tmp_path / "job")
    with pytest.raises(Cancelled):
        run(job, Told(engine, stop_at="0.75").work())
    first = job.folder / "report" / "drawn-1.00.json"
    drawn = first.read_bytes()

    told = Told(engine)
    run(job, told.work())

    assert first.read_bytes() == drawn
    assert told.said[-1][:2] == (40, 40)
    found = read_report(job)
    assert [item.strength for item in found.ladder] == sorted(STRENGTHS)
    assert found.own_inputs + found.modern_inputs == 8
    assert found.ceiling > found.floor
    assert found.best.style > 0.1, "the style does not move towards its author"
    assert all(0 < item.chrf <= 1 for item in found.ladder)
    assert len(found.examples) == 8
    page = (job.folder / "report" / "report.html").read_text(encoding="utf-8")
    assert found.examples[0].plain.split()[0] in page
    assert json.loads((job.folder / "report" / "report.json").read_text(encoding="utf-8"))

    finished = Told()  # no engine is needed for what is drawn already
    run(job, finished.work())


def test_what_was_drawn_for_another_adapter_is_drawn_anew(tmp_path: Path) -> None:
    job = job_with_style(tmp_path / "job")
    folder = tmp_path / "job" / "report"
    folder.mkdir()
    (folder / "drawn-1.00.json").write_text('{"made_of": "other", "drawn": []}', encoding="utf-8")

    with pytest.raises(AssertionError, match="needs no engine"):
        run(job, Told().work())


def test_a_style_for_another_model_is_refused(engine: EngineClient, tmp_path: Path) -> None:
    job = job_with_style(tmp_path / "job")
    for path in (tmp_path / "job" / "pack" / "adapters").iterdir():
        path.unlink()
    with pytest.raises(StudioError) as caught:
        run(job, Told(engine).work())
    assert caught.value.code == "studio.no_adapter"


def test_no_pack_no_pairs_and_no_report_are_said_plainly(tmp_path: Path) -> None:
    job = job_of(tmp_path / "job", some_works("ru", 3), "ru")
    with pytest.raises(StudioError) as caught:
        run(job, Told().work())
    assert caught.value.code == "studio.no_pack"
    shutil.copytree(paths.built_in_styles() / STYLE, tmp_path / "job" / "pack")
    with pytest.raises(StudioError) as caught:
        run(job, Told().work())
    assert caught.value.code == "studio.no_pairs"
    with pytest.raises(StudioError) as caught:
        read_report(job)
    assert caught.value.code == "studio.no_report"

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from stylepad.errors import Cancelled, StudioError
from stylepad.studio import svg
from stylepad.studio.job import Job, Stage
from stylepad.studio.portrait import plots
from stylepad.studio.portrait.corpus import read_corpus
from stylepad.studio.portrait.fitting import Material, write_profile
from stylepad.studio.portrait.stage import read_portrait, run
from stylepad.studio.portrait.texts import ENGLISH, RUSSIAN
from stylepad.studio.reference import read_reference
from stylepad.styles.profile import Profile
from tests.studio.written import Told, job_of, some_works


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """A job whose portrait is made."""
    made = job_of(tmp_path_factory.mktemp("job") / "job", some_works("en", 8), "en")
    run(made, Told().work())
    return made


def test_the_profile_is_the_meters_and_tells_the_author_from_plain_prose(job: Job) -> None:
    profile = Profile.load(job.folder / "portrait" / "profile.npz")
    unseen = [text for work in read_corpus(job).aside() for text in work.paragraphs()]
    plain = read_reference("en").plain(aside=True)

    def mean(texts: list[str]) -> float:
        return sum(map(profile.score, texts)) / len(texts)

    assert mean(unseen) > mean(plain) + 0.3


def test_runs_of_learned_works_are_known_as_copied(job: Job) -> None:
    profile = Profile.load(job.folder / "portrait" / "profile.npz")
    works = sorted((job.folder / "texts" / "works").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in works]
    copied = [profile.longest_copied_run(" ".join(t.split()[40:60]), "") >= 12 for t in texts]

    assert sum(copied) >= len(texts) / 2, "the works learned from are in the filter"
    assert not all(copied), "those set aside are not"


def test_the_figures_come_back_as_they_were_written(job: Job) -> None:
    found = read_portrait(job)

    assert found.works == 8
    assert found.ceiling > found.floor
    assert 0.5 < found.accuracy <= 1.0
    assert found.surface["author"].mean_sentence > found.surface["plain"].mean_sentence
    assert found.telling["plain"]["words"]


def test_a_second_run_fits_nothing_anew_and_other_texts_do(job: Job, tmp_path: Path) -> None:
    profile = job.folder / "portrait" / "profile.npz"
    before = profile.stat().st_mtime_ns
    run(job, Told().work())
    assert profile.stat().st_mtime_ns == before

    work = job.folder / "texts" / "works" / "001-work.txt"
    work.write_text(work.read_text(encoding="utf-8") + "One word more.\n", encoding="utf-8")
    run(job, Told().work())
    assert profile.stat().st_mtime_ns != before


def test_a_stop_is_heeded_and_the_next_run_goes_on(tmp_path: Path) -> None:
    job = job_of(tmp_path / "job", some_works("ru", 4), "ru")
    with pytest.raises(Cancelled):
        run(job, Told(stop_at="surface").work())
    assert (job.folder / "portrait" / "profile.npz").is_file()
    with pytest.raises(StudioError) as caught:
        read_portrait(job)
    assert caught.value.code == "studio.no_portrait"

    run(job, Told().work())
    assert read_portrait(job).language == "ru"


def test_one_work_alone_is_parted(tmp_path: Path) -> None:
    job = job_of(tmp_path / "job", ["\n\n".join(some_works("ru", 8))], "ru")
    run(job, Told().work())

    note = json.loads((job.folder / "portrait" / "profile.json").read_text(encoding="utf-8"))
    assert note["whole_works"] is False
    assert read_portrait(job).works == 1


def test_too_little_text_is_said_plainly(tmp_path: Path) -> None:
    job = job_of(tmp_path / "job", some_works("ru", 3, size=4), "ru")
    with pytest.raises(StudioError) as caught:
        run(job, Told().work())
    assert caught.value.code == "studio.little_text"
    assert "Add more" in caught.value.message


def test_texts_that_are_no_nearer_to_the_author_than_plain_prose_have_no_manner(
    tmp_path: Path,
) -> None:
    reference = read_reference("ru")
    plain = reference.plain(aside=True)
    for unseen_plain in (plain, []):
        material = Material(
            own=reference.contemporary()[:60],
            others=reference.plain(aside=False)[:60],
            unseen_own=plain,
            unseen_plain=unseen_plain,
            learned=[],
        )
        with pytest.raises(StudioError) as caught:
            write_profile(tmp_path / "profile.npz", material)
        assert caught.value.code == "studio.no_manner"
    assert not list(tmp_path.iterdir())


def test_a_job_without_texts_says_which_stage_to_run(tmp_path: Path) -> None:
    job = job_of(tmp_path / "job", some_works("ru", 3), "ru")
    (job.folder / Stage.TEXTS.value / "works.json").unlink()
    with pytest.raises(StudioError) as caught:
        run(job, Told().work())
    assert caught.value.code == "studio.no_texts"


def test_the_plots_are_whole_and_in_both_languages(job: Job) -> None:
    files = sorted(path.name for path in (job.folder / "portrait").glob("*.svg"))
    assert files == [
        f"{name}.{code}.svg" for name in ("marks", "sentences", "telling") for code in ("en", "ru")
    ]
    for path in (job.folder / "portrait").glob("*.svg"):
        ET.fromstring(path.read_text(encoding="utf-8"))
    portrait = read_portrait(job)
    assert RUSSIAN.sentences in plots.draw(portrait, RUSSIAN, svg.DARK)["sentences"]
    assert ENGLISH.marks["dash"] in plots.draw(portrait, ENGLISH, svg.LIGHT)["marks"]


@pytest.mark.usefixtures("qapp")
def test_qt_draws_the_plots_in_the_themes_colours(job: Job) -> None:
    renderer = pytest.importorskip("PySide6.QtSvg")
    gui = pytest.importorskip("PySide6.QtGui")
    image = gui.QImage(640, 400, gui.QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = gui.QPainter(image)
    drawn = plots.draw(read_portrait(job), ENGLISH, svg.DARK)["marks"]
    found = renderer.QSvgRenderer(drawn.encode("utf-8"))
    assert found.isValid()
    found.render(painter)
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(0, 640, 2) for y in range(0, 400, 2)}
    assert svg.DARK.accent in colours


def test_a_name_with_marks_of_html_is_shown_as_it_is() -> None:
    assert "&lt;b&gt;" in svg.text(0, 0, "<b>", "#000000")

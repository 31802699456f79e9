"""`stylepad styles …` as a process, on styles in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.styles.archive import write_archive
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import load_pack
from tests.commands import Installation
from tests.packs import FINGERPRINT, write_pack
from tests.restyle.test_neutral import ORNATE

TEXT = "Мой сосед на прошлой неделе купил собаку, она маленькая и дружелюбная.".encode()


@pytest.fixture
def here(tmp_path: Path, tiny_base: Path) -> Installation:
    return installation(tmp_path / "home", tiny_base)


@pytest.fixture
def built_in(tmp_path: Path) -> Installation:
    return installation(tmp_path / "built-in", paths.built_in_model())


def installation(home: Path, model: Path) -> Installation:
    home.mkdir()
    return Installation(home, model)


def test_a_style_goes_out_and_into_another_home(here: Installation, tmp_path: Path) -> None:
    here.add_style("mine", language="en")
    out = here.run("styles", "export", "mine", str(tmp_path))
    file = tmp_path / "mine-1.0.stylepack"
    other = installation(tmp_path / "other", here.model)

    came = other.run("styles", "import", "--json", str(file))

    assert (out.code, came.code) == (0, 0)
    assert str(file) in out.text
    (installed,) = json.loads(came.text)["installed"]
    assert (installed["style"], installed["outcome"], installed["before"]) == ("mine", "new", None)
    assert "mine" in other.run("styles").text


def test_a_file_that_is_there_is_replaced_only_by_force(here: Installation, tmp_path: Path) -> None:
    here.add_style("mine")
    file = tmp_path / "mine.stylepack"
    file.write_text("other", encoding="utf-8")

    kept = here.run("styles", "export", "mine", str(file))
    assert kept.code == 4
    assert file.read_text("utf-8") == "other"

    assert here.run("styles", "export", "mine", str(file), "--force").code == 0
    assert zipfile.is_zipfile(file)


def test_of_several_files_the_good_are_installed_and_each_bad_one_is_told(
    here: Installation, tmp_path: Path
) -> None:
    bad = [tmp_path / name for name in ("one.stylepack", "two.stylepack")]
    for path in bad:
        path.write_bytes(b"no zip")
    folder = write_pack(tmp_path / "download", "poe")
    arguments = [str(bad[0]), str(folder.parent), str(bad[1])]

    run = here.run("styles", "import", *arguments)

    assert run.code == 4
    assert "“poe” 1.0 is installed" in run.text
    assert all(f"{path.name} was not installed" in run.errors for path in bad)
    assert "Traceback" not in run.errors


def test_a_newer_version_is_told_and_an_older_refused(here: Installation, tmp_path: Path) -> None:
    old, new = write_pack(tmp_path / "old", "poe"), write_pack(tmp_path / "new", "poe", version="2")
    here.run("styles", "import", str(old))

    up, down = here.run("styles", "import", str(new)), here.run("styles", "import", str(old))

    assert "“poe” 2 takes the place of 1.0" in up.text
    assert down.code == 4
    assert "--force" in down.errors
    assert here.run("styles", "import", "--force", str(old)).code == 0


@pytest.fixture
def large(tmp_path: Path) -> tuple[Path, Path]:
    """Return two versions of a style with 8 MiB of noise in each."""
    files = []
    for version in ("1.0", "2.0"):
        folder = write_pack(tmp_path / version, "poe", version=version)
        (folder / "adapters").mkdir()
        noise = b"GGUF" + os.urandom(8 * 2**20)
        (folder / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(noise)
        files.append(tmp_path / f"{version}.stylepack")
        write_archive(load_pack(folder), files[-1])
    return files[0], files[1]


def test_a_full_disk_leaves_the_installed_version_and_nothing_else(
    here: Installation, large: tuple[Path, Path]
) -> None:
    assert here.run("styles", "import", str(large[0])).code == 0
    command = here.command("styles", "import", str(large[1]))

    run = subprocess.run(
        ["bash", "-c", 'ulimit -f 4096; exec "$@"', "bash", *command],
        env=here.environment(),
        capture_output=True,
        cwd=here.home,
        timeout=100,
        check=False,
    )

    assert run.returncode == 4
    assert b"could not be written" in run.stderr
    assert b"Traceback" not in run.stderr
    assert [path.name for path in here.styles.iterdir()] == ["poe"]
    assert load_pack(here.styles / "poe").version == "1.0"


def test_a_kill_at_any_time_leaves_the_one_version_or_the_other(
    here: Installation, large: tuple[Path, Path]
) -> None:
    for round_ in range(4):
        here.run("styles", "import", "--force", str(large[0]))
        child = subprocess.Popen(
            here.command("styles", "import", "--force", str(large[1])),
            env=here.environment(),
            cwd=here.home,
            stdout=subprocess.DEVNULL,
        )
        while child.poll() is None and _unpacked(here.styles) < round_ * 2**21 + 1:
            pass
        child.kill()
        child.wait()

        (style,) = [style for style in StyleLibrary([here.styles]).styles if style.id == "poe"]
        assert style.version in {"1.0", "2.0"}
        assert style.adapters[FINGERPRINT].stat().st_size == 4 + 8 * 2**20


def _unpacked(styles: Path) -> int:
    """Return how many bytes an import that is at work has written."""
    sizes = []
    for path in styles.glob(".*.new/**/*.gguf"):
        with suppress(OSError):
            sizes.append(path.stat().st_size)
    return sum(sizes)


def test_a_built_in_style_is_edited_in_a_copy_and_given_back(here: Installation) -> None:
    edited = here.run(
        *("styles", "edit", "gogol", "--name", "Мой Гоголь", "--in", "ru", "--strength", "0,8")
    )
    assert edited.code == 0
    (style,) = [
        item
        for item in json.loads(here.run("styles", "--json").text)["styles"]
        if item["id"] == "gogol"
    ]
    assert (style["name"]["ru"], style["name"]["en"]) == ("Мой Гоголь", "Gogol")
    assert style["strength"] == 0.8
    assert Path(style["folder"]) == (here.styles / "gogol").resolve()

    removed = here.run("styles", "remove", "gogol")

    assert "is used again" in removed.text
    assert here.run("styles", "remove", "gogol").code == 4


def test_an_edit_of_nothing_and_a_blend_of_one_are_usage_errors(here: Installation) -> None:
    blend = ("styles", "blend", "--name", "X", "--language", "ru")

    assert here.run("styles", "edit", "gogol").code == 2
    assert here.run(*blend, "gogol=1").code == 2
    assert here.run(*blend, "gogol=1", "gogol=0.5").code == 2
    assert here.run(*blend, "gogol", "chekhov=0.5").code == 2
    assert here.run(*blend, "gogol=2", "chekhov=0.5").code == 2


def test_a_blend_is_made_listed_and_written_with(built_in: Installation) -> None:
    made = built_in.run(
        *("styles", "blend", "--name", "Смесь", "--language", "ru", "gogol=0.7", "chekhov=0.4")
    )
    run = built_in.run(
        "restyle", "--style", "gogol-chekhov", "--candidates", "1", "--json", data=TEXT
    )

    assert made.code == 0
    assert run.code == 0
    assert "no adapter" not in run.errors
    listed = json.loads(built_in.run("styles", "--json").text)["styles"]
    (style,) = [item for item in listed if item["id"] == "gogol-chekhov"]
    assert style["blend"] == {"gogol": 0.7, "chekhov": 0.4}
    (passage,) = json.loads(run.text)["passages"]
    assert passage["candidates"][0]["style"] is not None
    assert passage["neutral"] is None


def test_a_blend_that_lacks_a_part_is_listed_with_its_fault(here: Installation) -> None:
    write_pack(here.styles, "mixture", blend={"gogol": 0.5, "nobody": 0.5}, instruction=None)

    listed = here.run("styles", "--json")

    (broken,) = json.loads(listed.text)["broken"]
    assert "“nobody”" in broken["fault"]
    assert "“nobody”" in listed.errors
    assert here.run("restyle", "--style", "mixture", data=TEXT).code == 4


def test_the_part_of_a_blend_without_an_adapter_is_named(here: Installation) -> None:
    write_pack(here.styles, "mixture", blend={"gogol": 0.5, "chekhov": 0.5}, instruction=None)

    run = here.run("restyle", "--style", "mixture", "--candidates", "1", data=TEXT)

    assert run.code == 0
    assert "gogol, chekhov have no adapter" in run.errors


def test_plain_first_is_told_and_the_built_in_model_refuses_it(
    here: Installation, built_in: Installation
) -> None:
    asked = ("restyle", "--style", "gogol", "--candidates", "1", "--neutralise")

    told = here.run(*asked, data=ORNATE.encode())
    refused = built_in.run(*asked, data=ORNATE.encode())

    assert told.code == 0
    assert "was to be rewritten plainly first, but the original was used" in told.errors
    assert refused.code == 2
    assert "--neutralise" in refused.errors


def test_doctor_tells_of_two_packs_with_one_id(here: Installation) -> None:
    write_pack(here.styles, "poe").rename(here.styles / "a")
    write_pack(here.styles, "poe", version="1.1").rename(here.styles / "b")

    run = here.run("doctor")

    assert "poe: 1.0 in" in run.text
    assert "is not used" in run.text

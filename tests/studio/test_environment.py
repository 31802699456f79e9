"""The environment that trains: made, found broken, mended, given up; pip is a real one."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled, StudioError
from stylepad.studio import environment
from stylepad.studio.environment import (
    REQUIREMENTS,
    VARIABLE,
    State,
    TrainingEnvironment,
    clean_environment,
    find_python,
)

ROOT = Path(__file__).parents[2]
WHEEL = "torchling"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrainingEnvironment:
    """Return an environment of one package from a folder: the same pip, a second of work."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(environment, "_has_all", lambda _python: False)
    monkeypatch.setattr(environment, "REQUIREMENTS", (f"{WHEEL}==1.0",))
    monkeypatch.setattr(environment, "_ASK_FOR_ALL", f"import {WHEEL}")
    wheels = tmp_path / "wheels"
    _write_wheel(wheels)
    for name, value in (
        ("FIND_LINKS", str(wheels)),
        ("NO_INDEX", "1"),
        ("CONFIG_FILE", os.devnull),
    ):
        monkeypatch.setenv(f"PIP_{name}", value)
    return TrainingEnvironment(tmp_path / "environment")


@pytest.fixture
def installed(small: TrainingEnvironment) -> TrainingEnvironment:
    """Return one as an installation leaves it, without the time that pip takes."""
    venv.create(small.folder, with_pip=False)
    (site,) = small.folder.rglob("site-packages")
    with ZipFile(next((small.folder.parent / "wheels").iterdir())) as wheel:
        wheel.extractall(site)
    (small.folder / ".installed").write_text(f"{WHEEL}==1.0")
    assert small.state() is State.READY
    return small


def _write_wheel(folder: Path) -> None:
    folder.mkdir()
    info = f"{WHEEL}-1.0.dist-info"
    with ZipFile(folder / f"{WHEEL}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{WHEEL}.py", "VALUE = 1\n")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {WHEEL}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", f"{WHEEL}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n")


def test_it_is_installed_with_progress_and_is_then_ready(small: TrainingEnvironment) -> None:
    reports: list[tuple[int, int, str]] = []

    assert small.state() is State.MISSING
    python = small.install(CancelToken(), lambda *told: reports.append(told))

    assert small.state() is State.READY
    assert small.python() == python == small.own_python
    assert reports[0][2] == "environment"
    assert reports[-1][0] == reports[-1][1]
    assert any(WHEEL in detail for _, _, detail in reports)


@pytest.mark.parametrize("damage", ["stamp", "package", "python"])
def test_a_half_installed_or_damaged_one_is_noticed(
    installed: TrainingEnvironment, damage: str
) -> None:
    if damage == "stamp":
        (installed.folder / ".installed").unlink()
    elif damage == "package":
        shutil.rmtree(next(installed.folder.rglob(f"{WHEEL}-*")))
    else:
        installed.own_python.unlink()

    with pytest.raises(StudioError) as caught:
        installed.python()

    assert installed.state() is State.BROKEN
    told = (caught.value.code, caught.value.details["state"])
    assert told == ("studio.no_environment", "broken")


def test_a_broken_one_is_made_anew(small: TrainingEnvironment) -> None:
    small.own_python.parent.mkdir(parents=True)
    (small.folder / "left by a kill").touch()
    assert small.state() is State.BROKEN

    small.install(CancelToken(), lambda *_: None)

    assert small.state() is State.READY
    assert not (small.folder / "left by a kill").exists()


def test_a_package_that_cannot_be_had_is_said_in_pips_words(
    small: TrainingEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "REQUIREMENTS", ("no-such-thing==9",))

    with pytest.raises(StudioError) as caught:
        small.install(CancelToken(), lambda *_: None)

    assert caught.value.code == "studio.environment_failed"
    assert "no-such-thing" in caught.value.message
    assert small.state() is State.MISSING


def test_cancelling_leaves_nothing_behind(small: TrainingEnvironment) -> None:
    cancel = CancelToken()

    def stop(_done: int, _total: int, detail: str) -> None:
        if detail == "environment":
            cancel.cancel()

    with pytest.raises(Cancelled):
        small.install(cancel, stop)

    assert small.state() is State.MISSING


def test_too_little_room_is_said_before_anything_is_fetched(
    small: TrainingEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOM", 1 << 60)

    with pytest.raises(StudioError) as caught:
        small.install(CancelToken(), lambda *_: None)

    assert caught.value.code == "studio.environment_room"
    assert small.state() is State.MISSING


def test_a_machine_without_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frozen program is no Python: it must look for one."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(environment.shutil, "which", lambda _name: None)

    with pytest.raises(StudioError) as caught:
        find_python()

    assert caught.value.code == "studio.no_python"
    assert "3.11" in caught.value.message


def test_a_frozen_program_finds_a_python_that_is_not_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    (tmp_path / "python3").symlink_to(sys.executable)
    old = tmp_path / "python3.14"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_python() == [str(tmp_path / "python3")]


def test_the_variable_names_another_and_must_be_able_to_train(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "no-python"))

    with pytest.raises(StudioError) as caught:
        TrainingEnvironment(tmp_path).python()

    assert caught.value.code == "studio.training_python"


def test_another_python_sees_nothing_that_is_meant_for_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/program")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/frozen/libraries")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    told = clean_environment(EXTRA="1")

    assert "PYTHONPATH" not in told
    assert (told["LD_LIBRARY_PATH"], told["EXTRA"]) == ("/usr/local/lib", "1")


def test_the_extra_of_the_package_has_the_same_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert tuple(project["project"]["optional-dependencies"]["studio"]) == REQUIREMENTS

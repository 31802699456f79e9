"""The wheel carries everything that the program needs, and finds it when installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the backend of pyproject.toml, offline."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", str(target)], cwd=ROOT, check=True, timeout=100)
    return next(target.glob("*.whl"))


def test_wheel_holds_every_shipped_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {info.filename: info.file_size for info in archive.infolist()}
    listed = subprocess.run(
        ["git", "ls-files", "-z", "resources", "stylepad"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    missing = [
        name
        for name in filter(None, listed.stdout.split("\0"))
        if (path := ROOT / name).exists()
        and packed.get(f"stylepad/{name}" if name.startswith("resources/") else name)
        != path.stat().st_size
    ]
    assert not missing
    assert packed["stylepad/resources/models/stylepad-mini.gguf"] < 60_000_000
    assert "stylepad/resources/translations/stylepad_ru.qm" in packed
    packs = [name for name in packed if name.endswith("/style.toml")]
    assert packs
    for pack in packs:
        folder = pack.removesuffix("style.toml")
        adapters = [name for name in packed if name.startswith(f"{folder}adapters/")]
        assert adapters
        assert all(packed[name] < 3_000_000 for name in adapters)


def test_installed_program_finds_its_model_and_styles(wheel: Path, tmp_path: Path) -> None:
    """Run the unpacked wheel from elsewhere, with the checkout out of its way."""
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    smoke = [sys.executable, str(ROOT / "packaging" / "smoke.py")]
    done = subprocess.run(
        [*smoke, sys.executable, "-m", "stylepad"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=110,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "smoke test passed" in done.stdout
    found = subprocess.run(
        [sys.executable, "-c", "from stylepad import paths; print(paths.resources())"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(found.stdout.strip()) == site / "stylepad" / "resources"


def test_wheel_brings_a_menu_entry_with_an_icon(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name.partition(".data/data/")[2] for name in archive.namelist()]
    assert "share/applications/stylepad.desktop" in names
    assert "share/icons/hicolor/scalable/apps/stylepad.svg" in names


def test_version_stands_in_one_place(wheel: Path) -> None:
    import stylepad

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    assert wheel.name.startswith(f"stylepad-{stylepad.__version__}-")


def test_smoke_test_fails_for_a_program_that_does_not_answer(tmp_path: Path) -> None:
    fake = tmp_path / "fake.py"
    fake.write_text("import sys; print(sys.argv); sys.exit(3)", encoding="utf-8")
    smoke = [sys.executable, str(ROOT / "packaging" / "smoke.py")]
    done = subprocess.run(
        [*smoke, sys.executable, str(fake)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "ended with 3" in done.stderr

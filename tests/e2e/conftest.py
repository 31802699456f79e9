"""Fixtures of the end-to-end tests; each test leaves its screen in build/e2e/ when it fails."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.program import Program, Start

PICTURES = Path(__file__).parents[2] / "build" / "e2e"
NEEDED = ("Xvfb", "openbox", "dbus-daemon", "xdotool", "setxkbmap")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Take a picture of the screen while a failed test's programs are still on it."""
    report = yield
    desktop = getattr(item, "funcargs", {}).get("desktop")
    if report.failed and isinstance(desktop, Desktop):
        target = PICTURES / f"{item.name}-{report.when}.png"
        desktop.photograph(target)
        trees = [program.tree() for program in desktop.bus.programs()]
        report.sections.append((f"screen ({target})", "\n".join(trees)))
    return report


@pytest.fixture(scope="module")
def shared_desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """A desktop for the tests of a file; its processes are gone before other tests count theirs."""
    missing = [command for command in NEEDED if not shutil.which(command)]
    if missing:
        pytest.fail(f"not installed: {', '.join(missing)}; packaging/system.sh test installs them")
    desktop = Desktop(tmp_path_factory.mktemp("desktop"))
    yield desktop
    desktop.close()


@pytest.fixture
def desktop(shared_desktop: Desktop) -> Desktop:
    """The desktop, with an English keyboard at the start of each test."""
    shared_desktop.layout("us")
    return shared_desktop


@pytest.fixture
def start(desktop: Desktop, tmp_path: Path) -> Iterator[Start]:
    """Start a program by its command and end it after the test."""
    started: list[Program] = []

    def begin(*arguments: str, home: Path | None = None, language: str = "en") -> Program:
        command = [sys.executable, *arguments]
        program = Program(desktop, command, home or tmp_path / "home", language)
        started.append(program)
        return program

    yield begin
    for program in started:
        program.close()

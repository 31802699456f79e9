"""Plain first: offered where the text is strongly styled, and done when it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from stylepad.engine.protocol import Engine
from stylepad.restyle.rewriter import Rewriter
from tests.restyle.test_neutral import ORNATE, PLAIN, plain_first
from tests.ui.restyle.conftest import Desk
from tests.ui.restyle.engines import StagedEngine


@pytest.fixture
def engine() -> StagedEngine:
    """Return an engine whose plain rewriting differs from its styled one."""
    return StagedEngine(plain_first, context=4096, passage_tokens=900)


@pytest.fixture
def desk(
    make_desk: Callable[[Engine], Desk], engine: StagedEngine, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("STYLEPAD_MODEL", __file__)
    return make_desk(engine)


def heard(desk: Desk) -> None:
    """Wait until the text was listened to."""
    desk.qtbot.waitUntil(lambda: desk.tasks.running == 0, timeout=20_000)


def restyle(desk: Desk, text: str) -> None:
    desk.write(text)
    desk.editor.selectAll()
    desk.restyle()
    desk.wait_written()
    heard(desk)


def test_a_plain_text_is_offered_nothing(desk: Desk) -> None:
    restyle(desk, PLAIN)

    assert desk.controller.panel.plain.isHidden()


def test_a_styled_text_is_made_plain_when_that_is_ticked(desk: Desk) -> None:
    restyle(desk, ORNATE)
    plain = desk.controller.panel.plain
    assert not plain.isHidden()
    assert "old-fashioned words: дабы" in plain.reason.text().lower()
    before = desk.suggestion
    assert "made plain first" not in desk.controller.panel.report.text

    plain.box.click()
    desk.wait_written()

    assert desk.suggestion != before
    assert "made plain first." in desk.controller.panel.report.text
    plain.box.click()
    desk.wait_written()
    assert desk.suggestion == before


def test_the_answer_holds_for_the_text_and_not_for_the_next(desk: Desk) -> None:
    restyle(desk, ORNATE)
    desk.controller.panel.plain.box.click()
    desk.wait_written()
    desk.use("again")
    desk.wait_written()
    assert desk.controller.panel.plain.box.isChecked()

    desk.use("discard")
    restyle(desk, ORNATE.replace("закате", "рассвете"))

    assert not desk.controller.panel.plain.isHidden()
    assert not desk.controller.panel.plain.box.isChecked()


def test_a_model_that_follows_no_instructions_is_not_asked(
    make_desk: Callable[[Engine], Desk], engine: StagedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STYLEPAD_MODEL", __file__)
    assert engine._kept is not None
    engine._kept = replace(engine._kept, instructed=False)
    desk = make_desk(engine)

    asked: list[str] = []
    monkeypatch.setattr(Rewriter, "manner", lambda _rewriter, text: asked.append(text))

    restyle(desk, ORNATE)

    assert desk.controller.panel.plain.isHidden()
    assert asked == []

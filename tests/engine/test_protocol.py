"""The switch that stops work."""

from __future__ import annotations

import pytest

from stylepad.engine.protocol import CancelToken
from stylepad.errors import Cancelled


def test_cancel_calls_every_action_once() -> None:
    token, calls = CancelToken(), list[str]()
    token.on_cancel(lambda: calls.append("a"))
    token.on_cancel(lambda: calls.append("b"))
    token.cancel()
    token.cancel()
    assert calls == ["a", "b"]


def test_an_action_taken_back_is_not_called() -> None:
    token, calls = CancelToken(), list[str]()
    take_back = token.on_cancel(lambda: calls.append("a"))
    take_back()
    take_back()
    token.cancel()
    assert calls == []


def test_an_action_given_after_the_cancel_is_called_at_once() -> None:
    token, calls = CancelToken(), list[str]()
    token.cancel()
    token.on_cancel(lambda: calls.append("a"))
    assert calls == ["a"]
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()

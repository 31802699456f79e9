"""Reasons: parts of messages that interfaces translate."""

from __future__ import annotations

import errno

import pytest

from stylepad.errors import _SYSTEM_CODES, SYSTEM_REASONS, Reason


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EACCES, "permission denied"),
        (errno.EPERM, "permission denied"),
        (errno.ENOSPC, "no space left on the disk"),
        (errno.EDOM, "the system says “Odd”"),
        (0, "the system says “Odd”"),
    ],
)
def test_what_the_system_refuses_is_told_plainly(number: int, told: str) -> None:
    assert str(Reason.of_system(OSError(number, "Odd"))) == told


def test_an_error_without_a_number_is_told_by_its_text() -> None:
    assert str(Reason.of_system(OSError("broken pipe of ours"))) == (
        "the system says “broken pipe of ours”"
    )


def test_every_reason_of_the_system_has_a_number() -> None:
    assert set(SYSTEM_REASONS) == {*_SYSTEM_CODES.values(), "system_other"}


def test_a_reason_inside_a_reason_gives_its_code_and_values_too() -> None:
    inner = Reason.of("inner", "of {count}", {"count": 1234})
    outer = Reason.of("outer", "{name} ({error})", {"name": "x" * 99, "error": inner})

    assert outer.details("what") == {
        "what": f"{'x' * 80} (of 1,234)",
        "what_code": "outer",
        "what_name": "x" * 80,
        "what_error": "of 1,234",
        "what_error_code": "inner",
        "what_error_count": "1,234",
    }

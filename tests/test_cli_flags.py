"""The flags that matter are checked before anything starts."""

from __future__ import annotations

import pytest

from stylepad.cli import ExitCode, exit_code, parser
from stylepad.errors import SettingsError


def test_boldness_and_context_are_flags_of_restyle() -> None:
    options = parser().parse_args(
        ["restyle", "--style", "gogol", "--boldness", "bold", "--context", "1024"]
    )
    assert (options.boldness, options.context) == ("bold", 1024)
    usual = parser().parse_args(["restyle", "--style", "gogol"])
    assert (usual.boldness, usual.context) == ("balanced", None)


@pytest.mark.parametrize("flags", [["--boldness", "wild"], ["--context", "7"]])
def test_a_flag_that_cannot_be_ends_with_the_code_of_a_wrong_line(flags: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parser().parse_args(["restyle", "--style", "gogol", *flags])
    assert caught.value.code == ExitCode.USAGE


def test_a_wrong_variable_ends_like_a_wrong_flag() -> None:
    wrong = SettingsError("The environment variable …", code="settings.variable")
    assert exit_code(wrong) == ExitCode.USAGE
    assert exit_code(SettingsError("The file …", code="settings.broken")) == ExitCode.WRONG

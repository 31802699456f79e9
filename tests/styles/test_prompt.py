"""The canonical prompt."""

from __future__ import annotations

from pathlib import Path

from stylepad.styles.pack import Exemplar, load_pack
from stylepad.styles.prompt import Turn, messages
from tests.packs import write_pack

INSTRUCTION = "Перепиши отрывок в манере Гоголя."


def test_the_prompt_is_instruction_marker_and_passage(tmp_path: Path) -> None:
    turns = messages(load_pack(write_pack(tmp_path)), "Он купил машину.")

    assert turns == (
        Turn("system", f"{INSTRUCTION}\n[gogol]"),
        Turn("user", "Он купил машину."),
    )


def test_without_a_marker_there_is_no_stray_line_break(tmp_path: Path) -> None:
    turns = messages(load_pack(write_pack(tmp_path, marker="")), "Да.")

    assert turns[0].content == INSTRUCTION


def test_exemplars_are_earlier_turns_and_the_passage_comes_last(tmp_path: Path) -> None:
    shown = (Exemplar("Он шёл.", "Шёл он."), Exemplar("Он пил.", "Пил он."))

    turns = messages(load_pack(write_pack(tmp_path)), "Он купил новую машину.", shown)

    assert [turn.role for turn in turns] == ["system", *["user", "assistant"] * 2, "user"]
    assert [turn.content for turn in turns[1:]] == [
        *("Он шёл.", "Шёл он.", "Он пил.", "Пил он."),
        "Он купил новую машину.",
    ]

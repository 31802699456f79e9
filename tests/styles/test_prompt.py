"""The canonical prompt."""

from __future__ import annotations

from pathlib import Path

from stylepad.styles.pack import load_pack
from stylepad.styles.prompt import Turn, messages
from tests.packs import write_exemplars, write_pack

INSTRUCTION = "Перепиши отрывок в манере Гоголя."


def test_with_an_adapter_the_prompt_is_instruction_marker_and_passage(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    write_exemplars(folder, ("Он шёл.", "Шёл он."))

    turns = messages(load_pack(folder), "Он купил машину.", with_adapter=True)

    assert turns == (
        Turn("system", f"{INSTRUCTION}\n[gogol]"),
        Turn("user", "Он купил машину."),
    )


def test_without_a_marker_there_is_no_stray_line_break(tmp_path: Path) -> None:
    turns = messages(load_pack(write_pack(tmp_path, marker="")), "Да.", with_adapter=True)

    assert turns[0].content == INSTRUCTION


def test_without_an_adapter_the_likest_exemplars_come_last_before_the_passage(
    tmp_path: Path,
) -> None:
    folder = write_pack(tmp_path)
    write_exemplars(
        folder,
        ("Он купил новую машину вчера.", "Вчера обзавёлся он бричкою."),
        ("Совсем про другое дело.", "Иное."),
        ("Он купил дом.", "Приобрёл он дом."),
    )

    turns = messages(load_pack(folder), "Он купил новую машину.", with_adapter=False)

    assert [turn.role for turn in turns] == ["system", *["user", "assistant"] * 3, "user"]
    assert turns[-1].content == "Он купил новую машину."
    assert turns[-3:-1] == (
        Turn("user", "Он купил новую машину вчера."),
        Turn("assistant", "Вчера обзавёлся он бричкою."),
    )


def test_exemplars_stay_within_the_budget(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    write_exemplars(folder, *[("слово " * 50, "слово " * 50)] * 10)

    turns = messages(load_pack(folder), "слово", with_adapter=False, exemplar_budget=1300)

    assert len(turns) == 2 + 2 * 2

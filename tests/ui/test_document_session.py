from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from stylepad.ui.encodings import ENCODINGS, FileFormat
from tests.ui.conftest import Desk

RUSSIAN = "Однажды весною, в час небывало жаркого заката, в Москве появились два гражданина.\n"


@pytest.mark.parametrize("form", ENCODINGS, ids=lambda form: form.name)
def test_file_is_saved_in_the_encoding_it_was_opened_in(
    desk: Desk, tmp_path: Path, form: FileFormat
) -> None:
    path = tmp_path / "текст.txt"
    marks = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE}
    marks["utf-16-be"] = codecs.BOM_UTF16_BE
    mark = marks[form.encoding] if form.bom else b""
    path.write_bytes(mark + (RUSSIAN * 5).replace("\n", "\r\n").encode(form.encoding))
    desk.open(path)
    assert desk.text == RUSSIAN * 5
    assert desk.window.status.encoding.text() == form.name
    desk.type("Да! ")
    desk.save()
    expected = "Да! " + (RUSSIAN * 5).replace("\n", "\r\n")
    assert path.read_bytes() == mark + expected.encode(form.encoding)
    assert not desk.window.isWindowModified()


def test_encoding_is_asked_for_only_when_in_doubt(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "doubt.txt"
    path.write_bytes("Ёж".encode("cp1251"))
    desk.answers.encoding_choice = 0
    desk.open(path)
    desk.settle()
    assert {"cp1251", "koi8-r"} <= set(desk.answers.offered)
    assert desk.document.path == path


def test_giving_no_encoding_opens_nothing(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "doubt.txt"
    path.write_bytes("Ёж".encode("cp1251"))
    desk.open(path)
    assert desk.document.path is None
    assert not desk.editor.isReadOnly()


def test_first_save_asks_where(desk: Desk, tmp_path: Path) -> None:
    desk.type("mine")
    desk.answers.save_path = tmp_path / "new.txt"
    desk.save()
    assert (tmp_path / "new.txt").read_text() == "mine"
    assert desk.window.windowTitle() == "new.txt[*] — StylePad"


def test_chosen_encoding_is_used_by_the_next_save(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RUSSIAN, encoding="utf-8")
    desk.open(path)
    desk.document.set_format(FileFormat("koi8-r"))
    assert desk.window.isWindowModified()
    desk.save()
    assert path.read_bytes() == RUSSIAN.encode("koi8-r")


def test_character_that_the_encoding_lacks_offers_utf8(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((RUSSIAN * 4).encode("cp1251"))
    desk.open(path)
    desk.type("雪")
    desk.save()
    assert path.read_bytes() == (RUSSIAN * 4).encode("cp1251")
    [message] = desk.recorder.messages
    assert "雪" in message.text
    message.actions[0].run()
    desk.settle()
    assert path.read_text(encoding="utf-8") == "雪" + RUSSIAN * 4


@pytest.mark.parametrize(
    ("answer", "on_disk", "in_editor"),
    [
        ("overwrite", "mine old", "mine old"),
        ("reload", "theirs", "theirs"),
        ("cancel", "theirs", "mine old"),
        ("save_as", "theirs", "mine old"),
    ],
)
def test_foreign_change_is_noticed_before_it_is_overwritten(
    desk: Desk, tmp_path: Path, answer: str, on_disk: str, in_editor: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    desk.open(path)
    desk.type("mine ")
    path.write_text("theirs")
    desk.answers.changed_answers = [answer]
    desk.answers.save_path = tmp_path / "copy.txt"
    desk.save()
    assert path.read_text() == on_disk
    assert desk.text == in_editor
    assert (tmp_path / "copy.txt").exists() == (answer == "save_as")


def test_foreign_change_is_told_when_the_window_is_looked_at_again(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    desk.open(path)
    path.write_text("theirs")
    desk.document.check_disk()
    desk.settle()
    desk.document.check_disk()
    desk.settle()
    [message] = desk.recorder.messages
    assert "a.txt" in message.text
    message.actions[0].run()
    desk.settle()
    assert desk.text == "theirs"


def test_deleted_file_is_told_and_written_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    desk.open(path)
    path.unlink()
    desk.document.check_disk()
    desk.settle()
    assert "a.txt" in desk.recorder.texts[0]
    assert desk.window.isWindowModified()
    desk.save()
    assert path.read_text() == "old"


def test_missing_file_is_told_and_the_text_stays(desk: Desk, tmp_path: Path) -> None:
    desk.type("mine")
    desk.answers.unsaved_answers = ["discard"]
    desk.open(tmp_path / "nowhere.txt")
    assert "nowhere.txt" in desk.recorder.texts[0]
    assert desk.text == "mine"
    assert not desk.editor.isReadOnly()


def test_unwritable_folder_keeps_the_text_and_offers_another_place(
    desk: Desk, tmp_path: Path
) -> None:
    desk.type("mine")
    desk.answers.save_path = tmp_path / "no folder" / "a.txt"
    desk.save()
    [message] = desk.recorder.messages
    desk.answers.save_path = tmp_path / "a.txt"
    message.actions[0].run()
    desk.settle()
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_text_typed_while_saving_counts_as_unsaved(desk: Desk, tmp_path: Path) -> None:
    desk.type("one")
    desk.answers.save_path = tmp_path / "a.txt"
    desk.window.commands.save.trigger()
    desk.type(" two")
    desk.settle()
    assert (tmp_path / "a.txt").read_text() == "one"
    assert desk.window.isWindowModified()


@pytest.mark.parametrize(
    ("answer", "kept_open", "saved"),
    [("save", False, True), ("discard", False, False), ("cancel", True, False)],
)
def test_closing_asks_about_unsaved_text(
    desk: Desk, tmp_path: Path, answer: str, kept_open: bool, saved: bool
) -> None:
    desk.type("mine")
    desk.answers.save_path = tmp_path / "a.txt"
    desk.answers.unsaved_answers = [answer]
    desk.window.close()
    if saved:
        desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.window.isVisible() == kept_open
    assert (tmp_path / "a.txt").exists() == saved


def test_cancelled_save_at_close_keeps_the_window(desk: Desk) -> None:
    desk.type("mine")
    desk.answers.unsaved_answers = ["save"]
    desk.window.close()
    desk.settle()
    assert desk.window.isVisible()
    assert desk.text == "mine"


def test_opened_file_is_on_top_of_the_recent_ones(desk: Desk, tmp_path: Path) -> None:
    for name in ("a & b.txt", "c.md"):
        (tmp_path / name).write_text("x")
        desk.open(tmp_path / name)
    desk.window.menus.recent.aboutToShow.emit()
    labels = [action.text() for action in desk.window.menus.recent.actions()]
    assert labels[0].startswith("c.md")
    assert labels[1].startswith("a && b.txt")


def test_nul_and_right_to_left_text_survive_a_round_trip(desk: Desk, tmp_path: Path) -> None:
    odd = "a\0b שלום عربي\u00a0x\n" + RUSSIAN * 5
    path = tmp_path / "odd.txt"
    path.write_bytes(odd.encode())
    desk.open(path)
    desk.type("!")
    desk.save()
    assert path.read_bytes() == ("!" + odd).encode()


def test_unsaved_text_survives_a_killed_window(make_desk, monkeypatch) -> None:
    from stylepad.documents import recovery
    from stylepad.ui import recovery_keeper

    first = make_desk()
    first.type("Не сохранено «никогда»")
    first.qtbot.waitUntil(
        lambda: list(recovery_keeper.paths.state().glob("recovery/*.txt")) != [], timeout=6_000
    )
    # To the store, the first window's process is gone.
    monkeypatch.setattr(recovery, "_is_running", lambda _pid, _started: False)
    second = make_desk()
    second.document.offer_recovered()
    second.settle()
    [message] = second.recorder.messages
    assert "Не сохранено" in message.text
    message.actions[0].run()
    second.settle()
    assert second.text == "Не сохранено «никогда»"
    assert second.window.isWindowModified()


def test_saved_text_leaves_no_recovery_copy(desk: Desk, tmp_path: Path) -> None:
    from stylepad import paths

    desk.type("mine")
    desk.document.rescue()
    assert len(list(paths.state().glob("recovery/*.txt"))) == 1
    desk.answers.save_path = tmp_path / "a.txt"
    desk.save()
    assert list(paths.state().glob("recovery/*.txt")) == []


LONG = "Строка, которых много: «ёлка», 12.\n" * 30_000


def test_long_file_is_open_as_a_whole_before_one_may_type(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(LONG, encoding="utf-8")
    with desk.qtbot.waitSignal(desk.document.opened):
        desk.document.open(path)
        desk.qtbot.waitSignal(desk.document.changed).wait()
        assert desk.editor.filling
        assert desk.editor.isReadOnly()
    assert not desk.editor.isReadOnly()
    assert desk.text == LONG
    assert not desk.window.isWindowModified()


def test_saving_while_a_long_file_fills_the_window_writes_all_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    path.write_text(LONG, encoding="utf-8")
    desk.document.open(path)
    desk.qtbot.waitUntil(lambda: desk.editor.filling)
    desk.answers.save_path = tmp_path / "copy.txt"
    desk.document.save_as_now()
    desk.document.rescue()
    desk.settle()
    assert (tmp_path / "copy.txt").read_text(encoding="utf-8") == LONG
    assert path.read_text(encoding="utf-8") == LONG


def test_file_opened_while_another_fills_the_window_takes_its_place(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_text(LONG, encoding="utf-8")
    (tmp_path / "short.txt").write_text("short", encoding="utf-8")
    desk.document.open(tmp_path / "long.txt")
    desk.qtbot.waitUntil(lambda: desk.editor.filling)
    desk.document.open(tmp_path / "short.txt")
    assert desk.editor.isReadOnly()
    desk.settle()
    assert desk.text == "short"
    assert desk.document.path == tmp_path / "short.txt"
    assert not desk.editor.isReadOnly()


def test_long_text_of_a_crash_is_restored_as_a_whole(make_desk, monkeypatch) -> None:
    from stylepad import paths
    from stylepad.documents import recovery

    first = make_desk()
    first.editor.insertPlainText(LONG)
    first.document.rescue()
    monkeypatch.setattr(recovery, "_is_running", lambda _pid, _started: False)
    second = make_desk()
    second.document.offer_recovered()
    second.settle()
    second.recorder.messages[0].actions[0].run()
    second.qtbot.waitUntil(second.window.isWindowModified)
    assert second.text == LONG
    second.settle()
    [copy] = paths.state().glob("recovery/*.txt")
    assert LONG in copy.read_text(encoding="utf-8")

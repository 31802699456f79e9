"""Editing a style and blending several."""

from __future__ import annotations

from pathlib import Path

from stylepad import paths
from stylepad.styles.blend import BlendPart
from stylepad.ui.library.blend_dialog import BlendDialog
from stylepad.ui.library.edit_dialog import EditDialog
from tests.packs import write_pack
from tests.ui.library.conftest import Bench
from tests.ui.library.test_style_import import messages, row, show


def edit(bench: Bench, title: str) -> EditDialog:
    bench.press(f"Edit: {title}")
    dialog = bench.window.styles.dialog
    assert isinstance(dialog, EditDialog)
    return dialog


def blend(bench: Bench) -> BlendDialog:
    bench.press("Blend styles…")
    dialog = bench.window.styles.dialog
    assert isinstance(dialog, BlendDialog)
    return dialog


def save(bench: Bench, dialog: EditDialog | BlendDialog) -> None:
    assert dialog.confirm.isEnabled()
    dialog.confirm.click()
    bench.settle()


def own(bench: Bench, **changes: object) -> Path:
    folder = write_pack(paths.user_styles(), "pen", name={"en": "Pen", "ru": "Перо"}, **changes)
    bench.core.library.refresh()
    show(bench)
    return folder


def test_everything_that_is_said_of_a_style_can_be_changed(bench: Bench) -> None:
    folder = own(bench)
    dialog = edit(bench, "Pen")
    assert not dialog.confirm.isEnabled()

    dialog.name.setText("Goose quill")
    dialog.description.setPlainText("Scratches")
    dialog.instruction.setPlainText("Write scratchily.")
    dialog.marker.setText("[quill]")
    dialog.strength.setValue(65)
    save(bench, dialog)

    pack = bench.core.library.get("pen")
    assert pack.folder == folder.resolve()
    assert pack.name == {"en": "Goose quill", "ru": "Перо"}
    assert pack.description["en"] == "Scratches"
    assert (pack.instruction, pack.marker, pack.strength) == ("Write scratchily.", "[quill]", 0.65)
    assert row(bench, "Goose quill").about.text() == "Scratches"
    assert bench.window.styles.dialog is None


def test_only_what_was_changed_is_written(bench: Bench) -> None:
    folder = own(bench)
    text = (folder / "style.toml").read_text("utf-8") + "\n# by hand\n"
    (folder / "style.toml").write_text(text, encoding="utf-8")
    dialog = edit(bench, "Pen")

    dialog.marker.setText("[quill]")
    save(bench, dialog)

    after = (folder / "style.toml").read_text("utf-8")
    assert after == text.replace('marker = "[gogol]"', 'marker = "[quill]"')


def test_a_built_in_style_is_copied_and_comes_back_when_the_copy_is_deleted(bench: Bench) -> None:
    show(bench)
    dialog = edit(bench, "Gogol")
    assert "ships with the program" in dialog.hint.text()
    dialog.name.setText("My Gogol")
    save(bench, dialog)
    mine = row(bench, "My Gogol")
    assert mine.facts.text().endswith("your own copy")

    mine.remove.trigger()
    assert "is used again" in mine.question.text.text()
    bench.press("Delete: My Gogol")
    bench.settle()

    assert row(bench, "Gogol").facts.text().endswith("built in")
    assert "ships with the program is used again" in messages(bench)[-1]


def test_a_style_needs_a_name_and_an_instruction(bench: Bench) -> None:
    own(bench)
    dialog = edit(bench, "Pen")

    dialog.name.setText("  ")
    assert not dialog.confirm.isEnabled()
    dialog.name.setText("Pen")
    dialog.instruction.setPlainText("")
    assert not dialog.confirm.isEnabled()
    dialog.reject()


def test_what_cannot_be_saved_is_told_in_the_dialog_which_stays(bench: Bench) -> None:
    own(bench)
    dialog = edit(bench, "Pen")
    dialog.instruction.setPlainText("long " * 1000)

    save(bench, dialog)

    assert "“instruction” in style.toml has a value that it cannot have" in dialog.told.text()
    assert dialog.confirm.isEnabled()
    dialog.reject()


def test_two_styles_are_blended_and_saved_as_one(bench: Bench) -> None:
    show(bench)
    dialog = blend(bench)
    first, second = dialog.lines
    first.style_box.setCurrentIndex(first.style_box.findData("gogol"))
    second.style_box.setCurrentIndex(second.style_box.findData("chekhov"))
    first.strength.setValue(70)
    second.strength.setValue(40)
    dialog.name.setText("Стук и смех")
    dialog.language.setCurrentIndex(dialog.language.findData("ru"))

    save(bench, dialog)

    pack = bench.core.library.get("stuk-i-smekh")
    assert pack.blend == (BlendPart("gogol", 0.7), BlendPart("chekhov", 0.4))
    assert pack.language == "ru"
    made = row(bench, "Стук и смех")
    assert "blend" in made.facts.text().split("  ·  ")
    assert made.about.text() == "Gogol 0.7, Chekhov 0.4"


def test_parts_are_added_and_taken_out_and_name_the_blend(bench: Bench) -> None:
    show(bench)
    dialog = blend(bench)
    assert not dialog.lines[0].drop.isEnabled()

    dialog.more.click()
    assert len({line.part.style for line in dialog.lines}) == 3
    dialog.lines[0].drop.click()
    names = [line.name for line in dialog.lines]
    assert dialog.name.placeholderText() == " + ".join(names)
    save(bench, dialog)

    made = row(bench, " + ".join(names))
    assert "blend" in made.facts.text()
    assert [part.scale for style in bench.core.library.styles for part in style.blend] == [0.5, 0.5]


def test_one_style_twice_is_no_blend(bench: Bench) -> None:
    show(bench)
    dialog = blend(bench)

    dialog.lines[1].style_box.setCurrentIndex(dialog.lines[0].style_box.currentIndex())

    assert not dialog.confirm.isEnabled()
    assert "once" in dialog.told.text()
    dialog.lines[1].style_box.setCurrentIndex(dialog.lines[0].style_box.currentIndex() + 1)
    assert dialog.confirm.isEnabled()
    assert dialog.told.text() == ""
    dialog.reject()


def test_the_dialogs_are_russian_in_russian(bench: Bench) -> None:
    show(bench)
    bench.speak("ru")
    bench.press("Смешать стили…")
    dialog = bench.window.styles.dialog
    assert isinstance(dialog, BlendDialog)

    assert dialog.confirm.text() == "Сохранить как стиль"
    assert dialog.lines[0].strength.accessibleName().startswith("Сила: ")
    dialog.reject()

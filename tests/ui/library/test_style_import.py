"""Style packs brought in and sent out by the page of styles."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from stylepad import paths
from stylepad.styles.archive import write_archive
from stylepad.styles.pack import load_pack
from stylepad.ui.library.style_row import StyleRow
from tests.packs import write_exemplars, write_pack
from tests.ui.library.conftest import Bench


def mime(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    return data


def drop(bench: Bench, *files: Path) -> None:
    """Drop files onto the page, and wait for what comes of it."""
    data = mime(*files)
    bench.window.styles.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    bench.settle()


def show(bench: Bench) -> None:
    bench.open()
    bench.window.tabs.setCurrentWidget(bench.window.styles)


def row(bench: Bench, title: str) -> StyleRow:
    page = bench.window.styles
    found = [each for each in (*page.styles.rows, *page.broken.rows) if each.title.text() == title]
    assert len(found) == 1, title
    return found[0]


def messages(bench: Bench) -> list[str]:
    return [each.message.text for each in bench.window.messages.bar.rows]


def packed(tmp_path: Path, style: str = "pen", **changes: object) -> Path:
    """Return a .stylepack file of a style."""
    name = changes.setdefault("name", {"en": style.title()})
    assert name
    version = str(changes.get("version", "1.0"))
    folder = write_pack(tmp_path / f"{style} {version} {len(changes)}", style, **changes)
    file = tmp_path / f"{style}-{version}-{len(changes)}.stylepack"
    write_archive(load_pack(folder), file)
    return file


def test_a_dropped_pack_is_installed_and_said(bench: Bench, tmp_path: Path) -> None:
    show(bench)

    drop(bench, packed(tmp_path))

    assert row(bench, "Pen").facts.text().endswith("your own")
    assert messages(bench) == ["“Pen” 1.0 is installed."]
    assert not bench.window.styles.importing.isVisibleTo(bench.window)


def test_folders_with_packs_in_them_can_be_dropped_and_other_files_not(
    bench: Bench, tmp_path: Path
) -> None:
    for style in ("pen", "ink"):
        write_pack(tmp_path / "download", style, name={"en": style.title()})
    (tmp_path / "notes.txt").write_text("no pack")
    show(bench)
    data = mime(tmp_path / "notes.txt")
    entering = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering.ignore()
    bench.window.styles.dragEnterEvent(entering)
    assert not entering.isAccepted()

    drop(bench, tmp_path / "download", tmp_path / "notes.txt")

    assert messages(bench) == ["“Ink” 1.0 is installed. “Pen” 1.0 is installed."]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_packs_are_chosen_in_a_dialog(bench: Bench, tmp_path: Path, kind: str) -> None:
    source = packed(tmp_path) if kind == "file" else write_pack(tmp_path, "pen")
    show(bench)
    page = bench.window.styles

    (page.from_file if kind == "file" else page.from_folder).trigger()
    (dialog,) = page.importing.findChildren(QFileDialog)
    if kind == "file":
        dialog.filesSelected.emit([str(source)])
    else:
        dialog.fileSelected.emit(str(source))
    dialog.reject()
    bench.settle()

    assert bench.core.library.get("pen").version == "1.0"


def test_a_broken_file_is_refused_with_the_reason(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "bad.stylepack").write_bytes(b"no zip")
    show(bench)

    drop(bench, tmp_path / "bad.stylepack")

    (told,) = messages(bench)
    assert "it is not a style pack: it is no zip file" in told
    bench.speak("ru")
    drop(bench, tmp_path / "bad.stylepack")
    assert any("это не стиль: файл не является архивом zip" in told for told in messages(bench))


def test_an_older_version_is_asked_about_and_kept_or_replaced(bench: Bench, tmp_path: Path) -> None:
    old, new = packed(tmp_path, version="1.0"), packed(tmp_path, version="2.0")
    show(bench)
    drop(bench, new)

    drop(bench, old)
    card = bench.window.styles.importing
    assert card.title.text() == "Replace the style “pen”?"
    assert "Version 2.0 is installed, and this one is 1.0" in card.question.text.text()
    bench.press("Keep what is there: pen")
    assert bench.core.library.get("pen").version == "2.0"
    assert not card.isVisibleTo(bench.window)

    drop(bench, old)
    bench.press("Replace: pen")
    bench.settle()
    assert bench.core.library.get("pen").version == "1.0"
    assert messages(bench)[-1] == "“Pen” 1.0 takes the place of 2.0."


def test_another_content_of_the_same_version_is_asked_about_and_the_same_is_not(
    bench: Bench, tmp_path: Path
) -> None:
    file = packed(tmp_path)
    show(bench)
    drop(bench, file)

    drop(bench, file)
    assert messages(bench)[-1] == "“Pen” 1.0 was installed already."
    drop(bench, packed(tmp_path, marker="[other]", strength=0.7))
    assert "with other content" in bench.window.styles.importing.question.text.text()
    bench.press("Replace: pen")
    bench.settle()

    assert bench.core.library.get("pen").marker == "[other]"


def test_a_pack_of_the_hub_is_fetched_and_installed(bench: Bench, tmp_path: Path) -> None:
    folder = write_pack(tmp_path, "pen", name={"en": "Pen"})
    write_exemplars(folder, ("plain", "styled"))
    for path in folder.iterdir():
        bench.hub.add("somebody/Pen", path.name, path.read_bytes(), git=True)
    show(bench)
    page = bench.window.styles

    page.from_hub.trigger()
    page.importing.field.setText("somebody/Pen")
    bench.press("Get styles")
    bench.settle()

    assert messages(bench) == ["“Pen” 1.0 is installed."]
    assert len(bench.core.library.get("pen").exemplars) == 1
    assert not list(paths.incoming().rglob("style.toml"))


def test_what_was_fetched_stays_until_the_question_about_it_is_answered(
    bench: Bench, tmp_path: Path
) -> None:
    write_pack(paths.user_styles(), "pen", version="2.0")
    bench.core.library.refresh()
    content = packed(tmp_path, version="1.0").read_bytes()
    bench.hub.add("somebody/Pen", "pen.stylepack", content)
    show(bench)
    page = bench.window.styles
    page.from_hub.trigger()
    page.importing.field.setText("hub:somebody/Pen")
    bench.press("Get styles")
    bench.settle()

    assert list(paths.incoming().rglob("pen.stylepack"))
    bench.press("Replace: pen")
    bench.settle()

    assert bench.core.library.get("pen").version == "1.0"
    assert not list(paths.incoming().rglob("pen.stylepack"))


def test_fetching_a_pack_can_be_stopped_and_the_name_stays(bench: Bench, tmp_path: Path) -> None:
    content = packed(tmp_path).read_bytes()
    served = bench.hub.add("somebody/Pen", "pen.stylepack", content, hold_at=100)
    show(bench)
    page = bench.window.styles
    page.from_hub.trigger()
    page.importing.field.setText("somebody/Pen")
    bench.press("Get styles")
    bench.qtbot.waitUntil(served.held.is_set)

    bench.press("Stop importing")
    bench.settle()

    assert messages(bench) == []
    assert page.importing.field.text() == "somebody/Pen"
    assert page.importing.field.isVisibleTo(bench.window)
    bench.press("Cancel")
    assert not page.importing.isVisibleTo(bench.window)


def test_a_style_is_exported_and_can_be_imported_elsewhere(bench: Bench, tmp_path: Path) -> None:
    show(bench)
    gogol = row(bench, "Gogol")

    gogol.export.trigger()
    (dialog,) = bench.window.styles.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.stylepack"))
    dialog.reject()
    bench.settle()

    assert f"“Gogol” is in {tmp_path / 'out.stylepack'}" in messages(bench)[0]
    drop(bench, tmp_path / "out.stylepack")
    assert messages(bench)[-1].endswith("was installed already.")


def test_a_style_is_deleted_only_after_a_question(bench: Bench, tmp_path: Path) -> None:
    show(bench)
    drop(bench, packed(tmp_path))
    pen = row(bench, "Pen")

    pen.remove.trigger()
    bench.press("Keep: Pen")
    assert "pen" in {style.id for style in bench.core.library.styles}
    pen.remove.trigger()
    bench.press("Delete: Pen")
    bench.settle()

    assert "pen" not in {style.id for style in bench.core.library.styles}
    assert messages(bench)[-1] == "“Pen” is deleted."


def test_built_in_styles_cannot_be_deleted(bench: Bench) -> None:
    show(bench)

    assert not row(bench, "Gogol").remove.isVisible()


def test_a_broken_pack_can_be_deleted(bench: Bench) -> None:
    folder = write_pack(paths.user_styles(), "half")
    (folder / "style.toml").write_text("id = ")
    bench.core.library.refresh()
    show(bench)
    half = row(bench, "half")
    assert not half.edit.isVisibleTo(bench.window)

    half.remove.trigger()
    assert str(folder) in half.question.text.text()
    bench.press("Delete: half")
    bench.settle()

    assert not folder.exists()
    assert bench.window.styles.broken.rows == ()
    assert not bench.window.styles.broken_title.isVisibleTo(bench.window)


def test_deleting_a_part_of_a_blend_is_asked_about_twice(bench: Bench, tmp_path: Path) -> None:
    show(bench)
    drop(bench, packed(tmp_path), packed(tmp_path, "ink"))
    blend = {"pen": 0.5, "ink": 0.5}
    drop(bench, packed(tmp_path, "both", name={"en": "Both"}, blend=blend))

    row(bench, "Pen").remove.trigger()
    bench.press("Delete: Pen")
    bench.settle()
    assert "both is blended of this style" in row(bench, "Pen").question.text.text()
    bench.press("Delete: Pen")
    bench.settle()

    assert "pen" not in {style.id for style in bench.core.library.styles}
    assert "blended of “pen”" in row(bench, "both").about.text()

"""Installed styles, broken packs, and adding an adapter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from stylepad import paths
from stylepad.engine.protocol import LoadedModel
from stylepad.styles.ids import style_id
from stylepad.ui.library.adapter_dialog import AdapterDialog
from stylepad.ui.library.style_row import StyleRow
from tests import ggufs, pefts
from tests.families import linear_modules
from tests.packs import write_pack
from tests.ui.library.conftest import Bench

pytestmark = pytest.mark.usefixtures("loaded")


def rows(bench: Bench) -> dict[str, StyleRow]:
    return {row.title.text(): row for row in bench.window.styles.styles.rows}


def use(bench: Bench, model: Path) -> LoadedModel:
    """Switch to a model and return it."""
    bench.room.use(model)
    bench.qtbot.waitUntil(lambda: bench.room.state.path == model)
    bench.wait_ready()
    loaded = bench.room.state.model
    assert loaded is not None
    return loaded


def ask(bench: Bench) -> AdapterDialog:
    """Open the dialog for an adapter."""
    bench.window.tabs.setCurrentWidget(bench.window.styles)
    bench.press("Add an adapter…")
    dialog = bench.window.styles.dialog
    assert isinstance(dialog, AdapterDialog)
    return dialog


def wish(dialog: AdapterDialog, source: Path | str, *, style: str = "", name: str = "") -> None:
    """Fill the dialog and confirm it."""
    dialog.source.setText(str(source))
    dialog.target.setCurrentIndex(dialog.target.findData(style))
    dialog.name.setText(name)
    assert dialog.add.isEnabled()
    dialog.add.click()


@pytest.fixture
def peft(tmp_path: Path) -> Path:
    return pefts.adapter(linear_modules("llama")).write(tmp_path / "peft")


def test_styles_say_how_they_work_on_the_model_in_use(bench: Bench, tiny_base: Path) -> None:
    bench.open()
    gogol = rows(bench)["Gogol"]
    assert gogol.badge.text() == "by adapter"
    assert "Nikolai Gogol" in gogol.facts.text()
    assert "built in" in gogol.facts.text()
    assert "for Russian texts" in gogol.facts.text()

    use(bench, tiny_base)

    assert rows(bench)["Gogol"].badge.text() == "by instruction"


def test_a_broken_pack_is_listed_with_its_fault_and_its_folder_opens(bench: Bench) -> None:
    folder = write_pack(paths.user_styles(), "half")
    (folder / "style.toml").write_text("id = ")
    bench.core.library.refresh()
    bench.open()
    opened: list[QUrl] = []
    bench.window.styles.open_url = lambda url: not opened.append(url)

    (row,) = bench.window.styles.broken.rows
    assert row.title.text() == "half"
    assert "not valid TOML" in row.about.text()
    row.open.trigger()

    assert opened == [QUrl.fromLocalFile(str(folder))]


def test_an_adapter_becomes_a_new_style(bench: Bench, tiny_base: Path, peft: Path) -> None:
    bench.open()
    model = use(bench, tiny_base)

    wish(ask(bench), peft, name="Моё перо")
    bench.settle()

    row = rows(bench)["Моё перо"]
    assert row.badge.text() == "by adapter"
    assert "your own" in row.facts.text()
    pack = bench.core.library.get("moe-pero")
    assert pack.adapter_for(model.fingerprint)
    assert pack.language == "en"
    assert bench.window.styles.dialog is None


@pytest.mark.parametrize("kind", ["gguf", "safetensors"])
def test_an_adapter_is_added_to_a_built_in_style_without_touching_it(
    bench: Bench, tiny_base: Path, peft: Path, tmp_path: Path, kind: str
) -> None:
    source = peft / "adapter_model.safetensors"
    if kind == "gguf":
        source = ggufs.write_adapter(tmp_path / "lora.gguf", tiny_base)
    before = sorted(paths.built_in_styles().rglob("*"))
    bench.open()
    model = use(bench, tiny_base)

    wish(ask(bench), source, style="gogol")
    bench.settle()

    assert rows(bench)["Gogol"].badge.text() == "by adapter"
    assert bench.core.library.get("gogol").adapter_for(model.fingerprint)
    assert sorted(paths.built_in_styles().rglob("*")) == before


def test_a_refused_adapter_is_told_in_the_dialog_which_stays(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "adapter_model.bin").write_bytes(b"pickle")
    bench.open()
    dialog = ask(bench)

    wish(dialog, tmp_path / "adapter_model.bin", name="Mine")
    bench.settle()

    assert "is a pickle" in dialog.told.text()
    assert dialog.add.isEnabled()
    assert bench.window.messages.bar.rows == ()
    dialog.reject()


def test_an_adapter_that_is_there_is_replaced_only_when_asked(
    bench: Bench, tiny_base: Path, peft: Path, tmp_path: Path
) -> None:
    bench.open()
    model = use(bench, tiny_base)
    wish(ask(bench), peft, name="Mine")
    bench.settle()
    there = bench.core.library.get("mine").adapters[model.fingerprint]
    before = there.read_bytes()
    other = ggufs.write_adapter(tmp_path / "other.gguf", tiny_base)

    dialog = ask(bench)
    wish(dialog, other, style="mine")
    bench.settle()
    assert "has an adapter for this model already" in dialog.told.text()
    assert there.read_bytes() == before
    dialog.replace.setChecked(True)
    dialog.add.click()
    bench.settle()

    assert there.read_bytes() == other.read_bytes()


def test_a_new_style_has_the_instruction_and_the_marker_that_were_given(
    bench: Bench, tiny_base: Path, peft: Path
) -> None:
    bench.open()
    use(bench, tiny_base)
    dialog = ask(bench)
    dialog.name.setText("Plain pen")
    assert "in the manner of Plain pen" in dialog.instruction.toPlainText()
    dialog.language.setCurrentIndex(dialog.language.findData("ru"))
    assert "Перепиши отрывок в манере: Plain pen" in dialog.instruction.toPlainText()

    dialog.instruction.setPlainText("Пиши просто.")
    dialog.marker.setText("[pen]")
    wish(dialog, peft, name="Other pen")
    bench.settle()

    pack = bench.core.library.get("other-pen")
    assert (pack.instruction, pack.marker) == ("Пиши просто.", "[pen]")


def test_the_usual_instruction_is_given_where_none_was_written(
    bench: Bench, tiny_base: Path, peft: Path
) -> None:
    bench.open()
    use(bench, tiny_base)

    wish(ask(bench), peft, name="Mine")
    bench.settle()

    pack = bench.core.library.get("mine")
    assert pack.instruction.startswith("Rewrite the passage in the manner of Mine.")
    assert pack.marker == ""


def test_a_blend_is_no_target_for_an_adapter(bench: Bench) -> None:
    write_pack(paths.user_styles(), "both", name={"en": "Both"}, blend={"gogol": 0.5, "twain": 0.5})
    bench.core.library.refresh()
    bench.open()

    dialog = ask(bench)

    assert dialog.target.findData("gogol") >= 0
    assert dialog.target.findData("both") == -1
    dialog.reject()


def test_an_adapter_of_the_hub_is_fetched_and_added(
    bench: Bench, tiny_base: Path, peft: Path
) -> None:
    for path in peft.iterdir():
        bench.hub.add("somebody/Pen", path.name, path.read_bytes(), git=path.suffix == ".json")
    bench.open()
    model = use(bench, tiny_base)

    wish(ask(bench), "hub:somebody/Pen", name="Mine")
    bench.settle()

    assert bench.core.library.get("mine").adapter_for(model.fingerprint)
    assert bench.window.styles.dialog is None
    assert not list(paths.incoming().rglob("*.safetensors"))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("hub:somebody/Old", "is a pickle"),
        ("hub:somebody/Nothing", "There is no somebody/Nothing on the Hub"),
        ("hub:nonsense", "“nonsense” is not the name of a repository"),
    ],
)
def test_what_the_hub_does_not_have_is_told_in_the_dialog(
    bench: Bench, source: str, told: str
) -> None:
    bench.hub.add("somebody/Old", "adapter_model.bin", b"pickle")
    bench.open()
    dialog = ask(bench)

    wish(dialog, source, name="Mine")
    bench.settle()

    assert told in dialog.told.text()
    assert dialog.add.isEnabled()
    dialog.reject()


def test_fetching_an_adapter_can_be_given_up(bench: Bench, tiny_adapter: Path) -> None:
    content = tiny_adapter.read_bytes()
    served = bench.hub.add("somebody/Pen", "pen.gguf", content, hold_at=len(content) // 2)
    bench.open()
    dialog = ask(bench)

    wish(dialog, "hub:somebody/Pen", name="Mine")
    bench.qtbot.waitUntil(served.held.is_set)
    dialog.cancel.click()
    bench.settle()

    assert dialog.told.text() == "Stopped."
    assert dialog.isVisible()
    dialog.cancel.click()
    bench.qtbot.waitUntil(lambda: bench.window.styles.dialog is None)


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Моё перо", (), "moe-pero"),
        ("Émile Zola!", (), "emile-zola"),
        ("Щукин Ъ", (), "shchukin"),
        ("Gogol", ("gogol", "gogol-2"), "gogol-3"),
        ("太宰治", (), "style"),
    ],
)
def test_ids_are_made_from_names(name: str, taken: tuple[str, ...], expected: str) -> None:
    assert style_id(name, taken) == expected


def test_the_studio_is_one_press_away(bench: Bench) -> None:
    bench.open().tabs.setCurrentWidget(bench.window.styles)

    with bench.qtbot.waitSignal(bench.door.studio_wanted, timeout=5_000):
        bench.press("Make a style…")

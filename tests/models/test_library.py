"""The library of models: what is installed, what is only linked, and what is remembered."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.errors import Cancelled, HubError, ModelError
from stylepad.models.control import Control
from stylepad.models.library import InstalledModel, ModelLibrary, Origin
from stylepad.models.progress import Phase, Progress
from tests import ggufs
from tests.models.test_splits import write_parts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def library(folder: Path, tiny_base: Path) -> ModelLibrary:
    return ModelLibrary(folder, tiny_base)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return ggufs.write_base(tmp_path / "elsewhere" / "Mine Q8.gguf", seed=1)


def copied(
    library: ModelLibrary, path: Path, report: Callable[[Progress], None] = lambda _progress: None
) -> InstalledModel:
    return library.copy(path, Control(), report)


def refused(action: Callable[[], object]) -> ModelError:
    with pytest.raises(ModelError) as caught:
        action()
    return caught.value


def test_the_built_in_model_is_there_without_a_folder(
    library: ModelLibrary, folder: Path, tiny_base: Path
) -> None:
    (model,) = library.models()

    assert (model.id, model.origin, model.path) == ("built-in", Origin.BUILT_IN, tiny_base)
    assert model.name == "Random test model"
    assert not folder.exists()


def test_a_built_in_model_that_is_missing_is_listed_with_its_fault(
    folder: Path, tmp_path: Path
) -> None:
    (model,) = ModelLibrary(folder, tmp_path / "gone.gguf").models()

    assert model.fault is not None
    assert model.fault.code == "model.missing"


def test_a_linked_model_stays_where_it_lies(library: ModelLibrary, elsewhere: Path) -> None:
    model = library.link(elsewhere)

    assert (model.id, model.origin, model.path) == ("mine-q8", Origin.LINKED, elsewhere)
    assert model.about is not None
    assert model.about.architecture == "llama"
    assert model.about.parameters > 100_000
    assert library.get("mine-q8") == library.get(str(elsewhere)) == model


def test_removing_a_link_frees_nothing_and_deletes_nothing(
    library: ModelLibrary, elsewhere: Path
) -> None:
    library.link(elsewhere)

    removal = library.remove("mine-q8")

    assert (removal.files, removal.freed) == ((), 0)
    assert elsewhere.exists()
    assert [model.id for model in library.models()] == ["built-in"]


def test_a_copied_model_is_whole_and_removing_it_frees_its_bytes(
    library: ModelLibrary, folder: Path, elsewhere: Path
) -> None:
    reports: list[Progress] = []
    model = copied(library, elsewhere, reports.append)
    size = elsewhere.stat().st_size

    assert model.origin is Origin.COPIED
    assert model.path.is_relative_to(folder)
    assert model.path.read_bytes() == elsewhere.read_bytes()
    assert reports[-1] == Progress(Phase.DONE, size, size)
    assert library.removal(model.id).freed == size

    library.remove(model.id)
    assert not model.path.exists()
    assert not model.path.parent.exists()
    assert elsewhere.exists()


def test_copying_twice_keeps_both(library: ModelLibrary, elsewhere: Path) -> None:
    first, second = copied(library, elsewhere), copied(library, elsewhere)

    assert first.path != second.path
    assert {first.id, second.id} == {"mine-q8", "mine-q8-2"}


def test_a_cancelled_copy_leaves_nothing(
    library: ModelLibrary, folder: Path, elsewhere: Path
) -> None:
    parts = write_parts(elsewhere.parent)
    control = Control()

    # The first report comes after the first of three files.
    with pytest.raises(Cancelled):
        library.copy(parts[0], control, lambda _progress: control.cancel())

    assert not list(folder.rglob("*.gguf"))
    assert len(library.models()) == 1


def test_a_copy_without_room_says_so_before(library: ModelLibrary, tmp_path: Path) -> None:
    # A sparse file: it is larger than any disk and takes no room itself.
    path = ggufs.write_base(tmp_path / "huge.gguf")
    try:
        os.truncate(path, 1 << 43)
    except OSError:
        pytest.skip("this file system has no sparse files of 8 TB")

    with pytest.raises(HubError) as caught:
        copied(library, path)
    assert caught.value.code == "hub.no_room"


def test_a_model_in_parts_is_one_model(library: ModelLibrary, folder: Path, tmp_path: Path) -> None:
    parts = write_parts(tmp_path)
    model = copied(library, parts[0])

    assert [path.name for path in model.paths] == [path.name for path in parts]
    assert model.size == sum(path.stat().st_size for path in parts)
    assert model.id == "model"

    model.paths[1].unlink()
    fault = library.get(model.id).fault
    assert fault is not None
    assert fault.code == "model.parts_missing"
    library.remove(model.id)
    assert not list(folder.rglob("*.gguf"))


def test_a_later_part_cannot_be_added(library: ModelLibrary, tmp_path: Path) -> None:
    parts = write_parts(tmp_path)

    assert refused(lambda: library.link(parts[1])).code == "model.not_first_part"


def test_what_is_no_model_is_not_added(
    library: ModelLibrary, tmp_path: Path, tiny_adapter: Path
) -> None:
    page = tmp_path / "page.gguf"
    page.write_text("<html>")

    assert refused(lambda: library.link(page)).code == "model.not_gguf"
    assert refused(lambda: library.link(tiny_adapter)).code == "model.kind"
    assert refused(lambda: library.link(tmp_path)).code == "model.unreadable"
    assert refused(lambda: copied(library, page)).code == "model.not_gguf"
    assert len(library.models()) == 1


def test_models_put_into_the_folder_by_hand_are_found(library: ModelLibrary, folder: Path) -> None:
    (folder / "owner" / "name").mkdir(parents=True)
    ggufs.write_base(folder / "owner" / "name" / "a.gguf")
    ggufs.write_base(folder / "b.gguf")
    (folder / ".downloads").mkdir()
    ggufs.write_base(folder / ".downloads" / "c.gguf")
    (folder / "d.gguf").write_text("no model")

    found = {model.id: (model.origin, model.repository) for model in library.models()}

    assert found == {
        "built-in": (Origin.BUILT_IN, ""),
        "a": (Origin.DOWNLOADED, "owner/name"),
        "b": (Origin.COPIED, ""),
    }


def test_a_linked_file_that_is_gone_is_listed_with_its_fault(
    library: ModelLibrary, elsewhere: Path
) -> None:
    library.link(elsewhere)
    elsewhere.unlink()

    model = library.get("mine-q8")

    assert model.fault is not None
    assert model.fault.code == "model.missing"
    assert model.name == "Random test model"
    library.remove("mine-q8")


def test_a_file_that_changed_is_read_anew(library: ModelLibrary, elsewhere: Path) -> None:
    before = library.link(elsewhere)
    ggufs.write_base(elsewhere, ggufs.Measures(name="Another"))
    assert library.get(before.id).name == "Another"

    elsewhere.write_text("no model any more")
    fault = library.get(before.id).fault
    assert fault is not None
    assert fault.code == "model.not_gguf"


def test_adding_a_file_twice_lists_it_once(library: ModelLibrary, elsewhere: Path) -> None:
    assert library.link(elsewhere).id == library.link(elsewhere).id
    assert len(library.models()) == 2


def test_the_built_in_model_cannot_be_removed(library: ModelLibrary, tiny_base: Path) -> None:
    assert refused(lambda: library.remove("built-in")).code == "library.built_in"
    assert tiny_base.exists()


def test_an_unknown_model_names_those_that_there_are(library: ModelLibrary) -> None:
    error = refused(lambda: library.get("nobody"))

    assert error.code == "library.unknown"
    assert "built-in" in error.message


def test_a_link_inside_the_folder_is_taken_away_and_not_its_target(
    library: ModelLibrary, folder: Path, elsewhere: Path
) -> None:
    folder.mkdir()
    (folder / "link.gguf").symlink_to(elsewhere)
    (folder / "name.gguf").hardlink_to(elsewhere)

    assert library.remove("link").freed == 0
    assert library.remove("name").freed == 0
    assert elsewhere.exists()
    assert not (folder / "link.gguf").is_symlink()


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"version": 2, "models": {}, "last_worked": "", "killed": {}}',
        b'{"version": 1, "models": {"a": {}}, "last_worked": "", "killed": {}}',
        b'{"version": 1, "models": [], "last_worked": 3, "killed": {}}',
        b'{"version": 1, "models": {}, "last_worked": "", "killed": {}, "refused": {"a": {}}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_index_is_kept_aside_and_said(
    library: ModelLibrary, folder: Path, elsewhere: Path, content: bytes
) -> None:
    library.link(elsewhere)
    (folder / "models.json").write_bytes(content)

    assert [model.id for model in library.models()] == ["built-in"]

    assert library.fault is not None
    assert library.fault.code == "library.broken"
    assert (folder / "models.broken-1.json").read_bytes() == content
    library.link(elsewhere)
    assert len(ModelLibrary(folder, elsewhere).models()) == 2


def test_two_libraries_at_once_lose_nothing(folder: Path, tiny_base: Path, tmp_path: Path) -> None:
    paths = [ggufs.write_base(tmp_path / f"m{number}.gguf") for number in range(12)]

    def add(mine: list[Path]) -> None:
        library = ModelLibrary(folder, tiny_base)
        for path in mine:
            library.link(path)

    threads = [threading.Thread(target=add, args=(paths[start::3],)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(ModelLibrary(folder, tiny_base).models()) == 13


def test_the_index_is_whole_at_every_moment(
    library: ModelLibrary, folder: Path, elsewhere: Path
) -> None:
    library.link(elsewhere)

    assert json.loads((folder / "models.json").read_bytes())["version"] == 1
    assert not [path for path in folder.iterdir() if path.name.startswith(".models.json")]


def test_an_index_that_cannot_be_written_is_said(tmp_path: Path, elsewhere: Path) -> None:
    (tmp_path / "models").write_text("in the way")
    library = ModelLibrary(tmp_path / "models", elsewhere)

    assert refused(lambda: library.link(elsewhere)).code == "library.unwritable"
    assert [model.id for model in library.models()] == ["built-in"]


def test_a_model_that_ended_the_engine_is_marked_until_it_works_or_changes(
    library: ModelLibrary, elsewhere: Path
) -> None:
    library.link(elsewhere)
    library.remember_killed(elsewhere)
    assert library.was_killed(elsewhere)
    assert library.get("mine-q8").killed

    library.remember_worked(elsewhere)
    assert not library.was_killed(elsewhere)
    assert library.last_worked() == elsewhere

    library.remember_killed(elsewhere)
    ggufs.write_base(elsewhere, ggufs.Measures(name="Another"))
    assert not library.was_killed(elsewhere)


def test_the_first_sound_model_is_chosen(
    library: ModelLibrary, elsewhere: Path, tiny_base: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.gguf"
    assert library.choose(elsewhere).path == elsewhere
    assert library.choose(elsewhere).fault is None
    assert library.choose().path == tiny_base

    choice = library.choose(gone, elsewhere)
    assert choice.path == elsewhere
    assert choice.fault is not None
    assert choice.fault.code == "model.missing"

    library.remember_killed(elsewhere)
    choice = library.choose(elsewhere)
    assert choice.path == tiny_base
    assert choice.fault is not None
    assert choice.fault.code == "model.ended_engine"


def test_the_last_model_that_worked_is_forgotten_when_it_is_gone(
    library: ModelLibrary, elsewhere: Path
) -> None:
    library.remember_worked(elsewhere)
    elsewhere.unlink()

    assert library.last_worked() is None


@pytest.fixture
def moved(tmp_path: Path) -> ModelLibrary:
    """Return a library whose writer chose another folder after a model was copied."""
    home = tmp_path / "home"
    home.mkdir()
    ModelLibrary(home, paths.built_in_model()).copy(
        ggufs.write_base(tmp_path / "old.gguf"), Control(), lambda _progress: None
    )
    (tmp_path / "disk").mkdir()
    return ModelLibrary(tmp_path / "disk", paths.built_in_model(), home)


def test_models_of_the_folder_of_before_stay_listed(moved: ModelLibrary, tmp_path: Path) -> None:
    moved.copy(ggufs.write_base(tmp_path / "new.gguf"), Control(), lambda _progress: None)

    there = {model.id: model for model in moved.models()}

    assert there["old"].path.is_relative_to(tmp_path / "home")
    assert there["new"].path.is_relative_to(tmp_path / "disk")
    assert {there["old"].origin, there["new"].origin} == {Origin.COPIED}
    back = ModelLibrary(tmp_path / "home", paths.built_in_model())
    assert {"old", "new"} <= {model.id for model in back.models()}


def test_models_of_both_folders_can_be_removed(moved: ModelLibrary, tmp_path: Path) -> None:
    moved.copy(ggufs.write_base(tmp_path / "new.gguf"), Control(), lambda _progress: None)

    for model in ("old", "new"):
        assert moved.remove(model).freed > 0

    assert [model.id for model in moved.models()] == ["built-in"]
    assert not list((tmp_path / "disk").rglob("*.gguf"))
    assert (tmp_path / "disk").is_dir()


@pytest.mark.parametrize("wrong", ["missing", "unwritable"])
def test_a_chosen_folder_that_cannot_be_used_is_said_and_never_made(
    moved: ModelLibrary, tmp_path: Path, wrong: str
) -> None:
    source = ggufs.write_base(tmp_path / "new.gguf")
    if wrong == "missing":
        (tmp_path / "disk").rmdir()
    else:
        (tmp_path / "disk").chmod(0o500)
        if os.access(tmp_path / "disk", os.W_OK):
            pytest.skip("this account may write everywhere")

    with pytest.raises(HubError) as caught:
        moved.copy(source, Control(), lambda _progress: None)

    if wrong == "unwritable":
        (tmp_path / "disk").chmod(0o700)
    expected = {"missing": "hub.no_folder", "unwritable": "hub.unwritable"}[wrong]
    assert caught.value.code == expected
    assert str(tmp_path / "disk") in caught.value.message
    assert (tmp_path / "disk").exists() is (wrong == "unwritable")
    assert "old" in {model.id for model in moved.models()}

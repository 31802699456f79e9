"""Adapters go into the writer's own packs; a failure leaves every pack as it was."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from stylepad.errors import AdapterError, StyleError
from stylepad.styles import install
from stylepad.styles.install import NewStyle, add_adapter, make_style
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import load_pack
from tests.packs import FINGERPRINT, write_exemplars, write_pack

OTHER = "f" * 16
NEW = NewStyle("gogol", "Гоголь", "ru")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home" / "styles"


def write(target: Path) -> None:
    target.write_bytes(b"an adapter")


def fail(target: Path) -> None:
    target.write_bytes(b"half an ad")
    raise AdapterError("It does not fit.", code="adapter.other_base")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused(code: str, pack: Path, home: Path, **options: bool) -> StyleError:
    with pytest.raises(StyleError) as caught:
        add_adapter(load_pack(pack), home, FINGERPRINT, write, **options)
    assert caught.value.code == code
    return caught.value


def test_adapter_goes_into_a_pack_of_the_writer(home: Path) -> None:
    folder = write_pack(home)

    pack = add_adapter(load_pack(folder), home, FINGERPRINT, write)

    assert pack.folder == folder.resolve()
    assert set(pack.adapters) == {FINGERPRINT}
    assert files(folder)[f"adapters/{FINGERPRINT}.gguf"] == b"an adapter"
    assert add_adapter(pack, home, OTHER, write).adapters.keys() == {FINGERPRINT, OTHER}


def test_folder_that_the_pack_names_for_its_adapters_is_used(home: Path) -> None:
    folder = write_pack(home, files={"adapters": "weights/lora"})
    add_adapter(load_pack(folder), home, FINGERPRINT, write)
    assert f"weights/lora/{FINGERPRINT}.gguf" in files(folder)


def test_adapter_that_is_there_is_replaced_only_when_asked(home: Path) -> None:
    folder = write_pack(home)
    (folder / "adapters").mkdir()
    (folder / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(b"the old one")

    error = refused("style.adapter_exists", folder, home)
    assert "--replace" in error.message
    assert files(folder)[f"adapters/{FINGERPRINT}.gguf"] == b"the old one"

    add_adapter(load_pack(folder), home, FINGERPRINT, write, replace=True)
    assert files(folder)[f"adapters/{FINGERPRINT}.gguf"] == b"an adapter"


def test_shipped_pack_is_copied_and_the_copy_takes_its_place(tmp_path: Path, home: Path) -> None:
    shipped = write_pack(tmp_path / "shipped")
    write_exemplars(shipped, ("plain", "restyled"))
    (shipped / "adapters").mkdir()
    (shipped / "adapters" / f"{OTHER}.gguf").write_bytes(b"shipped")
    before = files(shipped)
    for path in (shipped, shipped / "adapters", shipped / "style.toml"):
        path.chmod(0o555)

    pack = add_adapter(load_pack(shipped), home, FINGERPRINT, write)

    assert pack.folder == (home / "gogol").resolve()
    assert pack.adapters.keys() == {FINGERPRINT, OTHER}
    assert pack.exemplars[0].text == "restyled"
    assert files(shipped) == before
    library = StyleLibrary([tmp_path / "shipped", home])
    assert library.get("gogol").folder == pack.folder
    assert not library.broken
    assert os.access(home / "gogol" / "style.toml", os.W_OK)
    for path in (shipped, shipped / "adapters"):
        path.chmod(0o755)


def test_link_out_of_a_pack_is_not_copied(tmp_path: Path, home: Path) -> None:
    shipped = write_pack(tmp_path / "shipped")
    (tmp_path / "secret").write_bytes(b"secret")
    (shipped / "notes").symlink_to(tmp_path / "secret")

    add_adapter(load_pack(shipped), home, FINGERPRINT, write)

    assert "notes" not in files(home / "gogol")


def test_older_copy_of_a_shipped_style_gets_the_adapter(tmp_path: Path, home: Path) -> None:
    shipped = write_pack(tmp_path / "shipped", version="2.0")
    write_pack(home, version="1.0")
    library = StyleLibrary([shipped.parent, home])

    add_adapter(library.get("gogol"), home, FINGERPRINT, write)

    library.refresh()
    pack = library.get("gogol")
    assert pack.version == "2.0"
    assert pack.adapters == {
        FINGERPRINT: (home / "gogol/adapters").resolve() / f"{FINGERPRINT}.gguf"
    }
    assert not (shipped / "adapters").exists()


def test_adapter_that_a_newer_shipped_style_brings_is_not_shadowed_by_an_older_copy(
    tmp_path: Path, home: Path
) -> None:
    shipped = write_pack(tmp_path / "shipped", version="2.0")
    (shipped / "adapters").mkdir()
    (shipped / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(b"GGUF")
    write_pack(home, version="1.0")
    before = files(home)

    with pytest.raises(StyleError) as caught:
        add_adapter(load_pack(shipped), home, FINGERPRINT, write, replace=True)

    assert caught.value.code == "style.folder_taken"
    assert files(home) == before


def test_folder_in_the_way_of_the_copy_is_kept(tmp_path: Path, home: Path) -> None:
    shipped = write_pack(tmp_path / "shipped")
    (home / "gogol").mkdir(parents=True)
    (home / "gogol" / "style.toml").write_bytes(b"broken")

    refused("style.folder_taken", shipped, home)

    assert files(home) == {"gogol/style.toml": b"broken"}


@pytest.mark.parametrize("mine", [True, False])
def test_adapter_that_cannot_be_written_leaves_every_pack_as_it_was(
    tmp_path: Path, home: Path, mine: bool
) -> None:
    home.mkdir(parents=True)
    folder = write_pack(home if mine else tmp_path / "shipped")
    before = files(tmp_path)

    with pytest.raises(AdapterError):
        add_adapter(load_pack(folder), home, FINGERPRINT, fail)

    assert files(tmp_path) == before
    assert [path.name for path in home.iterdir()] == (["gogol"] if mine else [])


def test_adapter_too_large_for_a_pack_is_not_added(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_pack(home)
    monkeypatch.setattr(install, "ADAPTER_LIMIT", 9)
    refused("style.too_large", folder, home)
    assert not any(name.startswith("adapters") for name in files(folder))


def test_new_style_is_made_around_an_adapter(home: Path) -> None:
    pack = make_style(NEW, home, FINGERPRINT, write)

    assert (pack.id, pack.language, pack.name) == ("gogol", "ru", {"ru": "Гоголь"})
    assert pack.instruction == "Перепиши отрывок в манере: Гоголь. Сохрани смысл, имена и числа."
    assert pack.adapter_for(FINGERPRINT)
    assert StyleLibrary([home]).get("gogol") == pack


def test_new_style_has_the_instruction_of_its_training(home: Path) -> None:
    new = NewStyle("x-1", "X", "en", instruction="Say it as X.", marker="⟦x⟧")
    pack = make_style(new, home, FINGERPRINT, write)
    assert (pack.instruction, pack.marker) == ("Say it as X.", "⟦x⟧")
    written = tomllib.loads((pack.folder / "style.toml").read_text(encoding="utf-8"))
    assert written["marker"] == "⟦x⟧"


@pytest.mark.parametrize("style_id", ["", "Gogol", "a/b", "..", ".", "con", "lpt1", "я", "a" * 65])
def test_id_that_cannot_be_a_folder_is_refused(home: Path, style_id: str) -> None:
    with pytest.raises(StyleError) as caught:
        make_style(NewStyle(style_id, "X", "en"), home, FINGERPRINT, write)
    assert caught.value.code == "style.id"
    assert not home.exists()


@pytest.mark.parametrize(
    "new",
    [
        NewStyle("x", " ", "en"),
        NewStyle("x", "n" * 101, "en"),
        NewStyle("x", "X", "english"),
        NewStyle("x", "X", "en", marker="m" * 500),
    ],
)
def test_text_that_no_pack_may_have_is_refused_and_nothing_left(home: Path, new: NewStyle) -> None:
    with pytest.raises(StyleError):
        make_style(new, home, FINGERPRINT, write)
    assert list(home.iterdir()) == []


def test_failed_adapter_leaves_no_new_style(home: Path) -> None:
    with pytest.raises(AdapterError):
        make_style(NEW, home, FINGERPRINT, fail)
    assert list(home.iterdir()) == []


def test_folder_of_the_same_name_is_kept(home: Path) -> None:
    (home / "gogol").mkdir(parents=True)
    with pytest.raises(StyleError) as caught:
        make_style(NEW, home, FINGERPRINT, write)
    assert caught.value.code == "style.folder_taken"


def test_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "styles").write_bytes(b"a file")
    with pytest.raises(StyleError) as caught:
        make_style(NEW, tmp_path / "styles", FINGERPRINT, write)
    assert caught.value.code == "style.unwritable"

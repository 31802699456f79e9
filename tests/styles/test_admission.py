"""Installing packs: what replaces what, what is refused, and that nothing is ever half there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.errors import StyleError
from stylepad.styles import archive
from stylepad.styles.admission import (
    Admitted,
    Outcome,
    install_archive,
    install_folder,
    packs_in,
)
from stylepad.styles.home import StyleHome
from stylepad.styles.library import StyleLibrary
from stylepad.styles.pack import load_pack
from tests.packs import FINGERPRINT, write_exemplars, write_pack


@pytest.fixture
def home(tmp_path: Path) -> StyleHome:
    folders = [tmp_path / "built-in", tmp_path / "home"]
    folders[0].mkdir()
    return StyleHome(folders[1], StyleLibrary(folders))


def packed(tmp_path: Path, name: str = "a", style_id: str = "gogol", **changes: object) -> Path:
    """Return an archive of a pack."""
    folder = write_pack(tmp_path / "made" / name, style_id, **changes)
    file = tmp_path / f"{name}.stylepack"
    archive.write_archive(load_pack(folder), file)
    return file


def everything(home: StyleHome) -> dict[str, bytes]:
    """Return every file in the home, hidden ones too."""
    return {
        path.relative_to(home.folder).as_posix(): path.read_bytes()
        for path in home.folder.rglob("*")
        if path.is_file()
    }


def refused(home: StyleHome, file: Path, *, force: bool = False) -> str:
    """Return the code of the refusal; the installed styles must be as they were."""
    before = everything(home)
    with pytest.raises(StyleError) as caught:
        install_archive(home, file, force=force)
    assert everything(home) == before
    return caught.value.code


def versions(done: Admitted) -> tuple[Outcome, str, str]:
    return done.outcome, done.before, done.pack.version


def test_an_archive_is_installed_and_can_be_used_at_once(home: StyleHome, tmp_path: Path) -> None:
    done = install_archive(home, packed(tmp_path))

    assert versions(done) == (Outcome.NEW, "", "1.0")
    assert home.library.get("gogol").folder == (home.folder / "gogol").resolve()
    assert list(everything(home)) == ["gogol/style.toml"]


def test_every_built_in_style_survives_export_and_import(home: StyleHome, tmp_path: Path) -> None:
    for folder in sorted(paths.built_in_styles().iterdir()):
        file = tmp_path / f"{folder.name}.stylepack"
        archive.write_archive(load_pack(folder), file)

        pack = install_archive(home, file).pack

        assert sorted(pack.adapters) == sorted(load_pack(folder).adapters)
        assert all(
            (pack.folder / name).read_bytes() == path.read_bytes()
            for name, path in archive.members(folder).items()
        )


def test_a_newer_version_takes_the_place_of_the_older_and_says_so(
    home: StyleHome, tmp_path: Path
) -> None:
    install_archive(home, packed(tmp_path, "old", version="1.9"))

    done = install_archive(home, packed(tmp_path, "new", version="1.10"))

    assert versions(done) == (Outcome.REPLACED, "1.9", "1.10")
    assert list(everything(home)) == ["gogol/style.toml"]


def test_an_older_version_is_refused_unless_forced(home: StyleHome, tmp_path: Path) -> None:
    install_archive(home, packed(tmp_path, "new", version="2.0"))
    older = packed(tmp_path, "old", version="1.0")

    assert refused(home, older) == "style.older"
    assert versions(install_archive(home, older, force=True)) == (Outcome.REPLACED, "2.0", "1.0")
    assert home.library.get("gogol").version == "1.0"


def test_the_same_pack_again_changes_nothing(home: StyleHome, tmp_path: Path) -> None:
    file = packed(tmp_path)
    install_archive(home, file)
    before = (home.folder / "gogol").stat()

    done = install_archive(home, file)

    assert done.outcome is Outcome.SAME
    assert (home.folder / "gogol").stat().st_ino == before.st_ino


def test_other_content_under_the_same_version_is_told_and_needs_force(
    home: StyleHome, tmp_path: Path
) -> None:
    install_archive(home, packed(tmp_path, "one"))
    other = packed(tmp_path, "two", marker="[другой]")

    assert refused(home, other) == "style.other_content"
    install_archive(home, other, force=True)
    assert home.library.get("gogol").marker == "[другой]"


def test_a_pack_older_than_the_built_in_is_not_installed_to_no_effect(
    home: StyleHome, tmp_path: Path
) -> None:
    write_pack(tmp_path / "built-in", version="1.1")
    home.library.refresh()
    file = packed(tmp_path, version="1.0")

    for force in (False, True):
        with pytest.raises(StyleError) as caught:
            install_archive(home, file, force=force)
        assert caught.value.code == "style.hidden"


def test_a_newer_pack_takes_the_place_of_the_built_in_one(home: StyleHome, tmp_path: Path) -> None:
    write_pack(tmp_path / "built-in", version="1.1")
    home.library.refresh()

    done = install_archive(home, packed(tmp_path, version="1.2"))

    assert versions(done) == (Outcome.REPLACED, "1.1", "1.2")
    assert (tmp_path / "built-in" / "gogol" / "style.toml").exists()


def test_a_pack_is_replaced_in_whatever_folder_it_is(home: StyleHome, tmp_path: Path) -> None:
    write_pack(home.folder).rename(home.folder / "my gogol")
    home.library.refresh()

    install_archive(home, packed(tmp_path, version="1.1"))

    assert list(everything(home)) == ["my gogol/style.toml"]
    assert home.library.get("gogol").version == "1.1"


def test_a_folder_of_that_name_with_another_style_is_left_alone(
    home: StyleHome, tmp_path: Path
) -> None:
    write_pack(home.folder, "poe").rename(home.folder / "gogol")
    home.library.refresh()

    install_archive(home, packed(tmp_path))

    assert home.library.get("poe").folder.name == "gogol"
    assert home.library.get("gogol").folder.name == "gogol-2"


def test_a_broken_style_in_its_place_is_replaced_only_by_force(
    home: StyleHome, tmp_path: Path
) -> None:
    (home.folder / "gogol").mkdir(parents=True)
    (home.folder / "gogol" / "style.toml").write_text("half", encoding="utf-8")
    home.library.refresh()
    file = packed(tmp_path)

    assert refused(home, file) == "style.folder_taken"
    assert install_archive(home, file, force=True).pack.version == "1.0"
    assert home.library.broken == ()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "style.toml").write_text("id = 1", encoding="utf-8"),
        lambda folder: (folder / "profile.npz").write_bytes(b"PK not a profile"),
        lambda folder: (folder / "exemplars.jsonl").write_text("{", encoding="utf-8"),
        lambda folder: (folder / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(b"ELF"),
        lambda folder: (folder / "adapters" / "base.gguf").write_bytes(b"GGUF"),
    ],
)
def test_a_pack_with_any_file_that_cannot_be_used_is_not_installed(
    home: StyleHome, tmp_path: Path, spoil: object
) -> None:
    folder = write_pack(tmp_path / "made")
    (folder / "adapters").mkdir()
    spoil(folder)  # type: ignore[operator]
    home.folder.mkdir()

    with pytest.raises(StyleError) as caught:
        install_folder(home, folder)

    assert everything(home) == {}
    assert str(home.folder) not in caught.value.message
    assert "gogol" in caught.value.message


def test_a_pack_whose_id_is_a_device_of_windows_is_refused(home: StyleHome, tmp_path: Path) -> None:
    assert refused_folder(home, write_pack(tmp_path / "made", "nul")) == "style.archive_name"


def refused_folder(home: StyleHome, folder: Path) -> str:
    with pytest.raises(StyleError) as caught:
        install_folder(home, folder)
    assert not home.folder.exists() or everything(home) == {}
    return caught.value.code


def test_a_full_disk_or_a_closed_folder_leaves_the_old_pack(
    home: StyleHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_archive(home, packed(tmp_path, "old"))
    before = everything(home)
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name.endswith(".new") or self.parent.name.endswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)

    with pytest.raises(StyleError, match="no space left"):
        install_archive(home, packed(tmp_path, "new", version="2.0"))

    assert everything(home) == before


def test_a_kill_between_the_renames_is_put_right_by_the_next_installation(
    home: StyleHome, tmp_path: Path
) -> None:
    install_archive(home, packed(tmp_path, "old"))
    (home.folder / "gogol").rename(home.folder / ".gogol.0123456789ab.old")
    (home.folder / ".poe.0123456789ab.gone").mkdir()
    (home.folder / ".import.0123456789ab.new").mkdir()
    os.utime(home.folder / ".import.0123456789ab.new", (0, 0))
    (home.folder / ".import.ba9876543210.new").mkdir()  # of another process, at work now

    install_archive(home, packed(tmp_path, "other", "chekhov"))

    assert (home.folder / "gogol" / "style.toml").exists()
    assert sorted(style.id for style in home.library.styles) == ["chekhov", "gogol"]
    hidden = [path.name for path in home.folder.iterdir() if path.name.startswith(".")]
    assert hidden == [".import.ba9876543210.new"]


def hub_cache(root: Path, pack: Path) -> Path:
    """Return a snapshot as the Hub's cache keeps it: every file a link to a blob."""
    repository = root / "models--someone--gogol"
    snapshot = repository / "snapshots" / "0123abcd"
    (repository / "blobs").mkdir(parents=True)
    for number, path in enumerate(sorted(pack.rglob("*"))):
        if path.is_file():
            place = snapshot / path.relative_to(pack)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, repository / "blobs" / str(number))
            depth = "../" * (len(place.relative_to(repository).parts) - 1)
            place.symlink_to(f"{depth}blobs/{number}")
    return snapshot


def test_a_repository_of_the_hub_is_installed_with_its_links_followed(
    home: StyleHome, tmp_path: Path
) -> None:
    folder = write_pack(tmp_path / "made")
    write_exemplars(folder, ("Он шёл.", "Шёл он."))
    (folder / ".gitattributes").write_text("*.gguf lfs", encoding="utf-8")
    (folder / "adapters").mkdir()
    (folder / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(b"GGUF....")

    pack = install_folder(home, hub_cache(tmp_path, folder)).pack

    assert pack.adapters[FINGERPRINT].read_bytes() == b"GGUF...."
    assert not any(path.is_symlink() for path in home.folder.rglob("*"))
    assert ".gitattributes" not in {path.name for path in home.folder.rglob("*")}


def test_a_link_to_a_file_of_the_writer_is_refused(home: StyleHome, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mine", encoding="utf-8")
    folder = write_pack(tmp_path / "made")
    (folder / "notes.txt").symlink_to(secret)

    assert refused_folder(home, folder) == "style.archive_link"


def test_a_link_to_itself_and_a_pipe_are_refused(home: StyleHome, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "made")
    (folder / "round.txt").symlink_to("round.txt")
    assert refused_folder(home, folder) == "style.archive_link"
    (folder / "round.txt").unlink()

    os.mkfifo(folder / "exemplars.jsonl")
    assert refused_folder(home, folder) == "style.archive_link"


def test_the_packs_of_a_download_are_found_up_to_two_levels_deep(tmp_path: Path) -> None:
    one, two = write_pack(tmp_path / "styles"), write_pack(tmp_path, "chekhov")

    assert packs_in(tmp_path) == (two, one)
    assert packs_in(one) == (one,)
    assert packs_in(tmp_path / "nowhere") == ()

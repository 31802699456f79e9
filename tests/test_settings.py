"""Settings outlive the program, and nothing that a person wrote there is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from stylepad.errors import SettingsError
from stylepad.settings import MIGRATIONS, VERSION, Settings, SettingsStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_a_first_start_has_the_usual_settings_and_writes_nothing(path: Path) -> None:
    store = SettingsStore(path)

    assert store.value == Settings()
    assert store.faults == ()
    assert not path.exists()


def test_every_setting_comes_back_as_it_was(path: Path) -> None:
    chosen = Settings(
        language="ru",
        theme="dark",
        font_family="PT Serif",
        font_size=18,
        line_width=90,
        zoom=150,
        last_styles={"ru": "gogol", "en": "dickens"},
        boldness="bold",
        repetition="light",
        candidates=5,
        threads=2,
        context=2048,
        gpu_layers=12,
        model="/models/q.gguf",
        models_folder="/models",
        styles_folder="/styles",
        shortcuts={"find": "Ctrl+J", "open": ""},
        window_geometry="AdnQywAD",
        window_state="AAAA/w==",
        welcome_seen=True,
    )
    names = [name for name in Settings.__dataclass_fields__ if name != "other"]

    SettingsStore(path).update(**{name: getattr(chosen, name) for name in names})

    assert SettingsStore(path).value == chosen


def test_a_setting_can_go_back_to_automatic(path: Path) -> None:
    SettingsStore(path).update(gpu_layers=0)

    SettingsStore(path).update(gpu_layers=None)

    assert SettingsStore(path).value.gpu_layers is None


def test_a_file_of_a_newer_version_is_kept_aside_and_said_once(path: Path) -> None:
    path.parent.mkdir()
    newer = 'version = 7000\ntheme = "dark"\nhotkey = "F9"\n[cloud]\nurl = "x"\n'
    path.write_text(newer, encoding="utf-8")
    kept = path.parent / "settings.version-7000.toml"

    store = SettingsStore(path)

    assert store.value.theme == "dark"
    assert [fault.code for fault in store.faults] == ["settings.newer"]
    assert str(kept) in store.faults[0].message
    assert kept.read_text(encoding="utf-8") == path.read_text(encoding="utf-8") == newer

    SettingsStore(path).update(zoom=120)

    assert kept.read_text(encoding="utf-8") == newer
    text = path.read_text(encoding="utf-8")
    assert f"version = {VERSION}" in text
    assert 'hotkey = "F9"' in text
    assert 'url = "x"' in text
    again = SettingsStore(path)
    assert (again.value.zoom, again.value.theme, again.faults) == (120, "dark", ())
    assert len(list(path.parent.iterdir())) == 2


def test_a_newer_file_that_cannot_be_kept_aside_is_not_written_over(path: Path) -> None:
    path.parent.mkdir()
    newer = "version = 7000\n"
    path.write_text(newer, encoding="utf-8")
    for number in range(1, 100):
        mark = f"-{number}" if number > 1 else ""
        (path.parent / f"settings.version-7000{mark}.toml").write_text("another")

    store = SettingsStore(path)
    with pytest.raises(SettingsError, match="kept aside"):
        store.update(zoom=120)

    assert path.read_text(encoding="utf-8") == newer
    assert store.value.zoom == 120


def test_a_file_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("version = 1\nstrength = 0.8\nzoom = 120\n", encoding="utf-8")

    store = SettingsStore(path)

    assert store.faults == ()
    assert store.value == Settings(zoom=120)
    store.update(candidates=2)
    assert tomllib.loads(path.read_text("utf-8")) == {
        "version": VERSION,
        "zoom": 120,
        "candidates": 2,
    }


def test_migrations_are_named_and_never_taken_away() -> None:
    """The names of what was once released, in order: only ever add to the end of this list."""
    released = ["strength belongs to the style"]

    assert [name for name, _migrate in MIGRATIONS][: len(released)] == released
    assert 1 + len(MIGRATIONS) == VERSION


@pytest.mark.parametrize("version", ["-3", "0", "true", '"two"', "1.5"])
def test_a_version_that_makes_no_sense_counts_as_the_first(path: Path, version: str) -> None:
    path.parent.mkdir()
    path.write_text(f"version = {version}\nstrength = 1.0\nzoom = 120\n", encoding="utf-8")

    assert SettingsStore(path).value == Settings(zoom=120)


@pytest.mark.parametrize("data", [b"zoom = ", b"\xff\xfe", b"x" * 2_000_000, b"a=" + b"[" * 9000])
def test_a_broken_file_is_kept_aside_and_reported(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    (path.parent / "settings.broken-1.toml").write_text("an earlier one")

    store = SettingsStore(path)

    kept = path.parent / "settings.broken-2.toml"
    assert store.value == Settings()
    assert [fault.code for fault in store.faults] == ["settings.broken"]
    assert str(kept) in store.faults[0].message
    assert kept.read_bytes() == data


def test_a_wrong_value_costs_only_its_own_setting(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('theme = "pink"\nzoom = 150\ncontext = "much"\n', encoding="utf-8")

    store = SettingsStore(path)

    assert store.value == Settings(zoom=150)
    assert "theme, context" in store.faults[0].message
    assert "pink" in (path.parent / "settings.broken-1.toml").read_text()


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "pink"), ("candidates", 0), ("context", False), ("zoom", True), ("colour", 1)],
)
def test_a_value_that_a_setting_cannot_have_changes_nothing(
    path: Path, name: str, value: object
) -> None:
    store = SettingsStore(path)

    with pytest.raises(SettingsError, match=name):
        store.update(**{name: value})

    assert store.value == Settings()
    assert not path.exists()


def test_settings_hold_when_they_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    store = SettingsStore(tmp_path / "config" / "settings.toml")

    with pytest.raises(SettingsError) as caught:
        store.update(zoom=130)

    assert caught.value.code == "settings.unwritable"
    with pytest.raises(SettingsError):
        store.update(theme="dark")
    assert store.value == Settings(zoom=130, theme="dark")


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SettingsStore(path)
    store.update(zoom=110)
    before = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stylepad.paths.os.fsync", full)
    with pytest.raises(SettingsError, match="No space left"):
        store.update(zoom=120)

    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == ["settings.toml"]


def test_a_broken_file_that_cannot_be_kept_aside_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    path.write_text("zoom = ", encoding="utf-8")

    def refuse(_path: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    store = SettingsStore(path)
    with pytest.raises(SettingsError, match="could not be saved"):
        store.update(zoom=130)

    assert store.value.zoom == 130
    assert path.read_text(encoding="utf-8") == "zoom = "
    assert [fault.code for fault in store.faults] == ["settings.not_kept"]


def test_two_windows_do_not_undo_each_others_changes(path: Path) -> None:
    first, second = SettingsStore(path), SettingsStore(path)

    first.update(zoom=150)
    second.update(theme="dark")

    assert SettingsStore(path).value == Settings(zoom=150, theme="dark")


def test_the_last_style_is_remembered_per_language_of_text() -> None:
    settings = Settings(last_styles={"ru": "gogol"})

    assert settings.with_last_style("en", "twain") == {"ru": "gogol", "en": "twain"}
    assert settings.last_styles == {"ru": "gogol"}

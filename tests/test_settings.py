"""Settings outlive the program, and nothing that a person wrote there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.errors import SettingsError
from stylepad.settings import Settings, SettingsStore


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
        zoom=150,
        last_styles={"ru": "gogol", "en": "dickens"},
        strength=0.8,
        candidates=5,
        threads=2,
        gpu_layers=12,
        model="/models/q.gguf",
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


def test_keys_of_another_version_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('version = 7\nhotkey = "F9"\n[cloud]\nurl = "x"\n', encoding="utf-8")

    SettingsStore(path).update(zoom=120)

    text = path.read_text(encoding="utf-8")
    assert 'hotkey = "F9"' in text
    assert 'url = "x"' in text
    assert "version = 7" in text
    assert SettingsStore(path).value.zoom == 120


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
    path.write_text('theme = "pink"\nzoom = 150\nstrength = "much"\n', encoding="utf-8")

    store = SettingsStore(path)

    assert store.value == Settings(zoom=150)
    assert "theme, strength" in store.faults[0].message
    assert "pink" in (path.parent / "settings.broken-1.toml").read_text()


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "pink"), ("candidates", 0), ("strength", 9.0), ("zoom", True), ("colour", 1)],
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

    monkeypatch.setattr("stylepad.settings.os.fsync", full)
    with pytest.raises(SettingsError, match="No space left"):
        store.update(zoom=120)

    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == ["settings.toml"]


def test_two_windows_do_not_undo_each_others_changes(path: Path) -> None:
    first, second = SettingsStore(path), SettingsStore(path)

    first.update(zoom=150)
    second.update(theme="dark")

    assert SettingsStore(path).value == Settings(zoom=150, theme="dark")


def test_the_last_style_is_remembered_per_language_of_text() -> None:
    settings = Settings(last_styles={"ru": "gogol"})

    assert settings.with_last_style("en", "twain") == {"ru": "gogol", "en": "twain"}
    assert settings.last_styles == {"ru": "gogol"}

"""Reading a style pack: what is whole is read, what is wrong is named with its mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stylepad.errors import StyleError
from stylepad.styles.pack import Exemplar, StylePack, load_pack, localized
from tests.packs import FINGERPRINT, write_exemplars, write_pack


def fault_of(folder: Path) -> StyleError:
    with pytest.raises(StyleError) as caught:
        load_pack(folder)
    return caught.value


def test_a_whole_pack_is_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "adapters").mkdir()
    (folder / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(b"GGUF")
    (folder / "profile.npz").write_bytes(b"PK")
    write_exemplars(folder, ("Он шёл.", "Шёл он, братцы мои."))

    pack = load_pack(folder)

    assert isinstance(pack, StylePack)
    assert (pack.id, pack.version, pack.language, pack.dates) == ("gogol", "1.0", "ru", "1809–1852")
    assert pack.author == {"en": "Nikolai Gogol", "ru": "Николай Гоголь"}
    assert pack.sampling.temperature == 0.8
    assert pack.sampling.repeat_penalty == 1.0
    assert pack.adapter_for(FINGERPRINT) == folder / "adapters" / f"{FINGERPRINT}.gguf"
    assert pack.adapter_for("f" * 16) is None
    assert pack.profile == folder / "profile.npz"
    assert pack.exemplars == (Exemplar("Он шёл.", "Шёл он, братцы мои."),)
    assert pack.sources[0].title == "Шинель"
    assert pack.training == {"pairs": 850}


def test_a_pack_of_style_toml_alone_works_by_instruction(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, sampling=None, training=None, report=None, sources=None))

    assert pack.adapters == {}
    assert pack.profile is None
    assert pack.exemplars == ()


def test_a_curve_bends_strength_into_scale_between_nought_and_one(tmp_path: Path) -> None:
    straight = load_pack(write_pack(tmp_path / "a"))
    bent = load_pack(write_pack(tmp_path / "b", strength_curve=0.5))

    assert [straight.scale_at(strength) for strength in (0, 0.25, 1, 1.5)] == [0, 0.25, 1, 1.5]
    assert [bent.scale_at(strength) for strength in (0, 0.25, 1)] == [0, 0.5, 1]
    assert bent.scale_at(1.44) == pytest.approx(1.2)


def test_a_reach_is_the_scale_at_full_strength(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path, strength_curve=0.5, strength_reach=1.2))

    assert [pack.scale_at(strength) for strength in (0, 0.25, 1)] == [0, 0.6, 1.2]


def test_unknown_keys_and_files_are_left_alone(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, mood="merry", sampling={"temperature": 0.5, "mirostat": 2})
    (folder / "README.md").write_text("hello")

    assert load_pack(folder).sampling.temperature == 0.5


def test_a_pack_without_style_toml_says_which_file_is_missing(tmp_path: Path) -> None:
    fault = fault_of(tmp_path)

    assert fault.code == "style.missing_file"
    assert fault.details["file"] == "style.toml"
    assert "style.toml is missing" in fault.message


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "nowhere").code == "style.missing"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"id = ", "style.syntax"),
        (b"id = \xff\xfe", "style.syntax"),
        (b"a = " + b"[" * 5000, "style.syntax"),
        (b"# " + b"x" * 300_000, "style.too_large"),
        (b"", "style.key_missing"),
    ],
    ids=["broken", "not utf-8", "deeply nested", "huge", "empty"],
)
def test_a_broken_style_toml_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "style.toml").write_bytes(data)

    assert fault_of(tmp_path).code == code


def test_a_newer_format_asks_for_a_newer_program(tmp_path: Path) -> None:
    fault = fault_of(write_pack(tmp_path, format=2))

    assert fault.code == "style.newer"
    assert "Update StylePad" in fault.message


@pytest.mark.parametrize(
    ("changes", "key", "code"),
    [
        ({"name": None}, "name", "style.key_missing"),
        ({"name": "Gogol"}, "name", "style.type"),
        ({"name": {"colour": "x"}}, "name", "style.value"),
        ({"name": {"en": 3}}, "name.en", "style.type"),
        ({"instruction": None}, "instruction", "style.key_missing"),
        ({"instruction": "  "}, "instruction", "style.value"),
        ({"instruction": "x" * 5000}, "instruction", "style.value"),
        ({"instruction": "a\x00b"}, "instruction", "style.value"),
        ({"id": "../gogol"}, "id", "style.value"),
        ({"id": "x" * 65}, "id", "style.value"),
        ({"language": "Russian"}, "language", "style.value"),
        ({"version": 1}, "version", "style.type"),
        ({"strength_curve": 0.0}, "strength_curve", "style.value"),
        ({"strength_reach": 4}, "strength_reach", "style.value"),
        ({"strength": 1.6}, "strength", "style.value"),
        ({"strength": True}, "strength", "style.type"),
        ({"strength": float("nan")}, "strength", "style.value"),
        ({"sampling": {"top_k": 4.5}}, "sampling.top_k", "style.type"),
        ({"sampling": {"temperature": -1}}, "sampling.temperature", "style.value"),
        ({"sampling": []}, "sampling", "style.type"),
        ({"sources": ["Шинель"]}, "sources", "style.type"),
        ({"sources": [{"year": "1842"}]}, "sources[0].title", "style.key_missing"),
        ({"format": "1"}, "format", "style.type"),
    ],
)
def test_a_wrong_value_is_named_with_its_key(
    tmp_path: Path, changes: dict[str, Any], key: str, code: str
) -> None:
    folder = write_pack(tmp_path, "case", **changes)

    fault = fault_of(folder)

    assert fault.code == code
    assert fault.details["key"] == key
    assert f"“{key}”" in fault.message
    assert str(folder) in fault.message


@pytest.mark.parametrize("path", ["../secret.npz", "/etc/passwd", "a/../../b", r"..\b", r"C:\b"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    fault = fault_of(write_pack(tmp_path, files={"profile": path}))

    assert fault.code == "style.path"
    assert fault.details["key"] == "files.profile"


@pytest.mark.parametrize("name", ["profile.npz", "exemplars.jsonl", "adapters", "style.toml"])
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_pack(tmp_path)
    outside = tmp_path / "outside"
    (folder / "style.toml").rename(outside) if name == "style.toml" else outside.mkdir()
    (folder / name).symlink_to(outside)

    assert fault_of(folder).code == "style.path"


def test_a_link_to_one_adapter_outside_is_refused(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (tmp_path / "outside.gguf").write_bytes(b"GGUF")
    (folder / "adapters").mkdir()
    (folder / "adapters" / f"{FINGERPRINT}.gguf").symlink_to(tmp_path / "outside.gguf")

    assert fault_of(folder).code == "style.path"


def test_a_pack_whose_own_folder_is_a_link_is_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "real")
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "gogol").symlink_to(folder)

    assert load_pack(tmp_path / "styles" / "gogol").id == "gogol"


def test_a_file_that_style_toml_names_must_be_there(tmp_path: Path) -> None:
    fault = fault_of(write_pack(tmp_path, files={"exemplars": "shown.jsonl"}))

    assert fault.code == "style.missing_file"
    assert "shown.jsonl" in fault.message


def test_an_adapter_must_be_named_after_its_base(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "adapters").mkdir()
    (folder / "adapters" / "gogol.gguf").write_bytes(b"GGUF")

    fault = fault_of(folder)

    assert fault.code == "style.adapter_name"
    assert "gogol.gguf" in fault.message


def test_a_huge_profile_is_refused_by_its_size(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    with (folder / "profile.npz").open("wb") as file:
        file.truncate(17 * 2**20)

    assert fault_of(folder).code == "style.too_large"


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"plain": "a"}', '{"plain": 1, "text": "b"}', "[" * 100_000]
)
def test_a_broken_exemplar_names_its_line(tmp_path: Path, line: str) -> None:
    folder = write_pack(tmp_path)
    good = '{"plain": "a", "text": "b"}'
    (folder / "exemplars.jsonl").write_text(f"{good}\n\n{line}\n", encoding="utf-8")

    fault = fault_of(folder)

    assert fault.code == "style.exemplars"
    assert "line 3" in fault.message


def test_a_text_falls_back_to_english_then_to_any() -> None:
    assert localized({"en": "Gogol", "ru": "Гоголь"}, "ru") == "Гоголь"
    assert localized({"en": "Gogol", "ru": "Гоголь"}, "de") == "Gogol"
    assert localized({"ru": "Гоголь"}, "en") == "Гоголь"
    assert localized({}, "en") == ""


def test_a_link_that_leads_to_itself_is_a_fault_like_any_other(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "profile.npz").symlink_to("profile.npz")
    with pytest.raises(StyleError):
        load_pack(folder)

    (folder / "style.toml").unlink()
    (folder / "style.toml").symlink_to("style.toml")
    with pytest.raises(StyleError):
        load_pack(folder)

"""The library of styles: what is installed, what is broken, and finding one by typing."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylepad.errors import StyleError
from stylepad.styles.library import StyleLibrary, order_for, search
from tests.packs import write_pack


def english(root: Path, style_id: str, name: str, name_ru: str) -> None:
    write_pack(
        root,
        style_id,
        language="en",
        name={"en": name, "ru": name_ru},
        author={"en": f"The {name}", "ru": name_ru},
        description={"en": "Humorous", "ru": "Шутливо"},
    )


@pytest.fixture
def library(tmp_path: Path) -> StyleLibrary:
    write_pack(tmp_path)
    write_pack(tmp_path, "chekhov", name={"en": "Chekhov", "ru": "Чехов"}, author={"en": "A. Ch."})
    english(tmp_path, "dickens", "Dickens", "Диккенс")
    english(tmp_path, "austen", "Austen", "Остин")
    return StyleLibrary([tmp_path])


def ids(styles: object) -> list[str]:
    return [pack.id for pack in styles]  # type: ignore[attr-defined]


def test_installed_styles_are_listed_by_id(library: StyleLibrary) -> None:
    assert ids(library.styles) == ["austen", "chekhov", "dickens", "gogol"]


def test_a_broken_pack_does_not_hide_the_others(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "half").mkdir()

    library = StyleLibrary([tmp_path])

    assert ids(library.styles) == ["gogol"]
    assert [pack.folder.name for pack in library.broken] == ["half"]
    with pytest.raises(StyleError, match=r"style\.toml is missing"):
        library.get("half")


@pytest.mark.parametrize(
    ("version", "expected"), [("1.10", "1.10"), ("1.9", "1.9"), ("1.0", "1.9")]
)
def test_the_writers_pack_shadows_the_built_in_unless_older(
    tmp_path: Path, version: str, expected: str
) -> None:
    write_pack(tmp_path / "built-in", version="1.9")
    write_pack(tmp_path / "user", version=version)

    library = StyleLibrary([tmp_path / "built-in", tmp_path / "user"])

    assert library.get("gogol").version == expected


def with_adapter(folder: Path, fingerprint: str) -> Path:
    (folder / "adapters").mkdir(exist_ok=True)
    path = folder / "adapters" / f"{fingerprint}.gguf"
    path.write_bytes(b"GGUF")
    return path.resolve()


@pytest.mark.parametrize("shipped", ["1.0", "1.1"])
def test_adapters_of_both_editions_are_usable(tmp_path: Path, shipped: str) -> None:
    built_in = write_pack(tmp_path / "built-in", version=shipped)
    user = write_pack(tmp_path / "user", version="1.0")
    both = "0" * 16
    ours = {both: with_adapter(built_in, both), "1" * 16: with_adapter(built_in, "1" * 16)}
    own = {both: with_adapter(user, both), "2" * 16: with_adapter(user, "2" * 16)}

    pack = StyleLibrary([tmp_path / "built-in", tmp_path / "user"]).get("gogol")

    higher, lower = (ours, own) if shipped == "1.1" else (own, ours)
    assert pack.version == shipped
    assert pack.adapters == {**lower, **higher}


def test_an_unknown_style_lists_the_installed(library: StyleLibrary) -> None:
    with pytest.raises(StyleError) as caught:
        library.get("poe")

    assert caught.value.code == "style.unknown"
    assert "austen, chekhov, dickens, gogol" in caught.value.message


def test_a_folder_that_is_not_there_holds_no_styles(tmp_path: Path) -> None:
    assert StyleLibrary([tmp_path / "nowhere"]).styles == ()


def test_refresh_finds_a_style_installed_meanwhile(tmp_path: Path) -> None:
    library = StyleLibrary([tmp_path])
    write_pack(tmp_path)

    library.refresh()

    assert ids(library.styles) == ["gogol"]


def test_the_last_used_comes_first_then_the_texts_language(library: StyleLibrary) -> None:
    assert ids(order_for(library.styles, "ru")) == ["chekhov", "gogol", "austen", "dickens"]
    assert ids(order_for(library.styles, "en", last_used="gogol")) == [
        "gogol",
        "austen",
        "dickens",
        "chekhov",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "gogol",
        "ГОГОЛЬ",
        "гог",
        "nikolai",
        "витиевато",
        "пщпщд",
        "ujujkm",
        "gogol nikolai",
        "Ujujkm",
    ],
)
def test_typing_finds_gogol_in_either_language_and_layout(
    library: StyleLibrary, query: str
) -> None:
    assert "gogol" in ids(search(library.styles, query))


def test_typing_filters_out_what_does_not_match(library: StyleLibrary) -> None:
    assert ids(search(library.styles, "диккенс")) == ["dickens"]
    assert ids(search(library.styles, "humorous остин")) == ["austen"]
    assert ids(search(library.styles, "zzz")) == []
    assert len(search(library.styles, "  ")) == 4

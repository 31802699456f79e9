"""The writer's own styles: changed, removed and blended."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from stylepad.errors import StyleError
from stylepad.styles.blend import BlendPart
from stylepad.styles.blending import NewBlend, save_blend
from stylepad.styles.editing import Changes, edit
from stylepad.styles.home import StyleHome
from stylepad.styles.library import StyleLibrary
from tests.packs import FINGERPRINT, write_exemplars, write_pack


@pytest.fixture
def home(tmp_path: Path) -> StyleHome:
    built_in = tmp_path / "built-in"
    for style_id in ("gogol", "chekhov"):
        folder = write_pack(built_in, style_id, instruction=f"Как {style_id}.")
        (folder / "adapters").mkdir()
        (folder / "adapters" / f"{FINGERPRINT}.gguf").write_bytes(style_id.encode())
        write_exemplars(folder, (f"Просто {style_id}.", f"Манера {style_id}."))
    return StyleHome(tmp_path / "home", StyleLibrary([built_in, tmp_path / "home"]))


def blended(*parts: tuple[str, float], **changes: str) -> NewBlend:
    return NewBlend(tuple(BlendPart(*part) for part in parts), "ru", **changes)


def on_base(_style: str, files: Mapping[str, Path]) -> Path | None:
    return files.get(FINGERPRINT)


def code(caught: pytest.ExceptionInfo[StyleError]) -> str:
    return caught.value.code


def test_a_change_of_a_built_in_style_is_made_in_a_copy_that_takes_its_place(
    home: StyleHome, tmp_path: Path
) -> None:
    shipped = (tmp_path / "built-in" / "gogol" / "style.toml").read_bytes()

    style = edit(home, "gogol", Changes(name="Мой Гоголь", strength=0.8, marker="[мой]"))

    assert style.folder == (home.folder / "gogol").resolve()
    assert (style.strength, style.marker) == (0.8, "[мой]")
    assert style.name == {"en": "Мой Гоголь", "ru": "Мой Гоголь"}
    assert style.instruction == "Как gogol."
    assert style.adapters[FINGERPRINT].read_bytes() == b"gogol"
    assert (tmp_path / "built-in" / "gogol" / "style.toml").read_bytes() == shipped


def test_a_change_keeps_what_was_written_by_hand_beside_it(home: StyleHome) -> None:
    folder = edit(home, "gogol", Changes(strength=0.8)).folder
    path = folder / "style.toml"
    written = "# моё примечание\n" + path.read_text("utf-8") + '\n[own]\nkey = "value"  # и это\n'
    path.write_text(written, encoding="utf-8")
    home.library.refresh()

    edit(home, "gogol", Changes(description="Иначе", language="ru", instruction="Как надо."))

    after = path.read_text("utf-8")
    assert after.startswith("# моё примечание\n")
    assert after.endswith('key = "value"  # и это\n')
    values = tomllib.loads(after)
    assert values["description"] == {"en": "Lively, winding, grotesque", "ru": "Иначе"}
    assert values["instruction"] == "Как надо."
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "changes",
    [
        Changes(strength=2.0),
        Changes(instruction=" "),
        Changes(name="x" * 200),
        Changes(marker="x" * 500),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_value_that_no_style_may_have_changes_nothing(
    home: StyleHome, changes: Changes, own: bool
) -> None:
    if own:
        edit(home, "gogol", Changes(strength=0.8))
    before = home.library.get("gogol")
    text = (before.folder / "style.toml").read_bytes()

    with pytest.raises(StyleError) as caught:
        edit(home, "gogol", changes)

    assert code(caught) == "style.value"
    home.library.refresh()
    assert home.library.get("gogol") == before
    assert (before.folder / "style.toml").read_bytes() == text


def test_a_removed_copy_gives_its_place_back_to_the_built_in_style(home: StyleHome) -> None:
    edit(home, "gogol", Changes(strength=0.8))

    instead = home.remove("gogol")

    assert instead is not None
    assert instead.strength == 1.0
    assert list(home.folder.iterdir()) == []


def test_a_built_in_style_and_one_that_is_not_there_cannot_be_removed(home: StyleHome) -> None:
    with pytest.raises(StyleError) as caught:
        home.remove("gogol")
    assert code(caught) == "style.built_in"
    with pytest.raises(StyleError) as caught:
        home.remove("poe")
    assert code(caught) == "style.unknown"


def test_a_broken_style_can_be_removed_by_its_folder(home: StyleHome) -> None:
    (home.folder / "half").mkdir(parents=True)
    home.library.refresh()

    home.remove("half")

    assert home.library.broken == ()


def test_removing_a_linked_style_leaves_what_the_link_leads_to(
    home: StyleHome, tmp_path: Path
) -> None:
    elsewhere = write_pack(tmp_path / "work", "poe")
    home.folder.mkdir()
    (home.folder / "poe").symlink_to(elsewhere)
    home.library.refresh()

    home.remove("poe")

    assert (elsewhere / "style.toml").exists()
    assert list(home.folder.iterdir()) == []


def test_a_part_of_a_blend_is_removed_only_by_force_and_the_blend_is_listed_as_broken(
    home: StyleHome,
) -> None:
    write_pack(home.folder, "poe")
    home.library.refresh()
    save_blend(home, blended(("gogol", 0.7), ("poe", 0.4), id="mixture"))

    with pytest.raises(StyleError) as caught:
        home.remove("poe")
    assert code(caught) == "style.in_use"
    home.remove("poe", force=True)

    (broken,) = home.library.broken
    assert (broken.style, broken.fault.code) == ("mixture", "style.blend_missing")
    with pytest.raises(StyleError, match="names “poe”"):
        home.library.get("mixture")


def test_a_blend_uses_the_adapters_of_all_its_parts_with_their_scales(home: StyleHome) -> None:
    style = save_blend(home, blended(("gogol", 0.7), ("chekhov", 0.4)))

    used = {path.read_bytes(): scale for path, scale in style.adapter_set(on_base)}
    assert style.id == "gogol-chekhov"
    assert used == {b"gogol": 0.7, b"chekhov": 0.4}
    assert style.adapter_set(lambda _id, files: files.get("f" * 16)) == ()
    assert style.description["ru"] == "Гоголь 0.7, Гоголь 0.4"


def test_a_blend_without_adapters_has_an_instruction_and_exemplars_of_all_parts(
    home: StyleHome,
) -> None:
    style = save_blend(home, blended(("chekhov", 0.4), ("gogol", 0.7)))

    assert style.instruction.splitlines()[1:] == ["1. Как gogol.", "2. Как chekhov."]
    assert style.marker == "[gogol] [gogol]"
    assert [item.plain for item in style.exemplars] == ["Просто gogol.", "Просто chekhov."]


def test_a_blend_without_one_of_the_adapters_works_by_instruction(
    home: StyleHome, tmp_path: Path
) -> None:
    (tmp_path / "built-in" / "chekhov" / "adapters" / f"{FINGERPRINT}.gguf").unlink()
    home.library.refresh()

    style = save_blend(home, blended(("gogol", 0.7), ("chekhov", 0.4)))

    assert style.adapter_set(on_base) == ()


def test_a_part_of_scale_0_is_as_if_it_were_not_there(home: StyleHome) -> None:
    style = save_blend(home, blended(("gogol", 0.7), ("chekhov", 0.0)))
    gogol = home.library.get("gogol")

    assert [part.pack.id for part in style.parts] == ["gogol"]
    assert (style.instruction, style.marker) == (gogol.instruction, gogol.marker)
    assert style.exemplars == gogol.exemplars


def test_an_instruction_of_its_own_goes_before_that_of_the_parts(home: StyleHome) -> None:
    save_blend(home, blended(("gogol", 0.7), ("chekhov", 0.4), id="both"))

    style = edit(home, "both", Changes(instruction="По-своему."))

    assert style.instruction == "По-своему."
    assert len(style.adapter_set(on_base)) == 2


def test_a_blend_with_an_id_that_is_taken_is_refused_and_an_own_one_replaced_by_force(
    home: StyleHome,
) -> None:
    for force in (True, False):
        with pytest.raises(StyleError) as caught:
            save_blend(home, blended(("gogol", 1), ("chekhov", 1), id="gogol"), force=force)
        assert code(caught) == "style.exists"

    save_blend(home, blended(("gogol", 1), ("chekhov", 1), id="both"))
    with pytest.raises(StyleError):
        save_blend(home, blended(("gogol", 0.2), ("chekhov", 1), id="both"))
    style = save_blend(home, blended(("gogol", 0.2), ("chekhov", 1), id="both"), force=True)
    assert style.blend[0].scale == 0.2


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (blended(("gogol", 1), ("poe", 1)), "style.unknown"),
        (blended(("gogol", 1), ("chekhov", 2)), "style.value"),
        (blended(("gogol", 0), ("chekhov", 0)), "style.value"),
        (blended(("gogol", 1), ("chekhov", 1), id="con"), "style.id"),
        (blended(("gogol", 1), ("chekhov", 1), id="../x"), "style.id"),
        (blended(("gogol", 1), ("chekhov", 1), name="x" * 200), "style.value"),
    ],
)
def test_a_blend_that_cannot_be_leaves_nothing_behind(
    home: StyleHome, made: NewBlend, expected: str
) -> None:
    with pytest.raises(StyleError) as caught:
        save_blend(home, made)

    assert code(caught) == expected
    assert not home.folder.exists() or list(home.folder.iterdir()) == []


def test_a_blend_of_a_blend_is_refused_when_made_and_when_read(home: StyleHome) -> None:
    save_blend(home, blended(("gogol", 1), ("chekhov", 1), id="both"))
    with pytest.raises(StyleError) as caught:
        save_blend(home, blended(("both", 1), ("chekhov", 1)))
    assert code(caught) == "style.blend_nested"

    write_pack(home.folder, "nested", blend={"both": 1.0}, instruction=None)
    write_pack(home.folder, "itself", blend={"itself": 1.0}, instruction=None)
    home.library.refresh()

    assert {item.style: item.fault.code for item in home.library.broken} == {
        "nested": "style.blend_nested",
        "itself": "style.blend_nested",
    }


def test_a_broken_blend_gives_its_place_back_to_the_style_it_hid(home: StyleHome) -> None:
    write_pack(home.folder, "gogol", blend={"gogol": 1.0}, version="9.0")

    home.library.refresh()

    assert home.library.get("gogol").version == "1.0"
    assert home.library.get("gogol").blend == ()
    assert len(home.library.broken) == 1


@pytest.mark.parametrize(
    "blend",
    [{}, {"gogol": 0}, {"gogol": -1}, {"gogol": "x"}, {"Gogol!": 1}, {str(n): 1 for n in range(9)}],
)
def test_a_table_blend_that_says_nothing_usable_is_a_fault(
    home: StyleHome, blend: dict[str, object]
) -> None:
    write_pack(home.folder, "odd", blend=blend)

    home.library.refresh()

    (broken,) = home.library.broken
    assert broken.fault.code in {"style.value", "style.type"}
    assert "blend" in broken.fault.message

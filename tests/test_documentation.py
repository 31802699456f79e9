"""What the documents promise: their examples work and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stylepad.styles.pack import load_pack

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_to_files(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    missing = [target for target in local if not (document.parent / target).exists()]
    assert not missing


def test_the_example_of_a_style_pack_is_a_style_pack(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "style-pack.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example is not None
    (tmp_path / "style.toml").write_text(example[1], encoding="utf-8")
    pack = load_pack(tmp_path)
    assert (pack.id, pack.language, pack.name["en"]) == ("gogol", "ru", "Gogol")
    assert pack.sources[0].year == "1842"


def test_both_readmes_name_the_same_commands() -> None:
    """Every line of every code block that is a command is in both languages."""
    english, russian = (
        re.findall(r"^(?:git|make|stylepad|sudo|CMAKE_ARGS).*$", text, re.MULTILINE)
        for text in (
            (ROOT / "README.md").read_text(encoding="utf-8"),
            (ROOT / "README.ru.md").read_text(encoding="utf-8"),
        )
    )
    assert english
    assert english == russian


def test_the_example_of_a_blend_is_a_blend(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "style-pack.md").read_text(encoding="utf-8")
    style, blend = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "style.toml").write_text(style + blend, encoding="utf-8")
    assert {part.style: part.scale for part in load_pack(tmp_path).blend} == {
        "gogol": 0.7,
        "chekhov": 0.4,
    }

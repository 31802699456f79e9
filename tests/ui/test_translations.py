from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
FIELD = re.compile(r"\{\w*\}|%L?n")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    path = ROOT / "packaging" / "translations" / "update.py"
    spec = importlib.util.spec_from_file_location("update_translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(path: Path) -> dict[tuple[str, str], ElementTree.Element]:
    tree = ElementTree.parse(path)
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in tree.iter("context")
        for message in context.iter("message")
    }


def translations(message: ElementTree.Element) -> list[str]:
    node = message.find("translation")
    assert node is not None
    forms = [form.text or "" for form in node.findall("numerusform")]
    return forms or [node.text or ""]


def test_every_text_of_the_interface_is_translated(tool: ModuleType, tmp_path: Path) -> None:
    fresh = {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in tool.collect(tmp_path / "fresh.ts").iter("context")
        for message in context.iter("message")
    }
    assert len(fresh) > 150
    assert fresh == set(messages(FOLDER / "stylepad_ru.ts"))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_translation_is_unfinished(language: str) -> None:
    for key, message in messages(FOLDER / f"stylepad_{language}.ts").items():
        node = message.find("translation")
        assert node is not None
        assert node.get("type") is None, key
        assert all(translations(message)), key


def test_russian_texts_have_the_same_fields_and_three_plural_forms() -> None:
    for (context, source), message in messages(FOLDER / "stylepad_ru.ts").items():
        forms = translations(message)
        assert len(forms) == (3 if message.get("numerus") else 1)
        for form in forms:
            assert sorted(FIELD.findall(form)) == sorted(FIELD.findall(source)), (context, source)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_compiled_translations_are_up_to_date(
    tool: ModuleType, tmp_path: Path, language: str
) -> None:
    fresh = tmp_path / "fresh.qm"
    tool.compile_file(FOLDER / f"stylepad_{language}.ts", fresh)
    assert fresh.read_bytes() == (FOLDER / f"stylepad_{language}.qm").read_bytes()

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import stylepad
from stylepad.errors import AdapterError, ModelError, StyleError, StylePadError
from stylepad.models import adapter_faults, adapter_reasons
from stylepad.styles.pack import load_pack
from stylepad.ui.error_texts import _templates, describe
from stylepad.ui.error_texts_imports import import_variants
from stylepad.ui.language import LanguageKeeper
from tests.packs import write_pack

SOURCE = Path(stylepad.__file__).parent
CODE = re.compile(
    r"(document|recovery|settings|theme|model|adapter|style|engine|restyle|server|hub|library|studio)"
    r"\.(?!toml|qss)[a-z_]+"
)
NO_CODES = {"adapter.type", "model.embed_tokens", "adapter.new"}
"""What looks like a code and is a key of GGUF files, a tensor, or a folder."""


def codes() -> dict[str, Path]:
    """Return every error code in the source, as a whole string, and a file that has it."""
    found: dict[str, Path] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name.startswith("error_texts"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and CODE.fullmatch(value) and value not in NO_CODES:
                found[value] = path
    return found


def built_codes() -> list[str]:
    """Return where a code is put together, so that the walk over the source cannot see it."""
    return [
        f"{path.name}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword)
        and node.arg == "code"
        and isinstance(node.value, ast.JoinedStr | ast.BinOp)
    ]


def test_every_error_code_has_a_text_in_the_interface_language(qapp: QApplication) -> None:
    found = codes()
    assert len(found) > 60
    assert built_codes() == []
    assert {code: path.name for code, path in found.items() if code not in _templates()} == {}
    assert set(_templates()) - set(found) == {"cancelled"}


def test_every_text_is_russian_in_russian_with_the_same_fields(
    qapp: QApplication, russian: LanguageKeeper
) -> None:
    in_russian = [*_templates().values(), *import_variants().values()]
    russian.set_choice("en")
    in_english = [*_templates().values(), *import_variants().values()]
    for told, english in zip(in_russian, in_english, strict=True):
        assert re.search("[а-я]{4}", told), english
        assert fields(told) == fields(english), english


def test_damaged_adapter_is_told_with_the_details_of_whoever_found_it(
    russian: LanguageKeeper,
) -> None:
    path = Path("lora.safetensors")
    found = adapter_faults.damaged(path, adapter_reasons.why("short", size=7))
    told = describe(found)
    assert "lora.safetensors" in told
    assert "7" in told
    assert re.search("[а-я]{4}", told)


def fields(template: str) -> set[str]:
    return {name for _text, name, _form, _kind in string.Formatter().parse(template) if name}


def test_broken_pack_is_told_in_russian(tmp_path: Path, russian: LanguageKeeper) -> None:
    folder = write_pack(tmp_path, "gogol")
    (folder / "style.toml").write_text("id = ")
    with pytest.raises(StyleError) as fault:
        load_pack(folder)
    told = describe(fault.value)
    assert str(folder) in told
    assert "style.toml" in told
    assert "Стиль" in told


@pytest.mark.parametrize(
    "error",
    [
        ModelError("m", code="model.metadata", name="a.gguf", what="no tokenizer"),
        AdapterError(
            "m",
            code="adapter.other_base",
            adapter_file="a.gguf",
            model="Base",
            model_file="b.gguf",
            reason="it is wider",
        ),
    ],
    ids=lambda error: error.code,
)
def test_header_fault_names_the_file_in_russian(
    error: StylePadError, russian: LanguageKeeper
) -> None:
    assert "a.gguf" in describe(error)
    assert re.search("[а-я]{4}", describe(error))

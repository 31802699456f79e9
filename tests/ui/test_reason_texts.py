"""Why files are refused, in the interface language, to the last word."""

from __future__ import annotations

import ast
import errno
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import stylepad
from stylepad.documents.storage import open_document
from stylepad.engine import load_reasons
from stylepad.engine.protocol import Message
from stylepad.engine.template import MAX_TEMPLATE, ChatTemplate
from stylepad.engine.worker import _plain
from stylepad.errors import SYSTEM_REASONS, DocumentError, ModelError, Reason, StyleError
from stylepad.models import adapter_faults, adapter_reasons, disk, model_reasons
from stylepad.models import faults as model_faults
from stylepad.models.base import check_base
from stylepad.models.peft_config import _REFUSED
from stylepad.models.source import MAX_HEADER, Source
from stylepad.models.splits import read_model
from stylepad.models.tensor_types import TENSOR_TYPES
from stylepad.models.values import MAX_ELEMENTS, MAX_STRING, ValueType
from stylepad.styles import archive, pack_reasons
from stylepad.ui.error_texts import describe
from stylepad.ui.language import LanguageKeeper
from stylepad.ui.reason_texts import reason_templates
from tests import ggufs
from tests.models.test_base import UNUSABLE
from tests.models.test_gguf import MALFORMED
from tests.models.test_splits import write_parts
from tests.ui.test_error_texts import fields

CLAUSE_NAMES = {
    *("StylePad", "GGUF", "LoRA", "DoRA", "QALoRA", "KaSA", "MonteCLoRA", "PEFT", "Windows"),
    *("JSON", "zip", "UTF", "true", "false", "alpha", "bias", "arrow"),
}
"""What is called the same in every language; fields of files have a dot or a _ in them."""
Change = Callable[[ggufs.Draft], None]
SOURCE = Path(stylepad.__file__).parent
MODULES = (adapter_reasons, load_reasons, model_reasons, pack_reasons)
TABLES = (SYSTEM_REASONS, *(module.REASONS for module in MODULES))
REASONS = {code: text for table in TABLES for code, text in table.items()}
WRITTEN_IN = {f"{module.__name__.rpartition('.')[2]}.py" for module in MODULES}
DOTTED = re.compile(r"[\w-]+(\.[\w-]+)+")
"""Names of files, keys and tensors."""
NAMES = {
    *("GGUF", "StylePad", "bos", "eos", "nan", "odd"),
    *(type_.name.lower() for type_ in ValueType),
    *(type_.name for type_ in TENSOR_TYPES.values()),
}


def test_every_reason_is_translated_with_the_same_fields(
    qapp: QApplication, russian: LanguageKeeper
) -> None:
    in_russian = reason_templates()
    russian.set_choice("en")

    assert len(REASONS) == sum(len(table) for table in TABLES)
    assert reason_templates() == REASONS
    for code, told in in_russian.items():
        assert re.search("[а-я]{2}", told), code
        assert fields(told) == fields(REASONS[code]), code
        words = re.findall("[A-Za-z_]{2,}", re.sub("{.*?}", "", DOTTED.sub("", told)))
        assert {word for word in words if "_" not in word} <= CLAUSE_NAMES, code


def test_every_reason_is_given_somewhere_with_the_values_that_it_has() -> None:
    given: set[str] = set(_REFUSED)
    for node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            given.add(node.value)
        if isinstance(node, ast.Call):
            for code, values in reasons_of(node):
                assert fields(REASONS[code]) == values, ast.unparse(node)
    assert set(REASONS) - set(SYSTEM_REASONS) <= given


def nodes() -> Iterator[ast.AST]:
    for folder in ("engine", "models", "styles", "studio"):
        for path in (SOURCE / folder).rglob("*.py"):
            if path.name not in WRITTEN_IN:
                yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def reasons_of(call: ast.Call) -> Iterator[tuple[str, set[str | None]]]:
    """Yield the code of every reason that a call spells out, with the values it gives it."""
    values = {keyword.arg for keyword in call.keywords}
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    own = {"why": set(), "bounded": {"count", "most"}}.get(name)
    for argument in call.args if own is not None else ():
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value, values | own


def test_an_unusable_adapter_is_told_in_russian_to_the_last_word(russian: LanguageKeeper) -> None:
    reason = adapter_reasons.why("half", module="blk.0.attn_q")

    told = describe(adapter_faults.damaged(Path("lora.gguf"), reason))

    assert "от пары blk.0.attn_q есть только половина" in told
    assert "half" not in told


@pytest.mark.parametrize("number", [0, errno.ENOENT, errno.ENOSPC, errno.EDOM])
def test_what_the_system_refuses_is_told_in_russian(
    tmp_path: Path, russian: LanguageKeeper, number: int
) -> None:
    error = OSError(number, "Numerical argument out of domain")
    faults = (
        model_faults.unreadable(tmp_path, error),
        adapter_faults.source(tmp_path, error),
        adapter_faults.unwritable(tmp_path, error),
        disk.unwritable(tmp_path, error),
        archive.unwritable(tmp_path, error),
    )
    clause = reason_templates()[Reason.of_system(error).code].format(message=error.strerror)

    assert all(clause in describe(fault) for fault in faults)


def test_a_text_that_the_system_refuses_is_told_in_russian(
    tmp_path: Path, russian: LanguageKeeper
) -> None:
    with pytest.raises(DocumentError) as caught:
        open_document(tmp_path / ("x" * 300))

    assert "(слишком длинное имя)" in describe(caught.value)


def test_a_reason_inside_a_reason_is_told_in_russian(
    tmp_path: Path, russian: LanguageKeeper
) -> None:
    with pytest.raises(StyleError) as caught:
        archive.unpack(tmp_path / "gone.stylepack", tmp_path / "target")

    assert "его не удалось прочитать (нет такого файла или папки)" in describe(caught.value)
    assert "it cannot be read (there is no such file or folder)" in caught.value.message


@pytest.mark.parametrize(
    ("source", "clause"),
    [
        (
            "x" * (MAX_TEMPLATE + 1),
            "а можно не больше 200\N{NO-BREAK SPACE}000",
        ),
        ("{% for a in range(99999) %}xxxxxxxx{% endfor %}", "он выдаёт слишком длинный текст"),
        ("{{ raise_exception('no') }}", "в нём ошибка: «no»"),
    ],
    ids=["long", "growing", "failing"],
)
def test_an_unusable_template_is_told_in_russian(
    russian: LanguageKeeper, source: str, clause: str
) -> None:
    with pytest.raises(ModelError) as caught:
        ChatTemplate(source).render([Message("user", "x")])

    assert clause in describe(caught.value)


def test_what_the_system_refuses_the_engine_is_told_in_russian(russian: LanguageKeeper) -> None:
    fault = _plain(PermissionError(errno.EACCES, "Permission denied", "/models/base.gguf"))

    assert "файл base.gguf: нет прав доступа" in describe(fault)
    assert "the file base.gguf: permission denied" in fault.message


def _version(version: int) -> Change:
    return lambda draft: setattr(draft, "version", version)


def _set(key: str | bytes, value: ggufs.Value) -> Change:
    return lambda draft: draft.metadata.update({key: value})  # type: ignore[dict-item]


def _drop_a_layer(draft: ggufs.Draft) -> None:
    draft.tensors = [tensor for tensor in draft.tensors if not tensor.name.startswith("blk.1.")]


def _name_a_tensor_in_bytes(draft: ggufs.Draft) -> None:
    draft.tensors[3].name = b"\xff\xfe"  # type: ignore[assignment]


def _give_a_weight_a_type_of_its_own(draft: ggufs.Draft) -> None:
    tensor = draft.tensor("blk.0.attn_q.weight")
    tensor.type, tensor.data = "F64", bytes(64 * 64 * 8)


def _add_tokens(draft: ggufs.Draft) -> None:
    draft.metadata |= ggufs.base(ggufs.Measures(vocabulary=400)).metadata


DRAFTS: dict[str, Change] = {
    **MALFORMED,
    **UNUSABLE,
    "an old format": _version(1),
    "another order of bytes": _version(3 << 24),
    "a key that is no text": _set(b"\xff\xfe", (ggufs.U32, 1)),
    "a tensor name that is no text": _name_a_tensor_in_bytes,
    "a long string in an array": _set(
        "general.tags", (ValueType.ARRAY, (ggufs.STRING, ("x" * (MAX_STRING + 1),)))
    ),
    "a long array": _set(
        "general.odd", (ValueType.ARRAY, (ggufs.BOOL, (True,) * (MAX_ELEMENTS + 1)))
    ),
    "an odd alignment": _set("general.alignment", (ggufs.U32, 48)),
    "an alignment of another type": _set("general.alignment", (ValueType.UINT64, 32)),
    "a layer gone": _drop_a_layer,
    "weights that cannot be multiplied": _give_a_weight_a_type_of_its_own,
    "a vocabulary larger than its matrix": _add_tokens,
    "a part under another name": _set("split.count", (ValueType.UINT16, 2)),
}


def _swapped_parts(folder: Path) -> Path:
    first, second, third = write_parts(folder)
    third.rename(folder / "third")
    second.rename(third)
    (folder / "third").rename(second)
    return first


def _overlapping_parts(folder: Path) -> Path:
    first, second = write_parts(folder, 2)
    metadata: dict[str, ggufs.Value] = {"split.no": (ValueType.UINT16, 1)}
    ggufs.Draft(metadata, ggufs.base().tensors[:1]).write(second)
    return first


def _cut(folder: Path) -> Path:
    whole = ggufs.base().write(folder / "whole.gguf")
    return ggufs.truncated(whole, folder / "model.gguf", whole.stat().st_size - 1000)


FILES: dict[str, Callable[[Path], Path]] = {
    "parts in the wrong order": _swapped_parts,
    "a tensor in two parts": _overlapping_parts,
    "a file cut off": _cut,
    "a folder": lambda folder: folder,
}


def refused(case: str, folder: Path) -> ModelError:
    """Return what is said of the damaged file of that name."""
    if case in DRAFTS:
        draft = ggufs.base()
        DRAFTS[case](draft)
        path = draft.write(folder / "model.gguf")
    else:
        path = FILES[case](folder)
    with pytest.raises(ModelError) as caught:
        check_base(read_model(path))
    return caught.value


@pytest.mark.parametrize("case", [*DRAFTS, *FILES])
def test_a_damaged_model_is_told_in_russian_without_a_foreign_word(
    tmp_path: Path, russian: LanguageKeeper, case: str
) -> None:
    error = refused(case, tmp_path)
    told = describe(error)
    token = error.details.get("what_token", "")
    rest = DOTTED.sub("", told.replace(token, "").replace(str(tmp_path), ""))

    assert len(re.findall("[а-я]{4}", told)) > 5
    assert set(re.findall("[A-Za-z][A-Za-z0-9_]*", rest)) <= NAMES, told
    assert not re.search("[{}]", told), told


def test_damaged_models_meet_every_reason_there_is(tmp_path: Path) -> None:
    met = {code for case in DRAFTS | FILES for code in codes(refused(case, tmp_path))}

    with (tmp_path / "immense").open("wb+") as file:
        file.truncate(MAX_HEADER + 2)
        with pytest.raises(ModelError) as caught:
            Source(tmp_path / "immense", file).skip(MAX_HEADER + 1)
    met |= codes(caught.value)
    assert met == set(model_reasons.REASONS) - {"model_list_held"}


def codes(error: ModelError) -> set[str]:
    return {code for name, code in error.details.items() if name.endswith("_code")}

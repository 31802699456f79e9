"""The rules of docs/architecture.md, checked on the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "stylepad"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
SOURCES = sorted(PACKAGE.rglob("*.py"))

BESIDE = {"errors", "paths", "settings", "version"}
"""What sits beside the layers: every one of them may use it."""
ASSEMBLY = {"app", "cli", "desktop", "__main__", "crash", "doctor"}
"""What builds and connects the layers."""
QT_MODULES = {"desktop"}
UI_MAY_NAME = {"stylepad.engine.protocol"}
BOUNDARIES = {
    "stylepad/__main__.py",
    "stylepad/crash.py",
    "stylepad/engine/template.py",  # runs a stranger's program in a sandbox
    "stylepad/engine/worker.py",
    "stylepad/studio/__main__.py",
    "stylepad/studio/train/__main__.py",
    "stylepad/ui/tasks.py",
}
"""Process, task and crash boundaries: nowhere else may everything be caught."""


def layer_of(path: Path) -> str:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "cli" if part.startswith("cli_") else part


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every imported module, with its line; `from stylepad import x` is stylepad.x."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import on line {node.lineno}"
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def arrows() -> dict[str, set[str]]:
    """Return who may import whom, as the page says."""
    block = re.search(r"## Layers.*?```\n(.*?)```", ARCHITECTURE.read_text("utf-8"), re.DOTALL)
    assert block, "docs/architecture.md has lost its table of layers"
    allowed: dict[str, set[str]] = {}
    for line in block[1].splitlines():
        left, found, right = line.partition("─►")
        if found:
            targets = re.split(r"\s{2,}", right.strip())[0]
            for name in left.split(","):
                allowed[name.strip()] = set(re.findall(r"[a-z_]+", targets))
    return allowed


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in SOURCES
    }


def test_the_page_names_the_layers() -> None:
    table = arrows()

    assert table["restyle"] == {"engine", "styles", "text"}
    assert table["styles"] == table["models"] == table["documents"] == {"text"}
    assert "ui" not in set().union(*(table[name] for name in table if name not in ASSEMBLY))


def test_imports_follow_the_arrows(trees: dict[str, ast.Module]) -> None:
    table = arrows()
    wrong = []
    for name, tree in trees.items():
        layer = layer_of(ROOT / name)
        if layer in ASSEMBLY or layer == "__init__":
            continue
        allowed = table.get(layer, set()) | BESIDE | {layer}
        if layer in BESIDE:
            allowed = BESIDE
        for module, line in imports(tree):
            if module.startswith("stylepad.") and not _may_import(layer, allowed, module):
                wrong.append(f"{name}:{line} imports {module}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("llama_cpp", r"stylepad/engine/llama\.py"),
        ("PySide6", r"stylepad/(ui/.*|desktop\.py)"),
        ("shiboken6", r"stylepad/(ui/.*|desktop\.py)"),
        ("torch", r"stylepad/studio/train/.*"),
    ],
)
def test_a_heavy_library_stays_in_its_place(
    trees: dict[str, ast.Module], library: str, home: str
) -> None:
    strays = [
        f"{name}:{line}"
        for name, tree in trees.items()
        for module, line in imports(tree)
        if module.split(".")[0] == library and not re.fullmatch(home, name)
    ]
    assert not strays


def test_the_command_line_names_nothing_of_the_window(trees: dict[str, ast.Module]) -> None:
    strays = [
        f"{name}:{line} imports {module}"
        for name, tree in trees.items()
        if layer_of(ROOT / name) in {"cli", "app"}
        for module, line in imports(tree)
        if module.startswith(("stylepad.ui", "stylepad.desktop", "PySide6"))
    ]
    assert not strays


def test_nothing_is_imported_by_chance(trees: dict[str, ast.Module]) -> None:
    """A package's own __init__ stays empty, so that importing a part imports no more than it."""
    heavy = [
        f"{name}:{line} imports {module}"
        for name, tree in trees.items()
        if name.endswith("__init__.py")
        for module, line in imports(tree)
        if module != "__future__.annotations"
    ]
    assert not heavy


def test_the_window_never_pumps_its_own_events() -> None:
    called = re.compile(r"\bprocessEvents\s*\(")
    strays = [path.name for path in SOURCES if called.search(path.read_text("utf-8"))]
    assert not strays


def test_everything_is_caught_only_at_boundaries(trees: dict[str, ast.Module]) -> None:
    strays = [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        if name not in BOUNDARIES
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node) and not _reraises(node)
    ]
    assert not strays


def test_files_and_functions_stay_short(trees: dict[str, ast.Module]) -> None:
    long = [path.name for path in SOURCES if len(path.read_text("utf-8").splitlines()) > 500]
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 60:
                    long.append(f"{name}:{node.lineno} {node.name}, {size} lines")
    assert not long


def _may_import(layer: str, allowed: set[str], module: str) -> bool:
    parts = module.split(".")
    if parts[1] in allowed | {"__version__"}:
        return True
    return layer == "ui" and ".".join(parts[:3]) in UI_MAY_NAME


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(n, ast.Name) and n.id in {"Exception", "BaseException"} for n in names)


def _reraises(handler: ast.ExceptHandler) -> bool:
    """Return whether the handler only cleans up: its last statement is a bare raise."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None

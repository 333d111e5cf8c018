"""Imports point down the layers, and only down.

errors, version, model, explanation, beside, ticks → settings → readers, text → align,
diff → facts → pipeline → report → editorial, match → batch → cli.  Layers on one step
may import one another, except that readers and text keep apart; a report knows nothing
but what is finished.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import srcdiff

PACKAGE = Path(srcdiff.__file__).parent

STEPS = (
    ("errors", "version", "model", "explanation", "beside", "ticks"),
    ("settings",),
    ("readers", "text"),
    ("align", "diff"),
    ("facts",),
    ("pipeline",),
    ("report",),
    ("editorial", "match", "console", "fail_on"),
    ("batch",),
    (
        *("cli", "commands", "presentation", "progress", "reading"),
        *("configuration", "configured"),
    ),
    ("__init__", "__main__"),
)
STEP = {layer: step for step, layers in enumerate(STEPS) for layer in layers}
APART = {("readers", "text"), ("text", "readers")}
NARROW = {"report": {"model", "explanation", "errors", "report"}}
"""Layers that may import fewer than all below them."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def layer_of(module: str) -> str:
    return module.partition(".")[0]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and name of each module of ours that is imported, anywhere."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first == "srcdiff":
                yield node.lineno, layer_of(rest) if rest else "__init__"


def dotted_strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what registries name: "srcdiff.readers.plain:read_plain"."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if text.startswith("srcdiff.") and " " not in text:
                yield node.lineno, layer_of(text.removeprefix("srcdiff."))


def test_every_module_has_a_layer() -> None:
    assert {layer_of(name_of(path)) for path in MODULES} == set(STEP)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    here = layer_of(name_of(path))
    for line, there in (*imports(path), *dotted_strings(path)):
        where = f"{path.name}:{line}: {here} imports {there}"
        assert there in STEP, where
        if there == here:
            continue
        assert STEP[there] <= STEP[here], where
        assert (here, there) not in APART, where
        assert there in NARROW.get(here, STEP), where


def test_only_the_edge_touches_the_terminal_and_the_environment() -> None:
    edge = {
        *("cli", "commands", "console", "presentation", "progress", "editorial"),
        "__main__",
    }
    for path in MODULES:
        if layer_of(name_of(path)) in edge:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used = f"{node.value.id}.{node.attr}"
                where = f"{path.name}:{node.lineno}: {used}"
                assert used not in (
                    *("os.environ", "os.getenv", "sys.exit", "sys.stdout"),
                    *("sys.stderr", "sys.argv", "os.get_terminal_size"),
                ), where

"""Imports point one way only, and the inner layers stay pure."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "hooks" / "coursebook"

MAY_IMPORT = {
    "source": set(),
    "model": {"source"},
    "rules": {"source", "model"},
    "load": {"source", "model", "rules"},
    "views": {"source", "model"},
    "markup": {"source", "model", "views"},
    "outputs": {"source", "model", "views", "markup"},
    "borders": {"source", "model", "rules", "load", "views", "markup", "outputs"},
    "cli": {"source", "model", "rules", "load", "views", "markup", "outputs", "borders"},
    "__main__": {"cli"},
    "__init__": set(),
}
ONLY_IN_BORDERS = {"mkdocs", "typst", "subprocess", "shutil", "tempfile"}
PURE = {"source", "model", "rules", "views", "markup", "outputs"}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "__import__"}
IMPURE_MODULES = {"os", "time", "random", "logging", "socket", "urllib.request", "requests"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each imported name in full, ``coursebook.x.y`` for relative ones."""
    package = ("coursebook", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            yield ".".join([*base, *(node.module or "").split(".")]).rstrip("."), node.lineno


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = layer(path)
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "coursebook" and len(parts) > 1 and parts[1] != own:
            assert parts[1] in MAY_IMPORT[own], f"{path}:{line}: {own} may not import {name}"
        if own not in ("borders", "cli"):
            assert parts[0] not in ONLY_IN_BORDERS, f"{path}:{line}: {name} belongs to borders"


@pytest.mark.parametrize(
    "path",
    [p for p in modules() if layer(p) in PURE],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_inner_layers_are_pure(path: Path) -> None:
    """No file, clock, chance, network or terminal where outputs must be reproducible."""
    for name, line in imports(path):
        assert not {name, name.split(".")[0]} & IMPURE_MODULES, f"{path}:{line}: imports {name}"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in IMPURE_CALLS, f"{path}:{node.lineno}: {node.func.id}()"
        if isinstance(node, ast.Attribute) and node.attr in (
            "read_text",
            "write_text",
            "now",
            "today",
        ):
            raise AssertionError(f"{path}:{node.lineno}: .{node.attr}")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_module_names_and_sizes(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, "split this module"


def test_every_layer_is_named() -> None:
    assert {layer(path) for path in modules()} <= set(MAY_IMPORT)

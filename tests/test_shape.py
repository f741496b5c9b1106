"""The shape of the house: small files, small functions, small classes, each module saying why it exists."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "facilitator"
# The reader's panics are BaseExceptions; these tell them by their class.
PANICS = {"intake/workbook.py", "territory/workbook.py"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def identify(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


def definitions(module: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, kinds))


def length(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("module", MODULES, ids=identify)
def test_a_module_is_short_and_says_why_it_exists(module: Path) -> None:
    text = module.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)), "no module docstring"


@pytest.mark.parametrize("module", MODULES, ids=identify)
def test_functions_and_classes_are_small(module: Path) -> None:
    long = [n.name for n in definitions(module, ast.FunctionDef, ast.AsyncFunctionDef) if length(n) > 50]  # type: ignore[attr-defined]
    assert not long, f"functions over 50 lines: {long}"
    for node in definitions(module, ast.ClassDef):
        assert isinstance(node, ast.ClassDef)
        methods = [item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)]
        assert length(node) <= 250, f"{node.name} is too long"
        assert len(methods) <= 25, f"{node.name} has {len(methods)} methods"


@pytest.mark.parametrize("module", MODULES, ids=identify)
def test_no_exception_is_swallowed(module: Path) -> None:
    for handler in definitions(module, ast.ExceptHandler):
        assert isinstance(handler, ast.ExceptHandler)
        caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        names = {node.id for node in caught if isinstance(node, ast.Name)}
        broad = handler.type is None or "Exception" in names
        broad |= "BaseException" in names and identify(module) not in PANICS
        assert not broad, f"line {handler.lineno}: catches everything"


def test_names_say_what_a_file_is_about() -> None:
    vague = {"utils", "helpers", "manager", "service", "common", "misc"}
    assert not [identify(module) for module in MODULES if module.stem in vague]

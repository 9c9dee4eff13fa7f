"""The house stands as it is drawn: imports point down, files stay small, nothing runs on import."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import mujaz

PACKAGE = Path(mujaz.__file__).parent
LAYERS = (
    "model errors text data",
    (
        "config markdown yamlfile fact_rows quantities numerals digits units number_context number_words skeleton"
        " datewords entries gazetteer towns"
    ),
    "read webpage segment dateline memory check glossary ledger stamps publish exchange engines",
    "asking translate facts compose briefing absorb",
    "project pipeline review editing intake site",
    "cli cli_show __main__",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer(module: str) -> int:
    """The number of the layer that `mujaz.MODULE` belongs to, counted from 1 at the bottom."""
    top = module.split(".", maxsplit=1)[0]
    for number, names in enumerate(LAYERS, 1):
        if top in names.split():
            return number
    raise AssertionError(f"mujaz/{top} has no layer: add it to LAYERS")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def imports(path: Path) -> set[str]:
    """What a module imports of mujaz, with those for type checking only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "mujaz":
            inner = node.module.split(".")[1:]
            for alias in node.names:
                submodule = PACKAGE.joinpath(*inner, f"{alias.name}.py").exists()
                found.add(".".join([*inner, alias.name] if submodule or not inner else inner))
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("mujaz.") for a in node.names if a.name.startswith("mujaz.")}
    return found - {"", "__version__"}


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent != PACKAGE or p.stem != "__init__"], ids=name_of)
def test_imports_point_down(path: Path) -> None:
    own = layer(name_of(path))
    higher = {other for other in imports(path) if layer(other) > own}
    assert not higher, f"{name_of(path)} (layer {own}) imports {higher}"


def test_no_circles() -> None:
    graph = {name_of(p).removesuffix(".__init__"): imports(p) for p in MODULES}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail, module))
        if module not in done:
            for other in graph.get(module, ()):
                visit(other, (*trail, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_stay_small_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 410
    assert ast.get_docstring(ast.parse(text))

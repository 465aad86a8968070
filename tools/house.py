"""`make house`: how well the product keeps its own rules of shape, each figure with its goal.

The product is `enquiries/`, `workers/`, `config.py` and `wsgi.py` without migrations and the simulator. Reads
files and runs none. Which way imports point between packages is import-linter's to say: `make lint`.
"""

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

from config import PROJECT

_ROOTS: Final = ("enquiries", "workers", "config.py", "wsgi.py")
_OUTSIDE: Final = ("migrations", "simulator")
_READ_BY_PEOPLE: Final = ("enquiries", "workers", "templates", "docs", "README.md")
_STIFF: Final = re.compile(r"\b(whoever|somebody|nobody|anew)\b", re.IGNORECASE)
_TEXTS: Final = "texts.toml"  # somewhere below templates/
_HOME_OF_TEXTS: Final = Path("enquiries", "messaging", "texts.py")
_WRITTEN_BY_ENQUIRERS: Final = "lists"  # a folder of the words of those in danger
_GROUPS_OF_TEXTS: Final = ("enquirer", "answers", "written", "risk", "staff")
_MOST_LINES: Final = 22_757  # nine tenths of the 25,286 lines of 26 November 2026
_NEXT_CHECK: Final = ("next_check_at", "look_at")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Figure:
    """`goal` is the most that is allowed; `where` names the worst place, or all of them."""

    found: int
    goal: int
    where: str = ""


@dataclass(frozen=True)
class Source:
    """A Python file of the product; `path` is relative to the repository."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")


def measure() -> dict[str, Figure]:
    """Every figure by its name."""
    product = list(_product())
    return {
        "Python files in the fullest folder": _fullest_folder(product),
        "class names defined more than once": _repeated_classes(product),
        "lines of the longest function": _longest_function(product),
        "lines of Python": Figure(sum(each.text.count("\n") for each in product), _MOST_LINES),
        "kinds of texts as literals outside texts.py": _kind_literals(product),
        "files that write next_check_at": _next_check_writers(product),
        "imports inside functions": _hidden_imports(product),
        "import circles": _import_circles(product),
        "lines with whoever, somebody, nobody, anew": _stiff_lines(),
    }


def _product() -> Iterator[Source]:
    for root in _ROOTS:
        start = PROJECT / root
        for file in [start] if start.is_file() else sorted(start.rglob("*.py")):
            path = file.relative_to(PROJECT)
            if not set(_OUTSIDE) & set(path.parts):
                text = file.read_text(encoding="utf-8")
                yield Source(path, text, ast.parse(text))


def _fullest_folder(product: Sequence[Source]) -> Figure:
    """An empty `__init__.py` does not count."""
    folders = Counter(each.path.parent for each in product if each.text.strip())
    folder, count = folders.most_common(1)[0]
    return Figure(count, 20, str(folder))


def _repeated_classes(product: Sequence[Source]) -> Figure:
    names = Counter(
        node.name for each in product for node in each.tree.body if isinstance(node, ast.ClassDef)
    )
    repeated = sorted(name for name, count in names.items() if count > 1)
    return Figure(len(repeated), 0, ", ".join(repeated))


def _longest_function(product: Sequence[Source]) -> Figure:
    return max(
        (
            Figure(_lines(node), 40, f"{each.path}: {node.name}")
            for each in product
            for node in ast.walk(each.tree)
            if isinstance(node, _Function)
        ),
        key=lambda figure: figure.found,
    )


def _lines(node: _Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _kind_literals(product: Sequence[Source]) -> Figure:
    """A kind is a name in a group of the texts' file, such as "staff.alert"."""
    (file,) = (PROJECT / "templates").rglob(_TEXTS)
    shipped = tomllib.loads(file.read_text(encoding="utf-8"))
    kinds = {f"{group}.{name}" for group in _GROUPS_OF_TEXTS for name in shipped[group]}
    found = Counter(
        str(each.path)
        for each in product
        if each.path != _HOME_OF_TEXTS
        for node in ast.walk(each.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in kinds
    )
    return Figure(found.total(), 0, _counted(found))


def _next_check_writers(product: Sequence[Source]) -> Figure:
    writers = [str(each.path) for each in product if any(map(_writes_next_check, ast.walk(each.tree)))]
    return Figure(len(writers), 1, ", ".join(writers))


def _writes_next_check(node: ast.AST) -> bool:
    """An assignment to the attribute, or a keyword as in `values(next_check_at=…)`."""
    if isinstance(node, ast.Attribute):
        return node.attr in _NEXT_CHECK and isinstance(node.ctx, ast.Store)
    return isinstance(node, ast.keyword) and node.arg in _NEXT_CHECK


def _hidden_imports(product: Sequence[Source]) -> Figure:
    found = Counter(
        str(each.path)
        for each in product
        for function in ast.walk(each.tree)
        if isinstance(function, _Function)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    return Figure(found.total(), 0, _counted(found))


def _import_circles(product: Sequence[Source]) -> Figure:
    """1 where there is any: names the first that is found."""
    modules = {each.module for each in product}
    arrows: dict[str, set[str]] = defaultdict(set)
    for each in product:
        arrows[each.module] |= {name for name in _imported(each.tree) if name in modules} - {each.module}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as circle:
        return Figure(1, 0, " → ".join(circle.args[1]))
    return Figure(0, 0)


def _imported(tree: ast.Module) -> Iterator[str]:
    """Modules that are imported by name; for `from package import name` both the package and the name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _stiff_lines() -> Figure:
    found = Counter[str]()
    for root in _READ_BY_PEOPLE:
        start = PROJECT / root
        for file in [start] if start.is_file() else start.rglob("*"):
            if file.is_file() and not {"__pycache__", _WRITTEN_BY_ENQUIRERS} & set(file.parts):
                lines = file.read_text(encoding="utf-8", errors="ignore").splitlines()
                found[str(file.relative_to(PROJECT))] += sum(bool(_STIFF.search(line)) for line in lines)
    return Figure(found.total(), 9, _counted(+found))


def _counted(found: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in found.most_common(5))


def main() -> None:
    figures = measure()
    width = max(map(len, figures))
    sys.stdout.write(f"{'':<{width}}   found    goal\n")
    for name, figure in figures.items():
        mark = " " if figure.found <= figure.goal else "✗"
        sys.stdout.write(f"{name:<{width}} {figure.found:>7,} {figure.goal:>7,} {mark} {figure.where}\n")


if __name__ == "__main__":
    main()

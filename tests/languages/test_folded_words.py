"""Words that the rules compare with keys are written as keys are: folded. An unfolded one would never be met."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import marsad
from marsad.text.fold import fold_key

SOURCE = Path(marsad.__file__).parent
MODULES = sorted([*(SOURCE / "languages").rglob("*.py"), *(SOURCE / "extract").rglob("*.py"), *(SOURCE / "resolve").rglob("*.py")])
KEYS = (".key", ".stem", "key(")  # of a token, of a word without its clitics, of the sentence at a token
NAMES = frozenset({"key", "head", "stem", "folded"})
METHODS = frozenset({"startswith", "endswith", "removeprefix", "removesuffix"})


def constants(path: Path) -> dict[str, ast.expr]:
    """The values that a module gives to names of its own, by name."""
    given = (node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Assign | ast.AnnAssign))
    named = ((t.id, node.value) for node in given for t in _targets(node) if isinstance(t, ast.Name) and node.value is not None)
    return dict(named)


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def compared(tree: ast.Module) -> Iterator[tuple[int, ast.expr]]:
    """(line, what stands on the other side) of each comparison of a key."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and _is_key(node.left):
            yield from ((node.lineno, other) for other in node.comparators)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS and _is_key(node.func.value):
            yield from ((node.lineno, arg) for arg in node.args)


def _is_key(value: ast.expr) -> bool:
    said = ast.unparse(value)
    return said in NAMES or any(k in said for k in KEYS)


def words(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from node.value.split()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_words_compared_with_keys_are_folded(path: Path) -> None:
    known = constants(path)
    wrong = []
    for line, other in compared(ast.parse(path.read_text("utf-8"))):
        values = [other, *(known[n.id] for n in ast.walk(other) if isinstance(n, ast.Name) and n.id in known)]
        wrong += [(line, w) for value in values for w in words(value) if fold_key(w) != w]
    assert wrong == [], "written otherwise than a key is"


def test_an_unfolded_word_is_found() -> None:
    tree = ast.parse("ALL = frozenset('كل سائر'.split())\ndef f(s, i):\n    return s.key(i) in ALL or s.tokens[i].key == 'جزئي'")
    found = [word for _, other in compared(tree) for word in words(other)]
    assert found == ["جزئي"] and [n.id for _, o in compared(tree) for n in ast.walk(o) if isinstance(n, ast.Name)] == ["ALL"]

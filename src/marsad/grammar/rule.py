"""A rule: a small named function that stands on a trigger class and yields claims; its docstring opens with an example.

Rules are kept in a table by trigger class, so a sentence costs only the rules whose triggers it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.grammar.scene import Scene
    from marsad.model.claim import Claim

Reader = Callable[["Scene", int], Iterator["Claim"]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Its name (modules below `rules`, function), the kind of claim it makes, the classes it stands on, its example sentence."""

    name: str
    kind: str
    on: tuple[str, ...]
    read: Reader
    example: str

    @property
    def does(self) -> str:
        """What it does, in English: the line of its docstring behind the example; empty where it has none."""
        return next(iter((self.read.__doc__ or "").partition("»: ")[2].strip().splitlines()), "")


class Rulebook:
    """Rules by trigger class, in the order they were written."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.by_class: dict[str, list[Rule]] = {}

    def rule(self, kind: str, *on: str) -> Callable[[Reader], Reader]:
        """Enter a function as a rule; raises ValueError where its docstring opens with no «example»."""

        def enter(read: Reader) -> Reader:
            example = (read.__doc__ or "").partition("«")[2].rpartition("»")[0].split("»\n")[0]
            if not example:
                raise ValueError(f"{read.__module__}.{read.__name__}: the docstring must open with an «example»")
            made = Rule(f"{read.__module__.rpartition('.rules.')[2]}.{read.__name__}", kind, on, read, example)
            self.rules.append(made)
            for cls in on:
                self.by_class.setdefault(cls, []).append(made)
            return read

        return enter

"""Work that goes on beside other work: in processes that see all that this one holds, where whoever calls gives them, else in turn.

Nothing here starts a process: who reconciles is given `alone`, or what `corpus.beside` makes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Beside(Protocol):
    """Does a work in parts: gives what `work(n, of)` came to for each `n` below `of`, however many processes there are.

    The first part is done in this process; what the others come to is sent, so it should be small.
    """

    def __call__(self, work: Callable[[int, int], T], /) -> list[T]: ...


def alone(work: Callable[[int, int], T], /) -> list[T]:
    """What the whole work came to, done in this process."""
    return [work(0, 1)]

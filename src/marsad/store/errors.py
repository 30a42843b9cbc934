"""What goes wrong with a store, said so that a person knows what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.decision import Decision


class StoreError(Exception):
    """The store cannot do what was asked; the message names what, which file, and what to do."""


class ReportRefused(StoreError):
    """This one report, or a claim of it, cannot be kept as it is; the store is well and others can be kept."""


class Stale(StoreError):
    """Something was done about these claims since they were looked at: `theirs` was decided meanwhile, `yours` was refused."""

    def __init__(self, message: str, yours: Decision, theirs: Sequence[Decision], head: int) -> None:
        super().__init__(message)
        self.yours, self.theirs, self.head = yours, tuple(theirs), head

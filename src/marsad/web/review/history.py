"""Undo and redo of one person on one report, read from the ledger: an act is what was entered at one moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from marsad.model.decision import Decision
from marsad.store import Draft

Act = tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The acts that can be undone, and those that were, each with the decisions that took it back; the last of each is the next."""

    done: tuple[Act, ...]
    undone: tuple[tuple[Act, Act], ...]

    def undo(self) -> list[Draft]:
        """The decisions that take the last act back; none where there is nothing to take back."""
        return _back(self.done[-1]) if self.done else []

    def redo(self) -> list[Draft]:
        """The decisions that bring back what was undone last."""
        return _back(self.undone[-1][1]) if self.undone else []


def history(decisions: Iterable[Decision], who: str) -> History:
    """The history of this person's decisions on one report, given in order.

    A new act forgets what was undone before it.
    """
    done: list[Act] = []
    undone: list[tuple[Act, Act]] = []
    for _, group in groupby((d for d in decisions if d.who == who), key=lambda d: d.at):
        act = tuple(group)
        taken = {int(d.given["seq"]) for d in act if d.verb == "withdraw"}
        if any(d.verb != "withdraw" for d in act):
            done, undone = [*done, act], []
        elif undone and taken == {d.seq for d in undone[-1][1]}:
            done.append(undone.pop()[0])
        elif done and taken == {d.seq for d in done[-1]}:
            undone.append((done.pop(), act))
    return History(tuple(done), tuple(undone))


def _back(act: Act) -> list[Draft]:
    return [Draft("withdraw", (), {"seq": d.seq}) for d in reversed(act)]

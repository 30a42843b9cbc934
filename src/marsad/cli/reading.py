"""What the commands that take INPUT… share: reports one after another, refused ones told as they come, the coder's own faults held."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.cli.show import count, progress, warn

if TYPE_CHECKING:
    from marsad.exchange.inputs import Given, Refused
    from marsad.model.claim import Claim
    from marsad.model.report import Report

Made = TypeVar("Made")


@dataclass
class Reading:
    """The run over the inputs: what was refused, and how many reports came through."""

    paths: tuple[str, ...]
    date: dt.date | None
    outlet: str | None
    label: str = "reading"
    how: Mapping[str, Any] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    reports: int = 0

    def outcomes(self) -> Iterator[Given | Refused]:
        """Each report of the inputs, or why it is none."""
        from marsad.exchange.inputs import read_inputs

        stdin = sys.stdin.buffer if "-" in self.paths and sys.stdin else None
        return read_inputs(self.paths, date=self.date, outlet=self.outlet, stdin=stdin, **self.how)

    def given(self) -> Iterator[Given]:
        """Each report of the inputs; what is refused is told at once and noted."""
        from marsad.exchange.inputs import Given

        with progress(self.label) as drawn:
            for outcome in self.outcomes():
                drawn(self.reports, None, outcome.where)
                if isinstance(outcome, Given):
                    self.reports += 1
                    yield outcome
                else:
                    self.refuse(outcome)

    def coded(self) -> Iterator[tuple[Given, list[Claim]]]:
        """Each report with its claims; a report that the coder fails on is refused, the rest goes on."""
        for given in self.given():
            claims = self.code(given.report, given.where)
            if claims is not None:
                yield given, claims

    def code(self, report: Report, where: str) -> list[Claim] | None:
        """The report's claims, None where the coder failed on it."""
        from marsad.pipeline import code

        return self.tried(where, lambda: code(report))

    def tried(self, where: str, made: Callable[[], Made]) -> Made | None:
        """What is made of one report, None where the coder failed on it: that is told, and the rest goes on."""
        from marsad.exchange.inputs import Refused
        from marsad.pipeline import CoderFailed, guarded

        try:
            with guarded():
                return made()
        except CoderFailed as error:
            if os.environ.get("MARSAD_DEBUG"):
                raise
            self.reports -= 1
            self.refuse(Refused(where, str(error), "please report it"))
            return None

    def refuse(self, refused: Refused) -> None:
        """Tells and notes it."""
        self.refused.append(refused)
        warn(f"refused {refused}")

    def summary(self) -> str:
        """How many were read and refused."""
        told = count(self.reports, "report")
        return told + (f", {len(self.refused):,} refused" if self.refused else "")

    @property
    def exit_code(self) -> int:
        """1 where something was refused."""
        return 1 if self.refused else 0

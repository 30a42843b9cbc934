"""Figures as toll algebra compares them: who counted whom, where, since when and until when; and how a finding is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.model.claim import Casualties
from marsad.model.record import Finding
from marsad.reconcile.sources import origin
from marsad.reconcile.told import Told
from marsad.reconcile.tolls import area

CERTAIN = frozenset({"exact"})


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure: `low`..`high` people, `since` None where it is no toll, `day` the day it is given for."""

    told: Told
    low: int | None
    high: int | None
    exact: bool
    outcome: str
    who: tuple[str, ...]
    source: str
    area: str
    since: dt.date | None
    day: dt.date | None
    of: str | None

    @property
    def claim(self) -> Casualties:
        """The claim behind it."""
        assert isinstance(self.told.claim, Casualties)
        return self.told.claim

    @property
    def definition(self) -> tuple[object, ...]:
        """Who counted whom and where: what two figures must share to be compared."""
        return (self.source, self.outcome, self.who, self.area)


def counted(told: Told) -> Counted:
    """The figure of a casualties claim."""
    claim = told.claim
    assert isinstance(claim, Casualties)
    day = claim.period[1] if claim.period else claim.when[1] if claim.when else told.report.day
    since = claim.period[0] if claim.period else None
    exact = claim.approx in CERTAIN and claim.min is not None and claim.min == claim.max
    return Counted(told, claim.min, claim.max, exact, claim.outcome, claim.who, origin(told), area(told), since, day, claim.of)


def finding(check: str, text: str, *figures: Counted) -> Finding:
    """The finding of a check on these figures, their claims and characters in the order given."""
    told = [f.told for f in figures]
    spans = tuple((t.report.id, t.claim.span.start, t.claim.span.end) for t in told)
    return Finding(check, text, tuple(t.ref for t in told), spans)

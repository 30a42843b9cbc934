"""A happening: what one report tells as one incident, or what several reports tell; the things two of them are compared by."""

from __future__ import annotations

import datetime as dt
from copy import copy
from dataclasses import dataclass, field

from marsad.model.claim import Casualties, Incident
from marsad.reconcile.told import Told, shared
from marsad.resolve.index import key_of

MANY = 20
RECENT = dt.timedelta(days=2)
LONG = dt.timedelta(days=3)

GROWING = ("wide", "leaves", "names", "by", "against", "targets", "who", "wording", "quotes")


@dataclass(slots=True)
class Happening:
    """Sets that grow as claims join; `dated` where the text itself gives the day, not only the report's own.

    One that is kept without its claims has the day of its report and their refs instead.
    """

    report: str
    told: list[Told] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    leaves: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    figures: dict[str, frozenset[int]] = field(default_factory=dict)
    wording: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    days: tuple[dt.date, dt.date] | None = None
    dated: bool = False
    campaign: bool = False
    intended: bool = False
    past: bool = False
    assumed: bool = False
    parts: list[Happening] = field(default_factory=list)
    item: str = ""
    day: dt.date | None = None
    claims: tuple[str, ...] = ()

    @property
    def told_on(self) -> dt.date | None:
        """The day of the report that tells it first."""
        return self.told[0].report.day if self.told else self.day

    @property
    def refs(self) -> tuple[str, ...]:
        """The refs of its claims."""
        return tuple(told.ref for told in self.told) or self.claims

    @property
    def placed(self) -> bool:
        """True where a place is told."""
        return bool(self.leaves or self.wide or self.names)

    def join(self, other: Happening) -> None:
        """Take in all that the other one tells."""
        self.parts += other.parts or [other]
        self.told += other.told
        if self.assumed and other.placed and not other.assumed:
            self.wide, self.assumed = frozenset(), False
        self.types |= other.types
        told_of = GROWING[1:] if other.assumed and not self.assumed else GROWING
        for name in told_of:
            ours, theirs = getattr(self, name), getattr(other, name)
            if not theirs <= ours:
                setattr(self, name, ours | theirs if ours else theirs)
        for outcome, values in other.figures.items():
            self.figures[outcome] = self.figures.get(outcome, frozenset()) | values
        if other.days and (other.dated > self.dated or not self.days):
            self.days, self.dated = other.days, other.dated
        elif other.days and self.days and other.dated == self.dated:
            self.days = (min(self.days[0], other.days[0]), max(self.days[1], other.days[1]))


def share(one: Happening) -> None:
    """Nothing; its sets are one with all equal ones of other happenings."""
    for name in (*GROWING, "days"):
        setattr(one, name, shared(getattr(one, name)))
    one.figures = {outcome: shared(values) for outcome, values in one.figures.items()}


def outline(one: Happening) -> Happening:
    """The happening as it is compared with others, without its claims but for their refs; nothing that changes is one with the whole's."""
    made = copy(one)
    made.told, made.parts, made.day, made.claims = [], [], one.told_on, one.refs
    made.types, made.figures = set(one.types), dict(one.figures)
    return made


def of_incident(told: Told) -> Happening:
    """The happening that one incident claim tells."""
    claim = told.claim
    assert isinstance(claim, Incident)
    made = _plain(told)
    made.types = {claim.incident_type}
    made.against, made.wording = told.against, told.wording
    made.targets = frozenset({claim.target}) if claim.target else frozenset()
    made.intended = claim.status == "intended"
    made.campaign = _is_campaign(told)
    return made


def of_casualties(told: Told) -> Happening:
    """The happening that one figure alone tells."""
    made = _plain(told)
    take_figure(made, told)
    return made


def take_figure(into: Happening, told: Told) -> None:
    """Count a figure among those of the happening; vague ones and parts say nothing of how many there were in all."""
    claim = told.claim
    assert isinstance(claim, Casualties)
    into.who |= frozenset(claim.who) - {"civilians"}
    value = claim.min if claim.min is not None else claim.max
    if value and claim.approx != "vague" and not claim.of:
        into.figures[claim.outcome] = into.figures.get(claim.outcome, frozenset()) | {value}


def _plain(told: Told) -> Happening:
    made = Happening(told.report.id, [told])
    made.leaves, made.wide, made.names, made.by = told.leaves, told.wide, told.names, told.by
    made.past = told.past
    if told.claim.quote.count(" ") > 2:
        made.quotes = frozenset({" ".join(key_of(told.claim.quote))})
    if told.days:
        made.days, made.dated = told.days, True
        made.past = told.report.day is not None and told.report.day - told.days[1] > RECENT
    return made


def _is_campaign(told: Told) -> bool:
    if told.days and told.days[1] - told.days[0] >= LONG:
        return True
    claim = told.claim
    if told.days:
        return False
    if isinstance(claim, Incident) and (claim.count or 0) >= MANY:
        return True
    return told.habit or told.campaign

"""A record: what several claims tell of one incident, toll, ceasefire or alleged violation, and why each value stands.

Records are views: a pure function of claims (and decisions), made anew at will. `claims` are refs `report#kind@start`.
No figure of a record is a sum of claims: tolls and incidents are never added up.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

Range = tuple[int | None, int | None]
Ref = str


@dataclass(frozen=True, slots=True)
class Value:
    """One value that claims give for a field, and the refs of these claims."""

    value: Any
    claims: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands for a field, the rivals that do not, and why; `value` is None where no claim tells."""

    value: Any
    claims: tuple[Ref, ...] = ()
    rivals: tuple[Value, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of people in an incident: who says it, its range and how exact it is (codes of the codebook)."""

    outcome: str
    min: int | None
    max: int | None
    approx: str
    source: str
    claim: Ref
    who: tuple[str, ...] = ()
    of: Ref | None = None


@dataclass(frozen=True, slots=True)
class Casualties:
    """All that is said of how many were killed (or wounded …): the widest range, the best figure and whose it is."""

    outcome: str
    min: int | None
    max: int | None
    best: int | None
    why: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Why two reports are taken to tell of one thing: (comparison, score, reason) for each that says something."""

    first: str
    second: str
    points: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening, told by one report or several. `sources` are counted apart: two outlets quoting one monitor are one source."""

    id: str
    label: str
    claims: tuple[Ref, ...]
    type: Stands
    when: Stands
    place: Stands
    by: Stands
    against: Stands
    status: Stands
    casualties: tuple[Casualties, ...]
    sources: tuple[str, ...]
    reports: tuple[str, ...]
    links: tuple[Link, ...] = ()
    strikes: Stands = Stands(None)


@dataclass(frozen=True, slots=True)
class Revision:
    """One figure of a toll: as of which day it was given, by which claim, and what it is against the one before."""

    day: dt.date | None
    min: int | None
    max: int | None
    approx: str
    claim: Ref
    report: str
    change: str = "first"


@dataclass(frozen=True, slots=True)
class Toll:
    """A series of figures of one source and one definition (people, outcome, area, since when)."""

    id: str
    label: str
    source: str
    people: str
    outcome: str
    area: str
    since: dt.date | None
    revisions: tuple[Revision, ...]
    claims: tuple[Ref, ...]
    part_of: str | None = None
    by: str = ""
    derived: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the figures that cannot all be right: the check that found it, in words, the claims and their characters."""

    check: str
    text: str
    claims: tuple[Ref, ...]
    spans: tuple[tuple[str, int, int], ...]
    tolls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """When a ceasefire holds by its own terms; a moment is an ISO day, or a day and a part of it (`2016-05-01/evening`)."""

    starts: str | None
    ends: str | None
    hours: int | None
    claims: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Ceasefire:
    """One agreement or order to stop fighting, with its terms as reported."""

    id: str
    label: str
    cls: Stands
    areas: Stands
    excluded: Stands
    parties: Stands
    brokers: Stands
    starts: Stands
    hours: Stands
    ends: dt.date | None
    daily: str | None
    side: str
    windows: tuple[Window, ...]
    claims: tuple[Ref, ...]
    history: tuple[tuple[str, str, Ref], ...]
    declared: dt.date | None = None
    extends: str | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """The answer to one question about an incident and a ceasefire: `yes`, `no` or `unknown`, why, and the claims that say so."""

    answer: str
    why: str
    claims: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """An incident beside a ceasefire: is it inside the area, the window, between the parties, an act that the terms forbid?

    It says that something is alleged or may fall inside the reported terms; it gives no verdict.
    """

    incident: str
    ceasefire: str
    area: Test
    window: Test
    parties: Test
    act: Test
    alleged_by: tuple[str, ...] = ()
    state: str = "listed"
    decided: Test | None = None

    @property
    def candidate(self) -> bool:
        """True where no test is answered `no` and the parties' is `yes`."""
        return "no" not in (self.area.answer, self.window.answer, self.act.answer) and self.parties.answer == "yes"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a monitor says of an incident: `reports`, `confirms`, `does_not_confirm`, `denies` or `silent`."""

    incident: str
    monitor: str
    says: str
    claims: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """What one actor says on one issue on one day; `condition` are the words that it hangs on, `spans` where these stand."""

    actor: str
    issue: str
    stance: str
    day: dt.date | None
    to: tuple[str, ...]
    claim: Ref
    condition: str = ""
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """What a report tells of an obligation since it was named: an incident `for` it (detainees freed) or `against` it (a siege)."""

    incident: str
    says: str
    day: dt.date | None
    claims: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that a text names as owed (attacks on civilians stopped, sieges lifted, detainees released), and what is told since."""

    id: str
    duty: str
    words: str
    by: tuple[str, ...]
    act: str
    to: tuple[str, ...]
    country: str | None
    day: dt.date | None
    claim: Ref
    spans: tuple[tuple[str, int, int], ...]
    later: tuple[Later, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """All records of one set of claims."""

    incidents: tuple[Incident, ...] = ()
    tolls: tuple[Toll, ...] = ()
    ceasefires: tuple[Ceasefire, ...] = ()
    violations: tuple[Violation, ...] = ()
    positions: tuple[Position, ...] = ()
    findings: tuple[Finding, ...] = ()
    reports: tuple[str, ...] = field(default=())
    monitors: tuple[Heard, ...] = ()
    obligations: tuple[Obligation, ...] = ()

"""Tolls: one series for each source and definition (people, outcome, area, since when); parts are series of their own.

Revisions follow each other. Who caused it does not split a series, but a part told by its cause (`منهم 145 بغارات`) is a part.
What is left over is derived and marked so. A series that tells no first day holds what is told within SEASON of its first figure.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from marsad.model.claim import Casualties, Days, Incident
from marsad.model.record import Revision, Toll
from marsad.reconcile.decided import Decided, leaders
from marsad.reconcile.greedy import Way, grouped, name_of, numbered
from marsad.reconcile.names import above, namesake, plain
from marsad.reconcile.names import place as known_place
from marsad.reconcile.naming import named
from marsad.reconcile.sources import origin, spoken
from marsad.reconcile.told import Told

LOOKED_AT = 20
WIDEST = 200
NEAR = dt.timedelta(days=2)
SEVERAL = dt.timedelta(days=3)
SLIP = dt.timedelta(days=7)
WEEKS = dt.timedelta(days=45)
SEASON = dt.timedelta(days=90)
SUMMED = 10
CLOSE = 60  # characters
RUNNING = 30
LARGE = 100
Key = tuple[Any, ...]
Parts = Callable[[Told], Iterable[Told]]


@dataclass(slots=True)
class Tally:
    """A figure as it is brought together with others: its source, people, outcome and area (`key`), its first day, how many it counts.

    `day` is the one of its report, `of` is true where its claim calls it a part of what the report does not tell; `beside` are the marks
    of what the only source counts that the report names for these people.
    """

    item: str
    report: str
    mark: str
    day: dt.date | None
    key: tuple[str, tuple[str, ...], str, str]
    since: dt.date | None
    least: int | None
    of: bool = False
    beside: frozenset[str] = frozenset()

    @property
    def refs(self) -> tuple[str, ...]:
        """The ref of its claim, as decisions speak of it."""
        before, _, at = self.mark.rpartition("@")
        return (f"{before}@{at.partition('.')[0]}",)


@dataclass(slots=True)
class Stood:
    """A series as further figures are compared with it: what its first one says, and all by how many they count."""

    first: Tally
    told: dict[int | None, list[Tally]] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)


class Series:
    """The figures of one definition, in the order of the days they are given for; parts are series of their own."""

    def __init__(self, key: Key = (), since: dt.date | None = None, part_of: Series | None = None) -> None:
        self.key, self.since, self.part_of = key, since, part_of
        self.told: list[Told] = []


def tolls(found: list[Told]) -> list[Toll]:
    """The series of all figures that are tolls; the order of the input does not matter."""
    return records(series(found))


def series(found: list[Told], given: Decided | None = None) -> list[Series]:
    """The figures brought together by definition, or as persons put together and held apart, wholes before their parts."""
    whole_of = wholes(figures(found))
    tops = {told.item: told for told in found if told.item not in whole_of}
    given, tallies = given or Decided(), list(map(tally, tops.values()))
    made = [of_group(tops[one.item] for one in group) for group in grouped(tallies, way(given), leaders(tallies, given))]
    parts_of = part_finder(found, whole_of)
    return [one for top in made for one in (top, *parts(top, parts_of))]


def figures(found: Iterable[Told]) -> list[Told]:
    """The figures, each with the name that it is sorted by."""
    return numbered(found, name)


def wholes(found: Iterable[Told]) -> dict[str, str]:
    """By the name of each figure that is a part of another one of its report the name of that one."""
    made: dict[str, str] = {}
    by_quote: dict[tuple[str, str], str] = {}
    for told in sorted(found, key=lambda one: (one.report.id, _depth(one), one.claim.span, one.item)):
        claim = _claim(told)
        if claim.of and (whole := by_quote.get((told.report.id, claim.of))):
            made[told.item] = whole
        by_quote.setdefault((told.report.id, claim.quote), told.item)
    return made


def part_finder(found: Iterable[Told], whole_of: Mapping[str, str]) -> Parts:
    """What gives the parts of a figure."""
    made: dict[str, list[Told]] = defaultdict(list)
    for told in found:
        if told.item in whole_of:
            made[whole_of[told.item]].append(told)
    return lambda whole: made.get(whole.item, ())


def parts(whole: Series, parts_of: Parts) -> Iterator[Series]:
    """The series of the parts of a series, each followed by those of its own parts."""
    made: list[Series] = []
    by_key: dict[Key, list[Series]] = defaultdict(list)
    for told in sorted((part for one in whole.told for part in parts_of(one)), key=lambda one: one.item):
        key, since = _key(told, whole), _since(told) or whole.since
        near = by_key[key]
        alike = near + [s for s in made if s.key[3] == key[3]][-LOOKED_AT:]
        one = next((s for s in near if _same_since(s.since, since)), None) or next((s for s in alike if _part_again(s, told, since)), None)
        if one is None:
            one = Series(key, since, whole)
            by_key[key].append(one)
            made.append(one)
        one.told.append(told)
    for one in made:
        yield one
        yield from parts(one, parts_of)


def of_group(group: Iterable[Told]) -> Series:
    """The series of figures that were brought together."""
    made = Series()
    made.told = list(group)
    made.key, made.since = _key(made.told[0], None), _since(made.told[0])
    return made


def tally(told: Told) -> Tally:
    """The figure as it is brought together with others."""
    source, people, outcome, where = _key(told, None)
    key = (source, people, outcome, where)
    claim = _claim(told)
    return Tally(told.item, told.report.id, told.mark, told.report.day, key, _since(told), claim.min, bool(claim.of), _beside(told))


def _beside(told: Told) -> frozenset[str]:
    """What the only source counts that is told of these people since this day in the report: its own voice goes on with it."""
    claim, since = _claim(told), _since(told)
    if since is None or claim.approx != "exact" or claim.source:
        return frozenset()
    beside = [t for t in told.report.told if isinstance(t.claim, Casualties) and t.claim.source and _counts_the_same(t.claim, claim)]
    sources = {origin(t) for t in beside if _same_since(_since(t), since)}
    return frozenset(t.mark for t in beside) if len(sources) == 1 else frozenset()


def _added(one: Stood | None, new: Tally) -> Stood:
    made = one or Stood(new)
    made.told.setdefault(new.least, []).append(new)
    made.marks.add(new.mark)
    return made


def _fits(one: Stood, unit: Sequence[Tally]) -> float:
    """Of the same definition and first day best, then of an area that is not told, then the very figure told again."""
    new, first = unit[0], one.first
    same, open_area = first.key == new.key, first.key[:-1] == new.key[:-1] and not (first.key[-1] and new.key[-1])
    if (same or open_area) and _same_since(first.since, new.since) and (new.since or _of_season(first, new)):
        return 6.0 if same else 5.0
    if (first.key[0], first.key[2]) == (new.key[0], new.key[2]) and _told_again(one, new):
        return 4.0 if same else 3.0 if open_area else 2.0
    return 1.0 if new.beside and _same_since(first.since, new.since) and not one.marks.isdisjoint(new.beside) else 0.0


def _stands(one: Tally) -> Iterator[str]:
    """The definition by its first day, the very figure by the weeks it is told in, and what else the report tells of such victims.

    Where no first day is told the definition stands by the season, and among all of it for what reports without a day tell.
    """
    who, people, outcome, _ = one.key
    definition = f"{who}|{' '.join(people)}|{outcome}"
    if one.since:
        yield from (f"{definition}|{when}" for when in _stretches(one.since, NEAR))
        yield f"{one.report}|{outcome}"
    else:
        yield from (f"{definition}|open {when}" for when in _stretches(one.day, SEASON) if when)
        yield f"{definition}|"
    yield from (f"{who}|{outcome}|{one.least}|{when}" for when in _stretches(one.day, WEEKS))


def _looks(one: Tally) -> Iterator[str]:
    """The same; only what is told without a day, which comes last, is looked for among all of its definition."""
    return (key for key in _stands(one) if not (one.day and _is_all(key)))


def _is_all(key: str) -> bool:
    return key.endswith("|")


def _stretches(day: dt.date | None, near: dt.timedelta) -> set[str]:
    """Names of stretches of days, of which two days that are near have one in common."""
    long = near.days + 1
    return {str((day + moved).toordinal() // long * long) for moved in (-near, dt.timedelta(0), near)} if day else {""}


def period_of(claim: Casualties) -> Days | None:
    """The period of a figure that is summed up: its own, or the days it is told of where these are four or more and the figure is large."""
    if claim.period:
        return claim.period
    several = claim.when and claim.when[1] - claim.when[0] >= SEVERAL
    return claim.when if several and (claim.min or 0) >= SUMMED else None


def _told_again(one: Stood, new: Tally) -> bool:
    """True where the series holds this very figure, of people that may be the same, and nothing says that it is since another day.

    Figures of less than a hundred must be told within six weeks, all within a season where not both tell a first day.
    """
    first = one.first
    if (new.least or 0) < RUNNING and not new.of or new.since and first.since and abs(new.since - first.since) > SLIP:
        return False
    if new.key[-1] and first.key[-1] and new.key[-1] != first.key[-1]:
        return False
    same = [t for t in one.told.get(new.least, ()) if _may_be(t.key[1], new.key[1])]
    if not same or not (new.since and first.since) and not _of_season(same[0], new):
        return False
    return (new.least or 0) >= LARGE or any(_within(WEEKS, t.day, new.day) for t in same)


def _part_again(one: Series, told: Told, since: dt.date | None) -> bool:
    """True where the series of a part of the same whole holds this very figure, and nothing says that it is since another day."""
    claim = _claim(told)
    if since and one.since and abs(since - one.since) > SLIP:
        return False
    return any(_claim(t).min == claim.min and _may_be(_claim(t).who, claim.who) for t in one.told)


def _of_season(first: Tally, new: Tally) -> bool:
    return _within(SEASON, first.day, new.day)


def _counts_the_same(a: Casualties, b: Casualties) -> bool:
    return a.outcome == b.outcome and set(a.who) == set(b.who)


def _within(near: dt.timedelta, a: dt.date | None, b: dt.date | None) -> bool:
    """True for two days that are near, and where one is not known."""
    return not a or not b or abs(a - b) <= near


def _may_be(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True for the same people, and where one says only people or civilians."""
    return set(a) == set(b) or set(a) | set(b) <= {"civilians"}


def _claim(told: Told) -> Casualties:
    assert isinstance(told.claim, Casualties)
    return told.claim


def name(told: Told) -> str:
    day = _as_of(told)
    return name_of(str(day or "~"), told.report.id, _depth(told), *told.claim.span)


def _since(told: Told) -> dt.date | None:
    period = period_of(_claim(told))
    return period[0] if period else None


def _depth(told: Told) -> int:
    """How many wholes a figure is part of, one inside the other."""
    claim, depth = _claim(told), 0
    by_quote = {t.claim.quote: t.claim for t in told.report.told if isinstance(t.claim, Casualties)}
    while claim.of and claim.of in by_quote and depth < 5:
        claim, depth = by_quote[claim.of], depth + 1
    return depth


def _as_of(told: Told) -> dt.date | None:
    period = period_of(_claim(told))
    return period[1] if period else told.report.day


def _key(told: Told, whole: Series | None) -> Key:
    claim = _claim(told)
    if whole is None:
        return (origin(told), tuple(sorted(claim.who)), claim.outcome, area(told))
    cause = tuple(sorted(plain(n.text) for n in claim.by)) if tuple(sorted(claim.who)) == whole.key[1] else ()
    return (whole.key, whole.since, tuple(sorted(claim.who)), claim.outcome, cause)


def area(told: Told) -> str:
    """The place of a toll: the one that is named, else the narrowest that holds all that are named; a city counts as its governorate."""
    ids = sorted(told.leaves) or sorted(told.wide - {p for i in told.wide for p in above(i)})
    if not ids:
        return " ".join(sorted(told.names))
    chains = [(i, *above(i)) for i in ids]
    common = next((p for p in chains[0] if all(p in c for c in chains)), ids[0])
    return namesake(common) or common


def _same_since(a: dt.date | None, b: dt.date | None) -> bool:
    return a == b or bool(a and b and abs(a - b) <= NEAR)


def records(made: list[Series]) -> list[Toll]:
    """The records of the series, with what a whole's parts leave over."""
    ids = {id(s): named("tolls", s.told) for s in made}
    parts: dict[int, list[Series]] = defaultdict(list)
    for one in made:
        if one.part_of:
            parts[id(one.part_of)].append(one)
    return [_record(one, ids, parts[id(one)]) for one in made]


def _record(one: Series, ids: dict[int, str], parts: list[Series]) -> Toll:
    first = _claim(one.told[0])
    place = area(one.told[0])
    people = " ".join([*(first.who or ("people",)), first.outcome.replace("_", " ")])
    by = ", ".join(dict.fromkeys(n.text for n in first.by))
    since = f" since {one.since}" if one.since else ""
    named = known.name_en if (known := known_place(place)) else place
    return Toll(
        id=ids[id(one)],
        label=f"{people}, {named}{since}",
        source=spoken(one.told[0]),
        people=people,
        outcome=first.outcome,
        area=_named_area(one.told[0], place),
        since=one.since,
        revisions=_revisions(one.told),
        claims=tuple(t.ref for t in one.told),
        part_of=ids[id(one.part_of)] if one.part_of else None,
        by=by,
        derived=tuple(_remainders(one, parts)),
    )


def _named_area(told: Told, place: str) -> str:
    return known.name_ar if (known := known_place(place)) else next((n.text for n in _claim(told).places), "")


def _revisions(told: list[Told]) -> tuple[Revision, ...]:
    made: list[Revision] = []
    for one in sorted(told, key=_told_on):
        claim = _claim(one)
        change = _change(made[-1] if made else None, claim, {revision.min for revision in made})
        made.append(Revision(_as_of(one), claim.min, claim.max, claim.approx, one.ref, one.report.id, change))
    return tuple(made)


def _told_on(told: Told) -> tuple[object, ...]:
    """By the reports' days; in one report the smaller figure first, for an open period ends on no day of its own."""
    return (told.report.day or _as_of(told) or dt.date.max, told.report.id, _claim(told).min or 0, told.claim.span)


def _change(before: Revision | None, claim: Casualties, told: set[int | None]) -> str:
    if before is None:
        return "first"
    if before.min is None or claim.min is None or before.min == claim.min:
        return "same"
    if claim.min in told:
        return "again"
    return "raised" if claim.min > before.min else "lowered"


def _remainders(whole: Series, parts: list[Series]) -> list[dict[str, Any]]:
    """What each part leaves of its whole, in the report that tells both; a formula, no claim: 253 - 145 = 108."""
    by_whole: dict[tuple[str, str | None], list[Told]] = defaultdict(list)
    for part in parts:
        for told in part.told:
            by_whole[told.report.id, _claim(told).of].append(told)
    found = [(told, other) for told in whole.told for other in by_whole.get((told.report.id, told.claim.quote), ())]
    return [d for t, o in found if (d := _remainder(t, o))]


def _cause(part: Told) -> str:
    """The act that the words right after a part and its own parts name: `145 منهم، بينهم 19 طفلا، في غارات جوية`."""
    quotes = {part.claim.quote}
    inner = (t.claim.span.end for t in part.report.told if isinstance(t.claim, Casualties) and t.claim.of in quotes)
    end = max([part.claim.span.end, *(e for e in inner if e - part.claim.span.end <= 2 * CLOSE)])
    acts = (t.claim for t in part.report.told if isinstance(t.claim, Incident) and 0 <= t.claim.span.start - end <= CLOSE)
    return next((act.incident_type.replace("_", " ") for act in acts), "")


def _remainder(whole: Told, part: Told) -> dict[str, Any] | None:
    a, b = _claim(whole), _claim(part)
    if a.min is None or b.min is None or a.approx != "exact" or b.approx != "exact" or b.min > a.min or a.outcome != b.outcome:
        return None
    cause = ", ".join(n.text for n in b.by) or _cause(part)
    label = "not " + (f"by {cause}" if b.who in ((), a.who) and cause else " ".join(b.who or ("told",)))
    return {"derived": True, "value": a.min - b.min, "formula": f"{a.min} - {b.min}", "label": label, "claims": [whole.ref, part.ref]}


def way(given: Decided) -> Way[Tally]:
    """How figures that are no part of another one are brought together: what persons held apart in no one series."""
    if not given.apart:
        return WAY

    def fit(one: Stood, unit: Sequence[Tally]) -> float:
        others = given.others(ref for each in unit for ref in each.refs)
        held = others and any(ref in others for kept in one.told.values() for each in kept for ref in each.refs)
        return 0.0 if held else _fits(one, unit)

    return replace(WAY, fit=fit)


WAY = Way("tolls", _stands, _looks, _is_all, _is_all, lambda: None, _added, _fits, 1.0, WIDEST)
"""The same where no person said anything."""

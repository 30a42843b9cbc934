"""Tolls: one series for each source and definition (people, outcome, area, since when); parts are series of their own.

Revisions follow each other. Who caused it does not split a series, but a part told by its cause (`منهم 145 بغارات`) is a part.
What is left over is derived and marked so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from marsad.model.claim import Casualties, Days, Incident
from marsad.model.record import Revision, Toll
from marsad.reconcile.names import above, namesake, plain
from marsad.reconcile.names import place as known_place
from marsad.reconcile.naming import named
from marsad.reconcile.sources import origin, spoken
from marsad.reconcile.told import Told

LOOKED_AT = 20
NEAR = dt.timedelta(days=2)
SEVERAL = dt.timedelta(days=3)
SLIP = dt.timedelta(days=7)
WEEKS = dt.timedelta(days=45)
SUMMED = 10
CLOSE = 60  # characters
RUNNING = 30
LARGE = 100
Key = tuple[object, ...]


class Series:
    """The figures of one definition, in the order of the days they are given for."""

    def __init__(self, key: Key, since: dt.date | None, part_of: Series | None) -> None:
        self.key, self.since, self.part_of = key, since, part_of
        self.told: list[Told] = []


def tolls(found: list[Told]) -> list[Toll]:
    """The series of all figures that are tolls; the order of the input does not matter."""
    return records(series(found))


def series(found: list[Told]) -> list[Series]:
    """The figures brought together by definition, wholes before their parts."""
    made: list[Series] = []
    by_key: dict[Key, list[Series]] = defaultdict(list)
    by_rest: dict[Key, list[Series]] = defaultdict(list)
    by_source: dict[Key, list[Series]] = defaultdict(list)
    home: dict[tuple[str, str], Series] = {}
    for told in sorted(found, key=_order):
        claim = _claim(told)
        whole = home.get((told.report.id, claim.of)) if claim.of else None
        key = _key(told, whole)
        since = period[0] if (period := period_of(claim)) else whole.since if whole else None
        near = by_key[key] + _open_area(by_rest, key, whole)
        alike = near + by_source[_source(told, whole)][-LOOKED_AT:]
        one = next((s for s in near if _same_since(s.since, since)), None) or next((s for s in alike if _told_again(s, told, since)), None)
        one = one or (_unsourced(told, since, made) if not claim.source and whole is None else None)
        if one is None:
            one = Series(key, since, whole)
            by_source[_source(told, whole)].append(one)
            by_key[key].append(one)
            by_rest[key[:-1]].append(one)
            made.append(one)
        one.told.append(told)
        home.setdefault((told.report.id, claim.quote), one)
    return made


def period_of(claim: Casualties) -> Days | None:
    """The period of a figure that is summed up: its own, or the days it is told of where these are four or more and the figure is large."""
    if claim.period:
        return claim.period
    several = claim.when and claim.when[1] - claim.when[0] >= SEVERAL
    return claim.when if several and (claim.min or 0) >= SUMMED else None


def _told_again(one: Series, told: Told, since: dt.date | None) -> bool:
    """True where the series holds this very figure, of people that may be the same, and nothing says that it is since another day.

    A part is known by its whole; other figures of less than a hundred must be told within six weeks.
    """
    claim = _claim(told)
    if (claim.min or 0) < RUNNING and not claim.of or since and one.since and abs(since - one.since) > SLIP:
        return False
    same = [t for t in one.told if _claim(t).min == claim.min and _may_be(_claim(t).who, claim.who)]
    if not same or claim.of and one.part_of:
        return bool(same)
    places = not (area(told) and one.key[-1]) or area(told) == one.key[-1]
    often = (claim.min or 0) >= LARGE or any(_within_weeks(t, told) for t in same)
    return places and often


def _unsourced(told: Told, since: dt.date | None, made: list[Series]) -> Series | None:
    """The only series of the report, of a source, that counts the same people since the same day: its own voice goes on with it."""
    claim = _claim(told)
    if since is None or claim.approx != "exact":
        return None
    found = {
        id(s): s
        for s in made[-4 * LOOKED_AT :]
        for t in s.told
        if t.report is told.report and _claim(t).source and s.part_of is None and _same_since(s.since, since)
        if _claim(t).outcome == claim.outcome and set(_claim(t).who) == set(claim.who)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _within_weeks(a: Told, b: Told) -> bool:
    return not a.report.day or not b.report.day or abs(a.report.day - b.report.day) <= WEEKS


def _may_be(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True for the same people, and where one says only people or civilians."""
    return set(a) == set(b) or set(a) | set(b) <= {"civilians"}


def _source(told: Told, whole: Series | None) -> Key:
    """What figures told again share: the source, or the whole that they are part of."""
    return (id(whole) if whole else origin(told), _claim(told).outcome)


def _open_area(by_rest: dict[Key, list[Series]], key: Key, whole: Series | None) -> list[Series]:
    """The last series of the same definition whose area is not told; for a figure without an area, the last of any area."""
    if whole is not None:
        return []
    *rest, area = key
    return [s for s in by_rest[tuple(rest)][-LOOKED_AT:] if not area or not s.key[-1]]


def _claim(told: Told) -> Casualties:
    assert isinstance(told.claim, Casualties)
    return told.claim


def _order(told: Told) -> tuple[object, ...]:
    return (_as_of(told) or dt.date.max, told.report.id, _depth(told), told.claim.span)


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
    found = []
    for told in whole.told:
        claim = _claim(told)
        for part in parts:
            for other in part.told:
                if other.report is told.report and _claim(other).of == claim.quote:
                    found.append((told, other))
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

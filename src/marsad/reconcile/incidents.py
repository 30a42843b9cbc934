"""The record of an incident: what stands for each field, who says otherwise, and how many independent sources tell of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Sequence

from marsad.model.claim import Incident as Told_incident
from marsad.model.record import Incident, Link, Stands, Value
from marsad.reconcile.counts import casualties
from marsad.reconcile.happening import Happening
from marsad.reconcile.link import link_points
from marsad.reconcile.names import governorate, is_wide
from marsad.reconcile.names import place as known_place
from marsad.reconcile.sources import origin
from marsad.reconcile.told import Told, doers
from marsad.resolve.gazetteer import narrowest

SHOWN_LINKS = 5


def record(ident: str, group: list[Happening]) -> Incident:
    """The record of the happenings that were brought together."""
    told = sorted((t for one in group for t in one.told), key=_order)
    acts = [(t, t.claim) for t in told if isinstance(t.claim, Told_incident)]
    kind = _voted(
        [(c.incident_type, t) for t, c in acts if c.incident_type != "looting_destruction"] or [(c.incident_type, t) for t, c in acts]
    )
    when, place = _when(group), _place(told, group)
    return Incident(
        id=ident,
        label=_label(kind, place, when),
        claims=tuple(t.ref for t in told),
        type=kind,
        when=when,
        place=place,
        by=_voted([(n.text, t) for t, c in acts for n in doers(c)]),
        against=_voted([(n.text, t) for t, c in acts for n in c.against]),
        status=_voted([(c.status, t) for t, c in acts]),
        casualties=casualties(told),
        sources=tuple(sorted({origin(t) for t in told})),
        reports=tuple(dict.fromkeys(t.report.id for t in told)),
        links=_links(group),
        strikes=_strikes(acts),
    )


def _strikes(acts: list[tuple[Told, Told_incident]]) -> Stands:
    """The most strikes that one claim counts; none are added up."""
    told = [(c.count, t.ref) for t, c in acts if c.count]
    if not told:
        return Stands(None)
    most = max(count for count, _ in told)
    rivals = tuple(Value(c, (ref,)) for c, ref in told if c != most)
    return Stands(most, tuple(ref for c, ref in told if c == most), rivals, "the most that one claim counts")


def _order(told: Told) -> tuple[object, ...]:
    return (told.report.day or dt.date.max, told.report.id, told.claim.span, told.claim.kind)


def _voted(given: Sequence[tuple[Hashable, Told]], key: Callable[[Hashable], str] = str) -> Stands:
    """The value that most independent sources give; the first told decides a tie."""
    if not given:
        return Stands(None)
    votes: dict[Hashable, set[str]] = {}
    claims: dict[Hashable, list[str]] = {}
    for value, told in given:
        votes.setdefault(value, set()).add(origin(told))
        claims.setdefault(value, []).append(told.ref)
    best = max(votes, key=lambda v: (len(votes[v]), len(claims[v])))
    rivals = tuple(Value(v, tuple(claims[v])) for v in sorted(votes, key=key) if v != best)
    return Stands(best, tuple(claims[best]), rivals, f"{len(votes[best])} independent sources" if rivals else "not contradicted")


def _when(group: list[Happening]) -> Stands:
    dated = [(one.days, t) for one in group if one.dated for t in one.told if t.days and t.days == one.days]
    if dated:
        return _voted(dated)
    days = [one for one in group if one.days]
    if not days:
        return Stands(None, why="no day is told")
    first = days[0]
    return Stands(first.days, (first.told[0].ref,), why="the report's own day or the day before")


def _place(told: list[Told], group: list[Happening]) -> Stands:
    """The narrowest place that most reports name; what only the surroundings suggest does not stand."""
    named = [(i, t) for t in told for i in sorted(narrowest(t.leaves))]
    if not named:
        named = [(i, t) for t in told for i in sorted(narrowest(t.wide))]
    found = _voted(list(named))
    if found.value is None:
        names = [(n, t) for t in told for n in t.names]
        return _voted(list(names)) if names else Stands(None, why="no place is told")
    return found


def where(place: Stands) -> dict[str, object] | None:
    """The place as coordinates and governorate, None where no theatre knows it; a wide place gives no coordinates."""
    found = known_place(place.value) if isinstance(place.value, str) else None
    if not found:
        return None
    outer = known_place(governorate(found.id))
    narrow = not is_wide(found.id)
    out: dict[str, object] = {
        "id": found.id,
        "name": found.name_ar,
        "lat": found.lat if narrow else None,
        "lon": found.lon if narrow else None,
    }
    return out | {"governorate": outer.name_en.removesuffix(" governorate") if outer else None}


def _label(kind: Stands, place: Stands, when: Stands) -> str:
    known = known_place(place.value) if isinstance(place.value, str) else None
    words = [str(kind.value or "victims").replace("_", " ")]
    if place.value:
        words.append(f"at {known.name_en if known else place.value}")
    if when.value:
        words.append(str(when.value[0]) if when.value[0] == when.value[1] else f"{when.value[0]} to {when.value[1]}")
    return ", ".join(words)


def _links(group: list[Happening]) -> tuple[Link, ...]:
    """Why the first happening and each of the next ones are taken to be one."""
    first = group[0]
    made = []
    for other in group[1 : SHOWN_LINKS + 1]:
        points = tuple((p.name, round(p.score, 2), p.why) for p in link_points(first, other))
        made.append(Link(first.told[0].ref, other.told[0].ref, points))
    return tuple(made)


def killed(one: Incident) -> tuple[int | None, int | None] | None:
    """(least, most) killed, None where no number is told."""
    return next(((c.min, c.max) for c in one.casualties if c.outcome == "killed" and c.min is not None), None)

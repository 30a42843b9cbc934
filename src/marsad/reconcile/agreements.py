"""The record of a ceasefire: the value of each field that stands, its rivals and the claims for them; which extends or lies under which."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from marsad.model.claim import Ceasefire as Told_ceasefire
from marsad.model.record import Ceasefire, Stands, Value
from marsad.reconcile.arrangements import MADE, Links, Summary, linked, neighbours, side_of, summary
from marsad.reconcile.names import actor_of
from marsad.reconcile.naming import named
from marsad.reconcile.parties import NOT_PARTIES, RARE, areas_of, brokers_of, country_of, is_everyone, names_of, parties_of
from marsad.reconcile.sides import bloc, fights, party
from marsad.reconcile.terms import Terms, joined
from marsad.reconcile.told import Told
from marsad.reconcile.windows import windows

CLASSES = ("humanitarian_pause", "local_calm", "definitive", "cessation")


class Connected(NamedTuple):
    """A ceasefire by itself, what others ask of it, what it extends and lies under, the side of who is bound."""

    made: Ceasefire
    summary: Summary
    links: Links
    side: str

    @property
    def record(self) -> Ceasefire:
        """The record of it all."""
        return applied(self.made, self.links, self.side)


def records(groups: list[list[Terms]]) -> list[Ceasefire]:
    """One record for each group, with `extends` and `under` set between them."""
    return [one.record for one in connected(groups)]


def connected(groups: list[list[Terms]]) -> list[Connected]:
    """Each group, and what it is to the others."""
    made = [base(group) for group in groups]
    known = [summary(one, group) for one, group in zip(made, groups, strict=True)]
    links = [linked(one, near) for one, near in zip(known, neighbours(known), strict=True)]
    above_it = {one.id: (one.side, link.extends or link.under) for one, link in zip(known, links, strict=True)}
    sides = [side_of(one.id, above_it.__getitem__) for one in known]
    return [Connected(*one) for one in zip(made, known, links, sides, strict=True)]


def base(group: list[Terms]) -> Ceasefire:
    """The record of a group by itself."""
    made = _record(named("ceasefires", (t for one in group for t in one.told)), group)
    return replace(made, side=_side(joined(group)))


def applied(made: Ceasefire, links: Links, side: str) -> Ceasefire:
    """The record with what others tell of it."""
    return replace(made, starts=links.starts or made.starts, extends=links.extends, under=links.under, side=side)


def _side(whole: Terms) -> str:
    """`unilateral`, `bilateral` or `multilateral`, by how many of those bound fight on sides of their own; empty where none is told."""
    claims = [(t, t.claim) for t in whole.told if isinstance(t.claim, Told_ceasefire) and t.claim.action not in NOT_PARTIES]
    names = [(n, t) for t, c in claims for n in c.parties]
    if any(is_everyone(n) for n, _ in names):
        return "multilateral"
    ids = {actor_of(n, t.report.home, t.report.day) for n, t in names}
    found = {bloc(side) for i in ids if i and (side := party(i)) and fights(side)}
    return ("", "unilateral", "bilateral")[len(found)] if len(found) < 3 else "multilateral"


def _record(ident: str, group: list[Terms]) -> Ceasefire:
    told = sorted((t for one in group for t in one.told), key=_order)
    claims = [(t, t.claim) for t in told if isinstance(t.claim, Told_ceasefire)]
    cls = _class(group)
    begun = {start for one in group for start in one.starts}
    first = [(c.starts, t) for t, c in claims if c.starts in begun and c.action not in ("called_for", "rejected")]
    starts = _commonest(first if len(first) >= RARE * len(claims) else [])
    hours = _hours(claims)
    daily = next((c.daily for _, c in claims if c.daily), None)
    areas = areas_of(claims)
    if not areas.value and cls.value == "cessation":
        areas = country_of(told)
    return Ceasefire(
        id=ident,
        label=_label(cls.value, areas.value, starts.value),
        cls=cls,
        areas=areas,
        excluded=names_of([*((n, t) for t, c in claims for n in c.excluded), *(p for one in group for p in one.left_out)], "excluded by"),
        parties=parties_of(claims),
        brokers=brokers_of(claims),
        starts=starts,
        hours=hours,
        ends=_ends(starts.value, hours.value, daily, group),
        daily=daily,
        side="",
        windows=windows(claims, group),
        claims=tuple(t.ref for t in told),
        history=tuple((_day(t), c.action, t.ref) for t, c in claims),
        declared=_declared(claims, starts.value),
    )


def _declared(claims: list[tuple[Told, Told_ceasefire]], starts: dt.date | None) -> dt.date | None:
    """The first day on which a report tells that it was made, or that it names for it; no later than the day it began."""
    days = [dt.date.fromisoformat(c.declared_at[:10]) if c.declared_at else t.report.day for t, c in claims if c.action in MADE]
    told = min((day for day in days if day), default=None)
    return min(told, starts) if told and starts else told


def _order(told: Told) -> tuple[object, ...]:
    return (told.report.day or dt.date.max, told.report.id, told.claim.span)


def _day(told: Told) -> str:
    assert isinstance(told.claim, Told_ceasefire)
    day = told.claim.starts if told.claim.action in MADE and told.claim.starts else told.report.day
    return day.isoformat() if day else ""


def _label(cls: str, areas: list[str], starts: dt.date | None) -> str:
    name = {"local_calm": "local calm", "humanitarian_pause": "humanitarian pause", "definitive": "definitive ceasefire"}.get(
        cls, "cessation of hostilities"
    )
    return f"{name}: {', '.join(areas) or 'area not told'}" + (f", from {starts}" if starts else "")


def _class(group: list[Terms]) -> Stands:
    votes = sum((one.votes for one in group), Counter[str]())
    named = Counter({code: votes[f"named {code}"] for code in CLASSES if votes[f"named {code}"]})
    near = Counter({code: votes[f"near {code}"] for code in CLASSES if votes[f"near {code}"]})
    claims = tuple(t.ref for one in group for t in one.told if one.classes)
    whole = joined(group)
    if whole.country and named["humanitarian_pause"] * 3 <= named.total():
        return Stands("cessation", claims, why="a whole country")
    for counted, why in ((named, "named so"), (near, "the words beside it")):
        if counted["humanitarian_pause"]:
            return Stands("humanitarian_pause", claims, why=why)
        if counted["local_calm"] and (whole.areas or not counted["cessation"]):
            return Stands("local_calm", claims, why=why)
        if counted:
            return Stands(max(sorted(counted), key=lambda c: counted[c]), claims, why=why)
    local = bool(whole.areas) and any(h <= 168 for h in whole.hours)
    return Stands("local_calm" if local else "cessation", claims, why="a short one of one area" if local else "no narrower class is told")


def _hours(claims: list[tuple[Told, Told_ceasefire]]) -> Stands:
    return _commonest([(c.hours, t) for t, c in claims if c.hours])


def _commonest(given: Sequence[tuple[object, Told]]) -> Stands:
    if not given:
        return Stands(None)
    counted = Counter(v for v, _ in given)
    best = max(counted, key=lambda v: (counted[v], -[x for x, _ in given].index(v)))
    by = {v: tuple(t.ref for x, t in given if x == v) for v in counted}
    rivals = tuple(Value(v, by[v]) for v in sorted(counted, key=str) if v != best)
    return Stands(best, by[best], rivals, "all say so" if not rivals else f"{counted[best]} of {len(given)} claims")


def _ends(starts: dt.date | None, hours: int | None, daily: str | None, group: list[Terms]) -> dt.date | None:
    if not starts or not hours or daily or any(one.daily for one in group):
        return None
    return starts + dt.timedelta(hours=hours)

"""Incident by ceasefire: inside the area, the window, between the parties, an act the terms forbid? yes, no or unknown, with evidence.

A pair is listed where neither the area nor the window is `no`. Nothing here says that a ceasefire was broken: only that an incident may
fall inside its terms as reported, and who alleges it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import itemgetter

from marsad.model.claim import Ceasefire as Told_ceasefire
from marsad.model.claim import Incident as Told_incident
from marsad.model.claim import Name
from marsad.model.record import Ceasefire, Incident, Test, Violation
from marsad.reconcile.happening import Happening
from marsad.reconcile.kinship import kinds
from marsad.reconcile.names import above, actor_of, governorate, is_wide, km, namesake, place_of
from marsad.reconcile.sides import JIHADIST, bloc, fights, party
from marsad.reconcile.terms import WISHED, Terms
from marsad.reconcile.told import Told, sides
from marsad.reconcile.words import codes
from marsad.resolve.gazetteer import narrowest
from marsad.resolve.home import countries_of
from marsad.resolve.index import key_of

WITHIN, BESIDE = 8.0, 15.0  # km from the middle of a region whose bounds no theatre knows
DAY = dt.timedelta(days=1)
LONGEST = 120  # days of a window that are looked through
HELD = frozenset({"arrest", "abduction"})  # listed where a bound side did it: some monitors count them
STATES = ("alleged", "candidate", "listed")
FOLLOWS = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pact:
    """A ceasefire as incidents are tested against it; two are equal where all answers are, but for their days and who calls it broken.

    `out` are the places that lie outside it, each with the claim that says so and whether only one side says it; `out_sides` the sides.
    `broken` are the claims that it was broken by report: the number of each, its sentence, who says it, as written.
    """

    id: str
    starts: dt.date | None
    since: tuple[str, ...]
    ends: dt.date | None
    declared: dt.date | None
    daily: bool
    hours: bool
    whole: bool
    country: bool
    actions: frozenset[str]
    areas: frozenset[str]
    bound: frozenset[str]
    everyone: bool
    countries: frozenset[str]
    placed: tuple[str, ...]
    out: dict[str, tuple[str, bool]]
    out_sides: dict[str, str]
    told: frozenset[dt.date] = field(default=frozenset(), compare=False)
    undated: bool = field(default=False, compare=False)
    broken: dict[str, list[tuple[int, int, tuple[str, ...]]]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Act:
    """An incident as it is tested: what its claims tell together; `refs` are the first claims that tell a field.

    `on` are the days of its reports; `told` says in which sentence of which report it is told.
    """

    id: str
    types: frozenset[str]
    leaves: frozenset[str]
    wide: frozenset[str]
    named: bool
    cities: frozenset[str]
    by: frozenset[str]
    against: frozenset[str]
    days: tuple[dt.date, dt.date] | None
    dated: bool
    campaign: bool
    past: bool
    assumed: bool
    refs: dict[str, tuple[str, ...]]
    on: frozenset[dt.date]
    undated: bool
    told: tuple[tuple[str, int], ...]


FIELDS = ("places", "when", "by", "against", "incident_type")
"""Of a claim of an incident, what tests give as evidence."""


def violations(
    incidents: Iterable[tuple[Incident, list[Happening]]], ceasefires: Iterable[tuple[Ceasefire, list[Terms]]]
) -> list[Violation]:
    """The pairs where neither the area nor the window is `no` and one of them is `yes`; what is alleged and what most is known of first."""
    acts = (act(record.id, group) for record, group in incidents if is_act(group))
    return sorted(pairs(acts, (pact_of(*one) for one in ceasefires)), key=weight)


def pairs(acts: Iterable[Act], pacts: Iterable[Pact]) -> Iterator[Violation]:
    """The same, ceasefire by ceasefire."""
    known = Known(acts)
    return (pair for pact in pacts for pair in known.beside(pact))


class Known:
    """Incidents that ceasefires are held against, by where and when they were."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.acts = list(acts)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(self.acts):
            for key in keys(one):
                self._by_key[key].append(n)

    def beside(self, pact: Pact) -> Iterator[Violation]:
        """The pairs of one ceasefire, in the order of the incidents."""
        for n in sorted({n for key in near(pact) for n in self._by_key.get(key, ())}):
            if (pair := test(self.acts[n], pact)) is not None:
                yield pair


def weight(pair: Violation) -> tuple[int, int]:
    """What sorts a pair before others, whatever a person said of its state: how it was found, then how many of the tests say `yes`."""
    answers = [t.answer for t in (pair.area, pair.window, pair.parties, pair.act)]
    return STATES.index(_found(pair)), answers.count("no") - answers.count("yes")


def _found(pair: Violation) -> str:
    return "alleged" if pair.alleged_by else "candidate" if pair.candidate else "listed"


def is_act(group: list[Happening]) -> bool:
    """True for an incident that is held against ceasefires: an act of force or an arrest, done and not only planned."""
    if any(one.intended for one in group):
        return False
    return any(kinds()[t].act or t in HELD for one in group for t in one.types)


def act(ident: str, group: list[Happening]) -> Act:
    """The incident of this id and these happenings as it is tested."""
    out = Happening("")
    for one in group:
        out.join(one)
    return Act(
        ident,
        frozenset(out.types),
        out.leaves,
        out.wide,
        bool(out.names),
        frozenset().union(*(t.cities for t in out.told)),
        out.by,
        out.against,
        out.days,
        out.dated,
        any(h.campaign for h in group),
        all(h.past for h in group),
        all(one.assumed for one in group),
        {what: refs for what in FIELDS if (refs := _first(out.told, what))},
        frozenset(t.report.day for t in out.told if t.report.day),
        not all(t.report.day for t in out.told),
        tuple(dict.fromkeys((t.report.id, t.sentence) for t in out.told)),
    )


def _first(told: Iterable[Told], what: str) -> tuple[str, ...]:
    found = (t.ref for t in told if isinstance(t.claim, Told_incident) and getattr(t.claim, what))
    return tuple(islice(found, 3))


def _country(ids: Iterable[str]) -> set[str]:
    return {i.split("/")[0] for i in ids}


def keys(act: Act) -> set[str]:
    """Where an incident is found: its governorates and countries by its days and those of its reports."""
    ids = act.leaves | act.wide
    areas = {g for i in ids if (g := governorate(i))}
    where = areas | _country(ids) | ({f"{c} wide" for c in _country(ids) or {"?"}} if not areas else set())
    days: set[dt.date | None] = {*act.on, *((None,) if act.undated else ())}
    if act.days:
        first, last = act.days
        days |= {last, *(first + DAY * n for n in range(min(LONGEST, (last - first).days + 1)))}
    return {f"{place} {day}" for place in where for day in days}


def near(pact: Pact) -> set[str]:
    """Where its incidents are looked for: its governorates (or country), on the days of its window and a week around each telling."""
    if _never_made(pact):
        return set()
    countries = _country(pact.areas) or pact.countries
    areas = {g for i in pact.areas if (g := governorate(i))}
    where = areas | {f"{c} wide" for c in (*countries, "?")} if areas and not pact.country else countries | {"? wide"}
    days: set[dt.date | None] = {day + DAY * n for day in pact.told for n in range(-FOLLOWS.days, FOLLOWS.days + 1)}
    starts, ends = pact.starts, pact.ends
    if starts:
        until = min(ends or max(starts, max(pact.told, default=starts)) + FOLLOWS, starts + DAY * LONGEST)
        days |= {starts + DAY * n for n in range((until - starts).days + 1)}
    days |= {None} if pact.undated else set()
    return {f"{place} {day}" for place in where for day in days}


def pact_of(record: Ceasefire, group: list[Terms]) -> Pact:
    """The ceasefire of this record and these terms as incidents are tested against it."""
    whole = Terms()
    for one in group:
        whole.join(one)
    local = record.cls.value != "cessation"
    areas = whole.areas if local else frozenset(namesake(i) or i for i in whole.areas)
    bound: set[str] = set()
    everyone = False
    out_places: dict[str, tuple[str, bool]] = {}
    out_sides: dict[str, str] = {}
    for told in whole.told:
        claim = told.claim
        assert isinstance(claim, Told_ceasefire)
        if claim.action not in ("rejected", "ended"):
            bound |= {p for p in sides(told.report, claim.parties) if fights(p)}
            everyone = everyone or any(codes("everyone", key_of(n.text)) for n in claim.parties)
    for name, told in [*((n, t) for t in whole.told for n in _excluded(t)), *whole.left_out]:
        if out := place_of(name, told.report.home, told.report.day):
            out_places.setdefault(out, (told.ref, bool(told.claim.source)))
        elif (ident := actor_of(name, told.report.home, told.report.day)) and (side := party(ident)):
            out_sides.setdefault(side, told.ref)
    broken: dict[str, list[tuple[int, int, tuple[str, ...]]]] = {}
    for n, told in enumerate(whole.told):
        if told.claim.type == "violated":
            broken.setdefault(told.report.id, []).append((n, told.sentence, tuple(name.text for name in told.claim.source)))
    return Pact(
        record.id,
        record.starts.value,
        record.starts.claims[:1],
        record.ends,
        record.declared,
        bool(record.daily or whole.daily),
        bool(whole.hours),
        whole.whole,
        whole.country,
        whole.actions,
        areas,
        frozenset(bound),
        everyone,
        frozenset(c for t in whole.told for c in countries_of(t.report.home)),
        tuple(islice((t.ref for t in whole.told if t.leaves or t.wide), 1)),
        out_places,
        out_sides,
        frozenset(t.report.day for t in whole.told if t.report.day),
        not whole.told or not all(t.report.day for t in whole.told),
        broken,
    )


def _excluded(told: Told) -> tuple[Name, ...]:
    return told.claim.excluded if isinstance(told.claim, Told_ceasefire) else ()


def test(act: Act, pact: Pact) -> Violation | None:
    """The pair with its four answers, None where the area or the window is `no`, or both are unknown."""
    when = test_window(act, pact)
    if when.answer == "no":
        return None
    where = test_area(act, pact)
    if where.answer == "no" or "yes" not in (where.answer, when.answer):
        return None
    who, what = test_parties(act, pact), test_act(act)
    if what.answer == "no" and who.answer != "yes":
        return None
    pair = Violation(act.id, pact.id, where, when, who, what, alleged_by(act, pact))
    return replace(pair, state=_found(pair))


def test_area(act: Act, pact: Pact) -> Test:
    """Whether the incident lies in the area: by parents, else by distance; an exclusion that only one side claims leaves it open."""
    one, areas = act, pact.areas
    own = one.leaves or one.wide
    refs = _refs(act, "places") + pact.placed
    for out, (ref, claimed) in pact.out.items():
        if any(i == out or out in above(i) for i in own):
            return Test("unknown" if claimed else "no", "said to be outside it", (ref,))
    if not areas and not pact.whole:
        return Test("yes" if _one_country(act, pact) else "unknown", "no area is told: all the country", refs)
    if not own:
        return Test("yes" if pact.country else "unknown", "no place is told", refs)
    if any(i in areas or set(above(i)) & areas for i in own) or pact.whole:
        if one.leaves and not all(i in areas or set(above(i)) & areas for i in own) and not pact.country:
            return Test("unknown", "some of its places lie outside", refs)
        return Test("unknown" if one.assumed and not pact.country else "yes", "inside the area", refs)
    if any(a in above(x) or namesake(x) in areas for x in own for a in areas):
        return Test("yes", "inside the area", refs)
    if one.cities & areas:
        return Test("yes", "a city that gives its governorate the name", refs)
    if one.wide and not one.leaves and any(x in above(a) for a in areas for x in narrowest(one.wide)):
        return Test("unknown", "told of a wider place", refs)
    if one.leaves and one.wide & areas:
        return Test("yes", "in a region inside the area", refs)
    near = [d for x in own for a in areas if (d := km(x, a)) is not None]
    if not near and not one.leaves and one.named:
        return Test("unknown", "the place is not known", refs)
    around = min((d for x in one.leaves for a in areas if is_wide(a) and (d := km(x, a)) is not None), default=99.0)
    if around < BESIDE:
        return Test("yes" if around < WITHIN else "unknown", f"{around:.0f} km from the middle of the region", refs)
    return Test("no", f"{min(near):.0f} km away" if near else "elsewhere", refs)


def _one_country(act: Act, pact: Pact) -> bool:
    """True where a report that tells of the ceasefire is about the incident's country."""
    own = _country(act.leaves | act.wide)
    return not own or bool(own & pact.countries)


def _refs(act: Act, what: str) -> tuple[str, ...]:
    return act.refs.get(what, ())


def test_window(act: Act, pact: Pact) -> Test:
    """Whether it happened while the ceasefire held by its terms; a day that touches a boundary is `unknown`."""
    days, starts, ends = act.days, pact.starts, pact.ends
    refs = (*_refs(act, "when"), *pact.since)
    if not days:
        if starts is None and not act.past and not _never_made(pact):
            return _no_start(act, pact, refs)
        return Test("no" if act.past else _undated(pact), "no day is told", refs)
    if act.past and not act.dated:
        return Test("no", "told as past", refs)
    if _never_made(pact):
        return Test("no", "never agreed", refs)
    if starts is None:
        return _no_start(act, pact, refs)
    length = (days[1] - days[0]).days + 1
    inside = (min(days[1], ends or days[1]) - max(days[0], starts)).days + 1
    if inside <= 0:
        return Test("no", "before it took effect" if days[1] < starts else "after its end", refs)
    if act.campaign and inside * 2 < length:
        return Test("no", "most of it lies outside the window", refs)
    if pact.daily:
        return Test("unknown", "the hour is not told", refs)
    clear = starts < days[0] and (ends is None or days[1] < ends)
    return Test("yes" if clear else "unknown", "inside the window" if clear else "on a day on which it begins or ends", refs)


def _undated(pact: Pact) -> str:
    return "unknown" if not _never_made(pact) else "no"


def _never_made(pact: Pact) -> bool:
    """True for what was only asked for, and for a quiet day that no agreement is told of."""
    quiet = pact.actions <= WISHED | {"holding"} and bool(pact.starts)
    return quiet or pact.actions <= WISHED


def _no_start(act: Act, pact: Pact, refs: tuple[str, ...]) -> Test:
    """No first day: in force where it is told of as broken or kept and has no length; else open, from the day it was told of."""
    actions = pact.actions
    if actions & {"violated", "holding"} and not pact.hours:
        return Test("yes", "told of as in force", refs)
    first = pact.declared
    days = act.days
    told_late = DAY if pact.hours else FOLLOWS  # one of so many hours is told of when it begins
    if first and days and days[1] < first - told_late:
        return Test("no", "before it was agreed", refs)
    if act.campaign and first and days and (days[1] - days[0]).days > 60:
        return Test("no", "most of it lies before it was agreed", refs)
    return Test("unknown", "no first day is told", refs)


def test_parties(act: Act, pact: Pact) -> Test:
    """Whether one bound side did it to another: `yes` from who is named, `no` for an excluded or unbound side, else `unknown`."""
    by, against = act.by, act.against
    refs = _refs(act, "by") + _refs(act, "against")
    blocs, hit = {bloc(p) for p in by}, {bloc(p) for p in against if fights(p)}
    out = {bloc(p) for p in pact.out_sides}
    if blocs & out or hit & out or JIHADIST in blocs | hit:
        told = [ref for p, ref in pact.out_sides.items() if bloc(p) in blocs | hit]
        return Test("no", "an excluded group" if told else "a group that no ceasefire binds", (*refs, *told))
    if not by:
        return Test("unknown", "who did it is not told", refs)
    bound = {bloc(p) for p in pact.bound}
    if len(blocs) > 1:
        known = not bound or pact.everyone or len(blocs & bound) > 1
        return Test("yes" if known or blocs & bound else "unknown", "one side against another", refs)
    within = "armed_clash" in act.types and len(by) > 1 and not hit
    if within or blocs == hit:
        return Test("no" if bound and not pact.everyone else "unknown", "sides of one camp", refs)
    if hit and blocs != hit:
        known = not bound or pact.everyone or blocs <= bound or bool(bound & blocs and bound & hit)
        return Test("yes" if known else "unknown", "one side against another", refs)
    if pact.everyone:
        return Test("yes", "all sides are bound", refs)
    if blocs & bound:
        return Test("yes", "a side that is bound", refs)
    return Test("unknown", "whom it was done to is not told" if not bound else "not named as bound", refs)


def test_act(act: Act) -> Test:
    """Whether the terms forbid such an act: strikes, shelling, fighting, attacks."""
    forbidden = [t for t in sorted(act.types) if kinds()[t].act]
    return Test("yes" if forbidden else "no", ", ".join(forbidden) or "no act of force", _refs(act, "incident_type"))


def alleged_by(act: Act, pact: Pact) -> tuple[str, ...]:
    """Who calls the incident a breach, as written: a claim that the ceasefire was broken beside the incident's own, in one report."""
    beside: dict[str, list[int]] = {}
    for report, sentence in act.told if pact.broken else ():
        if report in pact.broken:
            beside.setdefault(report, []).append(sentence)
    found = [(n, names) for own, at in beside.items() for n, told, names in pact.broken[own] if any(abs(one - told) <= 1 for one in at)]
    return tuple(dict.fromkeys(name for _, names in sorted(found, key=itemgetter(0)) for name in names))

"""The record of a ceasefire: the value of each field that stands, its rivals and the claims for them; which extends or lies under which."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.model.claim import Ceasefire as Told_ceasefire
from marsad.model.claim import Name
from marsad.model.record import Ceasefire, Stands, Value
from marsad.reconcile.names import above, actor_of, km, place, place_of, plain
from marsad.reconcile.naming import named
from marsad.reconcile.sides import bloc, fights, party
from marsad.reconcile.terms import Terms, is_whole
from marsad.reconcile.told import Told
from marsad.reconcile.windows import windows
from marsad.reconcile.words import codes, table
from marsad.resolve.home import first_country
from marsad.resolve.index import key_of

MADE = frozenset({"agreed", "started", "extended"})
NOT_PARTIES = frozenset({"rejected", "ended", "negotiated"})
CLASSES = ("humanitarian_pause", "local_calm", "definitive", "cessation")
RARE = 0.12


def records(groups: list[list[Terms]]) -> list[Ceasefire]:
    """One record for each group, with `extends` and `under` set between them."""
    made = [_record(named("ceasefires", (t for one in group for t in one.told)), group) for group in groups]
    whole = [_joined(group) for group in groups]
    made = [replace(one, side=_side(terms)) for one, terms in zip(made, whole, strict=True)]
    near = neighbours(whole)
    linked = [_linked(n, made, whole, near[n]) for n in range(len(made))]
    by_id = {one.id: one for one in linked}
    return [one if one.side else replace(one, side=_side_above(one, by_id)) for one in linked]


def _side(whole: Terms) -> str:
    """`unilateral`, `bilateral` or `multilateral`, by how many of those bound fight on sides of their own; empty where none is told."""
    claims = [(t, t.claim) for t in whole.told if isinstance(t.claim, Told_ceasefire) and t.claim.action not in NOT_PARTIES]
    names = [(n, t) for t, c in claims for n in c.parties]
    if any(_is_everyone(n) for n, _ in names):
        return "multilateral"
    ids = {actor_of(n, t.report.home, t.report.day) for n, t in names}
    found = {bloc(side) for i in ids if i and (side := party(i)) and fights(side)}
    return ("", "unilateral", "bilateral")[len(found)] if len(found) < 3 else "multilateral"


def _side_above(one: Ceasefire, by_id: dict[str, Ceasefire]) -> str:
    """What it extends or lies under tells, where it tells no party of its own."""
    seen: list[str] = []
    while (above_it := one.extends or one.under) and above_it not in seen and not one.side:
        seen.append(above_it)
        one = by_id[above_it]
    return one.side


def neighbours(whole: list[Terms]) -> list[list[int]]:
    """For each ceasefire the others, in order, that may be told of together with it: in one report, or in months that touch."""
    months = [_months(one) for one in whole]
    by_month: dict[int | None, set[int]] = defaultdict(set)
    for n, told in enumerate(months):
        for month in told:
            by_month[month].add(n)
    return [sorted(set().union(*(by_month[month] for month in told)) - {n}) for n, told in enumerate(months)]


def _months(one: Terms) -> set[int | None]:
    """The months from a month before the first telling to a month after the last; None where a report has no day."""
    days = sorted(t.report.day for t in one.told if t.report.day)
    found: set[int | None] = {None} if len(days) < len(one.told) else set()
    if days:
        found.update(range(days[0].year * 12 + days[0].month - 1, days[-1].year * 12 + days[-1].month + 2))
    return found


def _joined(group: list[Terms]) -> Terms:
    out = Terms(extension=group[0].extension)
    for one in group:
        out.join(one)
    return out


def _record(ident: str, group: list[Terms]) -> Ceasefire:
    told = sorted((t for one in group for t in one.told), key=_order)
    claims = [(t, t.claim) for t in told if isinstance(t.claim, Told_ceasefire)]
    cls = _class(group)
    begun = {start for one in group for start in one.starts}
    first = [(c.starts, t) for t, c in claims if c.starts in begun and c.action not in ("called_for", "rejected")]
    starts = _commonest(first if len(first) >= RARE * len(claims) else [])
    hours = _hours(claims)
    daily = next((c.daily for _, c in claims if c.daily), None)
    areas = _areas(group, claims)
    if not areas.value and cls.value == "cessation":
        areas = _country(told)
    return Ceasefire(
        id=ident,
        label=_label(cls.value, areas.value, starts.value),
        cls=cls,
        areas=areas,
        excluded=_names([*((n, t) for t, c in claims for n in c.excluded), *(p for one in group for p in one.left_out)], "excluded by"),
        parties=_parties(claims),
        brokers=_brokers(claims),
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
    whole = _joined(group)
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


def _areas(group: list[Terms], claims: list[tuple[Told, Told_ceasefire]]) -> Stands:
    found: dict[str, list[tuple[Name, Told]]] = {}
    for told, claim in claims:
        for name in claim.areas:
            if not plain(name.text) and not is_whole(name) or _vague_part(name):
                continue
            ident = place_of(name, told.report.home, told.report.day) or _unknown(name)
            found.setdefault(ident, []).append((name, told))
    country = {i for i in found if i == "whole" or (p := place(i)) and p.type == "country"}
    if country and sum(len(found[i]) for i in country) * 2 >= sum(map(len, found.values())):
        keep = [next(i for i in (*sorted(country - {"whole"}), *country))]
    else:
        keep = [i for i in found if i not in country and not any(j != i and j in above(i) for j in found if j not in country)] or list(
            country
        )
    refs = tuple(dict.fromkeys(t.ref for i in keep for _, t in found[i]))
    rivals = tuple(Value(found[i][0][0].text, tuple(t.ref for _, t in found[i])) for i in found if i not in keep)
    return Stands([_best_name(n for n, _ in found[i]) for i in keep], refs, rivals, "the areas that are named" if keep else "")


def _vague_part(name: Name) -> bool:
    """True for `شمال البلاد`, which says nothing of where beside the areas that are named."""
    key = key_of(name.text)
    return bool(codes("part", key[:1])) and bool(codes("whole", key))


def _country(told: list[Told]) -> Stands:
    """The country of the reports, as they write it: a cessation whose area is not told."""
    country = first_country(told[0].report.home)
    names = [
        n
        for t in told[0].report.told
        for f in ("places", "areas")
        for n in getattr(t.claim, f, ())
        if place_of(n, Counter(), None) == country
    ]
    if not country or not (known := place(country)):
        return Stands([])
    return Stands([_best_name(names) if names else known.name_ar], why="no area is told: the country that the report is about")


def _unknown(name: Name) -> str:
    return "whole" if is_whole(name) else plain(name.text) or name.text


def _best_name(names: Iterable[Name]) -> str:
    counted = Counter(n.text for n in names)
    return max(sorted(counted), key=lambda text: (counted[text], -len(text)))


def _names(given: list[tuple[Name, Told]], why: str) -> Stands:
    found: dict[str, list[tuple[Name, Told]]] = {}
    for name, told in given:
        found.setdefault(_who(name, told), []).append((name, told))
    texts = [_best_name(n for n, _ in names) for names in found.values()]
    return Stands(
        texts, tuple(dict.fromkeys(t.ref for names in found.values() for _, t in names)), why=f"{why} the claims" if texts else ""
    )


def _who(name: Name, told: Told) -> str:
    where = (told.report.home, told.report.day)
    return actor_of(name, *where) or place_of(name, *where) or plain(name.text)


def _parties(claims: list[tuple[Told, Told_ceasefire]]) -> Stands:
    given = [(n, t, c) for t, c in claims for n in c.parties if c.action not in NOT_PARTIES and _may_be_bound(n, t)]
    everyone = [(n, t) for n, t, _ in given if _is_everyone(n)]
    if everyone:
        return Stands([_best_name(n for n, _ in everyone)], tuple(dict.fromkeys(t.ref for _, t in everyone)), why="all sides, as it says")
    return _names([(n, t) for n, t, _ in given], "named by")


def _may_be_bound(name: Name, told: Told) -> bool:
    """True but for words of the ceasefire's own name, and for monitors and relief groups."""
    if key_of(name.text) in table()["not_party"]:
        return False
    ident = actor_of(name, told.report.home, told.report.day)
    return _is_everyone(name) or not ident or not (side := party(ident)) or fights(side)


def _is_everyone(name: Name) -> bool:
    return bool(codes("everyone", key_of(name.text)))


def _brokers(claims: list[tuple[Told, Told_ceasefire]]) -> Stands:
    made = [(n, t) for t, c in claims if c.action not in ("called_for", "rejected", "violated") for n in c.brokers]
    called = [(n, t) for t, c in claims if c.action == "called_for" for n in c.brokers]
    if not made and not called:
        made = [(n, t) for t, c in claims for n in c.brokers]
    made = _sponsors(made)
    given = made + called if not made or len(claims) < 8 else made + [p for p in called if _who(*p) in {_who(*m) for m in made}]
    counted = Counter(_who(n, t) for n, t in given)
    kept = [(n, t) for n, t in given if counted[_who(n, t)] >= RARE * len(given)]
    return _names(kept, "named by")


def _sponsors(made: list[tuple[Name, Told]]) -> list[tuple[Name, Told]]:
    """The brokers without those of claims that name nobody but who told of it, where another claim names others."""
    others = [(n, t) for n, t in made if not _only_tells(t)]
    return others or made


def _only_tells(told: Told) -> bool:
    assert isinstance(told.claim, Told_ceasefire)
    return {_who(n, told) for n in told.claim.brokers} <= {_who(n, told) for n in told.claim.source}


def _ends(starts: dt.date | None, hours: int | None, daily: str | None, group: list[Terms]) -> dt.date | None:
    if not starts or not hours or daily or any(one.daily for one in group):
        return None
    return starts + dt.timedelta(hours=hours)


def _linked(n: int, made: list[Ceasefire], whole: list[Terms], near: list[int]) -> Ceasefire:
    one, terms = made[n], whole[n]
    extends = _extended(n, whole, near) if terms.extension else None
    under = _umbrella(n, made, whole, near)
    starts = one.starts
    if not starts.value and len(terms.areas) > 1 and not terms.country:
        starts = _from_parts(n, made, whole, near) or starts
    return replace(
        one, starts=starts, extends=made[extends].id if extends is not None else None, under=made[under].id if under is not None else None
    )


def _near(a: Terms, b: Terms) -> bool:
    if a.areas & b.areas or any(x in above(y) or y in above(x) for x in a.areas for y in b.areas):
        return True
    return any((d := km(x, y)) is not None and d < 25 for x in a.areas for y in b.areas)


def _together(a: Terms, b: Terms) -> bool:
    """True where one report tells of both, or they are told of within a month."""
    if {id(t.report) for t in a.told} & {id(t.report) for t in b.told}:
        return True
    x, y = (sorted(t.report.day for t in one.told if t.report.day) for one in (a, b))
    return bool(x and y) and max(x[0] - y[-1], y[0] - x[-1]) < dt.timedelta(days=31)


def _extended(n: int, whole: list[Terms], near: list[int]) -> int | None:
    """The ceasefire of the same area, a country's only for a country: the last extension before it, else the narrowest that is none."""
    own = whole[n]
    fitting = [m for m in near if whole[m].actions & MADE and _near(whole[m], own) and _together(whole[m], own)]
    fitting = [m for m in fitting if whole[m].country == own.country and (not whole[m].extension or _before(whole[m], own))]
    earlier = [m for m in fitting if whole[m].extension]
    if earlier:
        return max(earlier, key=lambda m: (min(whole[m].starts), -m))
    return min(fitting, key=lambda m: (len(whole[m].areas), m), default=None)


def _before(a: Terms, b: Terms) -> bool:
    """True where both tell when they begin, and the first does so earlier, in an area of the second."""
    return bool(a.starts and b.starts and a.areas & b.areas) and min(a.starts) < min(b.starts)


def _umbrella(n: int, made: list[Ceasefire], whole: list[Terms], near: list[int]) -> int | None:
    """The arrangement over several areas that holds this one's, else the cessation of the whole country."""
    own = whole[n]
    if not own.actions & MADE or own.country or made[n].cls.value == "cessation" and not own.areas:
        return None
    over = [
        m
        for m, o in ((m, whole[m]) for m in near)
        if len(o.areas) > 1 and not o.hours and not o.country and o.actions & MADE and len(own.areas) <= len(o.areas)
    ]
    fitting = [m for m in over if _near(whole[m], own) and _together(whole[m], own)]
    if fitting and not (len(own.areas) > 1 and not own.hours):
        return fitting[0]
    country = [
        m
        for m, o in ((m, whole[m]) for m in near)
        if made[m].cls.value == "cessation"
        and not o.extension
        and (o.country or not o.areas)
        and o.actions & (MADE | {"violated", "holding"})
    ]
    return max((m for m in country if _together(whole[m], own)), key=lambda m: (len(whole[m].told), -m), default=None)


def _from_parts(n: int, made: list[Ceasefire], whole: list[Terms], near: list[int]) -> Stands | None:
    """An arrangement over several areas begins with the first of them."""
    parts = [
        made[m]
        for m, o in ((m, whole[m]) for m in near)
        if not o.extension and not o.country and o.starts and o.areas and _near(o, whole[n]) and _together(o, whole[n]) and o.actions & MADE
    ]
    parts = [c for c in parts if c.starts.value]
    if not parts:
        return None
    first = min(parts, key=lambda c: c.starts.value)
    return Stands(first.starts.value, first.starts.claims, why=f"the first of its parts, {first.id}")

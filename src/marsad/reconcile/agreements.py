"""The record of a ceasefire: the value of each field that stands, its rivals and the claims for them; which extends or lies under which."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

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


@dataclass(frozen=True, slots=True)
class Summary:
    """What other ceasefires ask of one: its terms, when it is told of, by which reports without a day; `item` names its first claims."""

    item: str
    id: str
    cls: str
    starts: Stands
    side: str
    areas: frozenset[str]
    actions: frozenset[str]
    hours: frozenset[int]
    begun: frozenset[dt.date]
    country: bool
    extension: bool
    told: int
    first: dt.date | None
    last: dt.date | None
    undated: bool
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Links:
    """The ids of what a ceasefire extends and lies under; when it begins, where only its parts tell."""

    extends: str | None = None
    under: str | None = None
    starts: Stands | None = None


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
    return replace(made, side=_side(_joined(group)))


def summary(made: Ceasefire, group: list[Terms]) -> Summary:
    """What other ceasefires ask of the one of this record and group."""
    whole = _joined(group)
    days = sorted(t.report.day for t in whole.told if t.report.day)
    return Summary(
        group[0].item,
        made.id,
        made.cls.value,
        made.starts,
        made.side,
        whole.areas,
        whole.actions,
        whole.hours,
        whole.starts,
        whole.country,
        whole.extension,
        len(whole.told),
        days[0] if days else None,
        days[-1] if days else None,
        len(days) < len(whole.told),
        frozenset(t.report.id for t in whole.told if not t.report.day),
    )


def applied(made: Ceasefire, links: Links, side: str) -> Ceasefire:
    """The record with what others tell of it."""
    return replace(made, starts=links.starts or made.starts, extends=links.extends, under=links.under, side=side)


def _side(whole: Terms) -> str:
    """`unilateral`, `bilateral` or `multilateral`, by how many of those bound fight on sides of their own; empty where none is told."""
    claims = [(t, t.claim) for t in whole.told if isinstance(t.claim, Told_ceasefire) and t.claim.action not in NOT_PARTIES]
    names = [(n, t) for t, c in claims for n in c.parties]
    if any(_is_everyone(n) for n, _ in names):
        return "multilateral"
    ids = {actor_of(n, t.report.home, t.report.day) for n, t in names}
    found = {bloc(side) for i in ids if i and (side := party(i)) and fights(side)}
    return ("", "unilateral", "bilateral")[len(found)] if len(found) < 3 else "multilateral"


def side_of(ident: str, above_it: Callable[[str], tuple[str, str | None]]) -> str:
    """Its own side, else what it extends or lies under tells, where that tells of no party either what is above that."""
    seen: list[str] = []
    side, outer = above_it(ident)
    while outer and outer not in seen and not side:
        seen.append(outer)
        side, outer = above_it(outer)
    return side


def neighbours(known: list[Summary]) -> list[list[Summary]]:
    """For each ceasefire the others, in order, that may be told of together with it: in one report, or in months that touch."""
    by_month: dict[str, set[int]] = defaultdict(set)
    for n, one in enumerate(known):
        for month in months(one):
            by_month[month].add(n)
    return [[known[m] for m in sorted(set().union(*(by_month[month] for month in months(one))) - {n})] for n, one in enumerate(known)]


def months(one: Summary) -> set[str]:
    """The months from a month before the first telling to a month after the last; `undated` where a report has no day."""
    found = {"undated"} if one.undated else set()
    if one.first and one.last:
        span = range(one.first.year * 12 + one.first.month - 1, one.last.year * 12 + one.last.month + 2)
        found.update(str(number) for number in span)
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


def linked(one: Summary, near: list[Summary]) -> Links:
    """What a ceasefire extends and lies under, of those near it in the order of their first claims."""
    extends = _extended(one, near) if one.extension else None
    under = _umbrella(one, near)
    own = one.starts.value is None and len(one.areas) > 1 and not one.country
    return Links(extends.id if extends else None, under.id if under else None, _from_parts(one, near) if own else None)


def _near(a: Summary, b: Summary) -> bool:
    if a.areas & b.areas or any(x in above(y) or y in above(x) for x in a.areas for y in b.areas):
        return True
    return any((d := km(x, y)) is not None and d < 25 for x in a.areas for y in b.areas)


def _together(a: Summary, b: Summary) -> bool:
    """True where they are told of within a month, or one report without a day tells of both."""
    if a.reports & b.reports:
        return True
    if not (a.first and a.last and b.first and b.last):
        return False
    return max(a.first - b.last, b.first - a.last) < dt.timedelta(days=31)


def _extended(own: Summary, near: list[Summary]) -> Summary | None:
    """The ceasefire of the same area, a country's only for a country: the last extension before it, else the narrowest that is none."""
    fitting = [one for one in near if _may_be_extended(own, one)]
    earlier = [one for one in fitting if one.extension]
    if earlier:
        return max(earlier, key=lambda one: min(one.begun))
    return min(fitting, key=lambda one: len(one.areas), default=None)


def _may_be_extended(own: Summary, one: Summary) -> bool:
    if one.country != own.country or not one.actions & MADE or one.extension and not _before(one, own):
        return False
    return _near(one, own) and _together(one, own)


def _before(a: Summary, b: Summary) -> bool:
    """True where both tell when they begin, and the first does so earlier, in an area of the second."""
    return bool(a.begun and b.begun and a.areas & b.areas) and min(a.begun) < min(b.begun)


def _umbrella(own: Summary, near: list[Summary]) -> Summary | None:
    """The arrangement over several areas that holds this one's, else the cessation of the whole country."""
    if not own.actions & MADE or own.country or own.cls == "cessation" and not own.areas:
        return None
    fitting = (one for one in near if _is_over(own, one))
    if not (len(own.areas) > 1 and not own.hours) and (found := next(fitting, None)):
        return found
    return max((one for one in near if _is_general(own, one)), key=lambda one: one.told, default=None)


def _is_over(own: Summary, one: Summary) -> bool:
    several = len(one.areas) > 1 and not one.hours and not one.country and len(own.areas) <= len(one.areas)
    return several and bool(one.actions & MADE) and _near(one, own) and _together(one, own)


def _is_general(own: Summary, one: Summary) -> bool:
    whole = one.cls == "cessation" and not one.extension and (one.country or not one.areas)
    return whole and bool(one.actions & (MADE | {"violated", "holding"})) and _together(one, own)


def _from_parts(own: Summary, near: list[Summary]) -> Stands | None:
    """An arrangement over several areas begins with the first of them."""
    parts = [one for one in near if _is_part(own, one)]
    first = min((one for one in parts if one.starts.value), key=lambda one: one.starts.value, default=None)
    return Stands(first.starts.value, first.starts.claims, why=f"the first of its parts, {first.id}") if first else None


def _is_part(own: Summary, one: Summary) -> bool:
    if one.extension or one.country or not one.begun or not one.areas or not one.actions & MADE:
        return False
    return _near(one, own) and _together(one, own)


def says_the_same(own: Summary, links: Links, was: Summary | None, now: Summary | None) -> bool:
    """True where what a ceasefire is linked with stays what it is though one near it is told of otherwise than it was."""
    if not was or not now:
        return not any(_roles(own, one) for one in (was, now) if one)
    grown = was.told == now.told or was.told < now.told and links.under == was.id
    return _roles(own, was) == _roles(own, now) and (grown or not _is_general(own, now))


def _roles(own: Summary, one: Summary) -> tuple[object, ...]:
    """What another ceasefire may be to this one, and what it is chosen by; nothing where it may be nothing."""
    extended = own.extension and _may_be_extended(own, one)
    found = (
        extended and (one.extension, one.begun, len(one.areas)),
        _is_over(own, one),
        _is_general(own, one),
        _is_part(own, one) and one.starts,
    )
    return (one.id, *found) if any(found) else ()

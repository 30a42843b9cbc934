"""What one report tells, happening by happening: its incident claims brought together, casualties put where they belong."""

from __future__ import annotations

import datetime as dt
from copy import copy

from marsad.model.claim import Casualties, Incident
from marsad.reconcile.compare import CONTRADICTS, NO, Point, by_figures, compare, score, total
from marsad.reconcile.happening import Happening, of_casualties, of_incident
from marsad.reconcile.kinship import kinds
from marsad.reconcile.names import governorate, plain
from marsad.reconcile.told import Telling, Told
from marsad.reconcile.tolls import period_of
from marsad.reconcile.words import codes

NEAR_BY = 3  # sentences
SAME = 2.15
GENERAL = {"attack"}
KNOWN, KNOWN_ALONE = 1.0, 1.6
AFTERMATH = frozenset({"looting_destruction"})
TOLD_IN_SUM = 10
LARGE = 10_000


def episodes(report: Telling) -> tuple[list[Happening], list[Told]]:
    """(the happenings of the report in order, the figures that belong to no incident but to a toll)."""
    made: list[Happening] = []
    for told in report.told:
        if isinstance(told.claim, Incident):
            _add(made, of_incident(told), report)
    tolls = _casualties(made, report)
    _fill_place(made)
    made = _told_again(made, report)
    for one in made:
        _fill_day(one, report)
        one.parts = []
    return made, tolls


def _add(made: list[Happening], new: Happening, report: Telling) -> None:
    scored = [(_score(old, new, report), -n) for n, old in enumerate(made)]
    best, place = max(scored, default=(0.0, 0))
    if best >= SAME:
        made[-place].join(new)
    else:
        new.parts = [copy(new)]
        made.append(new)


def _score(old: Happening, new: Happening, report: Telling) -> float:
    if new.types <= AFTERMATH and not old.types <= AFTERMATH:
        return _aftermath(old, new)
    found = score(old, new)
    if found < CONTRADICTS:
        return CONTRADICTS
    found += total(_in_report(old, new, report))
    if found < SAME or any(score(part, new) < CONTRADICTS for part in old.parts):
        return CONTRADICTS
    return found


def _aftermath(old: Happening, new: Happening) -> float:
    """What a strike destroyed stands with the strike: told in its sentence or the next one."""
    gap = min(abs(new.told[0].sentence - t.sentence) for t in old.told)
    own = new.told[0].past or new.placed or any(t for t in new.told if t.days)
    hurts = any(kinds()[t].violent for t in old.types)
    apart = min(abs(new.told[0].claim.span.start - t.claim.span.end) for t in old.told)
    if not hurts or gap > 8 or old.intended or old.by and new.by and not old.by & new.by:
        return 0.0
    if (own or gap == 0 and apart > 250) and (gap > 1 or apart > 250) or apart > 1500 or old.campaign != new.campaign and gap:
        return 0.0
    points = [p for p in compare(old, new) if p.name not in ("type", "scale")]
    return 0.0 if total(points) < CONTRADICTS else SAME + total(points) / 10 + 1 / (1 + gap)


def _in_report(old: Happening, new: Happening, report: Telling) -> list[Point]:
    """What the order of telling adds: neighbours without a place of their own, a strike that is named again."""
    told = new.told[0]
    gap = min(abs(told.sentence - t.sentence) for t in old.told)
    points = []
    if gap <= 1:
        points.append(Point("order", 0.5, "told side by side"))
    if gap == 0 and (point := _coordinated(old, new)):
        points.append(point)
    if gap > 5 and not old.leaves & new.leaves:
        points.append(Point("order", -0.5, "told far from each other"))
    if any(w.startswith(("ال", "وال", "بال", "لل")) for w in told.words[:2]):
        points.append(_as_known(new))
    if _far(old, new, report):
        points.append(Point("day", -3.0 if gap else -1.0, "one of now, one of the past"))
    elif old.past != new.past and gap:
        points.append(Point("day", -2.0, "one of now, one of the past"))
    if told.sentence <= 4 and min(t.sentence for t in old.told) <= 2:
        points.append(Point("order", 0.8, "the lede and what follows it"))
    if old.by and new.by and not old.by & new.by:
        points.append(Point("actors", NO, "sides that the report tells apart"))
    return points


def _as_known(new: Happening) -> Point:
    """`القصف` without a place or a day of its own is the shelling that was told of; `الهجوم` may be any act."""
    alone = not (new.placed or new.dated or new.past) and new.types != GENERAL
    return Point("order", KNOWN_ALONE if alone else KNOWN, "named as known")


def _coordinated(old: Happening, new: Happening) -> Point | None:
    """Acts that one sentence lists are several, but for strikes from the air and from guns told in one breath."""
    told = new.told[0]
    last = max((t for t in old.told if isinstance(t.claim, Incident) and t.sentence == told.sentence), key=_start, default=None)
    if last is None:
        return None
    names = [{plain(n.text) for n in t.claim.by} for t in (last, told)]  # type: ignore[attr-defined]
    same = names[0] == names[1]
    if told.claim.span.start - last.claim.span.end < 25 and {last.claim.type, told.claim.type} == {"air_strike", "shelling"}:
        return Point("order", 2.0, "told in one breath") if same else Point("order", NO, "told as two")
    if last.claim.type != told.claim.type:
        return Point("order", -2.5, "acts that one sentence lists")
    return None if same and names[0] else Point("order", -3.0, "acts that one sentence lists")


def _start(told: Told) -> int:
    return told.claim.span.start


def _far(old: Happening, new: Happening, report: Telling) -> bool:
    """True where one has a day of the past and the other none."""
    focus = _focus(report)
    if bool(old.dated) == bool(new.dated) or not focus:
        return False
    days = old.days if old.dated else new.days
    return bool(days) and abs(focus - days[1]) > dt.timedelta(days=2)  # type: ignore[index]


def _focus(report: Telling) -> dt.date | None:
    """The day that the report is about: the first day of its lede, else its own."""
    for told in report.told:
        if isinstance(told.claim, Incident):
            near = told.sentence <= 3 and told.days and told.days[1] - told.days[0] <= dt.timedelta(days=2)
            return told.days[1] if near and told.days else report.day
    return report.day


def _casualties(made: list[Happening], report: Telling) -> list[Told]:
    tolls: list[Told] = []
    home: dict[str, Happening | None] = {}
    acts = list(made)
    for told in report.told:
        claim = told.claim
        if not isinstance(claim, Casualties):
            continue
        whole = home.get(claim.of) if claim.of else None
        if claim.of and claim.of in home:
            into = whole
        elif is_toll(told):
            into = None
        else:
            into = _host(acts, told) or _alone(made, told, report)
            if into and into.campaign:
                tolls.append(told)
                home.setdefault(claim.quote, None)
                continue
        home.setdefault(claim.quote, into)
        if into is None:
            if claim.of or is_toll(told):
                tolls.append(told)
                continue
            into = of_casualties(told)
            into.parts = [copy(into)]
            made.append(into)
        else:
            _put(into, told)
    return tolls


def _told_again(made: list[Happening], report: Telling) -> list[Happening]:
    """The happenings, those brought together that the body of the report tells again with the same victims."""
    kept: list[Happening] = []
    for new in made:
        scored = [(_again(old, new), -n) for n, old in enumerate(kept)]
        best, place = max(scored, default=(0.0, 0))
        if best >= SAME:
            kept[-place].join(new)
        else:
            kept.append(new)
    return kept


def _again(old: Happening, new: Happening) -> float:
    if old.by and new.by and not old.by & new.by or not by_figures(old, new).score > 0:
        return 0.0
    found = score(old, new)
    if found < SAME or any(score(x, y) < CONTRADICTS for x in old.parts for y in new.parts):
        return 0.0
    return found


def is_toll(told: Told) -> bool:
    """True for a figure summed over a period, or one that no single incident could have."""
    claim = told.claim
    assert isinstance(claim, Casualties)
    if period_of(claim) or told.habit and not told.days and (claim.min or 0) > 1:
        return True
    if (claim.min or 0) >= TOLD_IN_SUM and not told.days and "habit" in codes("repeated", told.report.words(told.sentence)):
        return True
    return (claim.min or 0) >= LARGE or (claim.outcome == "displaced" and (claim.min or 0) >= 1000)


def _put(into: Happening, told: Told) -> None:
    if told not in into.told:
        extra = of_casualties(told)
        into.join(extra)


def _host(acts: list[Happening], told: Told) -> Happening | None:
    """The incident whose victims a figure counts: the nearest that it does not contradict."""
    best, where = 0.0, None
    for one in acts:
        score = _hosts(one, told)
        if score > best:
            best, where = score, one
    return where


def _hosts(one: Happening, told: Told) -> float:
    claim = told.claim
    assert isinstance(claim, Casualties)
    near = min((abs(t.sentence - told.sentence), abs(t.claim.span.start - told.claim.span.start)) for t in one.told)
    if near[0] > 9 or one.intended:
        return 0.0
    if not _may_cause(one, claim.outcome):
        return 0.0
    figure = of_casualties(told)
    if near[0] > NEAR_BY and by_figures(one, figure).score < 0:
        return 0.0  # a figure told far from the act, and far from what is said of its victims
    points = [p for p in compare(one, figure) if p.name not in ("figures", "scale")]
    if one.campaign and not told.days:
        points.append(Point("scale", -0.5, "a campaign has tolls"))
    score = total(points)
    if score < CONTRADICTS:
        return 0.0
    return max(0.0, 3.0 - near[0] * 0.5 - near[1] / 1000 + score)


def _may_cause(one: Happening, outcome: str) -> bool:
    types = one.types
    if outcome in ("detained", "abducted"):
        return bool(types & {"arrest", "abduction", "release", "attack"})
    if outcome == "displaced":
        return bool(types & {"displacement"})
    return any(kinds()[t].violent for t in types) or bool(types & {"protest", "riot", "seizure", "looting_destruction"})


def _alone(made: list[Happening], told: Told, report: Telling) -> Happening | None:
    """Another figure of the report that tells of the same victims."""
    new = of_casualties(told)
    for old in made:
        if not old.types and score(old, new) >= SAME:
            return old
    return None


def _fill_place(made: list[Happening]) -> None:
    """What is told without a place is taken to lie in the region of what was told before it, or first after it."""
    placed = [(one.told[0].claim.span.start, outer) for one in made if (outer := _region(one))]
    for one in made:
        if placed and not one.placed and not one.past:
            at = one.told[0].claim.span.start
            one.wide = max((p for p in placed if p[0] <= at), key=lambda p: p[0], default=min(placed, key=lambda p: p[0]))[1]
            one.assumed = True


def _region(one: Happening) -> frozenset[str]:
    outer = one.wide or frozenset(g for x in one.leaves if (g := governorate(x)))
    return frozenset() if one.past or one.assumed else outer


def _fill_day(one: Happening, report: Telling) -> None:
    """A happening without a day of its own is of the report's day or the day before."""
    if one.days is None and report.day and not one.intended and not one.past:
        one.days = (report.day - dt.timedelta(days=1), report.day)

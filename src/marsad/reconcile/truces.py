"""From ceasefire claims to agreements: within a report by terms and by order of telling, across reports by terms and time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from marsad.model.claim import Ceasefire
from marsad.reconcile import leftout
from marsad.reconcile.greedy import Way, grouped, name_of, numbered
from marsad.reconcile.names import above
from marsad.reconcile.terms import IN_FORCE, TOLD_OF, WISHED, Terms, alike, by_area, terms
from marsad.reconcile.told import Telling
from marsad.resolve.home import countries_of

CESSATION = frozenset({"cessation"})
SAME = 1.0
THE_ONE = 0.5  # `وقف الأعمال العدائية` alone is the one of the whole country
LINKED = 1.5
WIDEST = 100
LATER = dt.timedelta(days=2)
APART = dt.timedelta(days=30)


def of_report(report: Telling) -> list[Terms]:
    """The ceasefires that one report tells of, in the order of their first claims."""
    made: list[Terms] = []
    last: Terms | None = None
    for told in report.told:
        if not isinstance(told.claim, Ceasefire):
            continue
        new = terms(told)
        if new.extension:
            new.starts -= _bases(made, new)
        last = _place(made, new, last)
    made = _named_later(made)
    leftout.add(report, made)
    return made


def _named_later(made: list[Terms]) -> list[Terms]:
    """The ceasefires, a first bare mention (`242 خرقاً للهدنة`) joined to the only one that the report tells more of."""
    if len(made) != 2 or not made[0].bare or made[1].extension or not made[0].actions <= TOLD_OF:
        return made
    first, second = made
    if first.named and second.named and not first.named & second.named:
        return made
    first.join(second)
    return [first]


def _bases(made: list[Terms], new: Terms) -> frozenset[dt.date]:
    """The first days of what an extension may extend: `التي بدأت ليل الجمعة ومُددت` tells no day of the extension."""
    return frozenset().union(*(old.starts for old in made if not old.extension and by_area(old, new) >= 0))


def _place(made: list[Terms], new: Terms, last: Terms | None) -> Terms:
    if last and (new.bare or new.adds) and not new.extension:
        into: Terms | None = _known(made, new, last)
    elif _covers_several(made, new):
        into = None
    else:
        scored = [(_score(old, new, last), -n) for n, old in enumerate(made)]
        best, at = max(scored, default=(0.0, 0))
        into = made[-at] if best >= SAME else None
    if into is None:
        made.append(new)
        return new
    into.join(new)
    return into


def _known(made: list[Terms], new: Terms, last: Terms) -> Terms | None:
    """The last ceasefire that was told of, or the last of the class that the words name; none where a new cessation is named."""
    wanted = new.named or new.classes
    wished = last.actions <= WISHED and new.actions <= IN_FORCE and new.named == CESSATION
    if not wanted or len(wanted) > 1:
        return last
    fitting = [old for old in made if not old.extension and not _calm_alone(old)]
    found = next((old for old in reversed(fitting) if old.named & wanted and (wanted != CESSATION or not _local(old))), None)
    if wished or new.named == CESSATION and _local(last):
        general = next((old for old in reversed(fitting) if old.named & wanted and not _local(old) and not old.actions <= WISHED), None)
        if wished or general:
            return general
    if wanted & last.named:
        return last
    if wanted != CESSATION:
        return found or next((old for old in fitting if len(old.areas) > 1 and not old.hours), last)
    if found:
        return found
    return None if _local(last) else last


def _local(one: Terms) -> bool:
    return bool(one.areas) and not one.country


def _covers_several(made: list[Terms], new: Terms) -> bool:
    """True for the arrangement over two or more ceasefires that have areas of their own."""
    if len(new.areas) < 2:
        return False
    narrow = [old for old in made if len(old.areas) == 1 or old.areas and old.hours and not old.extension]
    own = [old for old in narrow if any(_in(x, y) for x in old.areas for y in new.areas)]
    umbrella = any(len(old.areas) > 1 and by_area(old, new) > 0 and not old.hours for old in made)
    return not umbrella and not new.hours and len({old.areas for old in own}) > 1


def _in(x: str, y: str) -> bool:
    return x == y or y in above(x) or x in above(y)


def _score(old: Terms, new: Terms, last: Terms | None) -> float:
    if new.extension != old.extension:
        return _extension(old, new)
    score = sum(s for _, s in alike(old, new))
    if old is last:
        score += 0.7
    wished = {"called_for", "negotiated"}
    if old.actions <= wished and new.actions & TOLD_OF:
        score -= 5.0 if new.starts else 1.5
    if _calm_alone(old):
        score -= 3.0
    if new.named == CESSATION and not new.areas and _local(old):
        score -= 2.0
    if len(old.areas) > 1 and len(new.areas) > 1 and not new.hours and not old.hours:
        score += 2.0  # the arrangement over several areas goes by many names
    if len(old.areas) == 1 and len(new.areas) > 1 and not new.hours:
        score -= 1.0
    if len(old.areas) > 1 and not old.hours and (new.hours or new.starts) and not new.areas >= old.areas:
        score -= 1.5  # a ceasefire of its own under the arrangement over several areas
    return score


def _calm_alone(one: Terms) -> bool:
    """A quiet day that no agreement is told of."""
    return one.actions == {"holding"} and bool(one.starts)


def _extension(old: Terms, new: Terms) -> float:
    """An extension is a ceasefire of its own; what is told of one day or length of it belongs to it."""
    if new.extension:
        return -5.0
    if new.starts and old.starts and new.starts <= old.starts:
        return sum(s for _, s in alike(old, new))
    return -1.0


def link(found: Iterable[Terms]) -> list[list[Terms]]:
    """The same ceasefire told by several reports, brought together; the order of the input does not matter."""
    return grouped(numbered(found, name), WAY)


@dataclass(slots=True)
class Held:
    """A group as further ceasefires are compared with it: all its terms, the days it is told on, what each report tells of it."""

    whole: Terms | None = None
    days: set[dt.date] = field(default_factory=set)
    there: dict[str, list[Terms]] = field(default_factory=dict)


def _added(held: Held, one: Terms) -> Held:
    if held.whole is None:
        held.whole = _copy(one)
    else:
        held.whole.join(one)
    held.there.setdefault(one.told[0].report.id, []).append(one)
    if day := _day(one):
        held.days.add(day)
    return held


def _best(held: Held, unit: Sequence[Terms]) -> float:
    assert held.whole
    return _fits(held.whole, held.there.get(unit[0].told[0].report.id, []), held.days, unit[0])


def _copy(one: Terms) -> Terms:
    made = Terms(extension=one.extension)
    made.join(one)
    made.told = list(one.told)
    return made


def name(one: Terms) -> str:
    """What is told in full first, so that bare mentions find it."""
    first, day = one.told[0], _day(one)
    return name_of(f"{int(day is None)}{int(one.bare)} {day or ''}", first.report.id, *first.claim.span)


def _day(one: Terms) -> dt.date | None:
    return next((t.report.day for t in one.told if t.report.day), None)


def _near_in_time(days: set[dt.date], one: Terms) -> bool:
    """True where one of these days lies within a month of the day on which it is told, or a day is not known."""
    own = _day(one)
    return not days or not own or any(abs(own - day) <= APART for day in days)


def _quiet_before(a: Terms, b: Terms) -> bool:
    """True for a quiet of days before, beside a ceasefire of so many hours told without a first day: it is not its beginning."""
    if _calm_alone(a) == _calm_alone(b):
        return False
    quiet, other = (a, b) if _calm_alone(a) else (b, a)
    day = _day(other)
    return bool(other.hours and not other.starts and day and day - min(quiet.starts) > LATER)


def stands(one: Terms) -> list[str]:
    """The country of the report or the areas, by the month and its neighbours, and by the days it is said to begin."""
    home = countries_of(one.told[0].report.home)
    countries = {i.split("/")[0] for i in one.areas} or set(sorted(home, key=lambda c: (-home[c], c))[:3]) or {"?"}
    day = _day(one)
    month = day.year * 12 + day.month if day else 0
    begun = [f"from {start}" for start in sorted(one.starts)]
    months: list[int | str] = [month - 1, month, month + 1, 0] if day else [0]
    return [f"{c}|{m}" for c in sorted(countries) for m in (*months, *begun)]


def _fits(whole: Terms, there: list[Terms], days: set[dt.date], one: Terms) -> float:
    """How well one fits a group; `there` are the members that its own report tells, which it held apart already."""
    if whole.extension != one.extension or _quiet_before(whole, one):
        return 0.0
    if any(not (t.hours & one.hours or whole.council and one.council) for t in there):
        return 0.0
    if not _near_in_time(days, one) and not whole.starts & one.starts:
        return 0.0
    general = one.bare and one.named == CESSATION and whole.country
    return sum(s for _, s in alike(whole, one)) + (THE_ONE if general else 0.0)


def looks(one: Terms) -> list[str]:
    """The same; what is told without a day, which comes last, is looked for among all of its countries."""
    return [key for key in stands(one) if not (only_stands(key) and _day(one))]


def only_stands(key: str) -> bool:
    """True for the block of all that is told of a country."""
    return key.endswith("|0")


WAY = Way("truces", stands, looks, only_stands, only_stands, Held, _added, _best, LINKED, WIDEST)
"""How ceasefires are grouped."""

"""What one ceasefire claim says of the terms: where, for how long, between and by whom; and how near two sets of terms are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from marsad.model.claim import Ceasefire, Name
from marsad.reconcile.names import above, actor_of, km, place
from marsad.reconcile.sides import root
from marsad.reconcile.told import Told
from marsad.reconcile.words import codes, table
from marsad.resolve.gazetteer import narrowest
from marsad.resolve.index import key_of

IN_FORCE = frozenset({"agreed", "started", "extended", "holding", "violated", "ended", "suspended"})
WISHED = frozenset({"called_for", "negotiated", "rejected"})
FAR = 60.0  # km
CALLS = frozenset({"called_for", "rejected"})
TOLD_OF = frozenset({"holding", "violated", "ended", "suspended", "rejected"})


@dataclass(slots=True)
class Terms:
    """Terms as far as they are told; sets grow as claims join. `council`: an order of the United Nations; `whole`: a whole country."""

    told: list[Told] = field(default_factory=list)
    areas: frozenset[str] = frozenset()
    brokers: frozenset[str] = frozenset()
    hours: frozenset[int] = frozenset()
    starts: frozenset[dt.date] = frozenset()
    classes: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    council: bool = False
    whole: bool = False
    daily: bool = False
    extension: bool = False
    votes: Counter[str] = field(default_factory=Counter)
    left_out: list[tuple[Name, Told]] = field(default_factory=list)
    item: str = ""

    def join(self, other: Terms) -> None:
        """Take in what the other terms say."""
        self.told += other.told
        for name in ("areas", "brokers", "hours", "starts", "classes", "named", "actions"):
            setattr(self, name, getattr(self, name) | getattr(other, name))
        self.votes += other.votes
        self.left_out = self.left_out + other.left_out
        self.council, self.daily = self.council or other.council, self.daily or other.daily
        self.whole = self.whole or other.whole

    @property
    def bare(self) -> bool:
        """True where nothing tells which ceasefire is meant."""
        brokers = self.brokers and not self.actions <= TOLD_OF
        return not (self.areas or brokers or self.hours or self.starts or self.daily or self.council or self.whole)

    @property
    def adds(self) -> bool:
        """True where only what is left out of a ceasefire is told: it goes on about the last one."""
        excluded = any(t.claim.excluded for t in self.told if isinstance(t.claim, Ceasefire))
        return excluded and not (self.areas or self.whole or self.hours or self.starts or self.daily or self.council)

    @property
    def country(self) -> bool:
        """True where a whole country is covered."""
        return self.whole or any(p.type == "country" for i in self.areas if (p := place(i)))


def terms(told: Told) -> Terms:
    """The terms that one claim tells, its class and whether it is daily from the words of its quote and around it."""
    claim = told.claim
    assert isinstance(claim, Ceasefire)
    near = _near(told)
    made = Terms([told], actions=frozenset({claim.action}))
    made.areas = narrowest(told.leaves | told.wide)
    made.whole = any(is_whole(n) for n in claim.areas)
    names = [n for n in claim.brokers if key_of(n.text) not in table()["paper"]]
    made.brokers = frozenset(root(i) for n in names if (i := actor_of(n, told.report.home, told.report.day)))
    made.council = "un" in made.brokers or any(codes("council", key_of(n.text)) for n in [*names, *claim.source]) or _council(told.words)
    made.hours = frozenset({claim.hours}) if claim.hours else frozenset()
    made.starts = frozenset({claim.starts}) if claim.starts else frozenset()
    made.named = codes("class", told.words)
    made.classes = made.named or codes("class", near)
    made.votes = Counter([*(f"named {c}" for c in made.named), *(f"near {c}" for c in made.classes)])
    made.daily = bool(claim.daily or codes("daily", told.words))
    made.extension = claim.action == "extended"
    return made


def joined(group: list[Terms]) -> Terms:
    """What the terms of a group say together; an extension where the first ones are."""
    out = Terms(extension=group[0].extension)
    for one in group:
        out.join(one)
    return out


def is_whole(name: Name) -> bool:
    """True for `كل البلاد`, not for `شمال البلاد`."""
    key = key_of(name.text)
    return bool(codes("whole", key)) and not codes("part", key[:1])


def _council(words: tuple[str, ...]) -> bool:
    return bool(codes("council", words))


def _near(told: Told) -> tuple[str, ...]:
    """The words of the quote and eight more on each side."""
    text, span = told.report.text, told.claim.span
    if text is None:
        return told.words
    return key_of(text[max(0, span.start - 25) : span.end + 45])


def alike(a: Terms, b: Terms) -> list[tuple[str, float]]:
    """The named comparisons of two sets of terms that say something; far below 0 where they cannot be one."""
    points = [
        ("area", by_area(a, b)),
        ("brokers", by_brokers(a, b)),
        ("length", by_length(a, b)),
        ("start", by_start(a, b)),
        ("class", by_class(a, b)),
    ]
    return [p for p in points if p[1]]


def by_area(a: Terms, b: Terms) -> float:
    """the same area: 2; a part of it: a little; a country against a town: against; two areas apart: no."""
    if a.country and b.country:
        return 2.0
    if not (a.areas or a.whole) or not (b.areas or b.whole):
        return 0.0
    if a.country != b.country:
        return -1.5
    if a.areas & b.areas:
        return 0.5 if _far(a.areas, b.areas) or _far(b.areas, a.areas) else 2.0
    if any(x in above(y) or y in above(x) for x in a.areas for y in b.areas):
        return 1.2
    near = [d for x in a.areas for y in b.areas if (d := km(x, y)) is not None]
    return 0.8 if near and min(near) < 25 else -5.0


def _far(areas: frozenset[str], others: frozenset[str]) -> bool:
    """True where one of the areas lies far from all the others: another ceasefire, or the arrangement over several."""
    return any(all((d := km(x, y)) is not None and d > FAR for y in others) for x in areas - others)


def by_brokers(a: Terms, b: Terms) -> float:
    """both an order of the Council: 2; one sponsor in both: 1; other sponsors: against."""
    if a.council and b.council:
        return 2.0
    if a.actions <= CALLS or b.actions <= CALLS:
        return 1.0 if a.brokers & b.brokers else 0.0
    if a.council != b.council and a.brokers and b.brokers and not a.brokers & b.brokers:
        return -1.5
    if not a.brokers or not b.brokers:
        return 0.0
    return 1.0 if a.brokers & b.brokers else -0.5


def by_length(a: Terms, b: Terms) -> float:
    """the same length: 2; another one: strongly against; every day in both: 1.5."""
    score = 1.5 if a.daily and b.daily else -1.0 if a.daily != b.daily and a.hours and b.hours and not a.hours & b.hours else 0.0
    if not a.hours or not b.hours:
        return score
    if a.hours & b.hours:
        return score + 2.0
    return score - (1.5 if a.daily or b.daily else 3.0)


def by_start(a: Terms, b: Terms) -> float:
    """the same first day: 1; days apart: strongly against."""
    if not a.starts or not b.starts:
        return 0.0
    gap = min(abs((x - y).days) for x in a.starts for y in b.starts)
    return 1.0 if gap == 0 else -0.5 if gap == 1 else -3.0


def by_class(a: Terms, b: Terms) -> float:
    """a pause for relief in both: 1; a calm against a cessation: against."""
    if a.named and b.named:
        return 1.0 if a.named & b.named else -1.5
    if not a.classes or not b.classes:
        return 0.0
    return 0.5 if a.classes & b.classes else -0.5

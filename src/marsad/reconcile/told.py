"""One report's claims as they are compared: each with its sentence, days, places, sides, from a row of `{id, date, text, claims}`."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeVar

from marsad.model.claim import Casualties, Ceasefire, Claim, Days, Incident, Meeting, Name, Statement, from_json
from marsad.model.span import Span
from marsad.reconcile.kinship import kinds
from marsad.reconcile.names import above, actor_of, home, is_wide, namesake, place_of, plain
from marsad.reconcile.sides import party
from marsad.reconcile.words import codes
from marsad.resolve.home import Home
from marsad.resolve.index import key_of

ENDS = re.compile(r"\n+|(?<=[.!?؟…])[»”\"]?\s+")
KEPT = 50_000
T = TypeVar("T")
NEAR = 60
CITY = frozenset({"مدينه", "المدينه", "عاصمه", "العاصمه", "حي", "احياء"})
REGION = frozenset({"المنطقه", "منطقه", "المحافظه", "الريف", "الاقليم"})
FORCE = frozenset({"seizure", "damage", "siege", "holding"})
DAYS = ("when", "period")
MADE_ID = re.compile(r"(.+?)-(?:nd|\d{4}-\d{2}-\d{2})-[0-9a-f]{6,}$")


@dataclass(slots=True)
class Told:
    """A claim and what it is compared by: `leaves` are its narrowest places, `names` places that no theatre knows."""

    ref: str
    claim: Claim
    report: Telling
    sentence: int
    words: tuple[str, ...]
    leaves: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    days: Days | None = None
    wording: frozenset[str] = frozenset()
    past: bool = False
    habit: bool = False
    campaign: bool = False
    item: str = ""
    nth: int = 0  # how many claims of the report before it have the same ref

    @property
    def mark(self) -> str:
        """The ref, told apart from other claims of the same kind that begin at the same character."""
        return f"{self.ref}.{self.nth}" if self.nth else self.ref


@dataclass(slots=True)
class Telling:
    """A report as its claims are compared: who published it, when, and where its sentences begin."""

    id: str
    day: dt.date | None
    outlet: str
    text: str | None
    starts: list[int]
    told: list[Told]
    home: Home
    voice: str = ""
    _words: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds the character; without a text, of the stretch of 150 characters."""
        return bisect_right(self.starts, at) if self.text is not None else at // 150

    def words(self, number: int) -> tuple[str, ...]:
        """The folded words of a sentence."""
        if number not in self._words:
            self._words[number] = key_of(self.sentence_text(number))
        return self._words[number]

    def close(self) -> None:
        """Let go of what only the reading of the report needs: the text, statements and meetings, all words."""
        self.told = [t for t in self.told if isinstance(t.claim, Incident | Casualties | Ceasefire)]
        self.text, self.starts, self._words = None, [], {}
        for told in self.told:
            told.words = ()
            told.cities, told.against, told.wording = shared(told.cities), shared(told.against), shared(told.wording)
        if not any(isinstance(t.claim, Ceasefire) for t in self.told):
            self.home = Counter()

    def near(self, claim: Claim, number: int) -> tuple[str, ...]:
        """The folded words of a claim's quote and about ten more on each side of it in its sentence."""
        if self.text is None or number < 1:
            return ()
        first = max(self.starts[number - 1], claim.span.start - NEAR)
        last = min(self.starts[number] if number < len(self.starts) else len(self.text), claim.span.end + NEAR)
        return key_of(self.text[first:last])

    def sentence_text(self, number: int) -> str:
        """The characters of a sentence; empty without a text."""
        if self.text is None or number < 1:
            return ""
        return self.text[self.starts[number - 1] : self.starts[number] if number < len(self.starts) else len(self.text)]


def telling(row: dict[str, Any]) -> Telling:
    """The report of a row and its claims in order; ValueError or KeyError where the row is not in the shape of the codebook."""
    text = row.get("text")
    claims = parted(sorted((_lean(c if isinstance(c, Claim) else from_json(c)) for c in row["claims"]), key=lambda c: (c.span, c.kind)))
    starts = [0, *(m.end() for m in ENDS.finditer(text))] if text is not None else []
    given = dt.date.fromisoformat(row["date"][:10]) if row.get("date") else None
    day = given or _latest(claims)
    names = [(n, f in ("places", "areas")) for c in claims for f in _NAMED[type(c)] for n in getattr(c, f)]
    made = Telling(row["id"], day, row.get("outlet") or _outlet(row["id"]), text, starts, [], home(names))
    carried: list[frozenset[str]] = []
    seen: Counter[str] = Counter()
    for claim in claims:
        made.told.append(told := _told(made, claim, carried))
        told.nth, seen[told.ref] = seen[told.ref], seen[told.ref] + 1
    return made


def parted(claims: list[Claim]) -> list[Claim]:
    """The claims; of `24 ساعة في دمشق ولمدة 72 ساعة في اللاذقية` the first does not hold the area of the second."""
    found = list(claims)
    terms = [(n, c) for n, c in enumerate(claims) if isinstance(c, Ceasefire) and c.hours]
    for (n, one), (_, other) in pairwise(terms):
        names = {name.text for name in other.areas}
        near = other.span.start - one.span.end < 2 * NEAR and one.hours != other.hours
        kept = tuple(name for name in one.areas if name.text not in names)
        if near and kept and len(one.areas) - len(kept) == len(names):
            found[n] = replace(one, areas=kept)
    return found


def place_sets(ids: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """(narrowest places, the wider ones that they or the claim name)."""
    given = frozenset(ids)
    outer = {a for i in given for a in above(i)}
    inner = given - outer
    leaves = frozenset(i for i in inner if not is_wide(i))
    return leaves, frozenset(i for i in (inner | outer) if is_wide(i))


_NAMED: dict[type[Claim], tuple[str, ...]] = {
    Incident: ("places", "by", "against"),
    Casualties: ("places", "by"),
    Ceasefire: ("areas", "parties", "brokers", "excluded"),
    Statement: ("speaker", "to"),
    Meeting: ("participants", "places"),
}


def _lean(claim: Claim) -> Claim:
    """The claim with names that are shared among all claims: what a name stands at is not compared, nor what made the claim."""
    fields = [f for f in (*_NAMED[type(claim)], "source") if getattr(claim, f)]
    named: dict[str, Any] = {f: shared(tuple(_name(n.text, n.id, n.part_of) for n in getattr(claim, f))) for f in fields}
    named |= {f: shared(days) for f in DAYS if (days := getattr(claim, f, None))}
    return replace(claim, **named, trigger=claim.span, rule="")


@lru_cache(maxsize=KEPT)
def _name(text: str, ident: str | None, part_of: str | None) -> Name:
    return Name(text, Span(0, 0), ident, part_of)


def shared(value: T) -> T:
    """One object for all equal sets, or equal tuples of names."""
    one: T = _one(value)
    return one


@lru_cache(maxsize=KEPT)
def _one(value: Any) -> Any:
    return value


def share(told: Told) -> None:
    """Nothing; its sets and days, and the names of its claim, are one with all equal ones of other claims."""
    for name in ("leaves", "wide", "cities", "names", "by", "against", "wording", "days"):
        setattr(told, name, shared(getattr(told, name)))
    for name in (*_NAMED[type(told.claim)], "source", *DAYS):
        if found := getattr(told.claim, name, None):
            object.__setattr__(told.claim, name, shared(found))


def _told(report: Telling, claim: Claim, carried: list[frozenset[str]]) -> Told:
    number = report.sentence(claim.span.start)
    told = Told(f"{report.id}#{claim.kind}@{claim.span.start}", claim, report, number, key_of(claim.quote))
    near = report.near(claim, number)
    told.campaign = "campaign" in codes("repeated", told.words)
    told.past, told.habit = bool(codes("past", near)), "habit" in codes("repeated", near)
    if isinstance(claim, Incident | Casualties):
        _place(told, () if codes("launch", told.words) else claim.places, carried)
        told.by = sides(report, doers(claim))
        told.days = claim.when or (claim.period if isinstance(claim, Casualties) else None)
    elif isinstance(claim, Ceasefire):
        ids = {_around_city(n.text, i) for n in claim.areas if (i := place_of(n, report.home, report.day))}
        told.leaves = frozenset(i for i in ids if not is_wide(i))
        told.wide = frozenset(ids - told.leaves)
    if isinstance(claim, Incident):
        told.against = sides(report, claim.against)
        told.wording = frozenset(w for n in claim.against for w in plain(n.text).split() if len(w) > 2)
    return told


def _place(told: Told, names: tuple[Name, ...], carried: list[frozenset[str]]) -> None:
    report = told.report
    ids: set[str] = set()
    unknown: set[str] = set()
    for name in names:
        bare = plain(name.text)
        if not bare and not name.id:
            ids |= _carried(name.text, carried)
        elif ident := place_of(name, report.home, report.day):
            around = _city_or_around(name.text, ident)
            ids.add(around)
            if around != ident:
                told.cities |= {ident}
        elif bare:
            unknown.add(bare)
            if name.part_of:
                ids.add(name.part_of)
    leaves, wide = place_sets(ids)
    told.leaves, told.wide, told.names = shared(leaves), shared(wide), shared(frozenset(unknown))
    if ids:
        carried.append(frozenset(ids))


def _carried(text: str, carried: list[frozenset[str]]) -> frozenset[str]:
    """`البلدة` is the last town that was named, `المنطقة` the last region."""
    region = key_of(text)[:1] in {(word,) for word in REGION}
    return next((ids for ids in reversed(carried) if any(is_wide(i) for i in ids) == region), frozenset())


def _city_or_around(text: str, ident: str) -> str:
    """`مدينة حلب` is the city; `حلب` may be all the country around it."""
    if (outer := namesake(ident)) and key_of(text)[0] not in CITY:
        return outer
    return ident


def _around_city(text: str, ident: str) -> str:
    """`شمال اللاذقية` is a part of the governorate that has the city's name."""
    return namesake(ident) or ident if codes("part", key_of(text)[:1]) else ident


def sides(report: Telling, names: tuple[Name, ...]) -> frozenset[str]:
    """The sides that the names belong to, as far as they are known."""
    ids = (actor_of(n, report.home, report.day) for n in names)
    return shared(frozenset(p for i in ids if i and (p := party(i))))


def doers(claim: Incident | Casualties) -> tuple[Name, ...]:
    """Who did it, without the relief groups that a text names beside an act of force: they tell of it or come to help."""
    act = kinds()[claim.incident_type] if isinstance(claim, Incident) else None
    if act and not (act.violent or act.family in FORCE):
        return claim.by
    return tuple(n for n in claim.by if not codes("relief", key_of(n.text)))


def _latest(claims: list[Claim]) -> dt.date | None:
    """The last day that an undated report tells of as past: it was written no earlier."""
    return max((c.when[1] for c in claims if isinstance(c, Incident | Casualties) and c.when), default=None)


def _outlet(ident: str) -> str:
    made = MADE_ID.match(ident)
    return made[1] if made else ""

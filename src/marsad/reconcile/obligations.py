"""Obligations: what a text names as owed («وقف استهداف المدنيين», «فك الحصار», «الإفراج عن المعتقلين»), and what is told of each since.

What is told since are incidents of the same country on that day or in the sixty days after it, `for` the duty or `against` it (`SIGNS`),
the first of them where they are many.
That says what reports tell, not that the duty was kept or broken.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from marsad.model.claim import Statement
from marsad.model.record import Incident, Later, Obligation
from marsad.reconcile.kinship import kinds
from marsad.reconcile.names import actor_of
from marsad.reconcile.told import Telling, Told
from marsad.reconcile.words import codes, spans
from marsad.resolve.gazetteer import place
from marsad.resolve.home import Home, countries_of

SINCE = dt.timedelta(days=60)
LISTED = 50  # of the incidents since, the first of so many: in a dense archive hundreds follow each word of what is owed
CALLS = frozenset({"demand", "commit", "accuse", "reject", "threaten", "support", "concern"})
CIVILIANS = frozenset({"civilians", "children", "women", "medics", "journalists", "aid_workers"})
SIGNS = {
    "lift_siege": {"siege": "against"},
    "release": {"release": "for", "arrest": "against", "abduction": "against"},
    "let_aid_in": {"aid": "for", "siege": "against"},
}


def of_report(report: Telling) -> list[Obligation]:
    """The obligations that a report names, each by its statement or the claim told nearest; `later` is empty."""
    if report.text is None:
        return []
    return [one for number in range(1, len(report.starts) + 1) for one in _named(report, number)]


def _named(report: Telling, number: int) -> Iterator[Obligation]:
    words = report.words(number)
    if not (found := codes("duty", words)):
        return
    beside = [t for t in report.told if t.sentence == number]
    calls = [t for t in beside if isinstance(t.claim, Statement) and t.claim.act in CALLS]
    if not beside or not (calls or codes("owed", words)):
        return
    base, text = report.starts[number - 1], report.sentence_text(number)
    for start, end, duty in spans("duty", text):
        told = _nearest(calls or [t for t in beside if isinstance(t.claim, Statement)] or beside, base + start)
        if duty in found:
            yield _obligation(report, told, duty, text[start:end], (report.id, base + start, base + end))


def _nearest(told: list[Told], at: int) -> Told:
    """The last claim before the words, else the first after them."""
    return min(told, key=lambda t: (t.claim.span.start > at, abs(t.claim.span.start - at)))


def _obligation(report: Telling, told: Told, duty: str, words: str, span: tuple[str, int, int]) -> Obligation:
    claim = told.claim
    names = claim.speaker if isinstance(claim, Statement) else ()
    by = tuple(actor_of(n, report.home, report.day) or n.text for n in names)
    to = tuple(n.text for n in claim.to) if isinstance(claim, Statement) else ()
    ident = f"{report.id}#{duty}@{span[1]}"
    return Obligation(ident, duty, words, by, claim.type, to, _about(report.home), report.day, told.ref, (span,))


def _about(home: Home) -> str | None:
    """The country that most of the report's names lie in; the United Nations and other bodies are none."""
    return next((ident for ident, _ in sorted(countries_of(home).items(), key=lambda pair: -pair[1]) if place(ident)), None)


class Sign(NamedTuple):
    """An incident that speaks of an obligation: its last day and id, `for` or `against`, first claims, its only report."""

    day: str
    incident: str
    says: str
    claims: tuple[str, ...]
    only: str


def read_sign(text: str) -> Sign:
    """The sign that was written as JSON."""
    day, incident, says, claims, only = json.loads(text)
    return Sign(day, incident, says, tuple(claims), only)


Where = tuple[str | None, str]
"""A country and a duty."""
OfDay = Callable[[dt.date], Iterable[Sign]]


def since(named: Iterable[Obligation], found: Mapping[tuple[Where, str], Iterable[Sign]]) -> list[Obligation]:
    """The obligations in order, each with those of the signs, found by where and day, that are of its country and the days since."""
    made = [with_signs(one, lambda day, of=one: found.get(((of.country, of.duty), str(day)), ())) for one in named]  # type: ignore[misc]
    return sorted(made, key=lambda o: (o.day or dt.date.max, o.id))


def signs(one: Incident) -> Iterator[tuple[Where, Sign]]:
    """What an incident says of which duty in which country."""
    day = one.when.value[1] if one.when.value else None
    if day and one.status.value != "intended":
        only = one.reports[0] if len(one.reports) == 1 else ""
        for duty, says in _signs(one):
            yield (_country(one), duty), Sign(str(day), one.id, says, one.claims[:3], only)


def with_signs(one: Obligation, of_day: OfDay) -> Obligation:
    """The obligation with the first LISTED of the signs that another report tells of on its day or in the days after it."""
    if not one.day:
        return one
    own, later = one.spans[0][0], []
    for n in range(SINCE.days + 1):
        day = one.day + dt.timedelta(days=n)
        near = sorted((sign.claims, sign) for sign in of_day(day) if sign.only != own)
        later += [Later(sign.incident, sign.says, day, sign.claims) for _, sign in near]
        if len(later) >= LISTED:
            break
    return replace(one, later=tuple(later[:LISTED]))


def _country(one: Incident) -> str | None:
    place = one.place.value
    return place.split("/")[0] if isinstance(place, str) and "/" in place else place if isinstance(place, str) else None


def _signs(one: Incident) -> Iterator[tuple[str, str]]:
    """The duties that an incident speaks of: an act of violence with civilian victims is against stopping attacks on them."""
    kind = one.type.value
    if kind is None:
        return
    hurt = any(set(f.who) & CIVILIANS for counted in one.casualties for f in counted.figures)
    if kinds()[kind].violent and hurt:
        yield "stop_attacks", "against"
    yield from ((duty, signs[kind]) for duty, signs in SIGNS.items() if kind in signs)

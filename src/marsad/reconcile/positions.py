"""Positions: who says what on which issue, over time; the issue is the ceasefire, the talks or the act told beside the verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from marsad.model.claim import Ceasefire, Incident, Meeting, Name, Statement
from marsad.model.record import Position
from marsad.reconcile.names import actor_of
from marsad.reconcile.told import Telling, Told
from marsad.reconcile.words import table

REACH = 250
LONGEST = 160  # characters of a condition
CLAUSE_END = re.compile(r"[،؛.!?؟:»\n]")


def of_report(report: Telling) -> list[Position]:
    """The positions that one report tells; the issue of one on a ceasefire is the ref of its claim."""
    found = [p for told in report.told if isinstance(told.claim, Statement) for p in _stated(told, report)]
    said = {(p.actor, p.issue, p.stance) for p in found}
    held = [p for told in report.told if isinstance(told.claim, Ceasefire) for p in _on_ceasefire(told)]
    return found + [p for p in held if (p.actor, p.issue, p.stance) not in said]


def _stated(told: Told, report: Telling) -> list[Position]:
    claim = told.claim
    assert isinstance(claim, Statement)
    issue = _issue(told, report)
    if not issue:
        return []
    to = tuple(n.text for n in claim.to) or _asked(told, report)
    words, spans = condition(told, report)
    return [Position(_actor(told, n), issue, claim.act, report.day, to, told.ref, words, spans) for n in claim.speaker]


def _actor(told: Told, name: Name) -> str:
    return actor_of(name, told.report.home, told.report.day) or name.text


def _asked(told: Told, report: Telling) -> tuple[str, ...]:
    """Whom a call for a ceasefire beside the verb asks to stop."""
    calls = (t.claim for t in report.told if t.sentence == told.sentence and 0 <= t.claim.span.start - told.claim.span.start <= REACH)
    return next((tuple(n.text for n in c.parties) for c in calls if isinstance(c, Ceasefire) and c.action == "called_for"), ())


def condition(told: Told, report: Telling) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """The words from `بشرط`, `شريطة`, `في حال`, `ما لم` … up to the end of the clause, and where they stand; empty where none follow."""
    number, after = told.sentence, told.claim.span.end
    text = report.sentence_text(number)
    base = report.starts[number - 1] if text else 0
    found = _conditions().search(text, max(0, after - base), max(0, after - base) + REACH) if text else None
    if not found:
        return "", ()
    stop = CLAUSE_END.search(text, found.end())
    end = min(stop.start() if stop else len(text), found.start() + LONGEST)
    words = text[found.start() : end].rstrip()
    return words, ((report.id, base + found.start(), base + found.start() + len(words)),)


@cache
def _conditions() -> re.Pattern[str]:
    """The forms of class `condition` of words.tsv as they may be written."""
    forms = sorted((" ".join(words) for words in table()["condition"]), key=len, reverse=True)
    loose = (re.sub("[اه]", lambda m: "[اأإآ]" if m[0] == "ا" else "[هة]", form).replace(" ", r"\s+") for form in forms)
    return re.compile(rf"(?<!\w)[وف]?(?:{'|'.join(loose)})(?!\w)")


def _issue(told: Told, report: Telling) -> str | None:
    """The first ceasefire, meeting or act after the verb in its sentence."""
    after = [
        t
        for t in report.told
        if t.sentence == told.sentence
        and 0 <= t.claim.span.start - told.claim.span.start <= REACH
        and isinstance(t.claim, Ceasefire | Meeting | Incident)
    ]
    for one in sorted(after, key=lambda t: (not isinstance(t.claim, Ceasefire), t.claim.span)):
        if isinstance(one.claim, Ceasefire):
            return one.ref
        if isinstance(one.claim, Meeting):
            return "talks"
        if isinstance(one.claim, Incident):
            return one.claim.incident_type
    return None


def _on_ceasefire(told: Told) -> list[Position]:
    """Who calls for a ceasefire or refuses it takes a position, whatever the verb."""
    claim = told.claim
    assert isinstance(claim, Ceasefire)
    names = claim.brokers if claim.action == "called_for" else claim.parties if claim.action == "rejected" else ()
    stance = {"called_for": "demand", "rejected": "reject"}.get(claim.action, "say")
    to = tuple(n.text for n in claim.parties) if claim.action == "called_for" else ()
    words, spans = condition(told, told.report)
    return [Position(_actor(told, n), told.ref, stance, told.report.day, to, told.ref, words, spans) for n in names]


def on_ceasefires(found: Iterable[Position], ceasefire_of: Callable[[str], str | None]) -> list[Position]:
    """The positions, those on a claim of a ceasefire now on the ceasefire."""
    return [replace(one, issue=ceasefire_of(one.issue) or one.issue) for one in found]

"""Decisions in the store: each is an entry of the ledger; the table `decided` only says which reports it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.model.claim import from_json, to_json
from marsad.model.correcting import corrected
from marsad.model.correcting import made as read
from marsad.model.decision import Anchor, Decision, anchor, check, standing
from marsad.model.fitting import mapping
from marsad.store import ledger, listing
from marsad.store.canonical import canonical, now, sound
from marsad.store.kept import StoredClaim
from marsad.store.tables import claims, decided
from marsad.store.tables import ledger as entries

REF = re.compile(r"(?P<report>.+)#(?:(?P<kind>[a-z]+)@(?P<start>[0-9]+)|(?P<id>[0-9a-f]{16}))")


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that a person wants to take: the verb, the claims by their refs, what the verb needs, and why."""

    verb: str
    refs: Sequence[str] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


Check = Callable[[Decision], None]


def act(conn: Connection, drafts: Sequence[Draft], who: str, look: Check = lambda decision: None) -> list[Decision]:
    """The decisions as they were entered, all at one moment or none: what a person did at a stroke has one `at`.

    `look` is called with each before it is entered, and raises where it may not be.
    """
    at = now()
    return [_decided(conn, draft, who, at, look) for draft in drafts]


def _decided(conn: Connection, draft: Draft, who: str, at: str, look: Check) -> Decision:
    if draft.verb == "add":
        return _add(conn, draft, who, at)
    found = [claim_at(conn, ref) for ref in draft.refs]
    seen = tuple(to_json(c.claim) for c in found)
    made = Decision(draft.verb, tuple(anchor(c.key, c.claim) for c in found), dict(draft.given), seen, draft.reason, who, at)
    check(made)
    changes = made.given if draft.verb == "correct" else made.given.get("changes", {}) if draft.verb == "second" else {}
    if changes:
        corrected(found[0].claim, changes, listing.text_of(conn, found[0].key))
    look(made)
    return _enter(conn, made, _subject(conn, made))


def _add(conn: Connection, draft: Draft, who: str, at: str) -> Decision:
    """A claim that no coder made, entered with its report's text as it stands; ValueError where that has another such claim."""
    report = listing.find(conn, str(draft.given.get("report", "")))
    claim = read(mapping(draft.given.get("claim"), "claim"), listing.text_of(conn, report.key))
    if claim.id(report.key) in {c.id for c in _claims(conn, report.key, claim.kind)}:
        raise ValueError(f"this claim stands already: {claim.kind} {claim.type}, {claim.quote!r}")
    made = Decision("add", (anchor(report.key, claim),), {}, (to_json(claim),), draft.reason, who, at)
    check(made)
    return _enter(conn, made, report.key)


def _subject(conn: Connection, draft: Decision) -> str:
    """The report that the ledger's entry is about: the first claim's, or that of the decision which is taken back."""
    if draft.verb == "done":
        return listing.find(conn, str(draft.given["report"])).key
    if draft.verb != "withdraw":
        return draft.on[0].key if draft.on else ""
    query = select(entries.c.subject).where(entries.c.seq == draft.given["seq"], entries.c.action == "decided")
    subject = conn.execute(query).scalar()
    if subject is None:
        raise ValueError(f"entry {draft.given['seq']} of the ledger is no decision: `marsad decisions` lists them with their numbers")
    return str(subject)


def _enter(conn: Connection, draft: Decision, subject: str) -> Decision:
    sound(draft.reason, "the reason")
    payload: dict[str, Any] = {"verb": draft.verb, "on": [[a.key, a.kind, a.start, a.end] for a in draft.on], "given": dict(draft.given)}
    payload |= {"seen": list(draft.seen), "reason": draft.reason}
    sound(canonical(payload), "the decision")
    seq = ledger.append(conn, draft.who, draft.at, [("decided", subject, payload)])
    rows = [{"seq": seq, "nth": n, "report_key": a.key, "kind": a.kind, "start": a.start, "end": a.end} for n, a in enumerate(draft.on)]
    if rows:
        conn.execute(decided.insert(), rows)
    return Decision(draft.verb, draft.on, draft.given, draft.seen, draft.reason, draft.who, draft.at, seq)


def decisions(conn: Connection, key: str | None = None, after: int = 0, subject: str | None = None) -> list[Decision]:
    """All decisions in order, those taken back and those that take back among them; with `key` the ones on that report.

    With `subject` only those whose entry is about it: a report's key, or nothing (`""`: a source).
    """
    query = select(entries).where(entries.c.action == "decided", entries.c.seq > after).order_by(entries.c.seq)
    if key is not None:
        about = select(decided.c.seq).where(decided.c.report_key == key)
        query = query.where(entries.c.seq.in_(about.union(select(entries.c.seq).where(entries.c.subject == key))))
    return _all_read(conn, query if subject is None else query.where(entries.c.subject == subject))


def latest(conn: Connection, limit: int, offset: int) -> tuple[list[Decision], int]:
    """So many of the last decisions, the last first, and how many there are in all."""
    every = select(entries).where(entries.c.action == "decided")
    total = conn.execute(select(func.count()).select_from(entries).where(entries.c.action == "decided")).scalar_one()
    return _all_read(conn, every.order_by(entries.c.seq.desc()).limit(limit).offset(offset)), total


def _all_read(conn: Connection, query: Any) -> list[Decision]:
    rows = ((row, json.loads(row.payload)) for row in conn.execute(query))
    return [_read(row, payload) for row, payload in rows if "verb" in payload]  # what was erased is no decision any more


def _read(row: Any, payload: Mapping[str, Any]) -> Decision:
    on = tuple(Anchor(*place) for place in payload["on"])
    return Decision(payload["verb"], on, payload["given"], tuple(payload["seen"]), payload["reason"], row.actor, row.at, row.seq)


def claim_at(conn: Connection, ref: str) -> StoredClaim:
    """The standing claim that `REPORT#KIND@START` names (START: of its quote or trigger), `REPORT#ID`, or a claim's id or its beginning.

    What a person added stands too. Raises LookupError where there is none, or several.
    """
    if named := REF.fullmatch(ref):
        report = listing.find(conn, named["report"])
        found = [c for c in _claims(conn, report.key, named["kind"]) if _is(conn, c, named)]
    else:
        begins = claims.c.id.startswith(ref, autoescape=True) if ref else claims.c.id == ""
        found = listing.stored_claims(conn.execute(listing.claims_query().where(begins).limit(10)))
    if len({(c.key, c.id) for c in found}) == 1:
        return found[0]
    told = ", ".join(f"{c.id} ({c.claim.type}, {c.report_id}#{c.claim.kind}@{c.claim.span.start})" for c in found)
    if found:
        raise LookupError(f"{ref!r} fits {len(found)} claims, give an id: {told}")
    raise LookupError(f"no claim that stands is {ref!r}: name it by its id or as REPORT#KIND@START")


def _claims(conn: Connection, key: str, kind: str | None) -> list[StoredClaim]:
    """The claims of the report that the coder made, and those that persons added."""
    found = listing.stored_claims(conn.execute(listing.claims_query(key=key, kind=kind)))
    report = listing.find(conn, key)
    added = [d for d in standing(decisions(conn, key)) if d.verb == "add" and (not kind or d.on[0].kind == kind)]
    more = {(claim := from_json(dict(d.seen[0]))).id(key): (claim, d.who) for d in added}
    known = {c.id for c in found}
    by_hand = (StoredClaim(claim, i, report.id, key, report.date, report.outlet, who) for i, (claim, who) in more.items())
    return [*found, *(c for c in by_hand if c.id not in known)]


def _is(conn: Connection, kept: StoredClaim, named: re.Match[str]) -> bool:
    """True where the claim is named so; by its start also where a person moved the start of its quote."""
    if named["id"]:
        return kept.id == named["id"]
    at = int(named["start"])
    return at in (kept.claim.span.start, kept.claim.trigger.start) or at in _moved(conn, kept)


def _moved(conn: Connection, kept: StoredClaim) -> set[int]:
    own = (d for d in standing(decisions(conn, kept.key)) if d.verb == "correct" and d.on[0] == anchor(kept.key, kept.claim))
    return {int(d.given["start"]) for d in own if "start" in d.given}


def damage(conn: Connection, row: Any, payload: Mapping[str, Any]) -> str | None:
    """What is wrong with the rows of `decided` for this entry, None where they say what it says."""
    query = select(decided.c.report_key, decided.c.kind, decided.c.start, decided.c.end).where(decided.c.seq == row.seq)
    there = [list(r) for r in conn.execute(query.order_by(decided.c.nth))]
    return None if there == payload["on"] else f"decision {row.seq}: the table of what is decided does not say what its entry says"

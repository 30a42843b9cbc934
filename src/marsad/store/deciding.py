"""Decisions in the store: each is an entry of the ledger; the table `decided` only says which reports it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from marsad.model.claim import to_json
from marsad.model.decision import Anchor, Decision, anchor, check, corrected
from marsad.store import ledger, listing
from marsad.store.canonical import canonical, now, sound
from marsad.store.kept import StoredClaim
from marsad.store.tables import claims, decided
from marsad.store.tables import ledger as entries

REF = re.compile(r"(?P<report>.+)#(?P<kind>[a-z]+)@(?P<start>[0-9]+)")


def decide(conn: Connection, verb: str, refs: Sequence[str], given: Mapping[str, Any], reason: str, who: str) -> Decision:
    """The decision as it was entered; see Store.decide."""
    found = [claim_at(conn, ref) for ref in refs]
    seen = tuple(to_json(c.claim) for c in found)
    draft = Decision(verb, tuple(anchor(c.key, c.claim) for c in found), dict(given), seen, reason, who, now())
    check(draft)
    if verb == "correct":
        corrected(found[0].claim, draft.given, listing.text_of(conn, found[0].key))
    return _enter(conn, draft, _subject(conn, draft))


def _subject(conn: Connection, draft: Decision) -> str:
    """The report that the ledger's entry is about: the first claim's, or that of the decision which is taken back."""
    if draft.verb != "withdraw":
        return draft.on[0].key
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
    ledger.append(conn, draft.who, draft.at, [("decided", subject, payload)])
    seq = conn.execute(select(entries.c.seq).order_by(entries.c.seq.desc()).limit(1)).scalar_one()
    rows = [{"seq": seq, "nth": n, "report_key": a.key, "kind": a.kind, "start": a.start, "end": a.end} for n, a in enumerate(draft.on)]
    if rows:
        conn.execute(decided.insert(), rows)
    return Decision(draft.verb, draft.on, draft.given, draft.seen, draft.reason, draft.who, draft.at, seq)


def decisions(conn: Connection, key: str | None = None) -> list[Decision]:
    """All decisions in order, those taken back and those that take back among them; with `key` the ones on that report."""
    query = select(entries).where(entries.c.action == "decided").order_by(entries.c.seq)
    if key is not None:
        about = select(decided.c.seq).where(decided.c.report_key == key)
        query = query.where(entries.c.seq.in_(about) | (entries.c.subject == key))
    return [_read(row) for row in conn.execute(query)]


def _read(row: Any) -> Decision:
    payload = json.loads(row.payload)
    on = tuple(Anchor(*place) for place in payload["on"])
    return Decision(payload["verb"], on, payload["given"], tuple(payload["seen"]), payload["reason"], row.actor, row.at, row.seq)


def claim_at(conn: Connection, ref: str) -> StoredClaim:
    """The standing claim that `REPORT#KIND@START` names (START: of its quote or trigger), or a claim's id or its beginning.

    Raises LookupError where there is none, or several.
    """
    if named := REF.fullmatch(ref):
        report = listing.find(conn, named["report"], lambda key: lambda: "")
        at = int(named["start"])
        of_kind = listing.stored_claims(conn, listing.claims_query(key=report.key, kind=named["kind"]))
        found = [c for c in of_kind if at in (c.claim.span.start, c.claim.trigger.start)]
    else:
        begins = claims.c.id.startswith(ref, autoescape=True) if ref else claims.c.id == ""
        found = listing.stored_claims(conn, listing.claims_query().where(begins).limit(10))
    if len({(c.key, c.id) for c in found}) == 1:
        return found[0]
    told = ", ".join(f"{c.id} ({c.claim.type}, {c.report_id}#{c.claim.kind}@{c.claim.span.start})" for c in found)
    if found:
        raise LookupError(f"{ref!r} fits {len(found)} claims, give an id: {told}")
    raise LookupError(f"no claim that stands is {ref!r}: name it by its id or as REPORT#KIND@START")


def damage(conn: Connection, row: Any, payload: Mapping[str, Any]) -> str | None:
    """What is wrong with the rows of `decided` for this entry, None where they say what it says."""
    query = select(decided.c.report_key, decided.c.kind, decided.c.start, decided.c.end).where(decided.c.seq == row.seq)
    there = [list(r) for r in conn.execute(query.order_by(decided.c.nth))]
    return None if there == payload["on"] else f"decision {row.seq}: the table of what is decided does not say what its entry says"

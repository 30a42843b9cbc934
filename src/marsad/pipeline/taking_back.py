"""An export of ours taken back into a store: its reports and claims, and of a bundle the bytes, the coders and the decisions too."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from marsad.exchange.export.content import Content, Row
from marsad.model.claim import Claim, from_json
from marsad.model.decision import Anchor, Decision, standing
from marsad.model.report import Report
from marsad.store import Draft, Store

EXPORTED = "as exported"
"""The coder of claims whose export does not say who made them."""
_REPORT = tuple(field.name for field in fields(Report))


@dataclass(frozen=True, slots=True)
class Taken:
    """A report of an export, its claims as they were coded (as they stood, where the export has only these), the coder, the bytes."""

    report: Report
    claims: list[Claim]
    coder: str
    raw: bytes | None


def taken(content: Content) -> Iterator[Taken]:
    """Each report of the content; its record is made anew from them."""
    coders = {e["subject"]: e["payload"]["coder"] for e in content.proof.ledger if e["action"] == "coded" and "coder" in e["payload"]}
    claims: dict[str, list[Row]] = {}
    for claim in content.claims:
        claims.setdefault(claim["key"], []).append(claim)
    for row in content.reports:
        key = row["key"]
        coded: list[Any] = [json.loads(line) for line in content.proof.coded.get(key, ())]
        found = coded if key in content.proof.coded else claims.get(key, [])
        raw = content.proof.raw.get(row["bytes_sha256"] or "")
        yield Taken(_report(row), [from_json(dict(one)) for one in found], coders.get(key, EXPORTED), raw)


def _report(row: Row) -> Report:
    given = {name: row[name] for name in _REPORT if row.get(name) is not None}
    given["id"] = row["given_id"]
    return Report(**given | {"date": dt.date.fromisoformat(row["date"]) if row["date"] else None})


def decide_again(store: Store, content: Content) -> int:
    """How many decisions of a bundle's ledger were taken over, each by whoever took it: those that stand and that the store has not."""
    keys, there = {report["key"] for report in content.reports}, [_told(d) for d in standing(store.decided())]
    found = [d for d in standing(_decisions(content)) if {a.key for a in d.on} <= keys and _told(d) not in there]
    for decision in found:
        store.act([_draft(decision)], who=decision.who)
    return len(found)


def _told(decision: Decision) -> tuple[Any, ...]:
    """What makes two decisions the same, whenever they were taken."""
    return decision.verb, decision.on, dict(decision.given), decision.reason, decision.who


def _decisions(content: Content) -> Iterator[Decision]:
    for entry in content.proof.ledger:
        if entry["action"] == "decided" and "verb" in (told := entry["payload"]):
            on = tuple(Anchor(*place) for place in told["on"])
            seen = tuple(told["seen"])
            yield Decision(told["verb"], on, told["given"], seen, told["reason"], entry["actor"], entry["at"], entry["seq"])


def _draft(decision: Decision) -> Draft:
    if decision.verb == "add":
        given = {"report": decision.on[0].key, "claim": dict(decision.seen[0])}
        return Draft("add", (), given, decision.reason)
    refs = [f"{a.key}#{from_json(dict(seen)).id(a.key)}" for a, seen in zip(decision.on, decision.seen, strict=True)]
    return Draft(decision.verb, refs, decision.given, decision.reason)

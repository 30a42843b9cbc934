"""Records as JSON: one set of docs/records.md, with every value's claims, rivals and reason beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from marsad.model.record import Ceasefire, Incident, Records, Stands, Test, Toll, Violation
from marsad.reconcile.incidents import killed, where
from marsad.reconcile.windows import gaps

GROUPS = ("incidents", "tolls", "ceasefires", "violations", "positions", "findings", "monitors", "obligations")


def to_json(records: Records, name: str = "records") -> dict[str, Any]:
    """The set `{set, reports, incidents, tolls, ceasefires, violations, positions, findings, monitors, obligations, gaps}`."""
    return {
        "set": name,
        "reports": list(records.reports),
        **{group: [row(group, one) for one in getattr(records, group)] for group in GROUPS},
        "gaps": plain(gaps(list(records.ceasefires))),
    }


def row(group: str, one: Any) -> dict[str, Any]:
    """A record of this group in the shape of docs/records.md."""
    return WRITTEN[group](one) if group in WRITTEN else plain(asdict(one))


def incident(one: Incident) -> dict[str, Any]:
    """An incident in the shape of docs/records.md."""
    out: dict[str, Any] = {
        "id": one.id,
        "label": one.label,
        "claims": list(one.claims),
        "type": one.type.value,
        "when": plain(one.when.value),
    }
    out |= {"killed": plain(killed(one)), "place": where(one.place), "by": one.by.value, "status": one.status.value}
    out |= {"sources": list(one.sources), "reports": list(one.reports), "casualties": plain([asdict(c) for c in one.casualties])}
    fields = {f: _stands(getattr(one, f)) for f in ("type", "when", "place", "by", "against", "status")}
    if one.strikes.value:
        fields["strikes"] = {"value": one.strikes.value} | _stands(one.strikes)
    return out | {"fields": {f: v for f, v in fields.items() if v}, "links": plain([asdict(x) for x in one.links])}


def toll(one: Toll) -> dict[str, Any]:
    """A toll in the shape of docs/records.md."""
    out = plain(asdict(one))
    out["figures"] = out.pop("revisions")
    return dict(out)


def ceasefire(one: Ceasefire) -> dict[str, Any]:
    """A ceasefire in the shape of docs/records.md."""
    out: dict[str, Any] = {"id": one.id, "label": one.label, "class": one.cls.value}
    out |= {f: plain(getattr(one, f).value or []) for f in ("areas", "excluded", "parties", "brokers")}
    out |= {"starts": plain(one.starts.value), "ends": plain(one.ends), "hours": one.hours.value, "daily": one.daily, "side": one.side}
    out |= {"extends": one.extends, "under": one.under, "declared": plain(one.declared), "claims": list(one.claims)}
    out |= {"windows": plain([asdict(w) for w in one.windows]), "history": plain(one.history)}
    fields = {f: _stands(getattr(one, f)) for f in ("cls", "areas", "excluded", "parties", "brokers", "starts", "hours")}
    return out | {"fields": {f: v for f, v in fields.items() if v}}


def violation(one: Violation) -> dict[str, Any]:
    """A pair in the shape of docs/records.md, with the evidence of each answer."""
    tests: dict[str, Test] = {f: getattr(one, f) for f in ("area", "window", "parties", "act")}
    out: dict[str, Any] = {"incident": one.incident, "ceasefire": one.ceasefire} | {f: t.answer for f, t in tests.items()}
    out |= {"alleged_by": list(one.alleged_by), "candidate": one.candidate, "state": one.state}
    tests |= {"state": one.decided} if one.decided else {}
    return out | {"evidence": {f: {"why": t.why, "claims": list(t.claims)} for f, t in tests.items()}}


def _stands(field: Stands) -> dict[str, Any]:
    if field.value is None or field.value == []:
        return {}
    rivals = [plain(asdict(r)) for r in field.rivals]
    return {"value": plain(field.value), "claims": list(field.claims), "why": field.why, "rivals": rivals}


def plain(value: Any) -> Any:
    """Days as ISO, tuples as lists."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, list | tuple) else value


WRITTEN: dict[str, Callable[[Any], dict[str, Any]]] = {
    "incidents": incident,
    "tolls": toll,
    "ceasefires": ceasefire,
    "violations": violation,
}

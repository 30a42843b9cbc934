"""Small reports with claims, written for these tests."""

from __future__ import annotations

from typing import Any

TEXT = "قال المرصد إن 12 مدنياً قتلوا في قصف على حلب، وجرح 30 آخرون في غارة على إدلب."


def claim(kind: str, quote: str, **fields: Any) -> dict[str, Any]:
    """A claim row whose quote stands where TEXT first has it."""
    start = TEXT.index(quote)
    return {"kind": kind, "quote": quote, "start": start, "end": start + len(quote), "source": []} | fields


KILLED = claim("casualties", "12 مدنياً قتلوا", outcome="killed", min=12, max=12, approx="exact", who=["civilians"], places=["حلب"])
WOUNDED = claim("casualties", "وجرح 30", outcome="wounded", min=30, max=30, approx="exact", who=[], places=["إدلب"])
SHELLING = claim("incident", "قصف على حلب", type="shelling", places=["حلب"], by=[], status="reported")
SAID = claim("statement", "قال", act="say", speaker=["المرصد"])


def report(*claims: dict[str, Any], ident: str = "r1", **fields: Any) -> dict[str, Any]:
    """A report row over TEXT."""
    return {"id": ident, "date": "2016-05-02", "text": TEXT, "claims": list(claims)} | fields

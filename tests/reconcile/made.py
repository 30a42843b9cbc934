"""Reports with claims made by hand: the quote gives the place in the text, what is left out has the codebook's default."""

from __future__ import annotations

from typing import Any

EMPTY: dict[str, dict[str, Any]] = {
    "incident": {"by": [], "against": [], "places": [], "when": None, "status": "reported"},
    "casualties": {
        "min": None,
        "max": None,
        "approx": "exact",
        "who": [],
        "of": None,
        "period": None,
        "when": None,
        "by": [],
        "places": [],
    },
    "ceasefire": {"areas": [], "excluded": [], "parties": [], "brokers": [], "starts": None, "hours": None},
    "statement": {"speaker": [], "to": []},
    "meeting": {"participants": [], "places": [], "when": None, "status": "reported"},
}


def report(ident: str, date: str | None, text: str, *claims: dict[str, Any]) -> dict[str, Any]:
    """A row of the codebook's shape."""
    return {"id": ident, "date": date, "text": text, "claims": [located(text, claim) for claim in claims]}


def located(text: str, claim: dict[str, Any]) -> dict[str, Any]:
    start = text.index(claim["quote"])
    return {**EMPTY[claim["kind"]], "source": [], **claim, "start": start, "end": start + len(claim["quote"])}


def strike(quote: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "incident", "type": "air_strike", "quote": quote, **fields}


def killed(quote: str, number: int | None, **fields: Any) -> dict[str, Any]:
    return {"kind": "casualties", "outcome": "killed", "quote": quote, "min": number, "max": number, **fields}


def truce(action: str, quote: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "ceasefire", "action": action, "quote": quote, **fields}


def ref(row: dict[str, Any], quote: str) -> str:
    """The ref of the claim of that quote."""
    claim = next(c for c in row["claims"] if c["quote"] == quote)
    return f"{row['id']}#{claim['kind']}@{claim['start']}"

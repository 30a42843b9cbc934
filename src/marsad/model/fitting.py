"""Does a value fit a field of a claim: what a person or a program gives is looked at before anything is made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from marsad.model.claim import Claim, key_of

MOST = 10**9
LONGEST = 2000


def fit(kind: type[Claim], name: str, value: Any) -> None:
    """Nothing, where the value has the shape of that field in the codebook; raises ValueError that says what would be right."""
    if name in ("start", "end"):  # what they may be, the text says
        return
    annotation = next((str(f.type) for f in fields(kind) if key_of(f.name) == name), "")
    wanted = _wanted(annotation, value)
    if wanted and not (value is None and "None" in annotation):
        raise ValueError(f"{name} {str(value)[:60]!r} is not {wanted}")


def mapping(value: Any, what: str) -> dict[str, Any]:
    """The value, a JSON object; raises ValueError for anything else."""
    if not isinstance(value, dict):
        raise ValueError(f"{what} is a JSON object of fields and values")
    return value


def is_whole(value: Any) -> bool:
    """True for a whole number that a claim or the ledger can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _wanted(annotation: str, value: Any) -> str | None:
    """What the field takes, None where the value is that."""
    if "Name" in annotation or annotation.startswith("tuple[str"):
        return None if _texts(value) else "a list of words"
    if "Days" in annotation:
        return None if _texts(value) and len(value) == 2 and all(map(_is_day, value)) and value[0] <= value[1] else "two days, YYYY-MM-DD"
    if "Span" in annotation:
        return None if isinstance(value, list) and len(value) == 2 and all(map(is_whole, value)) else "two characters of the text"
    if "date" in annotation:
        return None if _is_day(value) else "a day, YYYY-MM-DD"
    if "int" in annotation:
        return None if is_whole(value) else f"a whole number up to {MOST}"
    return None if isinstance(value, str) and len(value) <= LONGEST else "a word"


def _texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 100 and all(isinstance(v, str) and 0 < len(v) <= LONGEST for v in value)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False

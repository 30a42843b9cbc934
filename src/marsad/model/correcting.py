"""A claim as a person corrects or makes it: codes of the codebook, names and quotes that the text holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from marsad.model.claim import KINDS, Claim, from_json, to_json
from marsad.model.decision import FIXED
from marsad.model.fitting import fit, is_whole
from marsad.model.vocabulary import TABLES, TYPES

BY_HAND = "by hand"


def corrected(claim: Claim, changes: Mapping[str, Any], text: str) -> Claim:
    """The claim with these fields of the codebook changed, every name found in the report's `text`, nearest to the trigger.

    `start` and `end` move the quote, which is always what the text has there. Raises ValueError for a field or a code that
    such a claim cannot have, for a name that the text does not hold, and for a quote that leaves the text or the trigger.
    """
    row = to_json(claim)
    for name, value in changes.items():
        if name not in row or name in FIXED:
            raise ValueError(f"{claim.kind} has no field {name!r} to correct; it has {', '.join(sorted(set(row) - FIXED))}")
        fit(type(claim), name, value)
        _known(claim.kind, name, value)
    kept = {name: {f: v for f, v in row.get(name, {}).items() if f not in changes} for name in ("evidence", "ids", "part_of")}
    for key in (f for f in changes if _holds_names(claim, f)):
        kept["evidence"][key] = [_nearest(text, name, claim.trigger.start) for name in changes[key]]
    moved = row | kept | dict(changes)
    return from_json(_requoted(moved, text) if {"start", "end"} & set(changes) else moved)


def made(row: Mapping[str, Any], text: str) -> Claim:
    """The claim that a person reads in the text: `kind`, `start`, `end`, `trigger` (the quote if none), fields as `corrected` takes them.

    Raises ValueError that says what would be right.
    """
    kind = str(row.get("kind", ""))
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    coded = KINDS[kind].type_key()
    if not isinstance(row.get(coded), str) or not row[coded]:
        raise ValueError(f"a claim of the kind {kind} needs its {coded!r}, one of {', '.join(TYPES[kind])}")
    start, end = _inside(row, text)
    trigger = row.get("trigger") or [start, end]
    inside = isinstance(trigger, list | tuple) and len(trigger) == 2 and all(map(is_whole, trigger))
    if not inside or not start <= trigger[0] < trigger[1] <= end:
        raise ValueError("the trigger stands in the quote")
    quoted = {"kind": kind, "start": start, "end": end, "quote": text[start:end], "trigger": trigger, "rule": BY_HAND}
    bare = from_json(quoted | {coded: row[coded]})
    told = {k: v for k, v in row.items() if v is not None and k not in ("kind", "start", "end", "trigger", "quote", "rule")}
    return corrected(bare, told, text)


def _requoted(row: dict[str, Any], text: str) -> dict[str, Any]:
    start, end = _inside(row, text)
    low, high = row["trigger"]
    if not start <= low < high <= end:
        raise ValueError(f"the quote holds the words that it hangs on, {text[low:high]!r}")
    return row | {"start": start, "end": end, "quote": text[start:end]}


def _inside(row: Mapping[str, Any], text: str) -> tuple[int, int]:
    start, end = row.get("start"), row.get("end")
    if not is_whole(start) or not is_whole(end) or not 0 <= int(start or 0) < int(end or 0) <= len(text):
        raise ValueError(f"start and end are characters of the text, 0 to {len(text)}, the end after the start")
    return int(start or 0), int(end or 0)


def _known(kind: str, name: str, value: Any) -> None:
    table = TYPES[kind] if name == KINDS[kind].type_key() else TABLES.get(name, {})
    wrong = [code for code in (value if isinstance(value, list) else [value]) if table and code is not None and code not in table]
    if wrong:
        raise ValueError(f"{name} {wrong[0]!r} is none of {', '.join(table)}")


def _holds_names(claim: Claim, name: str) -> bool:
    return any(f.name == name and "Name" in str(f.type) for f in fields(claim))


def _nearest(text: str, name: str, start: int) -> list[int]:
    places = [found.start() for found in re.finditer(re.escape(name), text)] if name else []
    if not places:
        raise ValueError(f"the report does not say {name!r}: a name is copied from its text")
    at = min(places, key=lambda place: abs(place - start))
    return [at, at + len(name)]

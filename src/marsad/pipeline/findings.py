"""Findings: how grave each is, and what persons said of it: accepted with a reason, given to somebody, muted, or open again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marsad.reconcile.naming import finding_id

Row = dict[str, Any]


# how grave: figures of which one must be wrong, figures that are unlikely, figures that were never seen; most grave first
SEVERITY = {
    "impossible": frozenset(
        "part_over_whole parts_over_whole part_of_part_over_whole stated_sum some_over_all town_over_country bounds none_and_some"
        " period_and_day toll_under_days longer_and_smaller".split()
    ),
    "unlikely": frozenset("civilians_and_armed falls transposed extra_digit growth_and_daily headline_and_body period_and_length".split()),
    "missing": frozenset({"missing_issue"}),
}


def severity(code: str) -> str:
    """How grave what a check finds is: impossible, unlikely or missing; a new check's is unlikely until it is told.

    >>> severity("bounds"), severity("falls")
    ('impossible', 'unlikely')
    """
    return next((name for name, codes in SEVERITY.items() if code in codes), "unlikely")


def judged(findings: Sequence[Row], given: Sequence[Row], outlets: Mapping[str, str | None]) -> list[Row]:
    """The findings with `id`, `state` (open | accepted | muted), `owner` and the last decision's `who`, `reason` and `seq`.

    `given` are decisions with their refs; a mute for an outlet holds for all its findings of that check, the later ones too.
    """
    said = sorted((d for d in given if d["verb"] == "finding"), key=lambda d: int(d["seq"]))
    return [_with(row, [d for d in said if _about(d, row, outlets)]) for row in findings]


def _about(decision: Row, row: Row, outlets: Mapping[str, str | None]) -> bool:
    told = decision["given"]
    if told["check"] != row["check"]:
        return False
    if told["is"] == "muted" and told.get("outlet"):
        return all(outlets.get(ref.rpartition("#")[0]) == told["outlet"] for ref in row["claims"])
    return set(decision["refs"]) == set(row["claims"])


def _with(row: Row, said: list[Row]) -> Row:
    states = [d for d in said if d["given"]["is"] != "assigned"]
    owners = [d["given"].get("owner", "") for d in said if d["given"]["is"] == "assigned"]
    state = states[-1]["given"]["is"] if states else "open"
    last = said[-1] if said else {}
    told = {"id": finding_id(row), "state": state, "owner": owners[-1] if owners else ""}
    return row | told | {"decided": {key: last[key] for key in ("who", "reason", "seq")} if last else None}

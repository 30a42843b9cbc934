"""Cases: sentences in tests/cases/<kind>/<topic>.yml, each with the claims that a reader would make of it.

A case is {text, date, why, claims, kinds, exact, whole}; its text is read as a piece of a report about a war, or with
`whole: true` as a report of its own. Every expected claim must be matched by exactly one coded claim of its
kind whose quote overlaps `quote`, and each field given must be equal (names by folded text; `source`, `speaker` … as
lists). With `claims: []`, or `exact: true`, no other claim of the kinds may appear; `kinds` narrows which (default: all).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.model.claim import to_json
from marsad.model.report import Report
from marsad.pipeline import code
from marsad.text.fold import fold_key

REPORT = "\nعن النازحين"  # a case is a piece of a report about a war; the line claims nothing
CASES = Path(__file__).parent / "cases"
KEYS = {"text", "date", "why", "claims", "kinds", "exact", "whole"}
KINDS = ("incident", "casualties", "ceasefire", "statement", "meeting")


def cases() -> Iterator[Any]:
    """Every case of every file, named file:number."""
    for path in sorted(CASES.rglob("*.yml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")) or [], 1):
            yield pytest.param(case, id=f"{path.relative_to(CASES).with_suffix('')}:{number}")


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= KEYS and "claims" in case, f"keys of a case are {sorted(KEYS)}"
    day = dt.date.fromisoformat(str(case["date"])) if case.get("date") else None
    coded = [to_json(c) for c in code(Report("case", case["text"] + ("" if case.get("whole") else REPORT), day))]
    left = [c for c in coded if c["kind"] in case.get("kinds", KINDS)]
    for wanted in case["claims"]:
        found = _match(wanted, case["text"], coded)
        wrong = {k: (found.get(k), v) for k, v in wanted.items() if k not in ("kind", "quote") and _plain(found.get(k)) != _plain(v)}
        assert not wrong, f"{wanted['quote']}: (coded, wanted) {wrong}"
        left = [c for c in left if c is not found]
    if case.get("exact") or not case["claims"]:
        assert not left, f"not wanted: {[(c['kind'], c['quote'], c['rule']) for c in left]}"


def _match(wanted: dict[str, Any], text: str, coded: list[dict[str, Any]]) -> dict[str, Any]:
    start = text.find(wanted["quote"])
    assert start >= 0 and wanted["kind"] in KINDS, f"the case is wrong: {wanted['quote']} is not in its text, or no such kind"
    end = start + len(wanted["quote"])
    found = [c for c in coded if c["kind"] == wanted["kind"] and c["start"] < end and start < c["end"]]
    seen = [(c["kind"], c["quote"]) for c in coded]
    assert len(found) == 1, f"{wanted['quote']}: {len(found)} claims of kind {wanted['kind']} overlap it; coded are {seen}"
    return found[0]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(fold_key(value).split())
    if isinstance(value, dt.date):
        return value.isoformat()
    return [_plain(v) for v in value] if isinstance(value, list | tuple) else value

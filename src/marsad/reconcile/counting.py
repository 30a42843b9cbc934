"""How many: the same incidents beside a ceasefire counted under each rule of `counting.tsv`, side by side; no rule is right.

A monitor's number of breaches says little without its rule: one day of fighting is one episode, twenty strikes, or one day and place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from marsad.reconcile.kinship import kinds

COLUMNS = ["rule", "each", "family", "gloss"]
Row = Mapping[str, Any]


class Rule(NamedTuple):
    """A rule of counting: what is counted once (`each`), of which families of acts (all where none is named)."""

    name: str
    each: str
    families: frozenset[str]
    gloss: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of counting.tsv in their order; ValueError with the line where a row is not four columns or counts nothing known."""
    head, *lines = (files("marsad.reconcile") / "counting.tsv").read_text("utf-8").splitlines()
    made = []
    for number, line in enumerate([head, *lines], 1):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or number > 1 and cells[1] not in EACH:
            raise ValueError(
                f"reconcile/counting.tsv:{number}: should be {' '.join(COLUMNS)} parted by tabs, each one of {', '.join(EACH)}"
            )
        if number > 1:
            made.append(Rule(cells[0], cells[1], frozenset(cells[2].split()), cells[3]))
    return tuple(made)


def counts(incidents: Iterable[Row], violations: Iterable[Row]) -> list[dict[str, Any]]:
    """For each ceasefire and rule `{ceasefire, rule, listed, candidates, incidents}`: how many of the pairs' incidents there are under it.

    Rows are incidents and pairs in the shape of docs/records.md.
    """
    by_id = {one["id"]: one for one in incidents}
    beside: dict[str, list[Row]] = {}
    for pair in violations:
        beside.setdefault(pair["ceasefire"], []).append(pair)
    return [_counted(ceasefire, rule, pairs, by_id) for ceasefire, pairs in beside.items() for rule in rules()]


def _counted(ceasefire: str, rule: Rule, pairs: list[Row], by_id: Mapping[str, Row]) -> dict[str, Any]:
    fitting = [p for p in pairs if not rule.families or kinds()[by_id[p["incident"]]["type"]].family in rule.families]
    listed, candidates = ([by_id[p["incident"]] for p in fitting if p["candidate"] or every] for every in (True, False))
    count = EACH[rule.each]
    row = {"ceasefire": ceasefire, "rule": rule.name, "listed": count(listed), "candidates": count(candidates)}
    return row | {"incidents": [one["id"] for one in listed]}


def _incidents(found: list[Row]) -> int:
    return len(found)


def _strikes(found: list[Row]) -> int:
    return sum(one["fields"].get("strikes", {}).get("value", 1) for one in found)


def _days_and_places(found: list[Row]) -> int:
    return len({(str(one["when"]), str((one["place"] or {}).get("id"))) for one in found})


EACH: dict[str, Callable[[list[Row]], int]] = {"incident": _incidents, "strike": _strikes, "day_place": _days_and_places}

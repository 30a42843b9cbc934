"""The row of a record in the store: its name, and what sorts it, which hang on nothing but the record and its incident's day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from marsad.pipeline import facets
from marsad.reconcile.breaches import STATES
from marsad.reconcile.naming import names
from marsad.reconcile.sums import WITHIN
from marsad.store.canonical import canonical
from marsad.store.views import Row

GROUPS = ("incidents", "tolls", "ceasefires", "violations", "positions", "findings", "monitors", "obligations", "gaps")
LAST = "~"  # sorts after every day
Record = Mapping[str, Any]
Days = Mapping[str, str]
"""The first day of each incident by its id, as `day_of` gives it."""


def day_of(incident: Record) -> str:
    """The first day of an incident, `~` where none is known."""
    return incident["when"][0] if incident["when"] else LAST


def rows(group: str, found: Iterable[Record], days: Days) -> Iterator[Row]:
    """The rows of records of one group."""
    return (row(group, name, record, days) for name, record in names(group, found if group in NAMED else sorted(found, key=canonical)))


def row(group: str, name: str, record: Record, days: Days) -> Row:
    """The row of one record of this name."""
    by = sort(group, record, days)
    return Row(group, name, by, canonical(record), facets.shown(group, record, by), facets.facets(group, record))


def sort(group: str, record: Record, days: Days) -> str:
    """What a record is sorted by in its group: mostly its first day, `~` where it has none."""
    return " ".join(str(part) for part in SORTS[group](record, days))


def ordered(group: str, found: Iterable[Record], days: Days) -> list[Any]:
    """The records of one group in the order of their rows."""
    return sorted(found, key=lambda one: (sort(group, one, days), names(group, [one])[0][0], canonical(one)))


NAMED = frozenset({"incidents", "tolls", "ceasefires"})
BY_THEMSELVES = frozenset({"incidents", "violations"})
"""Groups of which no two records share a name, so that each has its row as soon as it is made."""


def _violation(pair: Record, days: Days) -> tuple[object, ...]:
    """What is alleged and what most is known of first, whatever a person said of its state."""
    state = "alleged" if pair["alleged_by"] else "candidate" if pair["candidate"] else "listed"
    answers = [pair[test] for test in ("area", "window", "parties", "act")]
    weight = len(answers) + answers.count("no") - answers.count("yes")
    return STATES.index(state), weight, days.get(pair["incident"], LAST), pair["incident"]


SORTS: dict[str, Callable[[Record, Days], tuple[object, ...]]] = {
    "incidents": lambda i, days: (day_of(i),),
    "tolls": lambda t, days: (t["figures"][0]["day"] or LAST,),
    "ceasefires": lambda c, days: (c["starts"] or c["declared"] or (c["history"][0][0] if c["history"] else LAST) or LAST,),
    "violations": _violation,
    "positions": lambda p, days: (p["actor"], p["issue"], p["day"] or LAST),
    "findings": lambda f, days: (0 if f["check"] in WITHIN else 1, f["claims"][0], f["check"]),
    "monitors": lambda m, days: (days.get(m["incident"], LAST), m["incident"]),
    "obligations": lambda o, days: (o["day"] or LAST,),
    "gaps": lambda g, days: (g["from"],),
}

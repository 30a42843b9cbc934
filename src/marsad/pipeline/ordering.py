"""The row of a record in the store: its name, and what sorts it, which hang on nothing but the record and its incident's day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from marsad.pipeline import facets
from marsad.reconcile.breaches import STATES
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
    """The rows of records of one group; those that would share a name, which says the same of both, are numbered."""
    seen: Counter[str] = Counter()
    for record in sorted(found, key=canonical) if group not in NAMED else found:
        ident = name(group, record)
        seen[ident] += 1
        own = ident if seen[ident] == 1 else f"{ident} {seen[ident]}"
        by = sort(group, record, days)
        yield Row(group, own, by, canonical(record), facets.shown(group, record, by), facets.facets(group, record))


def name(group: str, record: Record) -> str:
    """What a record is known by in its group."""
    return NAMES[group](record) if group in NAMES else str(record["id"])


def sort(group: str, record: Record, days: Days) -> str:
    """What a record is sorted by in its group: mostly its first day, `~` where it has none."""
    return " ".join(str(part) for part in SORTS[group](record, days))


def ordered(group: str, found: Iterable[Record], days: Days) -> list[Any]:
    """The records of one group in the order of their rows."""
    return sorted(found, key=lambda one: (sort(group, one, days), name(group, one), canonical(one)))


NAMED = frozenset({"incidents", "tolls", "ceasefires"})
NAMES: dict[str, Callable[[Record], str]] = {
    "violations": lambda v: f"{v['incident']} {v['ceasefire']}",
    "positions": lambda p: f"{p['claim']} {p['actor']} {p['issue']} {p['stance']}",
    "monitors": lambda m: f"{m['incident']} {m['monitor']}",
    "gaps": lambda g: f"{g['kind']} {' '.join(g['ceasefires'])} {g['from']}",
}


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

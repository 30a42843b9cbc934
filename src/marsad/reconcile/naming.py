"""The name of a record: it stays as long as its first claim does, whatever else is known, and no two records share one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from marsad.reconcile.told import Told

DIGITS = 12  # among a million records two names of twelve digits meet once in hundreds of stores


Record = Mapping[str, Any]


def named(group: str, told: Iterable[Told]) -> str:
    """The first letter of the group and twelve digits of the hash of the first of these claims."""
    return group[0] + _digits(f"{group} {min(one.mark for one in told)}")


def finding_id(finding: Record) -> str:
    """The name of a finding: its check and its claims, whatever their order."""
    return "f" + _digits(f"{finding['check']} {' '.join(sorted(finding['claims']))}")


def _digits(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:DIGITS]


def name_of(group: str, record: Record) -> str:
    """What a record is known by in its group."""
    return NAMES[group](record) if group in NAMES else str(record["id"])


def names(group: str, found: Iterable[Record]) -> list[tuple[str, Record]]:
    """Each record (docs/records.md) with what it is known by in its group; those that would share a name are numbered."""
    seen: Counter[str] = Counter()
    made = []
    for record in found:
        name = name_of(group, record)
        seen[name] += 1
        made.append((name if seen[name] == 1 else f"{name} {seen[name]}", record))
    return made


NAMES: dict[str, Callable[[Record], str]] = {
    "findings": finding_id,
    "violations": lambda v: f"{v['incident']} {v['ceasefire']}",
    "positions": lambda p: f"{p['claim']} {p['actor']} {p['issue']} {p['stance']}",
    "monitors": lambda m: f"{m['incident']} {m['monitor']}",
    "gaps": lambda g: f"{g['kind']} {' '.join(g['ceasefires'])} {g['from']}",
}
"""What records without an id of their own are known by."""

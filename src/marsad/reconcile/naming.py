"""The name of a record: it stays as long as its first claim does, whatever else is known, and no two records share one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from marsad.reconcile.told import Told

DIGITS = 12  # among a million records two names of twelve digits meet once in hundreds of stores


def named(group: str, told: Iterable[Told]) -> str:
    """The first letter of the group and twelve digits of the hash of the first of these claims."""
    first = min(one.mark for one in told)
    return group[0] + hashlib.sha256(f"{group} {first}".encode("utf-8", "surrogateescape")).hexdigest()[:DIGITS]

"""What a newer coder changed: the claims of a run laid beside those of the run before it, claim by claim."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from marsad.store.tables import claims, ledger, reports

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A claim, in the codebook's shape, that a newer coder added (`before` is None), dropped (`after` is None) or reads otherwise."""

    before: Row | None
    after: Row | None

    @property
    def what(self) -> Literal["added", "dropped", "changed"]:
        """One word for it."""
        return "added" if self.before is None else "dropped" if self.after is None else "changed"

    @property
    def claim(self) -> Row:
        """The claim as it stands, or as it stood where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def fields(self) -> dict[str, tuple[Any, Any]]:
        """What a field was and is, of those that changed; empty for what was added or dropped."""
        if self.before is None or self.after is None:
            return {}
        return {f: (self.before.get(f), value) for f, value in self.after.items() if self.before.get(f) != value}


@dataclass(frozen=True, slots=True)
class Recoding:
    """One report that another coder read: the number of its ledger's entry, and what is otherwise than before."""

    seq: int
    key: str
    report: str
    changes: tuple[Change, ...]


def recodings(conn: Connection, after: int, key: str | None = None) -> Iterator[Recoding]:
    """Each recoding above this entry of the ledger, of the report with this key or of all, in order; those that changed nothing too."""
    query = select(ledger.c.seq, ledger.c.subject, ledger.c.payload, reports.c.id).join(reports, reports.c.key == ledger.c.subject)
    query = query.where(ledger.c.action == "coded", ledger.c.seq > after).order_by(ledger.c.seq)
    for row in conn.execute(query.where(ledger.c.subject == key) if key else query):
        run = json.loads(row.payload)
        if run.get("instead_of") is not None:
            yield Recoding(row.seq, row.subject, row.id, tuple(changes(of_run(conn, run["instead_of"]), of_run(conn, run["run"]))))


def of_run(conn: Connection, run: int) -> list[tuple[str, str]]:
    """Id and canonical JSON of each claim of a coding run, in their order."""
    query = select(claims.c.id, claims.c.json).where(claims.c.run == run).order_by(claims.c.position)
    return [(row.id, row.json) for row in conn.execute(query)]


def changes(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> list[Change]:
    """What differs in two runs' claims, each given as its id and canonical JSON.

    Of one id, or else of one kind on a shared character of the trigger, it is the claim before read otherwise.
    """
    old, new = _by_id(before), _by_id(after)
    gone: list[Row] = []
    come: list[Row] = []
    found: list[Change] = []
    for ident in {**old, **new}:
        one, other = _apart(old[ident], new[ident]), _apart(new[ident], old[ident])
        found += [Change(*pair) for pair in zip(one, other, strict=False)]
        gone, come = gone + one[len(other) :], come + other[len(one) :]
    for was in gone:
        now = next((row for row in come if _meet(was, row)), None)
        come = [row for row in come if row is not now]
        found.append(Change(was, now))
    return sorted([*found, *(Change(None, row) for row in come)], key=lambda c: (c.claim["start"], c.claim["kind"]))


def _by_id(rows: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for ident, line in rows:
        found[ident].append(line)
    return found


def _apart(rows: list[str], others: list[str]) -> list[Row]:
    """Those that are not among the others."""
    return [json.loads(line) for line in (Counter(rows) - Counter(others)).elements()]


def _meet(one: Row, other: Row) -> bool:
    (start, end), (begin, stop) = one["trigger"], other["trigger"]
    return bool(one["kind"] == other["kind"] and start < stop and begin < end)

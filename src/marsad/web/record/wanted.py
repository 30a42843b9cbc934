"""What a visitor asked to see of the record, from the query, and the rows that pass."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pydantic import Field, field_validator

from marsad.model.vocabulary import INCIDENT_TYPE
from marsad.store.rows import fold_name
from marsad.web import known
from marsad.web.record.checks import SEVERITY, severity
from marsad.web.wanted import Form

Row = dict[str, Any]
FACET = 8  # values that a facet offers


class Asked(Form):
    """What every list of records takes."""

    limit: int = Field(50, ge=1, le=1000)

    def cut(self, rows: Sequence[Row]) -> tuple[list[Row], bool]:
        """The page that is asked for, and whether more follows."""
        start = (self.page - 1) * self.limit
        return list(rows[start : start + self.limit]), len(rows) > start + self.limit


class OfIncidents(Asked):
    """Filters of incidents: what, where, who, when, how many killed at least, how many independent sources at least."""

    type: str | None = None
    place: str | None = Field(None, max_length=200)
    actor: str | None = Field(None, max_length=200)
    since: dt.date | None = None
    until: dt.date | None = None
    killed: int | None = Field(None, ge=0, le=10_000_000)
    sources: int | None = Field(None, ge=1, le=1000)

    @field_validator("type")
    @classmethod
    def _known_type(cls, code: str | None) -> str | None:
        if code and code not in INCIDENT_TYPE:
            raise ValueError(f"{code!r} is no type of incident")
        return code

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The incidents that pass, in their order."""
        return [row for row in rows if self._plain(row) and self._when(row) and self._who(row)]

    def _plain(self, row: Row) -> bool:
        if self.killed is not None and (not row["killed"] or (row["killed"][1] or row["killed"][0] or 0) < self.killed):
            return False
        return (not self.type or row["type"] == self.type) and (not self.sources or len(row["sources"]) >= self.sources)

    def _when(self, row: Row) -> bool:
        first, last = row["when"] or ("", "")
        after = not self.since or last >= self.since.isoformat()
        return after and (not self.until or bool(first) and first <= self.until.isoformat())

    def _who(self, row: Row) -> bool:
        here = not self.place or bool(row["place"]) and _inside(self.place, row["place"]["id"])
        return here and (not self.actor or _fits(self.actor, actors(row)))


class OfTolls(Asked):
    """Filters of tolls: whose, where, what became of the people."""

    source: str | None = Field(None, max_length=200)
    place: str | None = Field(None, max_length=200)
    outcome: str | None = Field(None, max_length=40)

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The tolls that pass."""
        return [
            r
            for r in rows
            if (not self.source or _fits(self.source, [r["source"]]))
            and (not self.place or _fits(self.place, [r["area"], r["label"]]))
            and (not self.outcome or r["outcome"] == self.outcome)
        ]


class OfCeasefires(Asked):
    """Filters of ceasefires, the stretch of days to draw, and the day to ask of: what holds then."""

    area: str | None = Field(None, max_length=200)
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The ceasefires that pass, in the order of their first days, undated last."""
        found = [r for r in rows if not self.area or _fits(self.area, [*r["areas"], r["label"]])]
        return sorted(found, key=lambda r: (r["starts"] or r["declared"] or "9", r["id"]))


class OfPositions(Asked):
    """Filters of positions: who, to whom, on what, which stance."""

    limit: int = Field(200, ge=1, le=1000)
    actor: str | None = Field(None, max_length=200)
    to: str | None = Field(None, max_length=200)
    issue: str | None = Field(None, max_length=60)
    stance: str | None = Field(None, max_length=40)

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The positions that pass, by actor and issue, in the order of their days."""
        found = [
            r
            for r in rows
            if (not self.actor or _fits(self.actor, _called(r["actor"])))
            and (not self.to or _fits(self.to, r["to"]))
            and (not self.issue or r["issue"] == self.issue)
            and (not self.stance or r["stance"] == self.stance)
        ]
        return sorted(found, key=lambda r: (r["actor"], r["issue"], r["day"] or "9", r["claim"]))


class OfObligations(Asked):
    """Filters of what is owed: which duty, by whom or to whom."""

    duty: str | None = Field(None, max_length=40)
    actor: str | None = Field(None, max_length=200)

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The obligations that pass, in the order of their days."""
        return [
            r
            for r in rows
            if (not self.duty or r["duty"] == self.duty)
            and (not self.actor or _fits(self.actor, [name for one in (*r["by"], *r["to"]) for name in _called(one)]))
        ]


class OfPairs(Asked):
    """Filters of incidents beside ceasefires."""

    limit: int = Field(200, ge=1, le=1000)
    incident: str | None = Field(None, max_length=60)
    ceasefire: str | None = Field(None, max_length=60)
    state: str | None = Field(None, max_length=20)

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The pairs that pass."""
        given = {k: v for k in ("incident", "ceasefire", "state") if (v := getattr(self, k))}
        return [r for r in rows if all(r[k] == v for k, v in given.items())]


class OfFindings(Asked):
    """Filters of findings: one check, how grave, a state, whose they are."""

    check: str | None = Field(None, max_length=60)
    state: Literal["open", "accepted", "muted"] | None = None
    owner: str | None = Field(None, max_length=80)
    severity: Literal["impossible", "unlikely", "missing"] | None = None

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """The findings that pass, the open ones first, of these the gravest."""
        given = {k: v for k in ("check", "state", "owner") if (v := getattr(self, k))}
        found = (r for r in rows if all(r[k] == v for k, v in given.items()) and self.severity in (None, severity(r["check"])))
        return sorted(found, key=lambda r: (r["state"] != "open", list(SEVERITY).index(severity(r["check"]))))


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that some of the rows have, what it is called, and how many."""

    value: str
    name: str
    count: int


def facets(rows: Sequence[Row], language: str) -> dict[str, list[Facet]]:
    """For `place` and `actor` the values that most of the incidents have."""
    where = Counter(_governorate(r["place"]["id"]) for r in rows if r["place"])
    who = Counter(r["by"] for r in rows if r["by"])
    named = [Facet(v, known.name(v, language) or v, n) for v, n in where.most_common(FACET)]
    return {"place": named, "actor": [Facet(v, known.name(v, language) or v, n) for v, n in who.most_common(FACET)]}


def latest(rows: Iterable[Row]) -> list[Row]:
    """The incidents with the latest first, undated last."""
    return sorted(rows, key=lambda r: (r["when"][0] if r["when"] else "", len(r["sources"]), r["id"]), reverse=True)


@lru_cache(100_000)
def _inside(wanted: str, ident: str) -> bool:
    """True for a place that is called so, or lies in one that is."""
    return _fits(wanted, [name for outer in _chain(ident) for name in _called(outer)])


def actors(row: Row) -> list[str]:
    """What those who did it, and those it was done to, are called."""
    fields = [row["fields"].get(f, {}) for f in ("by", "against")]
    rivals = [r["value"] for field in fields for r in field.get("rivals", [])]
    return [name for value in (row["by"], row.get("against"), *rivals) if value for name in _called(str(value))]


def _chain(ident: str | None) -> list[str]:
    found: list[str] = []
    while ident and (place := known.places().get(ident)) and ident not in found:
        found.append(ident)
        ident = place.parent
    return found


@lru_cache(100_000)
def _governorate(ident: str) -> str:
    return next((i for i in _chain(ident) if known.places()[i].precision == "governorate"), ident)


def _called(ident: str) -> list[str]:
    return [ident, *(name for lang in ("ar", "en") if (name := known.name(ident, lang)))]


def _fits(wanted: str, names: Iterable[str]) -> bool:
    folded = fold_name(wanted)
    return any(folded in fold_name(name) or wanted == name for name in names)

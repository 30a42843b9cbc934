"""What a visitor asked to see: filters of reports and claims from the query, and one page of what the store answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from fastapi import HTTPException
from pydantic import BaseModel, Field, field_validator, model_validator

from marsad.model.claim import KINDS
from marsad.model.vocabulary import TYPES
from marsad.store import Store, StoredReport
from marsad.web import faults

Onward = dict[str, int | str]
"""What to ask for the next page: its number where that reaches, else the place it comes after."""
REACH = 2_000  # rows that page numbers reach; further on a list is followed from row to row


class Form(BaseModel):
    """What a page's form gives; an empty field counts as not given."""

    page: int = Field(1, ge=1, le=1_000_000)

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unsaid(cls, value: object, info: Any) -> object:
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[info.field_name].default
        return value

    @model_validator(mode="after")
    def _first_day_first(self) -> Self:
        """Days given the other way round are the same days."""
        since, until = getattr(self, "since", None), getattr(self, "until", None)
        if since and until and until < since:
            self.__dict__ |= {"since": until, "until": since}
        return self


class Listed(Form):
    """A page of a list that may be long: the page's number counts from the row that it comes `after`, from the first where none is said."""

    limit: int = Field(50, ge=1, le=1000)
    after: str | None = Field(None, max_length=1500, description="where the list goes on: what `next` says")

    @property
    def reach(self) -> int:
        """Rows that page numbers reach."""
        return REACH

    def offset(self, size: int) -> int:
        """Rows before the page; 422 for more than page numbers reach."""
        if (rows := (self.page - 1) * size) > REACH:
            raise HTTPException(422, f"page {self.page}: numbers of pages reach {REACH} rows; say days, or go on with what `next` says")
        return rows

    def onward(self, place: str | None, size: int, short: bool = False) -> Onward | None:
        """What to ask for the next page, which comes after this place; None where nothing follows."""
        if place is None:
            return None
        return {"page": self.page + 1} if self.page * size <= REACH and not short else {"after": place}


class ReportFilter(Listed):
    """Filters of the list of reports."""

    outlet: str | None = Field(None, max_length=200)
    since: dt.date | None = None
    until: dt.date | None = None
    limit: int = Field(100, ge=1, le=1000)

    def arguments(self) -> dict[str, Any]:
        """The filters as the store takes them."""
        return self.model_dump(exclude={"page", "limit", "after"}, exclude_none=True)


class ClaimFilter(ReportFilter):
    """Filters of claims: kind, type, days, place, actor, source."""

    outlet: None = None
    report: str | None = Field(None, max_length=500)
    kind: str | None = None
    type: str | None = None
    place: str | None = Field(None, max_length=200)
    actor: str | None = Field(None, max_length=200)
    source: str | None = Field(None, max_length=200)

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, kind: str | None) -> str | None:
        if kind and kind not in KINDS:
            raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
        return kind

    @field_validator("type")
    @classmethod
    def _known_type(cls, code: str | None) -> str | None:
        if code and not any(code in table for table in TYPES.values()):
            raise ValueError(f"{code!r} is no type of any kind")
        return code


@dataclass(frozen=True, slots=True)
class Cut:
    """A page of what the store answers, and what to ask for the next, None where nothing follows; `short`: see Page of the record."""

    rows: list[Any]
    next: Onward | None = None
    short: bool = False


def reports_of(store: Store, wanted: ReportFilter, size: int) -> Cut:
    """A page of reports."""
    day, _, n = (wanted.after or "").rpartition(" ")
    with faults.refusing():
        after = (day, int(n)) if wanted.after else None
    found, last = store.reports_after(limit=size, offset=wanted.offset(size), after=after, **wanted.arguments())
    return Cut(found, wanted.onward(f"{last[0]} {last[1]}" if last else None, size))


def claims_of(store: Store, wanted: ClaimFilter, size: int) -> Cut:
    """A page of claims; 404 where a report is asked for that is not there, whose claims are given in the order of its text."""
    asked = wanted.arguments()
    with faults.refusing():
        after = _claim_place(wanted.after) if wanted.after else None
        if "report" in asked:
            rows = store.claims(**asked, limit=size + 1, offset=wanted.offset(size))
            return Cut(rows[:size], {"page": wanted.page + 1} if len(rows) > size else None)
        found, way = store.claims_after(limit=size, offset=wanted.offset(size), after=after, **asked)
    return Cut(found, wanted.onward(way.reached and " ".join(map(str, way.reached)), size, way.short), way.short)


def _claim_place(after: str) -> tuple[int, int, int]:
    late, run, position = (int(part) for part in after.split(" "))
    return late, run, position


def fetch_report(store: Store, ident: str) -> StoredReport:
    """The report of this id, key or unique beginning; 404 with the store's words otherwise."""
    try:
        return store.report(ident)
    except LookupError as error:
        if gone := store.became(ident):
            raise HTTPException(410, f"this report was {gone.what} on {gone.at[:10]}, by entry {gone.seq} of the ledger") from None
        raise HTTPException(404, str(error)) from None

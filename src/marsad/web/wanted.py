"""What a visitor asked to see: filters of reports and claims from the query, and one page of what the store answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from fastapi import HTTPException
from pydantic import BaseModel, Field, field_validator

from marsad.model.claim import KINDS
from marsad.model.vocabulary import TYPES
from marsad.store import Store, StoredReport
from marsad.web import faults


class Form(BaseModel):
    """What a page's form gives; an empty field counts as not given."""

    page: int = Field(1, ge=1, le=1_000_000)

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unsaid(cls, value: object, info: Any) -> object:
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[info.field_name].default
        return value


class ReportFilter(Form):
    """Filters of the list of reports."""

    outlet: str | None = Field(None, max_length=200)
    since: dt.date | None = None
    until: dt.date | None = None
    limit: int = Field(100, ge=1, le=1000)

    def arguments(self) -> dict[str, Any]:
        """The filters as the store takes them."""
        return self.model_dump(exclude={"page", "limit"}, exclude_none=True)


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


def cut(ask: Callable[..., list[Any]], arguments: dict[str, Any], page: int, size: int) -> tuple[list[Any], bool]:
    """One page of what the store answers, and whether more follows; 404 where a report is asked for that is not there."""
    with faults.refusing():
        found = ask(**arguments, limit=size + 1, offset=(page - 1) * size)
    return found[:size], len(found) > size


def fetch_report(store: Store, ident: str) -> StoredReport:
    """The report of this id, key or unique beginning; 404 with the store's words otherwise."""
    try:
        return store.report(ident)
    except LookupError as error:
        if gone := store.became(ident):
            raise HTTPException(410, f"{gone.what}, {gone.at[:10]}, {gone.seq}") from None
        raise HTTPException(404, str(error)) from None

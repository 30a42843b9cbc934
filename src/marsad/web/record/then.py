"""The record as it was: as the store knew it at a moment (`known_at`), of reports up to a day (`as_of`); made when asked, never saved."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import HTTPException, Request

from marsad.model.claim import from_json
from marsad.pipeline.rows import rows
from marsad.store import Store
from marsad.web.record.told import Said, Told

PAST = ("/incidents", "/tolls", "/ceasefires", "/positions", "/obligations", "/checks", "/violations", "/findings")
OF_DAYS = ("/incidents/", "/tolls/")  # pages on which `as_of` leaves out later reports; for a ceasefire it asks how that stands on the day
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z?)?")


@dataclass(frozen=True, slots=True)
class Then:
    """The moment that the store knew it at, None for now, and the last day of the reports, None for all."""

    moment: str | None = None
    until: dt.date | None = None

    @property
    def ledger(self) -> str | None:
        """The moment as the ledger writes them; a day means its end."""
        return f"{self.moment}T23:59:59.999Z" if self.moment and len(self.moment) == 10 else self.moment

    def __bool__(self) -> bool:
        return bool(self.moment or self.until)


NOW = Then()


def asked(request: Request) -> Then:
    """What the address asks for; 422 for a moment or a day that is none."""
    path = request.scope["path"].removeprefix("/api")
    if not path.startswith(PAST):
        return Then()
    moment, day = (request.query_params.get(name) or None for name in ("known_at", "as_of"))
    try:
        if moment and not MOMENT.fullmatch(moment):
            raise ValueError
        if moment:
            dt.datetime.fromisoformat(moment)
        return Then(moment, dt.date.fromisoformat(day) if day and path.startswith(OF_DAYS) else None)
    except ValueError:
        raise HTTPException(422, f"{moment or day!r}: wants a day (2016-05-02) or a moment (2016-05-02T14:30)") from None


class ToldThen(Told):
    """The claims as they stood then, by ref, read at once."""

    def __init__(self, store: Store, then: Then) -> None:
        super().__init__(store)
        readings = store.readings(moment=then.ledger, until=then.until)
        self._then: dict[str, Said | None] = {}
        self.days: list[dt.date] = []
        for row in rows(readings, store.decided(moment=then.ledger)):
            day = dt.date.fromisoformat(row["date"]) if row["date"] else None
            self.days += [day] if day else []
            for told in row["claims"]:
                claim = from_json({k: v for k, v in told.items() if k != "review"})
                ref = f"{row['id']}#{claim.kind}@{claim.span.start}"
                self._then[ref] = Said(ref, claim, row["key"], row["id"], row["outlet"], day, told["review"])

    def ahead(self, refs: Iterable[str]) -> dict[str, Said | None]:
        """All that stood then."""
        return self._then

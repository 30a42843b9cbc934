"""An incident or a ceasefire as an event of the field's tables: its sides, place, days, sources and words, as reported.

Names are those of the theatres (English), the report's own where none is known.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from marsad.exchange.export.content import Content, Row
from marsad.resolve.gazetteer import above, country_of, place, thing
from marsad.resolve.location import Location, locate
from marsad.theatres.load import Actor


class Country(NamedTuple):
    """A country's codes: ISO 3166 letters and number, Gleditsch and Ward, and the regions that ACLED and UCDP put it in."""

    id: str
    iso3: str = ""
    iso: str = ""
    gw: str = ""
    acled_region: str = ""
    ucdp_region: str = ""

    @property
    def name(self) -> str:
        """Its name in English."""
        found = place(self.id)
        return found.name_en if found else ""


class Side(NamedTuple):
    """One side: its name in English (as written where unknown), as written, and its id."""

    name: str
    text: str
    id: str | None
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class Event:
    """A record with what tables ask of it; `days` None where no claim tells any."""

    record: Row
    claims: tuple[Row, ...]
    reports: tuple[Row, ...]
    by: tuple[Side, ...]
    against: tuple[Side, ...]
    days: tuple[str, str] | None
    place: str | None
    place_text: str
    location: Location | None
    country: Country

    @property
    def who(self) -> frozenset[str]:
        """What people its casualties are said to be."""
        return frozenset(w for c in self.claims if c["kind"] == "casualties" for w in c["who"])

    @property
    def civilians(self) -> bool:
        """True where those harmed are said to be civilians, or what was struck is theirs."""
        harmed = self.who & {"civilians", "children", "women", "medics", "journalists", "aid_workers"}
        return bool(harmed) or any(c.get("target") for c in self.claims)

    @property
    def quotes(self) -> dict[str, str]:
        """The words of each claim by its ref."""
        return {claim["ref"]: claim["quote"] for claim in self.claims}


def event(content: Content, record: Row) -> Event:
    """The event of an incident."""
    claims = tuple(content.of(record))
    found, own = record["place"] or {}, [c for c in claims if c["kind"] == "incident"]
    text = next((name for c in claims for name, i in names(c, "places") if i and i == found.get("id")), _text(claims))
    days = (record["when"][0], record["when"][1]) if record["when"] else None
    by, against = sides(own, "by"), sides(own, "against")
    return _event(content, record, claims, (by, against), days, (found.get("id"), text))


def truce(content: Content, record: Row) -> Event:
    """The event of a ceasefire: its parties as the two sides, its first area as the place, the day it was declared."""
    claims = tuple(content.of(record))
    parties = sides(claims, "parties")
    area = next(((i, name) for c in claims for name, i in names(c, "areas")), (None, ""))
    day = declared(record)
    return _event(content, record, claims, (parties[:1], parties[1:]), (day, day) if day else None, area)


def declared(record: Row) -> str | None:
    """The day a ceasefire was declared: no later than the day it began."""
    return min(filter(None, [record["declared"], record["starts"]]), default=None)


def _event(
    content: Content,
    record: Row,
    claims: tuple[Row, ...],
    found: tuple[tuple[Side, ...], tuple[Side, ...]],
    days: tuple[str, str] | None,
    where: tuple[str | None, str],
) -> Event:
    ident, text = where
    home = country_of(ident) if ident else next((country_of(i) for c in claims for i in c["place_ids"]), "")
    reports = tuple(content.reports_of(record))
    return Event(record, claims, reports, *found, days, ident, text, locate(ident, text), country(home))


def names(claim: Row, field: str) -> list[tuple[str, str | None]]:
    """The names of a field with their ids."""
    written = claim.get(field) or []
    return list(zip(written, claim["ids"].get(field) or [None] * len(written), strict=True))


def sides(claims: list[Row] | tuple[Row, ...], field: str) -> tuple[Side, ...]:
    """The sides that claims name in a field, once each."""
    found: dict[str, Side] = {}
    for claim in claims:
        owners = claim.get("part_of", {}).get(field) or []
        for n, (text, ident) in enumerate(names(claim, field)):
            one = side(text, ident or (owners[n] if n < len(owners) else None))
            found.setdefault(one.name, one)
    return tuple(found.values())


def side(text: str, ident: str | None) -> Side:
    """The side of a name."""
    known = thing(ident) if ident else None
    return Side(known.name_en if known else text, text, ident, known if isinstance(known, Actor) else None)


def area(ident: str | None, *types: str) -> str:
    """The English name of what a place is or lies in, of the first of these types."""
    way = [p for i in ((ident, *above(ident)) if ident else ()) if (p := place(i))]
    return next((_bare(p.name_en, kind) for kind in types for p in way if p.type == kind), "")


def _bare(name: str, kind: str) -> str:
    """A name without the word for what it is: `Aleppo` for `Aleppo governorate`."""
    return name[: -len(kind) - 1] if name.lower().endswith(f" {kind}") else name


def sources(record: Row) -> list[str]:
    """The names of a record's sources: monitors, speakers, outlets."""
    return [_source(code) for code in record.get("sources", ())]


def _source(code: str) -> str:
    known = thing(code)
    return known.name_en if known else code.removeprefix("outlet:")


def outlets(event: Event) -> list[str]:
    """The outlets of an event's reports."""
    return list(dict.fromkeys(r["outlet"] or r["id"] for r in event.reports))


def length(days: tuple[str, str]) -> int:
    """How many days, both counted."""
    first, last = map(dt.date.fromisoformat, days)
    return (last - first).days + 1


@cache
def country(ident: str) -> Country:
    """The country of this id, its codes empty where the table has none."""
    rows = (files(__package__) / "countries.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return next((Country(*cells) for row in rows if (cells := row.split("\t"))[0] == ident), Country(ident))


def _text(claims: tuple[Row, ...]) -> str:
    return next((name for c in claims for name in c.get("places") or ()), "")

"""A reference record, what an import format is, and the cells that importers share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from marsad.exchange.given import Refused, Unfit, short
from marsad.exchange.given import day as iso_day

Row = Mapping[str, str]
KINDS = ("incident", "ceasefire", "claim")


@dataclass(frozen=True, slots=True)
class Reference:
    """What somebody else recorded. Days are ISO days; `low`, `best`, `high` are those killed; `types` our codes, where theirs have one.

    An annotation (`claim`) has `quote`, `start`, `end` (code points) and `report`, the SHA-256 of its text; its type is `kind/code`.
    """

    id: str
    kind: str
    label: str = ""
    first: str | None = None
    last: str | None = None
    place: str = ""
    area: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None
    hours: int | None = None
    begins: str | None = None
    quote: str = ""
    start: int | None = None
    end: int | None = None
    report: str = ""
    where: str = ""

    def as_json(self) -> dict[str, Any]:
        """The record as plain values, without what it does not say."""
        return {name: value for name, value in asdict(self).items() if value not in (None, "", ())}


def from_json(row: Mapping[str, Any]) -> Reference:
    """The record that `as_json` wrote."""
    known = {one.name for one in fields(Reference)}
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name in known}
    return Reference(**told)


Outcome = Reference | Refused
Reader = Callable[[Path, Mapping[str, str]], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Import:
    """One format: how it is read, what it is in words, which columns its table must have, which fields `--map` may name."""

    name: str
    label: str
    read: Reader
    columns: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()


def number(value: str | None, name: str) -> int | None:
    """The whole number of a cell, None where it is empty; raises Unfit."""
    text = (value or "").strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}(\.0+)?", text):
        raise Unfit(f"{name} {short(text)} is no whole number", "write digits, or leave it out")
    return int(float(text))


def degrees(row: Row, latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Both in degrees, (None, None) where one is empty; raises Unfit."""
    lat, lon = (row.get(latitude) or "").strip(), (row.get(longitude) or "").strip()
    if not lat or not lon:
        return None, None
    try:
        y, x = float(lat), float(lon)
    except ValueError:
        raise Unfit(f"{latitude} {short(lat)}, {longitude} {short(lon)} are no degrees", "write both as 36.2, 37.15, or neither") from None
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        raise Unfit(f"{latitude} {lat}, {longitude} {lon} lie outside the earth")
    return y, x


_WRITTEN = ("%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%B %d, %Y", "%d/%m/%Y")


def day(value: str | None) -> str | None:
    """The ISO day of a cell: ISO, or `29 April 2016` as ACLED and Airwars write it; None where it is empty; raises Unfit.

    >>> day("29 April 2016"), day("2016-04-29 00:00:00.000"), day("")
    ('2016-04-29', '2016-04-29', None)
    """
    text = (value or "").strip()
    if not text:
        return None
    for written in _WRITTEN:
        try:
            return dt.datetime.strptime(text, written).date().isoformat()
        except ValueError:
            continue
    found = iso_day(text)
    return found.isoformat() if found else None


def several(value: str | None, signs: str = ";|") -> tuple[str, ...]:
    """The names of a cell that holds several.

    >>> several("Government of Syria; Russia")
    ('Government of Syria', 'Russia')
    """
    return tuple(name for part in re.split(f"[{re.escape(signs)}]", value or "") if (name := part.strip()))

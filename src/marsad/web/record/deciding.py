"""What a person may decide of a record: which claims to name for it, in which states a pair may be, which incidents could be one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marsad.model.decision import STATES
from marsad.pipeline.facets import chain
from marsad.store.shelves import Wanted
from marsad.web.language import Speech
from marsad.web.record import words
from marsad.web.record.desk import Desk, Row
from marsad.web.record.told import Said

LIKELY = 6
NEAR_DAYS = 1
LATEST = 300  # incidents among which pairs are looked for
BESIDE = 200  # incidents of the same days and places that are looked at


@dataclass(frozen=True, slots=True)
class Likely:
    """Another incident that could be the same: its row, and what the two share, in codes (day, place, type, sides)."""

    row: Row
    shared: tuple[str, ...]


def of_kind(refs: Sequence[str], kind: str) -> str:
    """The first of these claims that is of the kind; empty where none is."""
    return next((ref for ref in refs if f"#{kind}@" in ref), "")


def states(ui: Speech) -> list[tuple[str, str]]:
    """The states that a person gives a pair, in the order of an inquiry, each with its name."""
    return [(code, words.state(code, ui)) for code in STATES]


def likely(at: Desk, row: Row) -> list[Likely]:
    """Other incidents of a day beside it and a place in common, those that share most first."""
    if not row["when"] or not row["place"]:
        return []
    return _likely(row, (other for other in _near(at, row) if other["place"]))


def _likely(row: Row, near: Iterable[Row]) -> list[Likely]:
    found = [Likely(other, _shared(row, other)) for other in near if other["id"] != row["id"]]
    return sorted((x for x in found if "place" in x.shared), key=lambda x: -len(x.shared))[:LIKELY]


def pairs(at: Desk) -> Iterator[tuple[Row, Row]]:
    """Pairs of incidents that could be one, by what they share, among the latest."""
    rows = [row for row in at.record.shelf.list("incidents", limit=LATEST) if row["when"] and row["place"]]
    for row in rows:
        for other in _likely(row, (other for other in rows if abs(_day(other) - _day(row)).days <= NEAR_DAYS)):
            refs = of_kind(row["claims"], "incident"), of_kind(other.row["claims"], "incident")
            if row["id"] < other.row["id"] and all(refs) and "type" in other.shared:
                yield row, other.row


def _near(at: Desk, row: Row) -> list[Row]:
    """The incidents of the days beside it that are in its place, in what that lies in, or beside it there."""
    place = str(row["place"]["id"])
    day = _day(row)
    first, last = (max(dt.date.min, day - dt.timedelta(NEAR_DAYS)), min(dt.date.max, day + dt.timedelta(NEAR_DAYS)))
    outer = chain(place)
    asked = (("place", outer[:2]), ("at", outer)) if outer else (("at", (place,)),)
    found = (
        one
        for role in asked
        for one in at.record.shelf.list("incidents", Wanted((role,), since=first.isoformat(), until=last.isoformat()), limit=BESIDE)
    )
    return [one for one in {one["id"]: one for one in found}.values() if one["when"] and abs(_day(one) - day).days <= NEAR_DAYS]


def _day(row: Row) -> dt.date:
    return dt.date.fromisoformat(row["when"][0])


def _shared(one: Row, other: Row) -> tuple[str, ...]:
    sides = one["by"] and one["by"] == other["by"]
    every = {
        "day": one["when"][0] == other["when"][0],
        "place": _one_place(one["place"]["id"], other["place"]["id"]),
        "type": one["type"] == other["type"],
        "sides": bool(sides),
    }
    return tuple(name for name, same in every.items() if same)


def _one_place(one: str, other: str) -> bool:
    """True for one place, one in the other, or two of one district."""
    outer, outer_other = chain(one) or (one,), chain(other) or (other,)
    return one in outer_other or other in outer or bool(set(outer[1:2]) & set(outer_other[1:2]))


def around(at: Desk, said: Said, text: str, reach: int = 220) -> tuple[str, str, str]:
    """The words of the report before the quote, the quote, and the words after it."""
    start, end = said.claim.span
    low = max(text.rfind("\n", max(0, start - reach), start) + 1, _word(text, start - reach))
    high = text.find("\n", end, end + reach)
    if high < 0:
        high = len(text) if end + reach >= len(text) else text.rfind(" ", end, end + reach)
    return text[low:start], text[start:end], text[end : max(high, end)]


def _word(text: str, at: int) -> int:
    """Where the first whole word at or after the place begins."""
    return 0 if at <= 0 else text.find(" ", at) + 1

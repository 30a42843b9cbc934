"""What a person may decide of a record: which claims to name for it, in which states a pair may be, which incidents could be one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.model.decision import STATES
from marsad.web import known
from marsad.web.language import Speech
from marsad.web.record import words
from marsad.web.record.desk import Desk, Row
from marsad.web.record.told import Said

LIKELY = 6
NEAR_DAYS = 1


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
    found = [Likely(other, _shared(row, other)) for other in at.record.latest if other["id"] != row["id"] and _near(row, other)]
    return sorted((x for x in found if "place" in x.shared), key=lambda x: -len(x.shared))[:LIKELY]


def pairs(at: Desk, asked: frozenset[frozenset[str]]) -> Iterator[tuple[Row, Row]]:
    """Pairs of incidents that could be one and that nobody was asked of, by what they share."""
    for row in at.record.latest:
        for other in likely(at, row):
            refs = of_kind(row["claims"], "incident"), of_kind(other.row["claims"], "incident")
            if row["id"] < other.row["id"] and all(refs) and "type" in other.shared and frozenset(refs) not in asked:
                yield row, other.row


def _near(one: Row, other: Row) -> bool:
    return bool(one["when"] and other["when"]) and abs(_day(one) - _day(other)).days <= NEAR_DAYS and bool(one["place"] and other["place"])


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
    chain, chain_other = [one, *_above(one)], [other, *_above(other)]
    return one in chain_other or other in chain or bool(set(chain[1:2]) & set(chain_other[1:2]))


def _above(ident: str) -> list[str]:
    found: list[str] = []
    while (place := known.places().get(ident)) and place.parent and place.parent not in found:
        ident = place.parent
        found.append(ident)
    return found


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

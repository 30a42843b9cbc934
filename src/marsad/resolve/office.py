"""Who holds an office on a day: «وزير الخارجية الأميركي» of 2016 is John Kerry's, and «كيري» of 2009 is not in it."""

from __future__ import annotations

import datetime as dt
from functools import cache

from marsad.resolve.index import key_of
from marsad.theatres import Holder
from marsad.theatres.in_use import in_use
from marsad.theatres.load import load_many

SLACK = dt.timedelta(days=60)  # reports name those who come and go by their office, too


def holders_of(office: str) -> tuple[Holder, ...]:
    """Those who are known to have held the office, the last one first."""
    return _holders(in_use()).get(office, ())


def holder_of(office: str, day: dt.date | None, words: tuple[str, ...] = ()) -> Holder | None:
    """Who held the office on the day; where the folded words name one of its holders, he, whenever it was. None where it is not known."""
    held = holders_of(office)
    named = [one for one in held if _is_named(one, words)]
    on_day = [one for one in named or held if day and _held(one, day, day)]
    return next(iter(on_day or named), None)


def is_in_office(office: str, words: tuple[str, ...], day: dt.date | None) -> bool:
    """False where the words name a holder of the office who did not hold it about the day; no day, and no known holder, tells nothing."""
    named = [one for one in holders_of(office) if _is_named(one, words)]
    return day is None or not named or any(_held(one, day - SLACK, day + SLACK) for one in named)


def _held(one: Holder, first: dt.date, last: dt.date) -> bool:
    """True for a holder between the two days; a year or month without a day counts whole."""
    begins, ends = one.begins or "", one.ends or ""
    return begins <= last.isoformat()[: len(begins)] and (not ends or first.isoformat()[: len(ends)] <= ends)


def _is_named(one: Holder, words: tuple[str, ...]) -> bool:
    return bool(words) and key_of(one.name_ar)[-1] in words


@cache
def _holders(names: tuple[str, ...]) -> dict[str, tuple[Holder, ...]]:
    """By office, the last holder first: on the day of a change it is the new one."""
    found: dict[str, tuple[Holder, ...]] = {}
    for theatre in load_many(names):
        for one in theatre.holders:
            found[one.office] = (one, *found.get(one.office, ()))
    return found

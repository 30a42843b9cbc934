"""The brief of a report: its happenings, ceasefires and figures with only what bringing together asks, kept beside all that it tells.

Hundreds of things of other reports are looked at for one that comes in; few of them are told anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from marsad.reconcile import tolls
from marsad.reconcile.greedy import report_of
from marsad.reconcile.happening import Happening
from marsad.reconcile.packing import Row, dump_outline, load_outline, load_terms, pack_terms
from marsad.reconcile.product import Product
from marsad.reconcile.terms import Terms
from marsad.reconcile.tolls import Tally


def brief(made: Product) -> Row | None:
    """By sort and name what is asked of each thing that the report tells; None where it tells none."""
    tallies = [tolls.tally(told) for told in made.figures if told.item not in made.whole_of]
    found: Row = {
        "h": {one.item: dump_outline(one) for one in made.happenings},
        "t": {one.item: pack_terms(one) for one in made.terms},
        "f": {one.item: _of_tally(one) for one in tallies},
    }
    return {sort: things for sort, things in found.items() if things} or None


def read(sort: str, item: str, row: Row) -> Any:
    """The happening (`h`), ceasefire (`t`) or figure (`f`) of this name in a brief; KeyError where there is none."""
    return READ[sort](item, row[sort][item])


def _of_tally(one: Tally) -> list[Any]:
    source, people, outcome, area = one.key
    days = [str(day) if day else None for day in (one.day, one.since)]
    return [one.mark, *days, source, list(people), outcome, area, one.least, one.of, sorted(one.beside)]


def _to_tally(item: str, row: list[Any]) -> Tally:
    mark, day, since, source, people, outcome, area, least, of, beside = row
    key = (source, tuple(people), outcome, area)
    return Tally(item, report_of(item), mark, _day(day), key, _day(since), least, of, frozenset(beside))


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _to_happening(item: str, row: Row) -> Happening:
    return load_outline(row, report_of(item))


def _to_terms(item: str, row: Row) -> Terms:
    return load_terms(row)


READ: dict[str, Callable[[str, Any], Any]] = {"h": _to_happening, "t": _to_terms, "f": _to_tally}

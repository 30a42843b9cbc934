"""The example week told again and again: as many reports with claims as a trial wants, without any corpus.

They come as in an archive, about A_DAY reports a day however many there are: 100,000 stand for four years and a half. Each telling lies
in other places of their sort, in other words around its claims, so that none is a copy of another; a ceasefire is told of in one telling
of SILENT, and of PHASE days only in the first HELD: a truce of some months, then none.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from zlib import crc32

from marsad.model.claim import Claim, from_json, to_json
from marsad.model.report import Report
from marsad.reconcile.words import table
from marsad.resolve.index import key_of

A_DAY, SILENT, HELD, PHASE = 60, 8, 90, 150
STEP = 17  # places from one telling to the next: no sort has a multiple of it
WORDS = 5_000  # that stand for others, of each length
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACE = re.compile(r'"(sy/[^"]+)"')
_WORD = re.compile(r"[^\W\d]{2,}")
Row = dict[str, Any]


def told(reports: int) -> Iterator[tuple[Report, list[Claim]]]:
    """So many reports, each with about eleven claims, under other ids and outlets' days."""
    for report, claims in told_as_rows(reports):
        yield report, [from_json(row) for row in claims]


def told_as_rows(reports: int) -> Iterator[tuple[Report, list[Row]]]:
    """The same with the claims as JSON."""
    from marsad.demo import reports as week
    from marsad.pipeline import code

    coded = [(r, json.dumps([to_json(c) for c in code(r)], ensure_ascii=False)) for r in week()]
    for n in range(reports):
        report, claims = coded[n % len(coded)]
        turn = n // len(coded)
        days = turn * len(coded) // A_DAY
        by = dt.timedelta(days=days)
        moved: list[Row] = json.loads(_elsewhere(days_moved(claims, by), turn))
        text = in_other_words(report.text, [(row["start"], row["end"]) for row in moved], turn) if turn else report.text
        own = replace(report, id=f"r{n}", text=text, date=report.date + by if report.date else None, url=None)
        truce = turn % SILENT == 0 and days % PHASE < HELD
        yield own, [row for row in moved if truce or row["kind"] != "ceasefire"]


def in_other_words(text: str, claimed: list[tuple[int, int]], turn: int) -> str:
    """The text with other words of their length for those that no claim quotes and that say nothing of how claims belong together."""

    def other(found: re.Match[str]) -> str:
        start, end = found.span()
        if any(a < end and start < b for a, b in claimed) or _tells(found[0]):
            return found[0]
        return _pseudo(crc32(f"{turn} {start}".encode()) % WORDS, end - start)

    return _WORD.sub(other, text)


@cache
def _tells(word: str) -> bool:
    """Whether the word, with or without its first letter, stands in the table of words that tell how claims belong together."""
    known = {key for forms in table().values() for form in forms for key in form}
    return any(set(key_of(one)) & known for one in (word, word[1:]))


@cache
def _pseudo(number: int, length: int) -> str:
    """A word of this length that is none."""
    return "".join(LETTERS[crc32(f"{number} {n}".encode()) % len(LETTERS)] for n in range(length))


def _elsewhere(claims: str, turn: int) -> str:
    """The claims' JSON with every place `turn` times further on."""
    return _PLACE.sub(lambda found: f'"{_place(found[1], turn)}"', claims)


def days_moved(claims: str, by: dt.timedelta) -> str:
    """The claims' JSON with every day in it moved along; names and quotes hold no ISO days."""
    return _DAY.sub(lambda m: str(dt.date.fromisoformat(m[0]) + by), claims)


def _place(ident: str, turn: int) -> str:
    """The place `turn` further on among those of its precision."""
    sort, at = _turns().get(ident, ((ident,), 0))
    return sort[(at + STEP * turn) % len(sort)]


_KNOWN: dict[str, tuple[tuple[str, ...], int]] = {}


def _turns() -> Mapping[str, tuple[tuple[str, ...], int]]:
    """For each place of the theatre those of its precision, and its own number among them."""
    if not _KNOWN:
        from marsad.theatres import load_many

        sorts: dict[str, list[str]] = {}
        for theatre in load_many(("syria",)):
            for place in theatre.places.values():
                if place.id.startswith("sy/"):
                    sorts.setdefault(place.precision, []).append(place.id)
        for sort in sorts.values():
            _KNOWN.update({ident: (tuple(sort), n) for n, ident in enumerate(sort)})
    return _KNOWN

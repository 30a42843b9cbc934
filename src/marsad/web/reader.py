"""What the reader needs of one report: its paragraphs, its claims as rows, and the data that lights them in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from marsad.extract.unread import Unread
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.web.language import Speech
from marsad.web.offsets import Units, paragraphs
from marsad.web.review.book import values
from marsad.web.review.state import One
from marsad.web.view import Field, Value, evidence, figure, gist, shown_fields

LONGEST = 400_000
MANY = 500
"""Claims up to which a report's list is there at once; of a longer one the first LIST, the others are fetched as they are come to."""
LONG = 300
"""Paragraphs up to which all of a text is laid out at once."""
STRETCH, LIST = 4, 50
"""So many paragraphs are lit, and so many claims of the list laid out, together as they come near the window."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as the lists show it; `part` is the piece it was read in, `text` or `title`; `one` what persons made of it, if asked."""

    n: int
    claim: Claim
    part: str
    figure: Markup | None
    gist: list[Value]
    fields: list[Field]
    one: One | None = None
    listed: bool = True

    @property
    def id(self) -> str:
        """The claim's id, empty where it is not under review."""
        return self.one.id if self.one else ""

    @property
    def state(self) -> str:
        """What persons made of it."""
        return self.one.state if self.one else "unreviewed"


def rows(claims: Sequence[Claim], speech: Speech, part: str = "text", first: int = 0, ones: Sequence[One] = ()) -> list[Row]:
    """The claims as rows, numbered from `first`; with `ones` those of a report under review."""
    made = (Row(i, c, part, figure(c, speech), gist(c, speech), shown_fields(c, speech)) for i, c in enumerate(claims, first))
    return [replace(row, one=ones[row.n]) for row in made] if ones else list(made)


def bare(ones: Sequence[One], first: int) -> list[Row]:
    """The claims under review from this number on as rows that are lit, but not listed yet."""
    return [Row(i, one.claim, "text", None, [], [], one, listed=False) for i, one in enumerate(ones[first:], first)]


def blocks(text: str) -> list[tuple[int, str]]:
    """The paragraphs with their offsets in UTF-16 units, of at most LONGEST code points of text."""
    units = Units(text)
    return [(units.at(start), line) for start, line in paragraphs(text[:LONGEST])]


def lights(report: Report, shown: Sequence[Row], unread: Sequence[Unread]) -> dict[str, Any]:
    """What the browser lights: claims with anchor and evidence, and unread words, all offsets in UTF-16 units."""
    units = {"text": Units(report.text), "title": Units(report.title or "")}
    return {
        "claims": [_light(row, units[row.part]) for row in shown],
        "unread": [[u.kind, *units["text"].pair(u.span)] for u in unread],
    }


def _light(row: Row, units: Units) -> dict[str, Any]:
    claim = row.claim
    return {
        "part": row.part,
        "kind": claim.kind,
        "at": units.pair(claim.span),
        "points": list(claim.span),
        "trigger": units.pair(claim.trigger),
        "evidence": [[part, *units.pair(span)] for part, span in evidence(claim)],
    } | (_reviewed(row.one, row.listed) if row.one else {"state": "unreviewed", "settled": True})


def _reviewed(one: One, listed: bool) -> dict[str, Any]:
    """What a person may change of it; its values come with its row of the list."""
    told = {"id": one.id, "state": one.state, "settled": one.settled, "anchor": list(one.claim.trigger)}
    return told | {"values": values(one.claim)} if listed else told


def spectrum(text: str, shown: Sequence[Row]) -> list[tuple[str, float, float, int]]:
    """Where in the text each claim stands: (kind, begin, width, row), in thousandths of its length; of a kind one bar a thousandth."""
    whole = max(len(text), 1)
    bars: dict[tuple[str, int], tuple[str, float, float, int]] = {}
    for r in (r for r in shown if r.part == "text"):
        begin = 1000 * r.claim.span.start / whole
        bars.setdefault((r.claim.kind, int(begin)), (r.claim.kind, begin, max(1000 * len(r.claim.quote) / whole, 2.0), r.n))
    return list(bars.values())

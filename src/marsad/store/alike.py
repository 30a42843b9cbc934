"""Whether reports that are not yet kept are known: the same, a new version, a copy of a text, or nearly one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from marsad.model.report import Report
from marsad.store import listing
from marsad.store.keeping import articles
from marsad.store.rows import report_key
from marsad.store.search import search
from marsad.store.tables import reports
from marsad.text.fold import fold_key

NEARLY = 0.5
"""The share of three-word pieces, of those in either text, from which two texts are nearly one."""
WORDS, PLACES, LONG = 4, 3, 4  # words asked for, at so many places of the text, each of so many letters


@dataclass(frozen=True, slots=True)
class Alike:
    """What the store knows of a report: `same` is kept already, `version` would be a newer one of an article; `copies` hold its
    text under other names, `near` is the report that it nearly repeats, with the share of what the two have in common.
    """

    status: Literal["new", "same", "version"]
    copies: tuple[str, ...] = ()
    near: tuple[str, float] | None = None


def alike(conn: Connection, given: Sequence[Report]) -> list[Alike]:
    """For each report what the store knows of it; nothing is written."""
    copies: dict[str, list[str]] = {}
    for row in conn.execute(select(reports.c.key, reports.c.text_sha256).where(reports.c.text_sha256.in_({r.text_sha256 for r in given}))):
        copies.setdefault(row.text_sha256, []).append(row.key)
    return [_alike(conn, report, copies.get(report.text_sha256, [])) for report in given]


def _alike(conn: Connection, report: Report, copies: list[str]) -> Alike:
    known = articles(conn, report)
    if any(version.text_sha256 == report.text_sha256 for version in known):
        return Alike("same", tuple(copies))
    own = {version.key for version in known} | {report_key(report)}
    others = tuple(key for key in copies if key not in own)
    return Alike("version" if known else "new", others, None if others else _near(conn, report, own))


def _near(conn: Connection, report: Report, own: set[str]) -> tuple[str, float] | None:
    words = fold_key(report.text).split()
    every = [" ".join([w for w in words[start:] if len(w) >= LONG][:WORDS]) for start in range(0, len(words), len(words) // PLACES + 1)]
    found = {hit.key for asked in every if asked for hit in search(conn, asked, 6)} - own
    shares = [(key, share(words, fold_key(listing.text_of(conn, key)).split())) for key in found]
    best = max(shares, key=lambda pair: pair[1], default=("", 0.0))
    return best if best[1] >= NEARLY else None


def share(one: Sequence[str], other: Sequence[str]) -> float:
    """How many three-word pieces two texts share, of those in either: 0.0 to 1.0.

    >>> share("a b c d".split(), "a b c e".split())
    0.3333333333333333
    """
    mine, theirs = ({tuple(words[i : i + 3]) for i in range(max(len(words) - 2, 1))} for words in (one, other))
    return len(mine & theirs) / len(mine | theirs)

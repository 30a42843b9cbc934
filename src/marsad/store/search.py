"""Search: words, with their spelling folded, in reports' texts and titles and in the quotes of the claims that stand.

Rows of `searchable` hold the folded words. Where the database has a full-text index it finds and ranks them,
else a plain LIKE over the same rows finds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Any

from sqlalchemy import CTE, CompoundSelect, Connection, Row, Select, String, and_, case, cast, func, literal, null, or_, select, union_all

from marsad.store import dialect
from marsad.store.bulk import add_rows
from marsad.store.kept import Hit
from marsad.store.rows import read_claim
from marsad.store.tables import claims, reports, searchable, standing
from marsad.store.words import WIDE, asked, folded, lit, snippet

Query = list[list[str]]
COLUMNS = ("report_key", "run", "position", "folded")


def rows(key: str, text: str | None, run: int, quotes: Sequence[str]) -> list[tuple[str, int | None, int | None, str]]:
    """The rows of `searchable` (report, run, position, folded words) of a report's words, if any are given, and of a run's quotes."""
    own: list[tuple[str, int | None, int | None, str]] = [] if text is None else [(key, None, None, folded(text))]
    return own + [(key, run, i, folded(quote)) for i, quote in enumerate(quotes)]


def add(conn: Connection, key: str, text: str | None, run: int, quotes: Sequence[str]) -> None:
    """Makes a report's words (None where they already are) and the quotes of a run's claims, in order, searchable."""
    if made := rows(key, text, run, quotes):
        last = conn.execute(select(func.coalesce(func.max(searchable.c.id), 0))).scalar_one()
        add_rows(conn, searchable, COLUMNS, made)
        if (index := dialect.index(conn)).has_index(conn):
            index.index_new(conn, last)


def search(conn: Connection, words: str, limit: int) -> list[Hit]:
    """The best hits, reports and claims in turn; empty where no word is asked for."""
    query = asked(words)
    if not query or limit < 1:
        return []
    index = dialect.index(conn)
    found = index.found(conn, query) if index.has_index(conn) else _plain(query)
    rows = conn.execute(_best(found.cte("found"), limit)).all()
    rows = sorted(rows, key=lambda row: (-row.score, row.at, row.position))
    in_reports = [_report_hit(row, query) for row in rows if row.claim_id is None]
    in_claims = [_claim_hit(row, query) for row in rows if row.claim_id is not None]
    turns = chain.from_iterable(zip_longest(in_reports, in_claims))
    return [hit for hit in turns if hit][:limit]


def _plain(query: Query) -> Select[Any]:
    every = [or_(*(searchable.c.folded.contains(f" {form}", autoescape=True) for form in forms)) for forms in query]
    exact = [case((or_(*(searchable.c.folded.contains(f" {form} ", autoescape=True) for form in forms)), 1), else_=0) for forms in query]
    score = sum(exact[1:], exact[0]) if exact else literal(0)
    return select(searchable.c.id, score.label("score")).where(and_(*every))


def _best(found: CTE, limit: int) -> CompoundSelect[Any]:
    """The best of the reports and the best of the claims, so many of each: the words are looked for once."""
    return union_all(*(select(one.limit(limit).subquery()) for one in (_reports(found), _claims(found))))


def _reports(found: CTE) -> Select[Any]:
    told = (reports.c.title, reports.c.text.label("body"), cast(null(), String).label("claim_id"))
    place = (reports.c.n.label("at"), literal(0).label("position"))
    query = select(reports.c.id, reports.c.key, *told, found.c.score, *place)
    query = query.join(searchable, searchable.c.report_key == reports.c.key).join(found, found.c.id == searchable.c.id)
    query = query.join(standing, standing.c.report_key == reports.c.key)
    return query.where(searchable.c.run.is_(None)).order_by(found.c.score.desc(), reports.c.n)


def _claims(found: CTE) -> Select[Any]:
    told = (cast(null(), String).label("title"), claims.c.json.label("body"), claims.c.id.label("claim_id"))
    where_it_stands = and_(claims.c.run == searchable.c.run, claims.c.position == searchable.c.position)
    query = select(reports.c.id, reports.c.key, *told, found.c.score, claims.c.run.label("at"), claims.c.position)
    query = query.select_from(found).join(searchable, searchable.c.id == found.c.id).join(claims, where_it_stands)
    query = query.join(standing, standing.c.run == claims.c.run).join(reports, reports.c.key == standing.c.report_key)
    return query.where(standing.c.newest).order_by(found.c.score.desc(), claims.c.run, claims.c.position)


def _report_hit(row: Row[Any], query: Query) -> Hit:
    spans = lit(row.body, query, WIDE)
    piece, inside = snippet(row.body, spans) if spans else snippet(row.title or "", lit(row.title or "", query))
    start, end = spans[0] if spans else (None, None)
    return Hit("report", row.id, row.key, piece, start, end, inside, float(row.score))


def _claim_hit(row: Row[Any], query: Query) -> Hit:
    claim = read_claim(row.body)
    inside = tuple(lit(claim.quote, query))
    return Hit("claim", row.id, row.key, claim.quote, *claim.span, inside, float(row.score), row.claim_id)

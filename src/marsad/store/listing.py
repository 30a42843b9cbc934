"""Reading what is kept: lists of reports and claims by filters that indexes serve, one report, a summary."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, Subquery, and_, func, or_, select

from marsad.model.claim import KINDS
from marsad.store import tallies
from marsad.store.kept import StoredClaim, StoredReport, Summary
from marsad.store.rows import day, fold_name, read_claim
from marsad.store.tables import claims, mentions, names, raw, reports, runs, standing

_LISTED = [c for c in reports.c if c.name not in ("n", "text")]
_NAMED = 10
LAST = "\U0010ffff"  # sorts after every sign that an id goes on with
Loader = Callable[[str], Callable[[], str]]


def listed(conn: Connection, query: Select[Any], load: Loader) -> list[StoredReport]:
    """The reports of a query made by `reports_query`."""
    return [_stored(row, load(row.key)) for row in conn.execute(query)]


def _stored(row: Row[Any], load: Callable[[], str]) -> StoredReport:
    values = dict(row._mapping)
    values |= {"date": day(values["date"]), "counts": json.loads(values["counts"]), "newest": bool(values["newest"])}
    return StoredReport(**values, load=load)


def reports_query(*, outlet: str | None = None, since: dt.date | None = None, until: dt.date | None = None) -> Select[Any]:
    """All reports without their texts, the latest day first, undated last."""
    query = select(*_LISTED, standing.c.newest, runs.c.coder, runs.c.counts)
    query = query.join(standing, standing.c.report_key == reports.c.key).join(runs, runs.c.n == standing.c.run)
    query = query.where(reports.c.outlet == outlet) if outlet is not None else query
    query = query.where(reports.c.date >= since.isoformat()) if since else query
    query = query.where(reports.c.date <= until.isoformat()) if until else query
    return query.order_by(reports.c.date.desc().nulls_last(), reports.c.n)


@dataclass(frozen=True, slots=True)
class OfReports:
    """Which reports are listed: of an outlet, of days."""

    outlet: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


Place = tuple[str, int]
"""Where a report stands in the list: its day, empty where it has none, and its number."""


def in_order(
    conn: Connection, wanted: OfReports, load: Loader, limit: int, offset: int = 0, after: Place | None = None
) -> tuple[list[StoredReport], Place | None]:
    """The reports, the latest day first, undated last, so many after this place; the place of the last, None where none follows."""
    rows: list[Any] = []
    for query in _dated(wanted, after):
        if left := limit + offset + 1 - len(rows):
            rows += conn.execute(query.limit(left)).all()
    here = rows[offset : offset + limit]
    found = listed(conn, reports_query().where(reports.c.n.in_([row.n for row in here])), load) if here else []
    return found, (here[-1].date or "", here[-1].n) if here and len(rows) > offset + limit else None


def _dated(wanted: OfReports, after: Place | None) -> Iterator[Select[Any]]:
    """The numbers of the reports with a day, then of those without: each found by an index in its order."""
    query = select(reports.c.n, reports.c.date).join(standing, standing.c.report_key == reports.c.key)
    query = query.where(reports.c.outlet == wanted.outlet) if wanted.outlet is not None else query
    dated = query.where(reports.c.date >= (wanted.since.isoformat() if wanted.since else ""))
    dated = dated.where(reports.c.date <= wanted.until.isoformat()) if wanted.until else dated
    if after is None or after[0]:
        if after:
            same = (reports.c.date < after[0]) | (reports.c.n > after[1])
            dated = dated.where(reports.c.date <= after[0], same)
        yield dated.order_by(reports.c.date.desc(), reports.c.n)
    if not wanted.since and not wanted.until:
        undated = query.where(reports.c.date.is_(None))
        undated = undated.where(reports.c.n > after[1]) if after and not after[0] else undated
        yield undated.order_by(reports.c.n)


def find(conn: Connection, ident: str, load: Loader | None = None) -> StoredReport:
    """The report of this key, id or unique beginning of one; of several versions the newest. Without `load` its text is read here.

    Raises LookupError where none or several fit, naming those.
    """

    def here(key: str) -> Callable[[], str]:
        return lambda: text_of(conn, key)

    for rule in (reports.c.key == ident, reports.c.id == ident, _begins(ident)):
        few = select(reports.c.n).where(rule).limit(1000)  # by its index alone: to order by day, databases would walk all days
        numbers = list(conn.execute(few).scalars()) if ident else []
        found = listed(conn, reports_query().where(reports.c.n.in_(numbers)), load or here) if numbers else []
        if len({r.article for r in found}) == 1:
            return max(found, key=lambda r: r.version)
        if found:
            raise LookupError(f"{ident!r} fits {len(found)} reports, say more of the id or give the key: {_some(found)}")
    raise LookupError(f"no report in the store has an id or key that begins with {ident!r}")


def _begins(ident: str) -> Any:
    return or_(*((column >= ident) & (column < ident + LAST) for column in (reports.c.key, reports.c.id)))


def _some(found: list[StoredReport]) -> str:
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return ", ".join(f"{r.id} (key {r.key}{f', {r.outlet}' if r.outlet else ''})" for r in found[:_NAMED]) + more


def text_of(conn: Connection, key: str) -> str:
    """The text of the report."""
    return str(conn.execute(select(reports.c.text).where(reports.c.key == key)).scalar_one())


def raw_of(conn: Connection, sha256: str) -> bytes:
    """The bytes with this hash; raises LookupError where they are not kept."""
    packed = conn.execute(select(raw.c.packed).where(raw.c.sha256 == sha256)).scalar()
    if packed is None:
        raise LookupError(f"no bytes with the hash {sha256} are kept")
    return zlib.decompress(packed)


def claims_query(
    *,
    key: str | None = None,
    kind: str | None = None,
    type: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    place: str | None = None,
    actor: str | None = None,
    source: str | None = None,
) -> Select[Any]:
    """The claims that stand: of one report in order of the text, else of all newest versions."""
    checked({"kind": kind})
    of_report = (reports.c.id.label("report_id"), reports.c.key, reports.c.date, reports.c.outlet)
    query = select(claims.c.json, claims.c.id, *of_report, runs.c.coder)
    query = query.select_from(claims).join(standing, standing.c.run == claims.c.run).join(runs, runs.c.n == claims.c.run)
    query = query.join(reports, reports.c.key == standing.c.report_key)
    query = query.where(standing.c.report_key == key) if key else query.where(standing.c.newest)
    query = query.where(claims.c.kind == kind) if kind else query
    query = query.where(claims.c.type == type) if type else query
    query = query.where(claims.c.last_day >= since.isoformat()) if since else query
    query = query.where(claims.c.first_day <= until.isoformat()) if until else query
    for role, name in (("place", place), ("actor", actor), ("source", source)):
        if name:
            named = _named(role, name)
            query = query.join(named, and_(named.c.run == claims.c.run, named.c.position == claims.c.position))
    return query.order_by(claims.c.run, claims.c.position)


def checked(wanted: Mapping[str, Any]) -> Mapping[str, Any]:
    """The filters of claims; raises ValueError for a kind that is none."""
    if (kind := wanted.get("kind")) is not None and kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    return wanted


def _named(role: str, name: str) -> Subquery:
    alike = select(names.c.folded).where(names.c.folded.contains(fold_name(name), autoescape=True))
    place = (mentions.c.run, mentions.c.position)
    by_name = select(*place).where(mentions.c.role == role, mentions.c.folded.in_(alike))
    by_id = select(*place).where(mentions.c.role == f"{role}_id", mentions.c.folded == name)
    return by_name.union(by_id).subquery(f"by_{role}")


def stored_claims(rows: Iterable[Row[Any]]) -> list[StoredClaim]:
    """The claims of the rows of a query made by `claims_query`."""
    return [StoredClaim(read_claim(r.json), r.id, r.report_id, r.key, day(r.date), r.outlet, r.coder) for r in rows]


def cited(conn: Connection) -> list[tuple[str | None, str, int]]:
    """(outlet, source, claims): who names whom as the source of how many claims that stand, the most first."""
    return [(outlet or None, source, n) for outlet, source, n in sorted(tallies.of(conn, "cites"), key=lambda row: (-row[2], row[:2]))]


def by_day(conn: Connection, since: dt.date | None, until: dt.date | None) -> list[tuple[dt.date, str, int]]:
    """(day, kind, claims) of newest versions, in order."""
    found = tallies.of(conn, "day", since=since.isoformat() if since else "0", until=until.isoformat() if until else None)
    return [(dt.date.fromisoformat(one), kind, n) for one, kind, n in found]


def by_month(conn: Connection) -> list[tuple[dt.date, str, int]]:
    """(first day of a month, kind, claims) of newest versions, in order."""
    return [(dt.date.fromisoformat(f"{month}-01"), kind, n) for month, kind, n in tallies.of(conn, "month", since="0")]


def places(conn: Connection) -> list[tuple[str, str, int]]:
    """(place id, kind, claims) of all that stand."""
    return tallies.of(conn, "place")


def count(conn: Connection, query: Select[Any]) -> int:
    """How many rows the query has."""
    return int(conn.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one())


def summary(conn: Connection) -> Summary:
    """What is in the store, from what is counted as it is kept."""
    date = reports.c.date
    first, last = (conn.execute(select(day_of(date)).where(date.is_not(None))).scalar_one() for day_of in (func.min, func.max))
    outlets = tallies.of(conn, "outlet")
    articles = sum(n for _, _, n in tallies.of(conn, "article"))
    counts: Counter[str] = Counter()
    for _, kind, n in tallies.of(conn, "month"):
        counts[kind] += n
    named = tuple(outlet for outlet, _, _ in outlets if outlet)
    return Summary(sum(n for _, _, n in outlets), articles, named, {kind: counts[kind] for kind in KINDS}, day(first), day(last))


def akin(conn: Connection, keys: Sequence[str]) -> set[str]:
    """The keys of all versions of these reports, and of all that share an id with one."""
    own = select(reports.c.article, reports.c.id).where(reports.c.key.in_(keys)).subquery()
    by_article = select(reports.c.key).where(reports.c.article.in_(select(own.c.article)))
    by_id = select(reports.c.key).where(reports.c.id.in_(select(own.c.id)))
    return {*keys, *conn.execute(by_article.union(by_id)).scalars()}

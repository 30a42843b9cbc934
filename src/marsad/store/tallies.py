"""Tallies: how many claims that stand are about which day, kind, place; who names whom; kept up with every change, so that no page counts.

A row `(name, a, b, n)` is one count. `day`: day (empty where a claim has none) and kind; `month`: its month; `place`: place id and kind;
`cites`: outlet (empty where none is known) and the source that it names; `outlet`: outlet, how many reports; `article`: how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, text

from marsad.store.tables import claims, mentions, reports, standing, tallies

Count = tuple[str, str, str]
_ADD = text(
    "INSERT INTO tallies (name, a, b, n) VALUES (:name, :a, :b, :n) ON CONFLICT (name, a, b) DO UPDATE SET n = tallies.n + excluded.n"
)
_DAY = func.coalesce(claims.c.first_day, "")


def add(conn: Connection, counts: Mapping[Count, int]) -> None:
    """Nothing; adds to the counts (or takes from them, where a number is negative)."""
    rows: list[dict[str, Any]] = [{"name": name, "a": a, "b": b, "n": n} for (name, a, b), n in sorted(counts.items()) if n]
    if rows:
        conn.execute(_ADD, rows)
    if any(row["n"] < 0 for row in rows):
        conn.execute(delete(tallies).where(tallies.c.n == 0))


@contextmanager
def moving(conn: Connection, keys: Sequence[str]) -> Iterator[None]:
    """Inside, what stands for these reports is changed; their claims are counted out before and in after."""
    for sign in (-1, 1):
        add(conn, {count: sign * n for count, n in _counted(conn, keys).items()})
        if sign < 0:
            yield


def added(conn: Connection, outlet: str | None, version: int) -> None:
    """Nothing; counts a report that was added."""
    add(conn, {("outlet", outlet or "", ""): 1} | ({("article", "", ""): 1} if version == 1 else {}))


def derive(conn: Connection) -> None:
    """Nothing; counts everything anew."""
    conn.execute(delete(tallies))
    add(conn, counted(conn))


def counted(conn: Connection) -> Counter[Count]:
    """What the tallies should be."""
    outlets = select(reports.c.outlet, func.count()).group_by(reports.c.outlet)
    counts = Counter({("outlet", outlet or "", ""): n for outlet, n in conn.execute(outlets)})
    counts["article", "", ""] = conn.execute(select(func.count(reports.c.article.distinct()))).scalar_one()
    return +(counts + _counted(conn, None))


def damage(conn: Connection) -> str | None:
    """The first tally that is not what there is to count; None where all are."""
    rows = conn.execute(select(tallies))
    there, should = Counter({(r.name, r.a, r.b): r.n for r in rows}), counted(conn)
    wrong = next((one for one in sorted({*there, *should}) if there[one] != should[one]), None)
    return f"the tally {' '.join(wrong)} says {there[wrong]} where there are {should[wrong]}" if wrong else None


def _counted(conn: Connection, keys: Sequence[str] | None) -> Counter[Count]:
    """Day, month, place and source of the claims that stand for these reports (None: for all)."""
    if keys is not None and not keys:
        return Counter()
    counts: Counter[Count] = Counter()
    days = _standing(select(_DAY, claims.c.kind, func.count()).select_from(claims), claims.c.run, keys)
    for day, kind, n in conn.execute(days.group_by(_DAY, claims.c.kind)):
        counts["day", day, kind] += n
        counts["month", day[:7], kind] += n
    at = (claims.c.run == mentions.c.run) & (claims.c.position == mentions.c.position)
    by = (mentions.c.folded, claims.c.kind)
    places = _standing(select(*by, func.count()).select_from(mentions).join(claims, at), mentions.c.run, keys)
    for place, kind, n in conn.execute(places.where(mentions.c.role == "place_id").group_by(*by)):
        counts["place", place, kind] += n
    who = (func.coalesce(reports.c.outlet, ""), mentions.c.folded)
    cites = _standing(select(*who, func.count()).select_from(mentions), mentions.c.run, keys)
    cites = cites.join(reports, reports.c.key == standing.c.report_key).where(mentions.c.role == "source_id")
    for outlet, source, n in conn.execute(cites.group_by(*who)):
        counts["cites", outlet, source] += n
    return counts


def _standing(query: Select[Any], run: Any, keys: Sequence[str] | None) -> Select[Any]:
    query = query.join(standing, standing.c.run == run).where(standing.c.newest)
    return query if keys is None else query.where(standing.c.report_key.in_(keys))


def of(conn: Connection, name: str, *, since: str = "", until: str | None = None) -> list[tuple[str, str, int]]:
    """(a, b, n) of the tallies of this name, in order, `a` between the two; names of any letters where no end is given."""
    here = [tallies.c.name == name, tallies.c.a >= since, *([tallies.c.a <= until] if until else [])]
    rows = conn.execute(select(tallies.c.a, tallies.c.b, tallies.c.n).where(*here).order_by(tallies.c.a, tallies.c.b))
    return [(row[0], row[1], row[2]) for row in rows]

"""When a ceasefire holds by its own terms: its windows, the day that lies uncovered between two of them, and whether a day is inside."""

from __future__ import annotations

import datetime as dt

from marsad.model.claim import Ceasefire as Told_ceasefire
from marsad.model.record import Ceasefire, Window
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Told

HOUR_OF = {"midnight": 0, "dawn": 4, "morning": 8, "noon": 12, "afternoon": 15, "evening": 18, "night": 22}


def windows(claims: list[tuple[Told, Told_ceasefire]], group: list[Terms]) -> tuple[Window, ...]:
    """The windows that the claims tell: a start and a length are one window where they come from one claim or agree."""
    starts = [(c.starts_at or c.starts.isoformat(), t) for t, c in claims if c.starts and c.action not in ("called_for", "rejected")]
    hours = [(c.hours, t) for t, c in claims if c.hours]
    ends = [(c.ends_at, t) for t, c in claims if c.ends_at]
    if not starts:
        return ()
    first = min(starts, key=lambda s: (s[0][:10], s[1].ref))
    length = hours[0] if hours and not any(one.daily for one in group) else None
    refs = tuple(dict.fromkeys([first[1].ref, *([length[1].ref] if length else []), *(t.ref for _, t in ends)]))
    end = ends[0][0] if ends else _end(first[0], length[0]) if length and length[0] else None
    return (Window(first[0], end, length[0] if length else None, refs),)


def moment(text: str) -> tuple[dt.datetime, dt.datetime]:
    """The earliest and the latest moment that an ISO day, a day and a part of it, or a local time may mean.

    >>> moment("2016-05-01/evening")
    (datetime.datetime(2016, 5, 1, 16, 0), datetime.datetime(2016, 5, 1, 21, 0))
    """
    day = dt.datetime.fromisoformat(text[:10])
    part = text[11:]
    if part in HOUR_OF:
        hour = day + dt.timedelta(hours=HOUR_OF[part])
        return hour - dt.timedelta(hours=2), hour + dt.timedelta(hours=3)
    if ":" in part:
        exact = dt.datetime.fromisoformat(text[:10] + "T" + part)
        return exact, exact
    return day, day + dt.timedelta(hours=24)


def _end(start: str, hours: int) -> str:
    """The moment that many hours later, no more exact than the start."""
    part = start[11:]
    day = dt.datetime.fromisoformat(start[:10])
    if not part:
        return (day + dt.timedelta(hours=hours)).date().isoformat()
    if ":" in part:
        return (dt.datetime.fromisoformat(start[:10] + "T" + part) + dt.timedelta(hours=hours)).isoformat(timespec="minutes")
    at = day + dt.timedelta(hours=HOUR_OF.get(part, 12) + hours)
    if hours % 24 == 0:
        return f"{(day + dt.timedelta(hours=hours)).date().isoformat()}/{part}"
    return at.isoformat(timespec="hours")


def gaps(records: list[Ceasefire]) -> list[dict[str, object]]:
    """Stretches between a ceasefire's end and the start of what extends it that no claim covers, of six hours or more."""
    by_id = {c.id: c for c in records}
    found: list[dict[str, object]] = []
    for one in records:
        base = by_id.get(one.extends or "")
        if not base or not base.windows or not one.windows:
            continue
        end, start = base.windows[0].ends, one.windows[0].starts
        if not end or not start:
            continue
        hours = (moment(start)[0] - moment(end)[1]).total_seconds() / 3600
        if hours >= 6 or start[:10] > end[:10]:
            claims = [*base.windows[0].claims, *one.windows[0].claims]
            found.append({"from": end, "to": start, "ceasefires": [base.id, one.id], "claims": claims})
    return found


def status(one: Ceasefire, day: dt.date) -> tuple[str, tuple[str, ...]]:
    """(`in force`, `before`, `after` or `unknown` on that day, the refs of the claims that say so)."""
    if not one.windows:
        return "unknown", ()
    window = one.windows[0]
    starts = dt.date.fromisoformat(window.starts[:10]) if window.starts else None
    ends = dt.date.fromisoformat(window.ends[:10]) if window.ends else None
    if starts and day < starts:
        return "before", window.claims
    if ends and day > ends:
        return "after", window.claims
    if starts and (ends is None and window.hours is None or ends and starts < day < ends):
        return "in force", window.claims
    return "unknown", window.claims

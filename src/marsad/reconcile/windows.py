"""When a ceasefire holds by its own terms: its windows, the day that lies uncovered between two of them, and whether a day is inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from marsad.model.claim import Ceasefire as Told_ceasefire
from marsad.model.record import Ceasefire, Window
from marsad.reconcile.names import plain
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Told

BEGUN = frozenset({"agreed", "started"})
HOUR_OF = {"midnight": 0, "dawn": 4, "morning": 8, "noon": 12, "afternoon": 15, "evening": 18, "night": 22}


def windows(claims: list[tuple[Told, Told_ceasefire]], group: list[Terms]) -> tuple[Window, ...]:
    """The windows that the claims tell: the first day, its hour where one claim gives it, and the length told with it."""
    begun = {start for one in group for start in one.starts}
    told = [(c, t) for t, c in claims if c.starts in begun and c.action not in ("called_for", "rejected")]
    starts = [(c.starts_at or c.starts.isoformat(), t) for c, t in told if c.starts]
    hours = [(c.hours, t) for t, c in claims if c.hours]
    ends = [(c.ends_at, t) for t, c in claims if c.ends_at]
    if not starts:
        return ()
    starts = [(_no_earlier(start, claims), t) for start, t in starts]
    first = min(starts, key=lambda s: (s[0][:10], len(s[0]) == 10, s[1].ref))
    length = hours[0] if hours and not any(one.daily for one in group) else None
    refs = tuple(dict.fromkeys([first[1].ref, *([length[1].ref] if length else []), *(t.ref for _, t in ends)]))
    end = ends[0][0] if ends else _end(first[0], length[0]) if length and length[0] else None
    window = Window(first[0], end, length[0] if length else None, refs)
    return (window, *_later(window, told))


def _later(window: Window, told: list[tuple[Told_ceasefire, Told]]) -> tuple[Window, ...]:
    """Further windows: what begins, by claims of its own, when the one before has ended; other days inside it are rival values."""
    made = [window]
    for claim, one in sorted(told, key=lambda pair: (str(pair[0].starts), pair[1].ref)):
        start = claim.starts_at or str(claim.starts)
        if made[-1].ends and start[:10] > made[-1].ends[:10] and claim.action in BEGUN:
            made.append(Window(start, claim.ends_at or (_end(start, claim.hours) if claim.hours else None), claim.hours, (one.ref,)))
    return tuple(made[1:])


def _no_earlier(start: str, claims: list[tuple[Told, Told_ceasefire]]) -> str:
    """The start; with the part of the day where only the announcement, on that very day, tells one: it began no earlier."""
    told = (c.declared_at for _, c in claims if c.declared_at and c.declared_at[:10] == start and len(c.declared_at) > 10)
    return next(told, start) if len(start) == 10 else start


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
            found.append({"kind": "gap", "from": end, "to": start, "ceasefires": [base.id, one.id], "claims": claims})
    return found + overlaps(records)


def overlaps(records: list[Ceasefire]) -> list[dict[str, object]]:
    """Stretches that two windows of one area cover: of a ceasefire and its extension, or of two that bear no relation."""
    found: list[dict[str, object]] = []
    placed = [(one, window) for one in records for window in one.windows if window.starts and window.ends and one.areas.value]
    by_area: dict[str, list[tuple[Ceasefire, Window]]] = {}
    for one, window in placed:
        for name in one.areas.value:
            by_area.setdefault(plain(name) or name, []).append((one, window))
    seen: set[tuple[str, str, str]] = set()
    for near in by_area.values():
        near.sort(key=lambda pair: (str(pair[1].starts), pair[0].id))
        for at, (one, first) in enumerate(near):
            for other, second in near[at + 1 :]:
                start, end = str(second.starts), min(str(first.ends), str(second.ends))
                if start[:10] >= str(first.ends)[:10]:
                    break
                if one.id != other.id and other.id not in (one.under,) and one.id != other.under and (one.id, other.id, start) not in seen:
                    seen.add((one.id, other.id, start))
                    claims = [*first.claims, *second.claims]
                    found.append({"kind": "overlap", "from": start, "to": end, "ceasefires": [one.id, other.id], "claims": claims})
    return found


def status(windows: Sequence[Window], day: dt.date | str) -> tuple[str, tuple[str, ...]]:
    """(`before`, `in force`, `between`, `after` or `unknown` on that day or at that moment, the refs of the claims that say so).

    The first and the last day of a window are `unknown` unless all that was asked of lies inside: the text may give no hour.
    """
    known = sorted((w for w in windows if w.starts), key=lambda w: str(w.starts))
    answers = [(_in_window(window, str(day).replace("T", "/")), window.claims) for window in known]
    for wanted in ("in force", "unknown"):
        if found := next((claims for answer, claims in answers if answer == wanted), None):
            return wanted, found
    if not answers:
        return "unknown", ()
    sides = {answer for answer, _ in answers}
    return ("between" if len(sides) > 1 else answers[0][0]), tuple(ref for _, claims in answers for ref in claims)


def _in_window(window: Window, asked: str) -> str:
    if len(asked) == 10:
        return _on_day(window, asked)
    (first, last), begins = moment(asked), moment(str(window.starts))
    ends = moment(window.ends) if window.ends else None
    if last <= begins[0] and first < begins[0]:
        return "before"
    if ends and first >= ends[1]:
        return "after"
    inside = first >= begins[1] and (last <= ends[0] if ends else window.hours is None)
    return "in force" if inside else "unknown"


def _on_day(window: Window, day: str) -> str:
    starts, ends = str(window.starts)[:10], window.ends and window.ends[:10]
    if day < starts:
        return "before"
    if ends and day > ends:
        return "after"
    inside = ends is None and window.hours is None or ends and starts < day < ends
    return "in force" if inside else "unknown"

"""A whole set of reference records beside the record of the store: by kind, within the days and countries that the set covers."""

from __future__ import annotations

from dataclasses import replace

from marsad.exchange.export.content import Content, record_days
from marsad.exchange.export.events import event, truce
from marsad.exchange.export.figures import PROFILES
from marsad.exchange.reference.record import Reference
from marsad.pipeline.beside import happenings, marks, truces
from marsad.pipeline.beside.matching import Compared
from marsad.resolve.foreign import plain

PROFILE_OF = {"acled": "acled", "ged": "ucdp"}


def compare_sets(content: Content, theirs: list[Reference], format: str) -> Compared:
    """What matches, what only one side has and what differs; ours outside of what the set covers are only counted."""
    found = Compared()
    profile = PROFILES[PROFILE_OF.get(format, "ucdp")]
    for kind, group in (("incident", "incidents"), ("ceasefire", "ceasefires")):
        if not (own := [one for one in theirs if one.kind == kind]):
            continue
        inside, outside, window = _covered(content, group, own)
        made = happenings.compare(inside, own, profile) if kind == "incident" else truces.compare(inside, own)
        found = found.joined(replace(made, window=window, outside=outside))
    if marked := [one for one in theirs if one.kind == "claim"]:
        found = found.joined(marks.compare(content, marked))
    return found


def _covered(content: Content, group: str, theirs: list[Reference]) -> tuple[Content, int, tuple[str, str] | None]:
    """(the content with those records of the group that the set may have, how many are left out, the days of the set)."""
    days = sorted(day for one in theirs for day in (one.first, one.last, one.begins) if day)
    countries = {plain(one.country) for one in theirs if one.country}
    window = (days[0], days[-1]) if days else None
    records = content.records[group]
    near = [record for record in records if _within(record_days(group, record), window)]
    kept = [record for record in near if not countries or _home(content, group, record) in countries | {""}]
    return replace(content, records={**content.records, group: kept}), len(records) - len(kept), window


def _within(days: list[str], window: tuple[str, str] | None) -> bool:
    return not window or not days or (min(days) <= window[1] and max(days) >= window[0])


def _home(content: Content, group: str, record: dict[str, object]) -> str:
    return plain((event if group == "incidents" else truce)(content, record).country.name)

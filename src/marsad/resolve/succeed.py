"""A renamed group under its old name: who «جبهة النصرة» is in a report of 2020, when it had long been another's name."""

from __future__ import annotations

import datetime as dt

from marsad.resolve.bound import line_of
from marsad.resolve.gazetteer import thing
from marsad.resolve.readings import Reading, reading_of
from marsad.resolve.weigh import lives


def on_day(reading: Reading, day: dt.date | None) -> Reading:
    """What the group of the reading was on the day: itself where it was there, else what it had become by then."""
    if day is None or lives(reading, day) or (reading.begins and day.isoformat() < reading.begins):
        return reading
    line = line_of(reading.id)
    for ident in line[line.index(reading.id) + 1 :]:
        known = thing(ident)
        if known and lives(later := reading_of(known, reading.needs_context), day):
            return later
    return reading

"""Who held an office when: holders.tsv, which may be missing. Holders of public office stand here under their office, nobody else does."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.theatres.faults import Fault
from marsad.theatres.rows import DATE
from marsad.theatres.table import Table
from marsad.theatres.things import Actor, Holder

HOLDERS = {"holders.tsv": "office name_ar name_en begins? ends? source"}
ROLE = "role"


def read_holders(table: Table, actors: Mapping[str, Actor]) -> tuple[Holder, ...]:
    """The holders in order; their offices are actors of this theatre of the type `role`."""
    last: dict[str, Holder] = {}
    found: list[Holder] = []
    for line, (office, ar, en, begins, ends, source) in table.rows:
        try:
            if office not in actors or actors[office].type != ROLE:
                table.refuse(line, f"{office!r} is no office (an actor of type {ROLE}) of this theatre; add it or correct it", "office")
            for column, day in (("begins", begins), ("ends", ends)):
                if day and not DATE.fullmatch(day):
                    table.refuse(line, f"{column} {day!r}; write a year, month or day: 2013, 2013-04 or 2013-04-09", column)
            if begins and ends and ends < begins[: len(ends)]:
                table.refuse(line, f"ends {ends} lies before begins {begins}", "ends")
            if (before := last.get(office)) and (not before.ends or begins < before.ends[: len(begins)]):
                told = f"begins {begins or '(empty)'}, when {before.name_en} held {office} until {before.ends or 'now'}"
                table.refuse(line, f"{told}; correct one of the days, or their order", "begins")
        except Fault as fault:
            table.faults.note(fault)
            continue
        last[office] = Holder(office, ar, en, begins or None, ends or None, source)
        found.append(last[office])
    return tuple(found)

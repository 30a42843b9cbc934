"""A claim's names explained: what each was resolved to, where that is, what else it might have been, and what told them apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from marsad.model.claim import PLACE_FIELDS, Claim, Name
from marsad.resolve.bound import line_of
from marsad.resolve.choose import Chosen
from marsad.resolve.gazetteer import above, thing
from marsad.resolve.ground import Ground, names_of
from marsad.resolve.index import key_of
from marsad.resolve.location import Location, locate
from marsad.resolve.office import holder_of
from marsad.resolve.readings import readings
from marsad.resolve.settle import meant
from marsad.theatres import Actor, Holder

REACH = 60  # characters before a name that may say how far and which way from it


@dataclass(frozen=True, slots=True)
class Told:
    """One name of a claim: the id, its name in English, where it is, the runners-up, and why; `part_of` where it stays open.

    `line`: the ids that the group bore in turn where it was renamed, the oldest first. `holder`: who held the office on the day,
    with the days, and `whose` the state or body at the top that it is of.
    """

    field: str
    name: str
    id: str | None
    title: str
    location: Location | None
    others: tuple[str, ...]
    why: str
    part_of: str | None
    line: tuple[str, ...] = ()
    holder: Holder | None = None
    whose: str | None = None

    def as_row(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return asdict(self) | {"holder": self.holder and self.holder._asdict()}


def told(claim: Claim, ground: Ground) -> Iterator[Told]:
    """What was made of each name of the claim, the names that no theatre knows and nothing places left out."""
    for field, names in names_of(claim):
        for name in names:
            chosen = _meant(name, field, ground)
            if name.id or name.part_of or chosen.others:
                known = thing(name.id) if name.id else None
                where = locate(name.id, name.text, _before(name, ground)) if field in PLACE_FIELDS else None
                others = tuple(i for i in chosen.others if i != name.id)
                line = line_of(name.id) if name.id else ()
                line = line if len(line) > 1 else ()
                title = known.name_en if known else ""
                yield Told(field, name.text, name.id, title, where, others, chosen.why, name.part_of, line, *_office(name, ground))


def _meant(name: Name, field: str, ground: Ground) -> Chosen:
    several = field not in PLACE_FIELDS and sum(not r.is_place for r in readings(key_of(name.text))) > 1
    return meant(name._replace(id=None) if several else name, field, ground)


def _office(name: Name, ground: Ground) -> tuple[Holder | None, str | None]:
    """Who holds the office that the name is, and whose office it is."""
    known = thing(name.id) if name.id else None
    if not isinstance(known, Actor) or known.type != "role":
        return None, None
    return holder_of(known.id, ground.day, key_of(name.text)), (above(known.id) or (None,))[-1]


def _before(name: Name, ground: Ground) -> str:
    return ground.around.text[max(0, name.span.start - REACH) : name.span.start]

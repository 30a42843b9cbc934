"""How well a reading of a name fits what the report says, as a row of figures compared from left to right, and why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.resolve.around import Area
from marsad.resolve.gazetteer import kilometres, place
from marsad.resolve.home import Home, first_country, region
from marsad.resolve.phrase import Phrase
from marsad.resolve.readings import Reading

KINDS: dict[str, frozenset[str]] = {
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "city", "village"}),
    "village": frozenset({"village", "town"}),
    "quarter": frozenset({"quarter", "suburb"}),
    "governorate": frozenset({"governorate"}),
    "district": frozenset({"district", "subdistrict"}),
    "subdistrict": frozenset({"subdistrict"}),
    "region": frozenset({"region", "district", "subdistrict", "countryside", "desert", "plain"}),
    "camp": frozenset({"camp"}),
    "crossing": frozenset({"crossing"}),
    "airport": frozenset({"airport", "base"}),
    "base": frozenset({"base", "airport"}),
    "checkpoint": frozenset({"checkpoint"}),
    "point": frozenset({"bridge", "junction", "port", "dam", "site"}),
    "road": frozenset({"road", "site"}),
    "mountain": frozenset({"mountain", "hill"}),
    "valley": frozenset({"valley", "river"}),
    "suburb": frozenset({"suburb", "quarter", "town"}),
    "island": frozenset({"island"}),
}
NEAR_KM, WIDE_KM, FAR_KM = 80, 60, 250  # «شمال شرق بغداد»: how far off is still near, and how far is somewhere else
CLOSE_KM = 25
TOWNS = frozenset({"city", "town", "village", "quarter", "suburb", "camp", "settlement"})
COUNTRYSIDE = ("countryside", "subdistrict", "district")
SETTLED = frozenset({"village", "town", "quarter", "camp"})  # heads whose name, of another kind far away, is another place's
LARGE = frozenset({"city", "governorate"})
SIZES = {"country": 9, "governorate": 6, "city": 8, "town": 7, "district": 5, "subdistrict": 4, "camp": 3, "village": 2, "quarter": 2}


class Fit(NamedTuple):
    """Each figure the higher the better; `why_` says which one told."""

    phrase: int = 0
    kind: int = 0
    full: bool = False
    beside: int = 0
    close: int = 0
    part: int = 0
    country: int = 0
    exact: bool = False
    plain: bool = False
    native: bool = False
    wider: int = 0
    size: int = 0
    first: bool = False


REASONS = {
    "phrase": "the phrase puts it there",
    "kind": "the word of kind before it",
    "full": "named in full in the report",
    "beside": "the places beside it",
    "close": "the places beside it lie close by",
    "part": "other places of the report lie in its governorate",
    "country": "the report is about its country",
    "exact": "the whole name is its own",
    "plain": "the name needs no context",
    "native": "the theatre's own entry",
    "wider": "the wider of two that lie in each other",
    "size": "the larger place",
    "first": "the one that was there all along, as the report has no date",
}


@dataclass(frozen=True)
class Signs:
    """What the report says around one name: its phrase, the areas it is put in, the areas beside it, the report's home and day.

    `exact` are the ids that go by the whole name, its word of kind included.
    """

    home: Home
    day: dt.date | None = None
    phrase: Phrase = field(default_factory=Phrase)
    areas: Sequence[Area] = ()
    beside: Counter[str] = field(default_factory=Counter)
    points: Sequence[tuple[float, float]] = ()
    exact: frozenset[str] = frozenset()


def fit(reading: Reading, signs: Signs, among: Sequence[Reading]) -> Fit:
    """How the reading of a name fits; `among` are all readings that are possible."""
    regions = region(reading.root if reading.is_place else reading.id)
    return Fit(
        phrase=_in_areas(reading, signs.areas),
        kind=_kind(reading, signs.phrase),
        full=bool(signs.home["=" + reading.id]),
        beside=signs.beside[reading.area] if reading.area else 0,
        close=_close(reading, signs.points),
        part=sum(signs.home[part] for part in regions[1:]),
        country=signs.home[regions[0]],
        exact=reading.id in signs.exact,
        plain=not reading.needs_context,
        native=not reading.id.startswith("world/") and not reading.id.endswith("/state"),
        wider=sum(reading.id in other.ancestors for other in among),
        size=SIZES.get(reading.type, 1) if reading.is_place else 0,
        first=signs.day is None and not reading.is_place and not reading.begins,
    )


def is_possible(reading: Reading, signs: Signs) -> bool:
    """False for what does not live on the day, needs a context that is not there, or lies elsewhere than the phrase says."""
    if not lives(reading, signs.day):
        return False
    if reading.is_place and reading.type != "country" and _in_areas(reading, signs.areas) < 0:
        return False
    if reading.is_place and signs.phrase.kind in SETTLED and _kind(reading, signs.phrase) < 0 and not _supported(reading, signs):
        return False
    return _has_context(reading, signs)


def lives(reading: Reading, day: dt.date | None) -> bool:
    """Whether the reading was there on the day; a year or month without a day counts whole."""
    told = day.isoformat() if day else ""
    return not told or (reading.begins <= told[: len(reading.begins)] and (not reading.ends or told[: len(reading.ends)] <= reading.ends))


def _supported(reading: Reading, signs: Signs) -> bool:
    """Whether something else that the report names lies in the part of its country (for such a part itself: in its country)."""
    return any(signs.home[part] for part in region(reading.root)[1:] or region(reading.root)) or bool(
        reading.area and signs.beside[reading.area]
    )


def _has_context(reading: Reading, signs: Signs) -> bool:
    """Whether a name that needs context has it: its part of a country (for a large town its country) or its own name in full.

    An actor has it where the report is about its country; one of no country («الأمم المتحدة») where nothing else is known of it.
    """
    if not reading.needs_context or signs.home["=" + reading.id]:
        return True
    about = first_country(signs.home)
    if reading.is_place:
        large = reading.type in LARGE and about == reading.country
        return large or _supported(reading, signs) or _in_areas(reading, signs.areas) > 0
    return about == reading.country or place(reading.country) is None


def _in_areas(reading: Reading, areas: Sequence[Area]) -> int:
    """2 where the place lies in an area that the phrase names, 1 in its governorate or near it, -1 where the phrase puts it elsewhere."""
    return max((found for area in areas if (found := _near(reading, area) if area.beside else _in_area(reading, area))), default=0)


def _in_area(reading: Reading, area: Area) -> int:
    if any(one.id in reading.ancestors or one.id == reading.id for one in area.readings):
        return 2
    if reading.country not in {one.country for one in area.readings}:
        return -1
    if reading.type == "governorate":  # it lies in none: the area is that of the next name in the list
        return 0
    if any(one.type in ("region", "country") for one in area.readings):
        return 0
    return 1 if reading.area in {one.area for one in area.readings} else -1


def _near(reading: Reading, area: Area) -> int:
    """1 within NEAR_KM of one of the area's readings, -1 farther off than FAR_KM from all of them."""
    apart = [_apart(reading, one) for one in area.readings]
    known = [km for km in apart if km is not None]
    near = NEAR_KM + (WIDE_KM if reading.type == "governorate" else 0)  # whose point is its middle
    return 0 if not known else 1 if min(known) <= near else -1 if min(known) > FAR_KM else 0


def _close(reading: Reading, points: Sequence[tuple[float, float]]) -> int:
    """How many of the points lie within CLOSE_KM of a town or a part of it."""
    if reading.lat is None or reading.lon is None or reading.type not in TOWNS:
        return 0
    return sum(kilometres(reading.lat, reading.lon, lat, lon) <= CLOSE_KM for lat, lon in points)


def _apart(one: Reading, other: Reading) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def _kind(reading: Reading, parts: Phrase) -> int:
    """1 where the place is of the kind that the word before it says, -1 where it is of another, 0 where none is said."""
    if not parts.kind:
        return int("countryside" in parts.heads and reading.type in COUNTRYSIDE)
    wanted = KINDS.get(parts.kind)
    return 0 if wanted is None or not reading.is_place else 1 if reading.type in wanted else -1

"""What stands around a place's name in the report: the areas that the phrase puts it in, and the places named beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from marsad.model.mention import Place
from marsad.model.span import Span
from marsad.resolve.gazetteer import area_of, country_of, place
from marsad.resolve.phrase import AROUND, phrase
from marsad.resolve.readings import Reading, readings

AREAS = frozenset({"country", "governorate", "district", "subdistrict", "region", "countryside"})
BESIDES = frozenset({"direction", "edge", "border"})
BESIDE = 160  # characters to each side within which a place says where another lies
SENTENCE_END = re.compile(r"[.!?؟\n]")
_SEATED = r"(?:و?ال)?(?:تابع|واقع|كائن|قريب)[ةه]?\s+"
INSIDE = re.compile(rf"^[\"”»)\s]*[،,(–-]?\s*(?:{_SEATED}(?:إلى|الى)|(?:{_SEATED})?(?:ب|ل|لل|في|من|ضمن)?)\s*[\"“«(]?$")
LISTED = re.compile(r"^[\"”»)\s]*(?:[،,]|و|[،,]\s*و|أو)\s*[\"“«(]?$")
COMMA = re.compile(r"[،,]\s*[\"“«(]?$")


@dataclass(frozen=True, slots=True)
class Area:
    """An area that a phrase puts a place in, by its possible readings; `beside`: only somewhere near it, on one side."""

    readings: tuple[Reading, ...]
    beside: bool


@dataclass(frozen=True)
class Around:
    """The report's text and every place mention that was seen in it, in order."""

    text: str
    places: Sequence[Place]

    @cached_property
    def starts(self) -> list[int]:
        """Where the mentions begin."""
        return [p.span.start for p in self.places]

    def areas(self, span: Span) -> list[Area]:
        """The areas that the phrase right behind the name puts it in, nearest first: «قرية كذا بريف حلب الجنوبي»."""
        return list(self._containers(span))

    def container(self, span: Span) -> str | None:
        """The narrowest area that the phrase says the place lies in, where it is clear which is meant."""
        return next((ident for area in self._containers(span) if (ident := _common(area.readings)) is not None), None)

    def beside(self, span: Span) -> Counter[str]:
        """The first-level areas of the places named in the same sentence close by, the name itself left out."""
        near: Counter[str] = Counter()
        for n in range(bisect_left(self.starts, span.start - BESIDE), bisect_left(self.starts, span.end + BESIDE)):
            if (area := self.regions[n]) and self._is_close(self.places[n].span, span):
                near[area] = near.get(area, 0) + 1
        return near

    @cached_property
    def regions(self) -> list[str | None]:
        """The first-level area of each mention, None where its candidates do not all lie in one."""
        areas = [{area_of(ident) for ident in one.candidates} for one in self.places]
        return [each.pop() if len(each) == 1 else None for each in areas]

    def _is_close(self, one: Span, other: Span) -> bool:
        """True where the two are apart and no sentence ends between them."""
        between = min(one.end, other.end), max(one.start, other.start)
        return not one.overlaps(other) and not SENTENCE_END.search(self.text, *between)

    def points(self, span: Span) -> list[tuple[float, float]]:
        """Where those of the places named in the same sentence close by lie that can be one place only, in degrees."""
        close = self.places[bisect_left(self.starts, span.start - BESIDE) : bisect_left(self.starts, span.end + BESIDE)]
        sure = (place(one.candidates[0]) for one in close if len(one.candidates) == 1 and self._is_close(one.span, span))
        return [(p.lat, p.lon) for p in sure if p and p.lat is not None and p.lon is not None and p.precision in ("town", "neighbourhood")]

    def _containers(self, span: Span) -> Iterator[Area]:
        end = span.end
        for one in self.places[bisect_left(self.starts, span.end) :]:
            between = self.text[end : one.span.start]
            if len(between) > 24:
                return
            found = area_readings(one)
            if found and INSIDE.match(between) and not (COMMA.search(between) and not _is_area(one)):
                yield Area(found, _is_beside(one))
            elif not LISTED.match(between):
                return
            end = one.span.end


def area_readings(one: Place) -> tuple[Reading, ...]:
    """What the mention may mean as an area that others lie in: its readings that are areas, all where it says what lies around them."""
    parts = phrase(one.text)
    found = tuple(r for r in readings(parts.key) if r.is_place and (parts.heads or not r.needs_context)) if parts.key else ()
    areas = tuple(r for r in found if r.type in AREAS)
    return areas or (found if parts.is_around or any(r.type in ("city", "town") for r in found) else ())


def _is_beside(one: Place) -> bool:
    """True where the mention says on which side of it something lies («شمال شرق بغداد»), which may be beyond its own bounds."""
    return not BESIDES.isdisjoint(phrase(one.text).heads)


def _is_area(one: Place) -> bool:
    heads = phrase(one.text).heads
    return not AROUND.isdisjoint(heads) or any(head in AREAS for head in heads)


def _common(found: Iterable[Reading]) -> str | None:
    """The one area meant: the only reading, the one that holds the others, or the first-level area or country that all share."""
    several = list(found)
    if wider := next((r for r in several if all(r is o or r.id in o.ancestors for o in several)), None):
        return wider.id
    areas = {r.area for r in several}
    if len(areas) == 1:
        return areas.pop()
    countries = {country_of(r.id) for r in several}
    country = countries.pop() if len(countries) == 1 else None
    return country if place(country) else None

"""The place that a name means in its report: by the words of kind and the areas around it, and what else the report names."""

from __future__ import annotations

from dataclasses import replace

from marsad.languages.ar.words import word
from marsad.model.claim import Name
from marsad.resolve.back import Pointer, countryside_of, fits, is_called, pointer
from marsad.resolve.back import before as told_before
from marsad.resolve.choose import Chosen, choose
from marsad.resolve.gazetteer import area_of, place
from marsad.resolve.ground import Ground
from marsad.resolve.home import first_country
from marsad.resolve.phrase import Phrase, kind_before, phrase
from marsad.resolve.readings import Reading, readings
from marsad.resolve.weigh import Signs

AREA_HEADS = {
    "countryside": ("ريف",),
    "governorate": ("محافظه", "ولايه"),
    "district": ("منطقه", "قضاء", "مديريه"),
    "subdistrict": ("ناحيه",),
}
THE_COUNTRY = "البلاد"
LIST_REACH = 60  # characters before a name within which the list that it goes on may begin


def place_meant(name: Name, ground: Ground) -> Chosen:
    """The place that the name means in the report, the runners-up, and why."""
    parts = phrase(name.text)
    exact, found = place_readings(parts)
    if not found:
        return _country(name, ground) if name.text.endswith(THE_COUNTRY) else _pointed(name, ground)
    if not parts.heads and (kind := kind_before(ground.around.text[max(0, name.span.start - LIST_REACH) : name.span.start])):
        parts = replace(parts, heads=(kind,))
        found += _areas_named(kind, parts, found)
    elif parts.each:
        parts = replace(parts, heads=(*parts.heads, parts.each))
        found += _areas_named(parts.each, parts, found)
    elif parts.kind in AREA_HEADS and all(r.type != parts.kind for r in found):
        found += _areas_named(parts.kind, parts, found)
    areas = ground.around.areas(name.span)
    if len(found) == 1 and name.id and not areas and not parts.kind:
        return Chosen(name.id)
    points = ground.around.points(name.span) if len(found) > 1 else ()
    signs = Signs(ground.besides(name), ground.day, parts, areas, ground.around.beside(name.span), points, exact)
    return choose(found, signs)


def is_named_plainly(text: str) -> bool:
    """True for a place's name that stands for nothing else: behind a word of kind, or needing no context; none of a building in it."""
    parts = phrase(text)
    if not parts.key or word(text.split()[0]).entry("building"):
        return False
    return any(r.is_place and (parts.heads or not r.needs_context) for r in readings(parts.key))


def _country(name: Name, ground: Ground) -> Chosen:
    """«كل البلاد», «جنوب البلاد»: the country that the report is most about."""
    about = first_country(ground.home)
    return Chosen(about, (), "the country that the report is about") if place(about) else Chosen(name.id)


def _pointed(name: Name, ground: Ground) -> Chosen:
    """What the name points back to («المدينة», «محيطها»), or the countryside of it («الريف الشمالي» of the governorate told last)."""
    points = pointer(name.text)
    if points is None:
        return Chosen(name.id)
    if points.rural == "area" and (inside := ground.around.container(name.span)):
        return _of(inside, points)
    for one in told_before(name.span.start, points.reach, ground.around.places):
        ident = place_meant(Name(one.text, one.span, one.id), ground).id
        if fits(ident, points.kinds):
            return _of(str(ident), points)
        if is_called(one, points.head):
            break
    return Chosen(name.id)


def _of(ident: str, points: Pointer) -> Chosen:
    """The place itself, or the countryside of it or of its governorate, on that side where a row is kept of it."""
    whose = (area_of(ident) or ident) if points.rural == "area" else ident
    rural = countryside_of(whose, points.ways) if points.rural else None
    return Chosen(rural or whose, (), "the place told before it")


def _areas_named(kind: str, parts: Phrase, found: list[Reading]) -> list[Reading]:
    """The areas of this kind that bear the name with its word of kind: «ريفي حماة وإدلب» are «ريف حماة» and «ريف إدلب»."""
    keys = [(head, *parts.key, *after) for head in AREA_HEADS.get(kind, ()) for after in dict.fromkeys((parts.after[:1], ()))]
    named = next((meant for key in keys if (meant := [r for r in readings(key) if r.is_place])), [])
    return [r for r in named if r not in found]


def place_readings(parts: Phrase) -> tuple[frozenset[str], list[Reading]]:
    """(the ids that go by the whole name, all places that it may mean: those, and those of the name without its word of kind)."""
    whole = [r for r in readings(parts.key) if r.is_place] if parts.key else []
    exact = frozenset(r.id for r in whole)
    return exact, whole + [r for r in (readings(parts.bare) if parts.bare else ()) if r.is_place and r.id not in exact]

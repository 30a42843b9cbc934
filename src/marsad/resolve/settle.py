"""Every name of a report's claims resolved by what the whole report says: «دوما» beside al-Ghouta is the town near Damascus.

A name is left open (id None) where nothing in the report tells its readings apart. A name that no theatre knows keeps its
words and gets what it is part of: the area that the phrase puts a place in, the side or state that an actor's words name.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

from marsad.languages.ar.words import pieces
from marsad.model.claim import KINDS, PLACE_FIELDS, Claim, Name
from marsad.model.mention import Place
from marsad.model.span import Span
from marsad.resolve.around import Around
from marsad.resolve.choose import Chosen, choose
from marsad.resolve.home import Home, home_of
from marsad.resolve.index import key_of
from marsad.resolve.inside import office_of, owner_of
from marsad.resolve.phrase import Phrase, kind_before, phrase
from marsad.resolve.readings import Reading, readings
from marsad.resolve.succeed import on_day
from marsad.resolve.weigh import Signs, lives

AREA_HEADS = {
    "countryside": ("ريف",),
    "governorate": ("محافظه", "ولايه"),
    "district": ("منطقه", "قضاء", "مديريه"),
    "subdistrict": ("ناحيه",),
}
LIST_REACH = 60  # characters before a name within which the list that it goes on may begin

Fuller = dict[str, list[tuple[Span, tuple[str, ...], str | None]]]
"""Names of several words by their first one, with where they stand and their ids."""


@dataclass(frozen=True)
class Ground:
    """What names are resolved on: what the report is about, its day, and the places seen in its text."""

    home: Home
    day: dt.date | None
    around: Around
    fuller: Fuller = field(default_factory=dict)
    own: Counter[tuple[str, str | None]] = field(default_factory=Counter)

    def besides(self, name: Name) -> Home:
        """What the report is about without this name, which is no sign for itself wherever it stands."""
        return self.home - home_of([name.id] * self.own[name.text, name.id]) if name.id else self.home


def settle(claims: Iterable[Claim], ground: Ground) -> list[Claim]:
    """The claims, each name resolved where the report tells what is meant."""
    known: dict[tuple[Name, bool], Name] = {}
    return [_settled(claim, ground, known) for claim in claims]


def ground_of(claims: Iterable[Claim], day: dt.date | None, text: str, places: Iterable[Place]) -> Ground:
    """What the names of these claims are resolved on; `places` are the mentions seen in the text."""
    claims = list(claims)
    seen = sorted(places, key=lambda p: p.span)
    told = [name for claim in claims for _, names in names_of(claim) for name in names]
    claimed = {name.span for name in told}
    named = [(name.text, name.id) for name in told] + [(p.text, p.id) for p in seen if p.span not in claimed and p.head is not None]
    return Ground(home_of(ident for _, ident in named), day, Around(text, seen), _fuller(claims), Counter(named))


def _fuller(claims: Iterable[Claim]) -> Fuller:
    """The names of several words by their first one, in the order of the text."""
    found: Fuller = {}
    names = {name.span: name for claim in claims for key, names in names_of(claim) if key not in PLACE_FIELDS for name in names}
    for span in sorted(names):
        key = key_of(names[span].text)
        if len(key) > 1:
            ident = names[span].id
            found.setdefault(key[0], []).append((span, key, None if ident and _goes_on(key, ident) else ident))
    return found


def place_meant(name: Name, ground: Ground) -> Chosen:
    """The place that the name means in the report, the runners-up, and why."""
    parts = phrase(name.text)
    exact, found = place_readings(parts)
    if not found:
        return Chosen(name.id)
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
    signs = Signs(ground.besides(name), ground.day, parts, areas, ground.around.beside(name.span), exact)
    return choose(found, signs)


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


def actor_meant(name: Name, ground: Ground) -> Chosen:
    """The actor or monitor that the name means in the report on its day, the runners-up, and why."""
    key = key_of(name.text)
    key = key if readings(key) else spoken_key(name.text)
    found = tuple(r for r in readings(key) if not r.is_place) if key else ()
    if not found:
        kept = None if name.id and _goes_on(key, name.id) else name.id
        office = None if kept else office_of(name, Signs(ground.besides(name), ground.day))
        return Chosen(kept or office, (), "all names in it are his" if office else "")
    if name.id and not any(r.needs_context for r in found) and any(r.id == name.id and lives(r, ground.day) for r in found):
        return Chosen(name.id)
    found = tuple(dict.fromkeys(on_day(r, ground.day) for r in found))
    if all(r.needs_context for r in found) and (before := _named_before(name, key, ground)):
        return Chosen(before[2], tuple(r.id for r in found if r.id != before[2]), "short for the name before it")
    return choose(found, Signs(ground.besides(name), ground.day))


def spoken_key(text: str) -> tuple[str, ...]:
    """The key of a name whose words may be written together («الولاياتالمتحدة»)."""
    return tuple(made.key for chunk in text.split() for _, _, made in pieces(chunk) if made.sort != "mark")


def _goes_on(key: tuple[str, ...], ident: str) -> bool:
    """True where words go on a short form of what the id is of, which makes it somebody else's name («المرصد الأورومتوسطي»)."""
    meant = (r for n in range(len(key), 0, -1) for r in readings(key[:n]) if r.id == ident)
    return (first := next(meant, None)) is not None and first.needs_context


def _named_before(name: Name, key: tuple[str, ...], ground: Ground) -> tuple[Span, tuple[str, ...], str | None] | None:
    """The last longer name before this one that begins with its words: «المرصد الأورومتوسطي … وأضاف المرصد»."""
    longer = [one for one in ground.fuller.get(key[0], ()) if one[0] < name.span and len(one[1]) > len(key) and one[1][: len(key)] == key]
    return longer[-1] if longer else None


def part_of(name: Name, is_place: bool, ground: Ground) -> str | None:
    """What a name that stays open belongs to: the area a place is put in, the side, state or body that an actor's words name."""
    if is_place:
        return ground.around.container(name.span)
    return owner_of(name, ground.around.text, Signs(ground.besides(name), ground.day))


def _settled(claim: Claim, ground: Ground, known: dict[tuple[Name, bool], Name]) -> Claim:
    """The claim with its names resolved; a name is resolved once, however many claims hold it."""
    changed: dict[str, Any] = {}
    for key, names in names_of(claim):
        is_place = key in PLACE_FIELDS
        for name in names:
            if (name, is_place) not in known:
                known[name, is_place] = _resolved(name, is_place, ground)
        new = tuple(known[name, is_place] for name in names)
        if new != names:
            changed[key] = new
    return replace(claim, **changed) if changed else claim


def _resolved(name: Name, is_place: bool, ground: Ground) -> Name:
    ident = (place_meant if is_place else actor_meant)(name, ground).id
    return name._replace(id=ident, part_of=None if ident else part_of(name, is_place, ground))


def names_of(claim: Claim) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """The fields of the claim that hold names, those that are empty left out."""
    return ((key, names) for key in name_fields(claim.kind) if (names := getattr(claim, key)))


@cache
def name_fields(kind: str) -> Sequence[str]:
    """The fields of a kind of claim that hold names."""
    return [f.name for f in fields(KINDS[kind]) if f.type == "tuple[Name, ...]"]

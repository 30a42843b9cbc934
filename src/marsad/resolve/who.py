"""The actor or monitor that a name means in its report: by the name, the day, the names told before, and the words inside it."""

from __future__ import annotations

from functools import lru_cache

from marsad.model.claim import Name
from marsad.resolve.choose import Chosen, choose
from marsad.resolve.classes import class_of
from marsad.resolve.ground import Ground
from marsad.resolve.index import key_of
from marsad.resolve.inside import actors_inside, office_of, owner_of
from marsad.resolve.office import is_in_office
from marsad.resolve.readings import Reading, readings
from marsad.resolve.short import ally_of, begun, headed, leans, spoken_key
from marsad.resolve.succeed import on_day
from marsad.resolve.weigh import lives
from marsad.theatres.in_use import in_use

KEPT = 20_000
ARTICLE, JOINED = "ال", "لل"  # «للتحالف الدولي» is told as «تحالف الدولي»


def actor_meant(name: Name, ground: Ground) -> Chosen:
    """The actor or monitor that the name means in the report on its day, the runners-up, and why."""
    chosen = _meant(name, ground)
    if chosen.id is None or _in_office(name, chosen.id, ground):
        return chosen
    return Chosen(None, (chosen.id, *chosen.others), "not in that office on the day")


def _meant(name: Name, ground: Ground) -> Chosen:
    """Kept by name, for whoever goes by another is asked for again."""
    if name not in ground.meant:
        ground.meant[name] = _read(name, ground)
    return ground.meant[name]


def _read(name: Name, ground: Ground) -> Chosen:
    key = _key(name, ground)
    found = _actors(key)
    if not found:
        return _described(name, key, ground)
    if name.id and not any(r.needs_context for r in found) and any(r.id == name.id and lives(r, ground.day) for r in found):
        return Chosen(name.id)
    found = tuple(dict.fromkeys(on_day(r, ground.day) for r in found))
    if all(r.needs_context for r in found) and (before := begun(name, key, ground.fuller) or headed(name, key, ground.fuller)):
        meant = actor_meant(before, ground).id
        return Chosen(meant, tuple(r.id for r in found if r.id != meant), "short for the name before it")
    return choose(found, ground.signs(name))


def owner_meant(name: Name, ground: Ground) -> str | None:
    """What an actor that stays open belongs to: the side, state or body that its words name, or those of the name it is short for."""
    signs = ground.signs(name)
    if (office := _meant(name, ground).id) and not _in_office(name, office, ground):
        return None
    if ally := ally_of(name, ground.actors, ground.around.text):
        return actor_meant(ally, ground).id or owner_meant(ally, ground)
    if owner := owner_of(name, ground.around.text, signs):
        return owner
    key = _key(name, ground)
    before = _referred(name, key, ground) if key else None
    return owner_meant(before, ground) if before else next((ident for ident in class_of(name.text, signs) if ident), None)


def _in_office(name: Name, office: str, ground: Ground) -> bool:
    """False where a man is named without his office («كيري») on a day on which it was another's."""
    return len(actors_inside(in_use(), name.text)) > 1 or is_in_office(office, key_of(name.text), ground.day)


def _described(name: Name, key: tuple[str, ...], ground: Ground) -> Chosen:
    """Who is meant by a name that no theatre lists: an office by all that it holds, one told before, or a class of groups."""
    signs = ground.signs(name)
    if office := office_of(name, signs):
        return Chosen(office, (), "the names in it are his")
    if name.id and not _goes_on(key, name.id):
        return Chosen(name.id)
    before = _referred(name, key, ground) if key else None
    if before and (meant := actor_meant(before, ground).id):
        return Chosen(meant, (), "short for the name before it")
    meant = None if leans(name.text) else class_of(name.text, signs)[0]
    return Chosen(meant, (), "a class of groups" if meant else "")


def _referred(name: Name, key: tuple[str, ...], ground: Ground) -> Name | None:
    """The name before it that one which no theatre lists stands short for, where it is definite: «وزير الخارجية», «الجنرال»."""
    found = begun(name, key, ground.fuller) if key[-1].startswith(ARTICLE) else None
    return found or headed(name, key, ground.fuller)


def _key(name: Name, ground: Ground) -> tuple[str, ...]:
    """What the name is looked up by: as it stands, with the article that «لل» before it holds, or as it is spoken."""
    key = key_of(name.text)
    if key and ground.around.text[max(0, name.span.start - 2) : name.span.start] == JOINED:
        whole = (ARTICLE + key[0], *key[1:])
        key = whole if _actors(whole) else key
    if _actors(key):
        return key
    spoken = spoken_key(name.text)
    return spoken if spoken != key and _actors(spoken) else key


def _actors(key: tuple[str, ...]) -> tuple[Reading, ...]:
    return _actors_of(in_use(), key) if key else ()


@lru_cache(maxsize=KEPT)
def _actors_of(_: tuple[str, ...], key: tuple[str, ...]) -> tuple[Reading, ...]:
    return tuple(r for r in readings(key) if not r.is_place)


def _goes_on(key: tuple[str, ...], ident: str) -> bool:
    """True where words go on a short form of what the id is of, which makes it somebody else's name («المرصد الأورومتوسطي»)."""
    meant = (r for n in range(len(key), 0, -1) for r in readings(key[:n]) if r.id == ident)
    return (first := next(meant, None)) is not None and first.needs_context

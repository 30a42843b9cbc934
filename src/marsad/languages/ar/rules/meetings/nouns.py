"""Meetings by a noun: `محادثات بين X وY`, `اتصال هاتفي مع`, `اجتماع المجلس`, `زيارة إلى`, `مفاوضات` that somebody holds."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.meetings.goers import delegation_before, goer
from marsad.languages.ar.rules.meetings.parts import holder, meeting, place_of
from marsad.languages.ar.rules.meetings.sides import is_city, past_verb, sides_of
from marsad.languages.ar.rules.meetings.trips import trip_for, trip_from
from marsad.languages.ar.rules.meetings.unmet import is_unmet
from marsad.languages.ar.speech.implied import implied
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.subject import subject_before
from marsad.languages.ar.speech.who import can_speak
from marsad.model.claim import Claim, Name

WITHIN = frozenset("في خلال اثناء ختام عقب هامش قبيل قبل بعد اثر مستهل".split())
FURTHER = frozenset("من جديده جديد اخري".split())
DESCRIBERS, NEAR, RUN_REACH = 3, 7, 8


@BOOK.rule("meeting", "meeting")
def held(scene: Scene, i: int) -> Iterator[Claim]:
    """«أجرت الحكومة محادثات مع وفد الفصائل في العاصمة»: a noun of encounter with its sides."""
    s = scene.sentence
    entry, end = s.entry(i, "meeting"), s.end_of(i, "meeting")
    if entry is None or is_unmet(s, i, end):
        return
    mode = "visit" if entry.code == "tour" else entry.code
    sides, last = sides_of(s, i, end)
    if mode == "contacts" and not sides and s.key(end) == "من" and end + 1 < len(s.tokens) and can_speak(s, end + 1):
        mode, (sides, last) = "call", speakers_from(s, end + 1, placed=False)
    both = len(sides) == 2 and bool(s.tokens[end].mark)  # «اجتماع "أردوغان - بوتين"» names all who meet
    actor, verb = ((), i) if both else _actor(scene, i, mode, bool(sides))
    trip = trip_from(scene, i) if mode == "talks" and (sides or i and s.tokens[i].word.prefix.startswith("ل")) else None
    if trip is not None:
        actor = actor or trip.goers
    places = _places(scene, i, end, last, mode) or (trip.places if trip else ())
    if entry.code == "tour" and not (actor and places) or not sides and not trip and not _stands_alone(s, i, end, mode, actor, places):
        return
    aim = trip_for(scene, i, last, (*actor, *sides), places) if mode == "visit" else None
    if aim == "meets":
        return
    made = meeting(scene, i, aim or mode, (*actor, *sides), verb if i - verb < 5 else i, last, places)
    if made is not None:
        yield made


def _places(scene: Scene, i: int, end: int, last: int, mode: str) -> tuple[Name, ...]:
    """Where: the town the talks are called by, else the place named with a preposition behind the noun or before it."""
    s = scene.sentence
    if (is_city(s, end) or mode == "visit" and s.starting(s.places, end)) and not s.tokens[end].word.prefix:
        town = s.starting(s.places, end)
        return (s.name(town.first, town.last, id=town.id),) if town is not None else ()
    visit = mode == "visit"
    if (host := _host(s, end)) is not None:
        return (host,)
    return place_of(s, last, to=visit) or place_of(s, past_verb(s, end), to=visit) or _place_before(s, i)


def _host(s: Sentence, end: int) -> Name | None:
    """The town that holds it («قمة تستضيفها إسطنبول», «محادثات احتضنتها جنيف»)."""
    for k in range(end, min(end + NEAR, len(s.tokens) - 1)):
        place = s.starting(s.places, k + 1)
        if s.has(k, "hold") and s.tokens[k].word.suffix and place is not None and is_city(s, k + 1):
            return Name(place.text, place.span, place.id)
    return None


def _place_before(s: Sentence, i: int) -> tuple[Name, ...]:
    """The place right before the noun: «يعقد في القاهرة اجتماع», «كان في باريس في زيارة», «استضافت جنيف محادثات»."""
    k = i
    while k > max(0, i - NEAR) and (
        s.key(k - 1) in FURTHER
        or s.has(k - 1, "hold_noun", "meeting", "ordinal", "shift", "number", "quality")
        or s.covering(s.times, k - 1)
    ):
        k -= 1
    k -= s.key(k - 1) == "في"
    place = s.places.ends.get(k)
    if place is None:
        return ()
    located = s.key(place.first - 1) in ("في", "الي") or s.tokens[place.first].word.prefix == "ب" or s.has(place.first - 1, "hold")
    return (s.name(place.first, place.last, id=place.id),) if located and any("/" in c for c in place.candidates) else ()


def _actor(scene: Scene, i: int, mode: str, sided: bool) -> tuple[tuple[Name, ...], int]:
    """Who holds or makes the encounter: the subject of a verb of holding, the owner by pronoun, or who speaks in it."""
    s = scene.sentence
    names, verb = holder(s, i)
    if verb == i:
        within = s.key(i - 1) in WITHIN and (mode == "call" or sided != (mode == "visit"))
        his = s.key(s.end_of(i, "meeting")) in ("له", "لها")
        aimed = mode == "visit" and s.tokens[i].word.prefix.startswith("ل")
        own = s.tokens[i].word.suffix or within or his or not sided and (aimed or _made_by_it(s, i))
        return (goer(scene, i), i) if own or _is_denied(s, i) else ((), i)
    if names:
        hosts = len(names) == 1 and any(p.span == names[0].span and any("/" in c for c in p.candidates) for p in s.places)
        return (() if hosts and sided else names), verb
    before, first = subject_before(s, verb)
    if not before and (delegation := delegation_before(s, verb)) is not None:
        return (delegation,), verb
    if before:
        return before, min(first, verb) if first >= 0 else verb
    person = s.tokens[verb].word.entries[0].person
    return (implied(scene, verb, person) if sided and first == verb else ()), verb


def _is_denied(s: Sentence, i: int) -> bool:
    """True for «نفت الحركة إجراء محادثات», said of itself."""
    near = range(max(0, i - NEAR), i)
    return any(s.has(k, "denial", "denies") for k in near) and any(s.has(k, "hold_noun") for k in near)


def _made_by_it(s: Sentence, i: int) -> bool:
    """True for «زيارة يقوم بها إلى …», whose maker stands before."""
    end = s.end_of(i, "meeting")
    return any(s.has(k, "hold") and s.key(k + 1) in ("بها", "به") for k in range(end, min(end + DESCRIBERS, len(s.tokens))))


def _runs(s: Sentence, i: int) -> bool:
    """True where a verb before the noun says that the talks run («انطلقت في جدة جولة جديدة من | المحادثات»)."""
    return any(is_verb(s.tokens[k]) for k in s.among(max(0, i - RUN_REACH), i, "meeting_run", "hold", "going_on", "begun"))


def _is_town(s: Sentence, one: Name) -> bool:
    """True for a place that is no state."""
    return any(p.span == one.span and any("/" in c for c in p.candidates) for p in s.places)


def _stands_alone(s: Sentence, i: int, end: int, mode: str, actor: tuple[Name, ...], places: tuple[Name, ...]) -> bool:
    """True where an encounter with no sides behind it is told all the same: held by somebody, or named by its place."""
    if mode == "talks" and places and (i == 0 or _runs(s, i) and any(_is_town(s, n) for n in places)):
        return True
    if mode == "talks" and is_city(s, end) and not s.tokens[end].word.prefix:
        return True
    if actor and (s.tokens[i].word.suffix == "" or mode == "visit"):
        return mode != "visit" or bool(places)
    return False

"""Meetings by a noun: `محادثات بين X وY`, `اتصال هاتفي مع`, `اجتماع المجلس`, `زيارة إلى`, `مفاوضات` that somebody holds."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_nisba, names_from
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.meetings.parts import between, by_adjectives, holder, meeting, place_of
from marsad.languages.ar.speech.frames import frames
from marsad.languages.ar.speech.implied import implied
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.subject import subject_before
from marsad.languages.ar.speech.who import can_speak, skip_adverbs
from marsad.model.claim import Claim, Name


@BOOK.rule("meeting", "meeting")
def held(scene: Scene, i: int) -> Iterator[Claim]:
    """«أجرت الحكومة محادثات مع وفد الفصائل في العاصمة»: a noun of encounter with its sides."""
    s = scene.sentence
    entry, end = s.entry(i, "meeting"), s.end_of(i, "meeting")
    if entry is None or s.tokens[i].word.prefix.startswith("ك") or i and s.tokens[i - 1].has("dem", "place_head"):
        return
    sides, last = _sides(s, i, end)
    actor, verb = _actor(scene, i, entry.code, bool(sides))
    if not sides and not _stands_alone(s, i, end, entry.code, actor):
        return
    town = s.starting(s.places, end) if _is_city(s, end) and not s.tokens[end].word.prefix else None
    places = (s.name(town.first, town.last, id=town.id),) if town is not None else place_of(s, last)
    made = meeting(scene, i, entry.code, (*actor, *sides), verb if i - verb < 5 else i, last, places)
    if made is not None:
        yield made


def _sides(s: Sentence, i: int, end: int) -> tuple[tuple[Name, ...], int]:
    """The sides named behind the noun, and one past the last."""
    joined, last = by_adjectives(s, end)
    if joined:
        return joined, last
    sides, last = between(s, end)
    if sides:
        return sides, last
    if called := _called(s, i, end):
        return called
    verb = next((k for k in range(end, min(end + 3, len(s.tokens))) if s.tokens[k].has("hold") and s.tokens[k].word.suffix), None)
    if verb is not None:
        held_by, last = speakers_from(s, skip_adverbs(s, verb + 1), placed=False)
        others, end = between(s, last)
        return (*held_by, *others), max(last, end)
    word = s.tokens[i].word
    owner = s.starting(s.actors, end) if end < len(s.tokens) and not _is_city(s, end) else None
    if owner is None or word.prefix.endswith("ال") or word.suffix:
        return (), end
    if not is_nisba(s.tokens[end]) and can_speak(s, end):
        return speakers_from(s, end, placed=False)
    return (), end


def _called(s: Sentence, i: int, end: int) -> tuple[tuple[Name, ...], int] | None:
    """Who is rung up («اتصالين هاتفيين بالمبعوث ورياض حجاب»), and one past the last; None where no call or no `ب`."""
    entry = s.entry(i, "meeting")
    if entry is None or entry.code != "call" or end >= len(s.tokens) or s.tokens[end].word.prefix not in ("ب", "بال"):
        return None
    names, last = names_from(s, end)
    return tuple(names), last


def _is_city(s: Sentence, j: int) -> bool:
    """True where a place that is no state follows: talks are called by their town (`محادثات جنيف`)."""
    place = s.starting(s.places, j)
    return place is not None and any("/" in c for c in place.candidates)


def _actor(scene: Scene, i: int, mode: str, sided: bool) -> tuple[tuple[Name, ...], int]:
    """Who holds or makes the encounter: the subject of a verb of holding, the owner by pronoun, or the speaker in a call or visit."""
    s = scene.sentence
    names, verb = holder(s, i)
    if verb == i:
        own = s.tokens[i].word.suffix or mode in ("call", "visit") and s.key(i - 1) in ("في", "خلال")
        spoken = next((f.speaker for f in reversed(frames(scene)) if f.trigger < i), ())
        return (spoken or implied(scene, i, "-"), i) if own else ((), i)
    if names:
        return names, verb
    before, first = subject_before(s, verb)
    if before:
        return before, min(first, verb) if first >= 0 else verb
    return (implied(scene, verb, s.tokens[verb].word.entries[0].person) if sided else ()), verb


def _stands_alone(s: Sentence, i: int, end: int, mode: str, actor: tuple[Name, ...]) -> bool:
    """True where an encounter with no sides behind it is told all the same: held by somebody, or named by its place."""
    if mode == "talks" and _is_city(s, end) and not s.tokens[end].word.prefix:
        return True
    if actor and (s.tokens[i].word.suffix == "" or mode == "visit"):
        return mode != "visit" or bool(place_of(s, end))
    return False

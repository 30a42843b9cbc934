"""How a strike stands to the words around it: noun or verb, the instrument of another verb, its subject, a bare second mention."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import clause, has_clitic_preposition, is_accusative

STRIKES = frozenset({"shelling", "air_strike", "strike", "assault", "explosion", "suicide_bombing"})
TARGET = 5
NOUNS_AFTER = ("prep", "amount", "light", "dem", "cause", "number", "stopping")
NOUNS_BEFORE = ("mode", "quality", "national", "target_mark", "agent_mark")


def reading(s: Sentence, i: int, cls: str) -> Entry | None:
    """The reading of the word at i in its place: a form that is verb and noun (`قصف`) is a noun where only one can stand."""
    first = s.entry(i, cls)
    entries = [e for e in s.tokens[i].word.entries if e.cls == cls]
    if len(entries) < 2:
        return first
    verb = next((e for e in entries if e.pos == "verb" and e.shape == "past"), None)
    noun = next((e for e in entries if e.pos == "noun"), None)
    if verb is None or noun is None or s.end_of(i, cls) > i + 1:
        return first
    return noun if _stands_as_noun(s, i) else verb


def _stands_as_noun(s: Sentence, i: int) -> bool:
    """True after a preposition, an amount or a light word, and before an adjective or «على», «من قبل», «لقوات …»."""
    if s.has(i - 1, *NOUNS_AFTER) and s.key(i - 1) not in ("ان", "انه"):
        return True
    before = s.actors.ends.get(i)
    if before and s.has(before.first - 1, "speech"):
        return True
    after = i + 1
    if after + 1 < len(s.tokens) and s.has(after, "national") and is_accusative(s, after + 1) and not is_accusative(s, after):
        return False  # «طعن فلسطيني | جنديا»
    if s.has(after, *NOUNS_BEFORE) and not s.has(after, "people"):
        return True
    actor = s.starting(s.actors, after) if after < len(s.tokens) else None
    return actor is not None and (actor.sort == "adjective" or has_clitic_preposition(s.tokens[after]))


def is_strike_noun(s: Sentence, j: int) -> bool:
    """True for a noun that is itself a strike («غارات», «هجوم»)."""
    entry = reading(s, j, "incident")
    return entry is not None and entry.pos != "verb" and entry.code in STRIKES


def _is_campaign(s: Sentence, j: int) -> bool:
    """True for arrests and raids, which reach people too («حملة اعتقالات طالت …»)."""
    entry = s.entry(j, "incident")
    return entry is not None and entry.pos == "noun" and entry.code == "arrest"


def is_target(s: Sentence, i: int) -> bool:
    """True where the noun at i is what is struck («استهدفت تعزيزات للمتمردين», «غارات على ثكنات وتعزيزات»)."""
    first, _ = clause(s, i)
    near = range(max(first, i - TARGET), i)
    hit = any((e := s.entry(j, "light")) is not None and e.code == "hit" for j in s.among(near.start, i, "light"))
    return hit or any(s.key(j) in ("علي", "ضد") and any(is_strike_noun(s, k) for k in range(max(0, j - TARGET), j)) for j in near)


def is_instrument(scene: Scene, i: int) -> bool:
    """True where the strike at i only says with what a verb before it hit: «استهدفت طائرات … بعدة غارات»."""
    s = scene.sentence
    first, _ = clause(s, i)
    if not any(_hits(s, j) for j in s.among(first, i, "light")):
        return False
    near = range(max(first, i - 4), i + 1)
    return any("ب" in s.tokens[j].word.prefix.removesuffix("ال") or s.key(j) == "ب" for j in near if not s.covering(s.places, j))


def instrument(scene: Scene, i: int) -> int | None:
    """The strike with which the verb at i hits («استهدفت … بقصف مدفعي»), if one is named in its clause."""
    s = scene.sentence
    _, end = clause(s, i)
    return next((j for j in range(i + 1, end) if s.has(j, "incident") and is_instrument(scene, j)), None)


def has_strike_subject(s: Sentence, i: int) -> bool:
    """True for «استهدف قصف إسرائيلي …»: the strike itself is told."""
    near = [j for j in (i + 1, i + 2) if j < len(s.tokens) and "ب" not in s.tokens[j].word.prefix]
    return any(is_strike_noun(s, j) for j in near) or bool(near) and _is_campaign(s, near[0])


def goes_on(s: Sentence, i: int) -> bool:
    """True where the verb of hitting at i goes on from a strike before it: «غارات … استهدفت», «قصف شنته … طال»."""
    strikes = [j for j in s.among(0, i, "incident") if is_strike_noun(s, j) or _is_campaign(s, j)]
    if not strikes or s.has(i, "conj") or s.tokens[i].word.prefix.startswith("و"):
        return bool(strikes) and strikes[-1] == i - 1
    stops = (".", "؛", "،", ":") if s.starting(s.actors, i + 1) and not s.has(i + 1, "military") else (".", "؛")
    between = range(strikes[-1] + 1, i)
    return not any(s.has(j, "speech", "sub") and not s.has(j, "aux") or s.tokens[j].mark in stops for j in between)


def _hits(s: Sentence, j: int) -> bool:
    entry = s.entry(j, "light")
    return entry is not None and entry.code == "hit" and entry.pos == "verb" and entry.person != "1"

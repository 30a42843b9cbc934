"""Troops on the move: `توجهت القوات باتجاه …`, `وصلت قوة عسكرية إلى …`, `نزل مئات الجنود في ميناء …`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.subjects import skip_adverbs
from marsad.languages.ar.rules.incidents.targets import counted
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim

TROOPS = frozenset({"force", "unit"})
WHITHER = frozenset("الي باتجاه نحو تجاه في صوب".split())
WHITHER_REACH = 9


@BOOK.rule("incident", "marching")
def marched(scene: Scene, i: int) -> Iterator[Claim]:
    """«توجهت قوات الجيش باتجاه مدينة زنجبار»: troops set out for or arrive at a named place, and no deal takes them there."""
    s = scene.sentence
    entry = s.entry(i, "marching")
    if entry is None or entry.person == "1" or s.has(i, "incident", "half") and _is_brink(s, i) or not is_told(scene, i):
        return
    at = counted(s, skip_adverbs(s, i + 1))
    if not _are_troops(s, at) or scene.discourse.memory.get("fighters left"):
        return
    by, end = agents_from(s, at)
    whither = next((j for j in range(end, min(end + WHITHER_REACH, len(s.tokens))) if s.key(j) in WHITHER), None)
    if not by or whither is None or any(s.tokens[j].mark or s.has(j, "incident", "speech") for j in range(end, whither)):
        return
    places = [n for n in places_of(scene, i, end) if n.span.start > s.tokens[i].start]
    if places and s.starting(s.places, whither + 1) is not None:
        yield incident(scene, i, i + 1, "deployment", Frame(by=by, places=places, when=when_of(scene, i, end), last=end))


def _is_brink(s: Sentence, i: int) -> bool:
    """True for a side that comes to the edge of a town, which gains ground («وصلت القوات إلى مشارف المدينة»)."""
    return any((e := s.entry(j, "other_half")) is not None and e.code == "brink" for j in range(i + 1, min(i + 8, len(s.tokens))))


def _are_troops(s: Sentence, at: int) -> bool:
    """True where forces or fighters begin at token `at`, without a preposition and with no title of one man."""
    if at >= len(s.tokens) or has_clitic_preposition(s.tokens[at]) or s.has(at, "title"):
        return False
    head, people = s.entry(at, "actor_head"), s.entry(at, "people")
    fighters = people is not None and people.code == "combatants" and people.shape == "pl"
    return fighters or head is not None and head.code in TROOPS and s.starting(s.actors, at) is not None

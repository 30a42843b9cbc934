"""Ground that falls into somebody's hands: `سقطت القاعدة بأيدي الحوثيين`, `سقوط المعسكر في قبضة الثوار`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.unreal import is_unreal
from marsad.languages.ar.rules.incidents.where import is_located
from marsad.model.claim import Claim, Name

REACH = 9
GROUND = ("military", "building", "site", "place_head", "ground")


@BOOK.rule("incident", "fallen")
def fallen(scene: Scene, i: int) -> Iterator[Claim]:
    """«سقطت قاعدة العند بأيدي المسلحين»: ground, then whose hands it fell into."""
    s = scene.sentence
    if s.has(i, "incident") or is_unreal(scene, i) or (hands := _hands(s, i)) is None:
        return
    places = _ground(s, i, hands)
    by = agents_from(s, hands + 1)[0]
    if places and by:
        yield incident(scene, i, i + 1, "seizure", Frame(by=by, places=places, when=when_of(scene, i, i + 1), last=hands + 2))


def _hands(s: Sentence, i: int) -> int | None:
    """The token of the hands («بأيدي», «في قبضة») that a side follows; None before another verb or mark."""
    for k in range(i + 1, min(i + REACH, len(s.tokens) - 1)):
        if s.has(k, "hands"):
            held = s.key(k - 1) == "في" or "ب" in s.tokens[k].word.prefix or s.key(k).startswith("ب")
            return k if held and s.starting(s.actors, k + 1) is not None else None
        if s.tokens[k].mark or is_verb(s.tokens[k]) and s.covering(s.places, k) is None:
            return None
    return None


def _ground(s: Sentence, i: int, hands: int) -> list[Name]:
    """What fell: the places between, else the post named right behind the word («المعسكر»)."""
    places = [p for p in s.places if i < p.first and p.last <= hands and is_located(s, p)]
    if places:
        return [Name(p.text, p.span, p.id) for p in places]
    return [s.name(i + 1, i + 2)] if s.has(i + 1, *GROUND) else []

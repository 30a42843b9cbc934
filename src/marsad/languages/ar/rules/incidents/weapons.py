"""Incidents told by a weapon and what it does: `أطلق صواريخ`, `سقطت قذائف`, `استخدمت البراميل المتفجرة`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.context import is_told
from marsad.languages.ar.rules.incidents.frame import read_frame
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.languages.ar.rules.incidents.told import incident
from marsad.languages.ar.rules.incidents.types import flies
from marsad.model.claim import Claim

TYPES = {
    ("fire", "rocket"): "shelling",
    ("fire", "shell"): "shelling",
    ("fire", "mortar"): "shelling",
    ("fire", "barrel"): "air_strike",
    ("fire", "bomb"): "air_strike",
    ("fire", "gun"): "attack",
    ("use", "barrel"): "air_strike",
    ("use", "rocket"): "shelling",
    ("use", "shell"): "shelling",
    ("fall", "rocket"): "shelling",
    ("fall", "shell"): "shelling",
    ("fall", "barrel"): "air_strike",
    ("fall", "cylinder"): "shelling",
    ("burst", "ied"): "explosion",
    ("burst", "mine"): "explosion",
    ("burst", "carbomb"): "explosion",
}
REACH = 6


@BOOK.rule("incident", "launch")
def launched(scene: Scene, i: int) -> Iterator[Claim]:
    """«سقطت عدة قذائف على ناحية جب الجراح»: a verb or noun of launching or falling, and the weapon after it."""
    s = scene.sentence
    entry = s.entry(i, "launch")
    if entry is None or s.has(i, "incident") or not is_told(scene, i):
        return
    for j in range(i + 1, min(i + 1 + REACH, len(s.tokens))):
        weapon = s.entry(j, "weapon")
        if weapon and (code := TYPES.get((entry.code, weapon.code))):
            frame = read_frame(scene, i, i + 1, entry.code, entry.pos, "")
            frame.against = [n for n in frame.against if not _holds(s.tokens[j].start, n.span)]
            frame.places = places_of(scene, i, j + 1)
            frame.when = when_of(scene, i, j + 1)
            frame.last = j + 1
            yield incident(scene, i, j + 1, "air_strike" if any(flies(scene, n) for n in frame.by) else code, frame)
            return
        if s.tokens[j].mark in (".", "،", "؛") or s.has(j, "incident", "harm"):
            return


def _holds(at: int, span: tuple[int, int]) -> bool:
    return span[0] <= at < span[1]

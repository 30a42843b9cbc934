"""Incidents told by a weapon and what it does: `أطلق صواريخ`, `سقطت قذائف`, `استخدمت البراميل المتفجرة`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.after import after
from marsad.languages.ar.rules.incidents.force import flies
from marsad.languages.ar.rules.incidents.frame import Frame, read_frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim, Name

TYPES = {
    ("fire", "rocket"): "shelling",
    ("fire", "shell"): "shelling",
    ("fire", "mortar"): "shelling",
    ("fire", "barrel"): "air_strike",
    ("fire", "bomb"): "air_strike",
    ("fire", "gun"): "attack",
    ("fire", "plane"): "air_strike",
    ("use", "barrel"): "air_strike",
    ("use", "rocket"): "shelling",
    ("use", "shell"): "shelling",
    ("fall", "rocket"): "shelling",
    ("fall", "shell"): "shelling",
    ("fall", "barrel"): "air_strike",
    ("fall", "cylinder"): "shelling",
    ("down", "rocket"): "interception",
    ("down", "plane"): "interception",
    ("burst", "ied"): "explosion",
    ("burst", "mine"): "explosion",
    ("burst", "carbomb"): "explosion",
    ("burst", "bomb"): "explosion",
    ("fire", "stones"): "riot",
    ("fire", "gas"): "attack",
    ("use", "gas"): "attack",
}
REACH = 9
BACK, FAR_BACK, SENT_REACH = 6, 14, 6
SOME_OF_THEM = frozenset("احدها احدهما احداها بعضها معظمها غالبيتها اثنان اثنين".split())


@BOOK.rule("incident", "launch")
def launched(scene: Scene, i: int) -> Iterator[Claim]:
    """«سقطت عدة قذائف على ناحية جب الجراح»: a verb or noun of launching or falling, and the weapon after it."""
    s = scene.sentence
    entry = _launch(s, i)
    if entry is None or s.key(i) == "رميا" or "space" in s.held or s.has(i, "incident") or not is_told(scene, i):
        return
    near = _near(scene, i)
    for j in sorted(near, key=lambda j: not s.has(j, "weapon")) if entry.code == "fire" else near:  # «ألقت مسيرة قنبلة»
        weapon = s.entry(j, "weapon") or s.entry(j, "craft") if not s.has(j, "abstract") else None  # «قنبلة سياسية»
        if weapon and (code := TYPES.get((entry.code, weapon.code))) and (code != "air_strike" or j < i or _is_sent(s, j, weapon)):
            frame = read_frame(scene, i, i + 1, entry.code, entry.pos)
            frame.against = [n for n in frame.against if not _holds(s.tokens[j].start, n.span)]
            if entry.code == "fire" and any(_holds(s.tokens[j].start, n.span) for n in frame.by):
                frame.by = (after(s, i + 1) or ([],))[0] if s.tokens[i].word.suffix else []
            last = max(i, j) + 1
            if not frame.by and entry.code == "fall":
                frame.by = _sent_by(s, j)
            frame.places = places_of(scene, i, last)
            frame.when = when_of(scene, i, last)
            frame.last = last
            yield incident(scene, i, last, _refined(scene, frame, code), frame, j if j < i else None)
            return


def _sent_by(s: Sentence, j: int) -> list[Name]:
    """Who sent the weapon at token j that fell («سقطت قذائف هاون | أطلقها مسلحون على الحي»)."""
    k = next((k for k in range(j + 1, min(j + 4, len(s.tokens))) if s.has(k, "launch") and s.tokens[k].word.suffix), None)
    return (after(s, k + 1) or ([],))[0] if k is not None else []


def _launch(s: Sentence, i: int) -> Entry | None:
    """The reading of the word as one of launching; «أسقط» is «he shot down» before it is «I fall»."""
    found = [e for e in s.tokens[i].word.entries if e.cls == "launch"]
    return next((e for e in found if e.person != "1"), None) or s.entry(i, "launch")


def _is_sent(s: Sentence, j: int, weapon: Entry) -> bool:
    """True for a drone sent somewhere («أطلقت مسيرتين باتجاه القاعدة»), and for what is no craft; planes only take off."""
    drone = s.tokens[j].word.stem.startswith("مسير") or s.has(j + 1, "craft")
    return weapon.code != "plane" or drone and bool(s.among(j + 1, j + SENT_REACH, "target_mark"))


def _near(scene: Scene, i: int) -> Iterator[int]:
    """Tokens at which the weapon may stand: after the verb, else before it («صاروخين أطلقا», «الصواريخ التي أطلقتها»)."""
    s = scene.sentence
    for j in range(i + 1, min(i + 1 + REACH, len(s.tokens))):
        if s.tokens[j].mark in (".", "؛") or s.has(j, "incident", "harm", "sub") and s.covering(s.times, j) is None:
            break
        yield j
    entry = _launch(s, i)
    if entry and entry.pos == "verb" and entry.code in ("fall", "down") and s.key(i + 1) in SOME_OF_THEM:
        yield from (j for j in range(i - 1, max(-1, i - 1 - FAR_BACK), -1) if s.has(j, "weapon"))
    if entry and entry.pos == "verb" and entry.code in ("fire", "fall"):
        for j in range(i - 1, max(-1, i - 1 - BACK), -1):
            if s.tokens[j].mark in (".", "،", "؛") or s.has(j, "incident", "harm", "speech"):
                break
            yield j


def _refined(scene: Scene, frame: Frame, code: str) -> str:
    return "air_strike" if code == "shelling" and any(flies(scene, n) for n in frame.by) else code


def _holds(at: int, span: tuple[int, int]) -> bool:
    return span[0] <= at < span[1]

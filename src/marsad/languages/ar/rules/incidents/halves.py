"""Incidents told by two words that tell nothing alone: `أحرزت … تقدما`, `سقطت … في يد`, `فتح … النار`, `غادروا … منازلهم`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.frame import Frame, read_frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.sided import is_armed
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim, Incident

REACH = 7
NEAR = 3
NEAR_PLACE = 8
TYPES = {
    "gain": "seizure",
    "fall": "seizure",
    "brink": "seizure",
    "flag": "seizure",
    "level": "looting_destruction",
    "ruin": "looting_destruction",
    "harmed": "looting_destruction",
    "fire": "attack",
    "blaze": "looting_destruction",
    "bodies": "release",
    "inflict": "armed_clash",
    "answer": "shelling",
    "captive": "arrest",
    "homes": "displacement",
    "trek": "displacement",
    "road": "siege",
    "bar": "siege",
    "post": "deployment",
}
SIDED = frozenset({"gain", "brink", "flag", "fire", "inflict", "answer", "road", "bar", "post", "bodies"})
PLACED = frozenset({"brink", "flag"})
DONE_TO = frozenset({"homes", "trek", "ruin", "harmed", "captive"})
RUINS = frozenset({"ruin", "harmed", "level"})
BUILT = ("building", "site")
ON = frozenset({"علي", "فوق", "في"})
MORE = frozenset("من عدد عددا المزيد مزيد مزيدا".split())


@BOOK.rule("incident", "half")
def halves(scene: Scene, i: int) -> Iterator[Claim]:
    """«أحرزت قوات الجيش تقدما في جبهة صرواح»: a word that is an act of war only with its other half."""
    s = scene.sentence
    for code, pos in _codes(s, i, "half"):
        end = _other_half(s, i, code)
        if end is None or code in DONE_TO and "nature" in s.held or code in RUINS and not _is_of_war(scene) or not is_told(scene, i):
            continue
        frame = _frame(scene, i, end, code, pos)
        if frame is not None and not _is_told_already(scene, i, end):
            frame.last = max(frame.last, end)
            yield incident(scene, i, i + 1, TYPES[code], frame)
            return


def _codes(s: Sentence, i: int, cls: str) -> list[tuple[str, str]]:
    """(code, part of speech) of each entry of the class that token i has or begins, each once, in the lexicon's order."""
    entries = [*s.tokens[i].word.entries, *(e for _, e in s.phrases.get(i, ()))]
    return list(dict.fromkeys((e.code, e.pos) for e in entries if e.cls == cls and e.person != "1"))


def _other_half(s: Sentence, i: int, code: str) -> int | None:
    """One past the other half of the word at i, in its clause; None where it is not there."""
    if code in ("ruin", "harmed"):
        at = next((j for j in (i + 1, i + 2) if s.has(j, *BUILT) and not has_clitic_preposition(s.tokens[j])), None)
        return at + 1 if at is not None and not _is_by_ill(s, at + 1) else None
    _, last = clause(s, i)
    for j in range(i + 1, min(len(s.tokens), last, i + 1 + (NEAR if code == "trek" else REACH))):
        if s.has(j, "speech", "sub", "rel") or s.tokens[j].mark in (".", "؛"):
            return None
        if code == "bar" and s.has(j, "relief", "convoy"):
            return j + 1
        if code in {c for c, _ in _codes(s, j, "other_half")} and _fits(s, i, j, code):
            return max(s.end_of(j, "other_half"), j + 1)
    return None


def _is_by_ill(s: Sentence, at: int) -> bool:
    """True where a thing is hit by no weapon («أصيبت الأسواق بالشلل»)."""
    return at < len(s.tokens) and s.tokens[at].word.prefix == "بال" and not s.has(at, "weapon", "incident")


def _fits(s: Sentence, i: int, j: int, code: str) -> bool:
    """False where the words only look like the two halves («قطع الطريق على الشائعات», «توجه وزير شؤون النازحين»)."""
    if code == "road":
        return (
            s.key(j + 1) != "علي"
            and not s.tokens[j].word.suffix
            and not s.has(j - 1, "prep")
            and not s.tokens[j].word.prefix.startswith("ب")
        )
    if code in ("trek", "post"):
        return not has_clitic_preposition(s.tokens[j]) and not s.has(i + 1, "title") and all(_is_passed(s, k) for k in range(i + 1, j))
    if code == "gain":
        if s.key(j + 2) == "طريق":
            return False
        fronts = any(s.has(k, "place_head") for k in range(j + 1, min(len(s.tokens), j + 1 + NEAR)))
        return not s.tokens[j].word.prefix and (fronts or any(-NEAR_PLACE < p.first - j < NEAR_PLACE for p in s.places))
    if code == "flag":
        return any(s.key(k) in ON for k in range(j + 1, min(len(s.tokens), j + 1 + NEAR)))
    return code != "captive" or j == i + 1 or bool(s.among(i + 1, j, "people", "actor_head"))


def _is_passed(s: Sentence, k: int) -> bool:
    """True for what may stand between the halves: a subject, an amount, a figure."""
    counted = s.has(k, "amount", "people", "several") and not s.has(k, "title") or s.covering(s.numbers, k) is not None
    return counted or s.covering(s.actors, k) is not None or s.key(k) in MORE


def _is_of_war(scene: Scene) -> bool:
    """True where violence is told in the sentence or before it."""
    return not scene.sentence.held.isdisjoint({"incident", "weapon"}) or bool(scene.discourse.memory.get("told"))


def _frame(scene: Scene, i: int, end: int, code: str, pos: str) -> Frame | None:
    """Who, whom and where; None where the act wants a side or ground that the clause does not name."""
    s = scene.sentence
    frame = read_frame(scene, i, i + 1, TYPES[code], pos)
    if code in SIDED and not is_armed(scene, frame) and not (code in ("fire", "post") and _by_fighters(s, i)):
        return None
    if code in PLACED and not frame.places:
        return None
    if code == "inflict" and not frame.against:
        frame.against = next((agents_from(s, a.first)[0] for a in s.actors if i < a.first < end and a.span != frame.by[0].span), [])
        return frame if frame.against else None
    if code == "fall":
        return _fallen(scene, i, end)
    if code in DONE_TO:
        frame.by, frame.against = [], frame.by if code in ("ruin", "harmed") else []
    return frame


def _fallen(scene: Scene, i: int, end: int) -> Frame | None:
    """The frame of «سقطت المدينة في يد التنظيم»: ground between the halves, and after them who took it."""
    s = scene.sentence
    by = agents_from(s, end)[0]
    grounds = (s.covering(s.places, j) is not None or s.has(j, *BUILT, "place_head", "military") for j in range(max(0, i - NEAR), end))
    return Frame(by=by, places=places_of(scene, i, i + 1), last=end) if by and any(grounds) else None


def _by_fighters(s: Sentence, i: int) -> bool:
    """True where fighters or gunmen stand right behind the verb («فتح مسلحون النار»)."""
    near = (s.entry(j, "people") for j in range(i + 1, min(len(s.tokens), i + 1 + NEAR)))
    return any(e is not None and e.code == "combatants" for e in near)


def _is_told_already(scene: Scene, i: int, end: int) -> bool:
    """True where another rule made the words an incident."""
    span = scene.sentence.span_of(i, end)
    return any(isinstance(c, Incident) and c.trigger.overlaps(span) for c in scene.claims)

"""Incidents told by a word of violence of their own: a verb (`قصفت`), a verbal noun (`قصف قوات النظام`), a headline noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.borrowed import is_borrowed
from marsad.languages.ar.rules.incidents.force import armed, military
from marsad.languages.ar.rules.incidents.frame import Frame, read_frame
from marsad.languages.ar.rules.incidents.grievance import are_protesters
from marsad.languages.ar.rules.incidents.light import governor
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.repeats import is_bare, is_repeat
from marsad.languages.ar.rules.incidents.strikes import STRIKES, is_instrument, is_target, reading
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.types import refine
from marsad.languages.ar.rules.incidents.unreal import is_only_a_weapon
from marsad.languages.ar.rules.incidents.where import is_regained
from marsad.model.claim import Claim, Incident, Name

TAKEN = frozenset({"استولى", "استيلاء", "انتزع"})
FIGHTS = frozenset({"armed_clash", "attack"})
SPREAD = frozenset({"انتشار", "انتشر", "جلاء"})
TAKING = frozenset({"arrest", "abduction"})
DROP_REACH = 4
FORCED = group("forced_out")


@BOOK.rule("incident", "incident")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«قصفت قوات النظام أطراف حي جمعية الزهراء»: a verb or noun that is itself the act."""
    s = scene.sentence
    entry = reading(s, i, "incident")
    if entry is None or not is_told(scene, i) or entry.code in STRIKES and is_instrument(scene, i):
        return
    last = s.end_of(i, "incident")
    if entry.lemma == "اقتاد" and s.tokens[i].word.suffix and _is_taken_already(scene, i):
        return
    if is_only_a_weapon(s, i, entry) or is_regained(s, i):
        return
    if entry.code == "interception" and s.among(i + 1, last + DROP_REACH, "relief"):  # «أسقطت طائرات أردنية مساعدات»
        last, entry = i + 1, replace(entry, code="aid")
    frame = read_frame(scene, i, last, entry.code, entry.pos)
    if entry.code == "deployment" and entry.pos == "noun" and is_target(s, i) or is_borrowed(scene, i, last, entry, frame):
        return
    if entry.code == "withdrawal" and entry.pos == "verb" and _by_nobody_armed(scene, frame):
        return
    word = s.tokens[i].word
    if (
        entry.pos == "noun"
        and s.key(i) != "القبض"
        and (word.suffix or word.prefix.endswith(("ال", "لل")))
        and is_bare(scene, i, last, frame)
    ):
        return
    if entry.lemma in SPREAD and not frame.by:
        return
    if entry.code == "displacement" and entry.lemma not in FORCED:
        frame.by = []
    code = _type(scene, i, last, entry, frame)
    bare = not s.has(last, "mode")
    if entry.pos == "noun" and word.prefix.endswith(("ال", "لل")) and is_repeat(scene, i, code, frame, bare=bare):
        return
    if code:
        yield incident(scene, i, last, code, frame, governor(scene, i) if entry.pos == "noun" else None)


def _type(scene: Scene, i: int, last: int, entry: Entry, frame: Frame) -> str:
    """The codebook's type; what is taken and is no ground is looted, or nothing at all (an empty string)."""
    code = refine(scene, i, last, entry.code, frame.by, frame.against)
    if code == "seizure" and not _has_ground(scene, frame):
        return "looting_destruction" if entry.lemma in TAKEN else ""
    if code == "abduction" and len(frame.against) == 1 and _is_vehicle(scene, frame.against[0]):
        return "looting_destruction"  # «خطف مسلحون 13 شاحنة»
    fought = code in FIGHTS and entry.code == "assault"
    return "riot" if fought and are_protesters(scene.sentence, frame.by) else code


def _by_nobody_armed(scene: Scene, frame: Frame) -> bool:
    """True for «انسحبت الشركة من السوق», «استسلم المريض للنوم»: neither a side nor ground is named, but somebody else."""
    return not frame.by and not frame.places and bool(frame.against) and not any(armed(scene, n) for n in frame.against)


def _is_taken_already(scene: Scene, i: int) -> bool:
    """True for «احتجزوا السفينة واقتادوها إلى الميناء», which goes on from the taking."""
    before = (c for c in scene.claims if isinstance(c, Incident) and c.trigger.start < scene.sentence.tokens[i].start)
    return any(c.incident_type in TAKING for c in before)


def _is_vehicle(scene: Scene, one: Name) -> bool:
    first = next((t for t in scene.sentence.tokens if t.start == one.span.start), None)
    return first is not None and first.has("vehicle")


def _has_ground(scene: Scene, frame: Frame) -> bool:
    """False where what is taken is neither ground, a position nor a side («استعادة الصلات التجارية»)."""
    return bool(frame.places) or not frame.against or any(military(scene, n) or armed(scene, n) for n in frame.against)

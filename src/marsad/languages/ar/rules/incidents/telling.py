"""Whether a word tells of anything: not in a ceasefire's or an actor's name, after `وقف` or `مثل هذه`, as a mere state, or as a wish."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import clause, quoted_name
from marsad.languages.ar.rules.incidents.alike import only_looks
from marsad.languages.ar.rules.incidents.demanded import is_demanded
from marsad.languages.ar.rules.incidents.general import is_general
from marsad.languages.ar.rules.incidents.states import is_state
from marsad.languages.ar.rules.incidents.unreal import chain_start, is_unreal

WISH_REACH, HALT_REACH = 8, 4
DUE_REACH, LIKENED_REACH = 9, 8
TOLD_OF = frozenset({"حول", "عن"})
HUSHING = frozenset({"stopping", "habit", "halt", "sound", "ceasing"})
LIKENED = group("likened")
COMPARED = frozenset({"اكثر", "الاكثر", "اشد", "الاشد"})


def is_told(scene: Scene, i: int) -> bool:
    """False where the trigger tells of nothing: in a ceasefire's or an actor's name, after `وقف`, `مثل هذه`, as a mere state."""
    s = scene.sentence
    if _in_ceasefire(s, i) or s.key(i - 3) == "وقف" or not s.held.isdisjoint(HUSHING) and _is_hushed(s, i) or is_general(s, i):
        return False
    if only_looks(s, i) or _names_something(s, i) or s.covering(s.times, i):
        return False
    if _in_phrase(s, i) or _is_figure(s, i) or is_wished(s, i) or _is_topic(s, i) or is_demanded(scene, i):
        return False
    actor = s.covering(s.actors, i)
    if actor and (actor.first != i or actor.id) and actor.sort != "adjective" and not (s.has(i, "incident_by") and actor.last == i + 1):
        return False
    return not is_state(s, i) and not is_unreal(scene, i)


def _is_hushed(s: Sentence, i: int) -> bool:
    """True for what stops or is stopped, what is done as a habit, and what was only heard."""
    ending = _is_ending(s, i) or _is_ceased_fire(s, i)
    return bool(s.among(i - 2, i, "stopping", "habit")) or _is_suspended(s, i) or _is_heard(s, i) or ending


def _is_ending(s: Sentence, i: int) -> bool:
    """True for what stops («تتوقف خلالها الغارات», «بوقف إنساني للقتال»), not for what has not («لم يتوقف القصف»)."""
    near = s.among(max(0, i - 3), i, "ceasing", "stopping")
    stopped = any((e := s.entry(j, "ceasing")) is not None and e.lemma == "توقف" and not s.has(j - 1, "neg", "denial") for j in near)
    return stopped or any(s.has(j, "stopping") and s.tokens[i].word.prefix.startswith("ل") for j in near)


def _is_ceased_fire(s: Sentence, i: int) -> bool:
    """True for the fire that somebody stops («أوقفت الفصائل إطلاق النار»): a ceasefire, no shooting."""
    if "fighting" not in s.held or not s.has(i, "fighting"):
        return False
    near = range(i - 1, max(-1, i - 1 - HALT_REACH), -1)
    at = next((j for j in near if s.has(j, "halt") or s.tokens[j].mark or s.has(j, "prep", "sub")), None)
    if at is None or (entry := s.entry(at, "halt")) is None or s.has(at - 1, "neg", "denial"):
        return False
    return entry.pos == "verb" and s.key(s.end_of(i, "fighting") - 1) == "النار"


def _is_suspended(s: Sentence, i: int) -> bool:
    """True for «تعليق هجومها على المدينة»: the assault that somebody suspends."""
    halt = s.entry(i - 1, "halt") if i else None
    return halt is not None and halt.code == "suspend"


def _is_heard(s: Sentence, i: int) -> bool:
    """True for what was only a sound: «دوي انفجارات», «أصوات عدة انفجارات»."""
    return s.has(i - 1, "sound") or s.has(i - 2, "sound") and s.has(i - 1, "amount", "number")


def _names_something(s: Sentence, i: int) -> bool:
    """True where the word is a town's name («مدينة تدمر») or the name of an operation («عملية "فجر الجرود"»)."""
    place = s.covering(s.places, i)
    if place is not None and place.id is not None and s.entry(i, "incident") is not None and place.first < i:
        return True
    if s.has(i, "town_or_verb") and not (after := s.key(i + 1)).startswith("ال"):
        has_subject = i in s.actors.ends
        if not has_subject or after.startswith("لل") or s.has(i + 1, "prep"):
            return True
    return i > 1 and bool(s.tokens[i - 1].mark) and s.has(i - 2, "named_act") and bool(quoted_name(s, i - 1))


def _in_phrase(s: Sentence, i: int) -> bool:
    """True inside a longer trigger that began before («إعادة انتشار»)."""
    return any(e.cls == "incident" and i < last for j in (i - 1, i - 2, i - 3) if j in s.phrases for last, e in s.phrases[j])


def _is_figure(s: Sentence, i: int) -> bool:
    """True where the words after it show that no violence is meant («معركة كروية», «ضربة للأسواق»)."""
    return "figure" in s.held and bool(s.among(i + 1, i + (2 if s.key(i + 1) in ("علي", "في") else 3), "figure"))


def _is_topic(s: Sentence, i: int) -> bool:
    """True where the act is only what something is about («قضية اغتيال», «ذكرى مذبحة», «المتهمين بخطف»)."""
    entry = s.entry(i, "incident") or s.entry(i, "launch") or s.entry(i, "light") or s.entry(i, "incident_by")
    if entry is None:
        return False
    if (
        s.has(i - 1, "about")
        and s.key(i - 1) != "سرا"
        and not s.tokens[i - 1].word.prefix.endswith("ال")
        and any(e.pos == "noun" for e in s.tokens[i].word.entries)
    ):
        return True
    if entry.pos == "verb":
        return entry.shape == "present" and s.key(i - 1) in ("ان", "لا", "الا") and _is_due(s, i)
    if s.key(i - 1) in TOLD_OF and s.among(max(0, i - WISH_REACH), i, "artwork"):
        return True  # «رواية حول حصار المدينة»
    figure = entry.lemma == "ضربة" and any(s.key(j).lstrip("وف") in LIKENED for j in range(max(0, i - LIKENED_REACH), i))
    return figure or s.has(chain_start(s, i) - 1, "about") or s.key(i - 1) in COMPARED or _is_due(s, i)


def _is_due(s: Sentence, i: int) -> bool:
    """True for what must or may be done («يجب بحث شن هجمات»)."""
    if "demand" not in s.held:
        return False
    first, _ = clause(s, i)
    reach = DUE_REACH if (e := s.entry(i, "incident")) is not None and e.pos == "verb" else DUE_REACH // 2 + 1
    return any((e := s.entry(j, "demand")) and e.code == "must" for j in range(max(first, i - reach), i))


def _in_ceasefire(s: Sentence, i: int) -> bool:
    if "ceasefire" not in s.held:
        return False
    return any(first <= i < last and e.cls == "ceasefire" for first, phrases in s.phrases.items() for last, e in phrases)


def is_wished(s: Sentence, i: int) -> bool:
    """True for aid that somebody only wants, allows or makes room for («السماح بدخول المساعدات»)."""
    entry = s.entry(i, "incident")
    if entry is None or entry.code != "aid" or entry.pos != "noun":
        return False
    return has_wish(s, i)


def has_wish(s: Sentence, i: int) -> bool:
    """True where a word of wanting, allowing or keeping out stands before token i in its clause."""
    first, _ = clause(s, i)
    near = range(max(first, i - WISH_REACH), i)
    return any(s.has(j, "wish") or (e := s.entry(j, "half")) is not None and e.code == "bar" for j in near)

"""Senses that one word of the clause decides: `فجر … نفسه`, `تصدت لصواريخ`, `دمر طائرة`, `احتجز … رهائن`."""

from __future__ import annotations

from collections.abc import Callable

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.rules.incidents.where import EVACUATING
from marsad.model.claim import Name

REACH = 8
SELF = ("نفسه", "نفسها", "نفسيهما", "انفسهم", "لنفسه", "لانفسهم", "بنفسه", "بانفسهم")
HOSTAGE = ("رهاين", "كرهاين", "رهينه", "كرهينه", "دروعا")
SICK = frozenset({"طبي", "الطبي"})
AIMED = ("عدوان", "لعدوان", "للعدوان")


def sense(scene: Scene, i: int, last: int, code: str, by: list[Name]) -> str:
    """The type that a word near the trigger of this code makes of it; the code itself where none does."""
    made = SENSES.get(code)
    return (made(scene, i, last, by) or code) if made else code


def _of_explosion(scene: Scene, i: int, last: int, by: list[Name]) -> str | None:
    """A suicide bombing where somebody blows himself up, or an attacker of that kind is named."""
    s = scene.sentence
    near = _near(s, last)
    if any(s.key(j) in SELF for j in near) or any((m := s.entry(j, "mode")) and m.code == "suicide" for j in near):
        return "suicide_bombing"
    return None


def _of_clash(scene: Scene, i: int, last: int, by: list[Name]) -> str | None:
    """An interception where what is repelled flies («تصدت الدفاعات الجوية لصواريخ»)."""
    s = scene.sentence
    entry = s.entry(i, "incident")
    if entry is None or entry.lemma not in ("تصدى", "تصد", "صد"):
        return None
    near = _near(s, last)
    flying = any(s.has(j, "craft") or (w := s.entry(j, "weapon")) and w.code == "rocket" or s.key(j) in AIMED for j in near)
    return "interception" if flying or any("دفاع" in n.text for n in by) else None


def _of_destruction(scene: Scene, i: int, last: int, by: list[Name]) -> str | None:
    """An interception where what is destroyed is an aircraft, a strike where what flies destroys."""
    s = scene.sentence
    at = next((j for j in range(last, min(last + 5, len(s.tokens))) if s.has(j, "craft")), None)
    owned = any(n.span.start <= s.tokens[at].start < n.span.end for n in by) if at is not None else False
    return "interception" if at is not None and not owned and at - last < 4 else None


def _of_arrest(scene: Scene, i: int, last: int, by: list[Name]) -> str | None:
    """An abduction where those held are hostages."""
    return "abduction" if any(scene.sentence.key(j) in HOSTAGE for j in _near(scene.sentence, last)) else None


def _of_evacuation(scene: Scene, i: int, last: int, by: list[Name]) -> str | None:
    """A withdrawal where fighters are taken out; of nobody named («عملية الإجلاء»), where fighters left earlier in the report."""
    s = scene.sentence
    entry = s.entry(i, "incident")
    if entry is None or not any(w in entry.lemma for w in EVACUATING) or s.key(last - 1) in SICK or s.key(last) in SICK:
        return None
    who = _evacuated(s, last)
    if s.tokens[last - 1].word.suffix and not who:
        who = _evacuated(s, 0, last)
    if who:
        return "withdrawal" if "combatants" in who and "harmed" not in who else None
    return "withdrawal" if scene.discourse.memory.get("fighters left") else None


def _evacuated(s: Sentence, first: int, end: int | None = None) -> set[str]:
    """What people the tokens of the clause from `first` on tell of: codes of `people`, and `harmed`."""
    near = _near(s, first) if end is None else range(first, end)
    said = {e.code for j in near if (e := s.entry(j, "people")) is not None}
    return said | {"harmed" for j in near if (e := s.entry(j, "harmed")) is not None and e.code == "wounded"}


def _near(s: Sentence, last: int) -> range:
    stop = min(last + REACH, len(s.tokens))
    return range(last, next((j for j in range(last, stop) if s.has(j, "incident", "speech") or s.tokens[j].mark in (".", "؛")), stop))


SENSES: dict[str, Callable[[Scene, int, int, list[Name]], str | None]] = {
    "explosion": _of_explosion,
    "armed_clash": _of_clash,
    "looting_destruction": _of_destruction,
    "arrest": _of_arrest,
    "aid": _of_evacuation,
}

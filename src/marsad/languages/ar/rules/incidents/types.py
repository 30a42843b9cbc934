"""The type of an incident: the code of its trigger, refined by the words around it (how, by what, on whom)."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.rules.incidents.aloft import flies_elsewhere, takes_up
from marsad.languages.ar.rules.incidents.force import armed, civil, flies, military
from marsad.languages.ar.rules.incidents.senses import sense
from marsad.model.claim import Name

BY_MODE = {
    ("shelling", "air"): "air_strike",
    ("strike", "air"): "air_strike",
    ("assault", "air"): "air_strike",
    ("assault", "rocket"): "shelling",
    ("strike", "rocket"): "shelling",
    ("strike", "artillery"): "shelling",
    ("assault", "artillery"): "shelling",
    ("assault", "suicide"): "suicide_bombing",
    ("attack", "suicide"): "suicide_bombing",
    ("explosion", "suicide"): "suicide_bombing",
    ("assault", "chemical"): "chemical_attack",
    ("shelling", "chemical"): "chemical_attack",
    ("strike", "chemical"): "chemical_attack",
    ("assault", "ground"): "armed_clash",
}
BY_WEAPON = {
    ("assault", "rocket"): "shelling",
    ("assault", "shell"): "shelling",
    ("assault", "mortar"): "shelling",
    ("assault", "carbomb"): "explosion",
    ("assault", "ied"): "explosion",
    ("shelling", "barrel"): "air_strike",
    ("strike", "barrel"): "air_strike",
    ("hit", "rocket"): "shelling",
    ("hit", "shell"): "shelling",
    ("hit", "mortar"): "shelling",
    ("hit", "barrel"): "air_strike",
    ("hit", "carbomb"): "explosion",
    ("hit", "ied"): "explosion",
}
FAR, BEHIND, DRIVEN = 24, 12, 8
STEERED = group("steered")
THEMSELVES = frozenset({"لانفسهم", "لنفسه", "لنفسها"})
MEANS = ("mode", "weapon")
AIRBORNE = frozenset({"shelling", "strike", "hit"})
DEFAULT = {"strike": "air_strike", "assault": "attack", "hit": "attack"}
REACH = 3


def refine(scene: Scene, i: int, last: int, code: str, by: list[Name], against: list[Name]) -> str:
    """The codebook's type for a trigger of this code that covers tokens [i, last)."""
    s = scene.sentence
    for j in () if s.held.isdisjoint(MEANS) else range(i + 1, min(last + REACH, len(s.tokens))):
        if s.tokens[j].mark or s.has(j, "incident") and j > last:
            break
        mode, weapon = s.entry(j, "mode"), s.entry(j, "weapon")
        if mode and mode.code == "artillery" and code in AIRBORNE:
            return "shelling"
        if mode and (made := BY_MODE.get((code, mode.code))):
            return _from_the_air(scene, made, by)
        if weapon and (made := BY_WEAPON.get((code, weapon.code))):
            return _from_the_air(scene, made, by)
    if code in ("hit", "assault") and _with_drone(s, last):
        return "air_strike"
    if code == "explosion" and _is_driven(s, last):
        return "suicide_bombing"
    if code == "hit" and (made := _with_weapon_before(scene, i)):
        return _from_the_air(scene, made, by)
    if code in AIRBORNE and any(flies(scene, n) for n in by):
        return "air_strike"
    if code in AIRBORNE and code != "strike" and flies_elsewhere(scene, by):
        return "air_strike"
    if code == "assault" and by and all(flies(scene, n) for n in by):
        return "air_strike"
    if code == "hit" and (made := _with_tool(scene, last)):
        return _from_the_air(scene, made, by)
    if code == "assault" and _is_fought(scene, last, by, against):
        return "armed_clash"
    if code in ("shelling", "hit") and not by and not _armed_with(s, last) and takes_up(scene, i):
        return "air_strike"
    return sense(scene, i, last, DEFAULT.get(code, code), by)


def _is_driven(s: Sentence, last: int) -> bool:
    """True where the bomber is at the wheel or in it («سيارة مفخخة يقودها انتحاري», «تفجير عناصر لأنفسهم»)."""
    for j in range(last, min(last + DRIVEN, len(s.tokens))):
        if s.tokens[j].mark:
            return False
        if s.key(j) in THEMSELVES or s.key(j - 1) in STEERED and (mode := s.entry(j, "mode")) is not None and mode.code == "suicide":
            return True
    return False


def _with_drone(s: Sentence, last: int) -> bool:
    """True for «استهدف الحوثيون بطائرة مسيرة …», «هاجموا المدينة بمسيرات»: the craft is the means."""
    for j in range(last, min(last + FAR // 2, len(s.tokens))):
        hits = (e := s.entry(j, "light")) is not None and e.code == "hit"
        if hits or s.has(j, "incident", "speech", "harm") or s.tokens[j].mark in (".", "؛"):
            return False
        if s.has(j, "craft"):
            return any("ب" in s.tokens[k].word.prefix or s.key(k) == "بواسطه" for k in (j, j - 1) if k >= last)
    return False


def _armed_with(s: Sentence, last: int) -> bool:
    """True where the strike at [.., last) names its weapon («لقصف بصاروخ»)."""
    return bool(s.among(last, last + REACH, "weapon"))


def _is_fought(scene: Scene, last: int, by: list[Name], against: list[Name]) -> bool:
    """True for an assault on an armed side or its position, or by an armed side on ground."""
    if any(military(scene, n) or _of_a_side(scene, n) for n in against) or _on_a_site(scene, last):
        return not any(civil(scene, n) for n in by)
    if any(scene.sentence.has(j, "building", "site") for j in range(last, min(last + REACH + 3, len(scene.sentence.tokens)))):
        return False
    return bool(by) and not against and all(armed(scene, n) for n in by)


def _of_a_side(scene: Scene, name: Name) -> bool:
    """True where what was attacked is said to be a side's («جيوب للحوثيين», «نقطة تابعة للمتمردين»)."""
    s = scene.sentence
    near = (a for a in s.actors if name.span.start < a.span.start <= name.span.end + BEHIND)
    return any(a.sort in ("named", "actor_head") and s.tokens[a.first].word.prefix.startswith("ل") for a in near)


def _with_tool(scene: Scene, last: int) -> str | None:
    """The type for a verb of hitting whose tool stands farther on («استهدفت … مدينة أ بالقذائف»)."""
    s = scene.sentence
    for j in range(last, min(last + FAR, len(s.tokens))):
        if s.has(j, "incident", "speech", "harm", "light") or s.tokens[j].mark in (".", "؛"):
            return None
        tool = s.entry(j, "weapon")
        if (
            tool
            and any("ب" in s.tokens[k].word.prefix or s.key(k) == "ب" for k in (j, j - 1, j - 2))
            and (made := BY_WEAPON.get(("hit", tool.code)))
        ):
            return made
    return None


def _on_a_site(scene: Scene, last: int) -> bool:
    """True where the assault goes against a base, a checkpoint or a position that a name follows («على قاعدة …»)."""
    s = scene.sentence
    near = range(last, min(last + REACH + 2, len(s.tokens)))
    at = next((s.end_of(j, "target_mark") for j in near if s.has(j, "target_mark")), None)
    if at is not None and s.has(at, "military"):
        return True
    return any(s.has(j, "military") and s.covering(s.actors, j) is None for j in near if at is None)


def _from_the_air(scene: Scene, code: str, by: list[Name]) -> str:
    return "air_strike" if code == "shelling" and any(flies(scene, n) for n in by) else code


def _with_weapon_before(scene: Scene, i: int) -> str | None:
    """The type for a verb of hitting whose subject is a weapon («صاروخا استهدف مدينة»)."""
    s = scene.sentence
    near = (s.entry(j, "weapon") for j in range(max(0, i - 3), i) if not s.tokens[j].mark)
    return next((made for w in near if w and (made := BY_WEAPON.get(("hit", w.code)))), None)

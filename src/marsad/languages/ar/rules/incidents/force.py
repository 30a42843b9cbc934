"""What kind of agent or target a name is: an aircraft, an armed side, a military position, civilians; and its roots."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Token
from marsad.languages.ar.groups import group
from marsad.model.claim import Name
from marsad.text.fold import fold_key

KINDS = group("kind_of_force")


def civil(scene: Scene, name: Name) -> bool:
    return _any_word(scene, name, "people", "person", "civilians")


def roots(name: Name) -> set[str]:
    """The words of a name without article and endings of relation, the words of kind left out («الطيران الروسي»: روس)."""
    words = (fold_key(w).removeprefix("ال").removeprefix("لل") for w in name.text.split())
    return {w.removesuffix("ه").removesuffix("ي") for w in words if w not in KINDS}


def flies(scene: Scene, name: Name) -> bool:
    """True where the agent is an aircraft or an air force."""
    if _any_word(scene, name, "flyer", "air"):
        return True
    flown = (t for t in _words(scene, name) if t.start <= name.span.start or not t.word.prefix.startswith("و"))
    return any((e := t.entry("actor_head")) is not None and e.code == "weapon" for t in flown) and not _key_in(scene, name, "مدفعيه")


def armed(scene: Scene, name: Name) -> bool:
    """True where the target is an armed side or its position."""
    return not any(t.has("unarmed") for t in _words(scene, name)) and _any_word(
        scene, name, "actor_head", "force", "group", "unit", "people"
    )


def military(scene: Scene, name: Name) -> bool:
    """True where the target is an armed side, or a position of the kind one holds."""
    return armed(scene, name) or _any_word(scene, name, "military", "position")


def _any_word(scene: Scene, name: Name, cls: str, *codes: str) -> bool:
    return any((entry := tok.entry(cls)) is not None and entry.code in codes for tok in _words(scene, name))


def _words(scene: Scene, name: Name) -> list[Token]:
    return [t for t in scene.sentence.tokens if name.span.start <= t.start < name.span.end or t.start <= name.span.start < t.end]


def _key_in(scene: Scene, name: Name, stem: str) -> bool:
    return any(stem in tok.key for tok in scene.sentence.tokens if name.span.start <= tok.start < name.span.end)

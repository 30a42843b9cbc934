"""Operations told by their name: somebody launches «عملية "غصن الزيتون"», or it is the one «التي يشنها الجيش»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import quoted_name
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.frame import read_frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.unreal import is_unreal
from marsad.model.claim import Claim

OPERATIONS = frozenset({"عملية", "معركة", "حملة"})
BEFORE, AFTER = 5, 3


@BOOK.rule("incident", "named_act")
def named(scene: Scene, i: int) -> Iterator[Claim]:
    """«أطلق الجيش عملية "السيل الجارف" في محافظة أبين»: a quoted name behind the word, and a verb that carries it out."""
    s = scene.sentence
    entry = s.entry(i, "named_act")
    if entry is None or entry.lemma not in OPERATIONS or s.has(i, "incident") or i + 1 >= len(s.tokens) or not s.tokens[i + 1].mark:
        return
    last = quoted_name(s, i + 1)
    if not last or is_unreal(scene, i) or not (_is_launched(s, i) or _is_waged(s, last)):
        return
    frame = read_frame(scene, i, last, "armed_clash", "noun")
    yield incident(scene, i, last, "armed_clash", frame)


def _is_launched(s: Sentence, i: int) -> bool:
    """True where a verb of doing stands near before it («أطلق الجيش عملية …»)."""
    near = (s.entry(j, "light") for j in range(max(0, i - BEFORE), i) if not s.tokens[j].mark)
    return any(e is not None and e.code == "do" for e in near)


def _is_waged(s: Sentence, last: int) -> bool:
    """True for «… التي يشنها الجيش»."""
    near = range(last, min(last + AFTER, len(s.tokens)))
    return any(s.has(j, "rel") and s.has(j + 1, "light") for j in near)

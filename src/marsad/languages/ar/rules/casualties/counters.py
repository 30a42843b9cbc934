"""Who keeps the count of a figure, named beside it: «المرصد: 253 قتيلاً», «فأحصى المركز 164 قتيلاً», «أرقام للمرصد»."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.casualties.people import Group
from marsad.model.claim import Name
from marsad.model.mention import Actor

KEEPERS = ("source_noun", "outlet")
LABEL_REACH = 4


def source_of(scene: Scene, group: Group) -> tuple[Name, ...]:
    """The source chain of the group: who counted, then who says so in the same clause; else the chain of its scope."""
    s = scene.sentence
    told = scene.source(group.head)
    first, last = clause(s, group.head)
    keeper = _counts(s, first, last) or _label(s, group)
    if keeper is None:
        return told
    start, end = s.tokens[first].start, s.tokens[last - 1].end
    name = s.name(keeper.first, keeper.last, id=keeper.id)
    return (name, *(n for n in told if start <= n.span.start < end and not n.span.overlaps(name.span)))


def _counts(s: Sentence, first: int, last: int) -> Actor | None:
    """The one who stands beside a verb of counting («أحصاهم المرصد», «أما «المركز» فأحصى») or after his figures («أرقام ل «المرصد»»)."""
    for j in s.among(first, last, "figures", "reckons"):
        if s.has(j, "figures") and (actor := _after(s, j + 1)):
            return actor
        if s.has(j, "reckons") and (actor := _after(s, j + 1) or _before(s, j)):
            return actor
    return None


def _after(s: Sentence, j: int) -> Actor | None:
    while j < len(s.tokens) and (s.tokens[j].mark in ("«", '"', "“") or s.key(j) in ("ل", "قد")):
        j += 1
    return _known(s, s.starting(s.actors, j))


def _before(s: Sentence, j: int) -> Actor | None:
    end = j - (j > 0 and s.tokens[j - 1].mark in ("»", '"', "”"))
    return _known(s, s.actors.ends.get(end))


def _label(s: Sentence, group: Group) -> Actor | None:
    """The one whose name and a colon open the line: «مركز التوثيق: 164 قتيلاً»."""
    for actor in s.actors:
        if actor.first > LABEL_REACH or actor.last >= group.first:
            return None
        end = actor.last + (s.tokens[actor.last].mark in ("»", '"', "”"))
        if s.tokens[end].mark == ":" and not any(not s.tokens[j].mark for j in range(actor.first)):
            return _known(s, actor)
    return None


def _known(s: Sentence, actor: Actor | None) -> Actor | None:
    return actor if actor and (actor.id or s.has(actor.first, *KEEPERS)) else None

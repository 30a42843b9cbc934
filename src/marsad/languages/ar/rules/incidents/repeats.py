"""Second mentions: a definite noun that says nothing new of what the report has told (`الغارات الروسية` again)."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.light import is_launched
from marsad.model.claim import Incident, Name
from marsad.text.fold import fold_key

NEAR, BEGUN = 4, 5
TOLL, PAIRED = 9, 2
JUST = 160  # characters back to what was just told
LED = "وادي"  # «وأدى», which folds to a valley
RENEWED = frozenset({"تجدد", "جدد", "استأنف", "شن"})


def is_repeat(scene: Scene, i: int, code: str, frame: Frame, *, bare: bool) -> bool:
    """True where an incident of this type, with all the agents and places of the frame and its day, has been told before.

    A `bare` noun does not say how it struck: `القصف` may take up an air strike.
    """
    renewed = scene.sentence.entry(i - 1, "light")
    if renewed is not None and renewed.lemma in RENEWED:
        return False
    earlier: list[Incident] = scene.discourse.memory.get("told", [])
    types = {code, "air_strike"} if bare and code == "shelling" else {code}
    return any(c.incident_type in types and _adds_nothing(frame, c) for c in earlier)


def is_bare(scene: Scene, i: int, last: int, frame: Frame) -> bool:
    """True where a definite noun brings nothing of its own: no agent, target, or place right after it («وقال إن الهجوم …»)."""
    s = scene.sentence
    if frame.own or frame.against or _occurs(s, i) or _carries_on(s, last):
        return False
    word = s.tokens[i].word
    if s.key(last) == "من" and s.starting(s.actors, last + 1) and word.suffix and not word.prefix and frame.places:
        return False
    if is_launched(scene, i) or _is_carried_out(s, last) or _goes_on(s, i, last):
        return False
    if _is_begun(s, i, frame) or s.key(i - 1) == "الي" and s.has(i, "departs"):
        return False
    if _is_deadly(scene, i, last) or _is_second(scene, i):
        return False
    start, near = s.tokens[i].start, s.tokens[min(last + 5, len(s.tokens)) - 1].end
    named = [*(p.span for p in frame.places), *(p.span for p in s.places if word.suffix and not word.prefix)]
    return not any(start < span.start <= near for span in named)


def _is_begun(s: Sentence, i: int, frame: Frame) -> bool:
    """True for «بدء قوات النظام هجومها»: a side begins an act of its own."""
    word = s.tokens[i].word
    if not (word.suffix and frame.by and not word.prefix):
        return False
    return any((e := s.entry(j, "light")) is not None and e.pos == "noun" and e.code == "do" for j in range(max(0, i - BEGUN), i))


def _is_deadly(scene: Scene, i: int, last: int) -> bool:
    """True where the noun has a toll of its own («أسفر القصف الجوي عن مقتل عشرين») and no incident was told right before."""
    s = scene.sentence
    told: list[Incident] = scene.discourse.memory.get("told", [])
    if told and s.tokens[i].start - told[-1].span.end < JUST:
        return False
    counted = [n for n in s.numbers if not n.ordinal and s.covering(s.times, n.first) is None]
    leads = s.has(i - 1, "cause") or s.key(i - 1) == LED or s.has(last, "cause") or s.has(last + 1, "cause") and not s.tokens[last].mark
    return leads and any(last <= n.first < last + TOLL for n in counted) and bool(s.among(i, last + TOLL, "harm", "harmed", "fate"))


def _is_second(scene: Scene, i: int) -> bool:
    """True for the second of a pair whose first was told («من الحصار والقصف», «بالغارات الجوية والقصف المدفعي»)."""
    s = scene.sentence
    if not has_conjunction(s.tokens[i]) or has_clitic_preposition(s.tokens[i]):
        return False
    start = s.tokens[max(0, i - PAIRED)].start
    return any(isinstance(c, Incident) and start <= c.trigger.start < s.tokens[i].start for c in scene.claims)


def _is_carried_out(s: Sentence, last: int) -> bool:
    """True where a relative clause near says who did it («الهجوم الأكثر دموية الذي نفذته طالبان»)."""
    at = next((j for j in range(last, min(last + NEAR, len(s.tokens))) if s.has(j, "rel") or s.tokens[j].mark), None)
    return at is not None and s.has(at, "rel") and s.has(at + 1, "light", "launch") and bool(s.tokens[at + 1].word.suffix)


def _carries(s: Sentence, j: int) -> bool:
    """True for a light verb at token j («الهجمات استهدفت», «القصف تجدد»)."""
    return s.has(j, "light") and any(e.cls == "light" and e.pos == "verb" for e in s.tokens[j].word.entries)


def _carries_on(s: Sentence, last: int) -> bool:
    """True where a light verb tells it, words that describe it between («التفجيرات الخمسة الأخرى وقعت»)."""
    for j in range(last, min(last + NEAR, len(s.tokens))):
        if _carries(s, j):
            return True
        tok = s.tokens[j]
        described = s.has(j, "number", "ordinal", "quality", "rel", "mode") or tok.key.startswith("ال") and not s.has(j, "incident", "harm")
        if tok.mark or not (j == last or described):
            return False
    return False


def _occurs(s: Sentence, i: int) -> bool:
    """True behind a light word, a word of amount between («وقوع بعض الخسائر المادية»)."""
    return s.has(i - 1, "light") or s.has(i - 2, "light") and s.has(i - 1, "amount")


def _goes_on(s: Sentence, i: int, last: int) -> bool:
    """True where it is told that it lasts, or how long it did («الغارات الجوية مستمرة», «بعد عشرة أيام من القصف»)."""
    if s.key(i - 1) == "من" and s.has(i - 2, "unit", "monthword", "yearword", "dayword"):
        return True
    near = range(last, min(last + NEAR, len(s.tokens)))
    near = range(last, next((j for j in near if s.tokens[j].mark), near.stop))
    return any(s.has(j, "going_on") and not s.tokens[j].word.prefix.endswith("ال") for j in near)


def keep_told(scene: Scene, claim: Incident) -> None:
    """Remembers the claim for the sentences that follow."""
    scene.discourse.memory.setdefault("told", []).append(claim)


def _adds_nothing(frame: Frame, claim: Incident) -> bool:
    if frame.when is not None and frame.when != claim.when:
        return False
    if not (_within(frame.by, claim.by) and _within(frame.against, claim.against)):
        return False
    return all(any(_words(a) <= _words(b) for b in claim.places) for a in frame.places)


def _within(names: list[Name], known: tuple[Name, ...]) -> bool:
    return all(any(_same(a, b) for b in known) for a in names)


def _same(a: Name, b: Name) -> bool:
    """True where the words of one name hold those of the other, articles left out."""
    x, y = _words(a), _words(b)
    return x <= y or y <= x


def _words(one: Name) -> set[str]:
    return {fold_key(w).removeprefix("ال") for w in one.text.split()}

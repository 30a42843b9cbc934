"""Whether an incident happened: `reported`, `denied` or `intended` (threatened, planned, agreed, wished for)."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import clause, is_verb
from marsad.languages.ar.rules.incidents.purposes import is_in_terms, is_purpose
from marsad.languages.ar.rules.incidents.where import is_act, is_answered
from marsad.model.claim import Statement

BEFORE, AFTER = 5, 5
TERMS_REACH, MAY_REACH, DENIAL_REACH = 10, 5, 12
LISTED = 1800  # characters before a point of a list in which its heading stands
POINTS = frozenset("-–—.)ـ")
DEALS = ("اتفق", "بنود", "الاتفاق")
FOLLOWING = ("ما يلي", "التالي", "الآتي", "بنود")
TRIES = frozenset({"محاوله", "محاولات"})


def status_of(scene: Scene, i: int, last: int) -> str:
    """`denied` or `intended` where a cue of that kind has the trigger in its scope, else `reported`."""
    s = scene.sentence
    first, _ = clause(s, i)
    if any(_denies(s, j, i) for j in s.among(max(first, i - 3), i, "denial")) or _is_disowned(s, first, i):
        return "denied"
    if is_answered(s, i) and s.key(i - 1) == "علي":
        return "reported"
    if (
        _is_ordered(s, i)
        or is_purpose(s, i)
        or is_in_terms(s, i)
        or _is_threatened(scene, i)
        or any(_agrees(s, j) for j in s.among(max(first, i - TERMS_REACH), i, "terms"))
    ):
        return "intended"
    if _may_be(s, i) or _is_listed(s):
        return "intended"
    cues = s.among(max(first, i - BEFORE), i, "intent")
    if _is_future(s, i) or _is_future(s, i - 1) or any(_governs(s, j, i) and not _was_tried(s, j, i) for j in cues):
        return "intended"
    if any((e := s.entry(j, "intent")) and e.pos == "adj" for j in s.among(last, last + AFTER, "intent")):
        return "intended"
    return "reported"


def _denies(s: Sentence, j: int, i: int) -> bool:
    """False for «بعدما», which looks like «عدم», and for what has not ceased («لم يتوقف القصف»)."""
    return not s.tokens[j].key.endswith("بعدما") and not s.among(j + 1, i, "stopping", "ceasing")


def _is_disowned(s: Sentence, first: int, i: int) -> bool:
    """True for «نفى المتحدث تورط قواته في قصف السوق»: a verb or noun of denial farther off, with no other act between."""
    far = s.among(max(first, i - DENIAL_REACH), i - 3, "denial")
    cues = [j for j in far if (e := s.entry(j, "denial")) is not None and e.code == "refute"]
    return any(_governs(s, j, i) and not s.among(j + 1, i, "aside", "rel") for j in cues)


def _agrees(s: Sentence, j: int) -> bool:
    """False for a name that ends in «علي» before «أن» («قال عبد الغني علي إن»)."""
    tok = s.tokens[j]
    return tok.key != "علي" or s.text[tok.end - 1] == "ى"


def _may_be(s: Sentence, i: int) -> bool:
    """True for what may be or is to come: «قد يشن», and for a noun whose light verb stands so («قد يشنون هجمات», «سيشن الجيش عملية»)."""
    verb, entry = i, _event(s, i)
    if entry is None or entry.pos != "verb":
        lights = [(j, e) for j in s.among(max(0, i - MAY_REACH + 1), i, "light") if (e := s.entry(j, "light")) and e.pos == "verb"]
        verb, entry = lights[-1] if lights else (i, None)
    if entry is None or entry.shape != "present":
        return False
    if verb < i and _is_future(s, verb):
        return True
    return any(s.key(j).lstrip("وف") == "قد" and is_verb(s.tokens[j + 1]) for j in range(max(0, verb - MAY_REACH), verb))


def _is_listed(s: Sentence) -> bool:
    """True in a numbered point of an agreement that the report lists («اتفقتا على ما يلي: 1- …، 2- سحب الدبابات»)."""
    if s.tokens[0].word.sort != "number" or len(s.tokens) < 2 or s.tokens[1].mark not in POINTS:
        return False
    before = s.text[max(0, s.span.start - LISTED) : s.span.start]
    return any(w in before for w in DEALS) and any(w in before for w in FOLLOWING)


def _event(s: Sentence, i: int) -> Entry | None:
    """The act that the trigger tells."""
    return s.entry(i, "incident") or s.entry(i, "light") or s.entry(i, "launch") or s.entry(i, "incident_by")


def _is_future(s: Sentence, i: int) -> bool:
    """True for «سيقصف», and for «سيبدأ» right before the trigger."""
    return i >= 0 and s.tokens[i].word.prefix.lstrip("وف").startswith("س")


def _is_threatened(scene: Scene, i: int) -> bool:
    """True where the last thing said before the trigger in its sentence is a threat, and the trigger its content."""
    tokens = scene.sentence.tokens
    told = [c for c in scene.claims if isinstance(c, Statement) and c.trigger.start < tokens[i].start]
    return bool(told) and told[-1].act == "threaten" and "ب" in tokens[i].word.prefix + tokens[i - 1].word.prefix


def _is_ordered(s: Sentence, i: int) -> bool:
    """True for «أوامر بقصف», «أمر الرئيس بنشر قوات»: what is ordered is yet to be done, unless it is told what came of it."""
    at = i if "ب" in s.tokens[i].word.prefix else i - 1
    if "order" not in s.held or at < 0 or "ب" not in s.tokens[at].word.prefix or s.among(i, i + TERMS_REACH, "cause"):
        return False
    cues = s.among(max(0, at - MAY_REACH - 2), at, "order")
    return bool(cues) and not any(
        s.tokens[j].mark or s.has(j, "speech_that", "sub", "rel") or is_act(s, j) for j in range(cues[-1] + 1, at)
    )


def _was_tried(s: Sentence, j: int, i: int) -> bool:
    """True for an assault that was tried, for then it was fought («حاولت اقتحام المدينة من عدة جبهات»)."""
    cue, act = s.entry(j, "intent"), s.entry(i, "incident")
    tried = cue is not None and (cue.lemma == "حاول" and cue.shape == "past" or cue.code == "plan" and s.tokens[j].word.stem in TRIES)
    return tried and act is not None and act.code in ("assault", "armed_clash")


def _governs(s: Sentence, j: int, i: int) -> bool:
    """True where no other event or speech stands between the cue and the trigger."""
    return not any(s.has(k, "speech") or is_act(s, k) for k in s.among(max(s.end_of(j, "intent"), j + 1), i, "speech", "incident"))

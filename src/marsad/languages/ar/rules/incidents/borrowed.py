"""Words of violence that are borrowed: what is struck is a thing of the mind, who strikes is nature, or only words attack."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.light import governor

STRIKING = frozenset(
    "attack assault hit strike explosion shelling abduction looting_destruction seizure siege release withdrawal armed_clash".split()
)
HAPPENING = frozenset({"انفجر", "انفجار", "تفجر"})
PASSED_OVER = frozenset("كل كامل جميع بعض معظم اي كافه هذه هذا ذلك تلك اول علي ضد من ل الي".split())
WORDS = frozenset({"هجوم", "هاجم", "مهاجمة"})
SPEAKING = ("title", "outlet", "document", "speech_noun")
COMMANDING = group("officer")
DAMAGE = frozenset({"أضرار مادية", "دمار"})
TALKS = group("speech_of")
STEPS, NEAR, SPOKEN, FLED_REACH = 3, 7, 11, 9
FLED = frozenset({"displacement", "aid"})
HUNTED = frozenset({"attack", "assault"})
PLAYED = frozenset("assault hit explosion shelling siege strike withdrawal protest".split())


def is_borrowed(scene: Scene, i: int, last: int, entry: Entry, frame: Frame) -> bool:
    """True where the word at tokens [i, last) is a figure of speech, a work of nature, or an attack in words."""
    s = scene.sentence
    if entry.code in PLAYED and s.has(last, "player") or entry.code in HUNTED and s.among(last, last + STEPS, "animal"):
        return True  # «هاجم المدرب الحكم», «هاجمت أسراب الجراد الحقول»
    figure = _strikes_a_thought(s, i, last, entry, frame) or _by_nature(s, i, last, entry.code) or _in_words(scene, i, entry, frame)
    return figure or _is_no_damage(s, i, last, entry)


def _strikes_a_thought(s: Sentence, i: int, last: int, entry: Entry, frame: Frame) -> bool:
    """True for «فجر الأزمة», «اغتيال المبادرة», «الفقاعة انفجرت»."""
    if "abstract" not in s.held or entry.code not in STRIKING or s.among(last, last + STEPS, "weapon", "craft"):
        return False
    if entry.lemma in HAPPENING and s.has(i - 1, "abstract") or _is_thought(s, last):
        return True
    ends = [_end_of(s, n.span.end) for n in frame.by or frame.against if n.span.start >= s.tokens[i].end]
    if entry.pos == "verb" and s.key(last).startswith("ال"):
        ends.append(last + 1)
    return any(at < len(s.tokens) and not has_clitic_preposition(s.tokens[at]) and _is_thought(s, at) for at in ends)


def _is_thought(s: Sentence, at: int) -> bool:
    """True where the first noun from `at` on is abstract."""
    for j in range(at, min(at + STEPS, len(s.tokens))):
        if s.key(j).removeprefix("ل") in PASSED_OVER:
            continue
        if s.has(j, "abstract"):
            return s.starting(s.actors, j) is None and s.covering(s.places, j) is None
        if not s.has(j, "adverb", "quality"):
            return False
    return False


def _end_of(s: Sentence, at: int) -> int:
    return next((j for j, t in enumerate(s.tokens) if t.start >= at), len(s.tokens))


def _by_nature(s: Sentence, i: int, last: int, code: str) -> bool:
    """True for «ضرب زلزال», «الأعاصير دمرت»: nature right after the word, or right before it."""
    if "nature" not in s.held:
        return False
    if code in FLED and s.among(last, last + FLED_REACH, "nature"):
        return True  # «نزح المئات بسبب الفيضانات»
    return s.has(last, "nature") or s.has(i - 1, "nature") or s.has(i - 2, "nature") and not s.tokens[i - 1].mark


def _in_words(scene: Scene, i: int, entry: Entry, frame: Frame) -> bool:
    """True for an attack by whoever only speaks: a person with a title, a paper, a report («هاجم الوزير المعارضة»)."""
    before = scene.sentence.entry(i - 1, "abstract")
    if entry.lemma in WORDS and (before is not None and before.code == "thought" or _is_spoken(scene.sentence, i)):
        return True
    if entry.lemma not in WORDS or not frame.by or entry.pos != "verb" and governor(scene, i) is None:
        return False
    first = next((t for t in scene.sentence.tokens if t.start <= frame.by[0].span.start < t.end), None)
    return first is not None and first.has(*SPEAKING) and not first.has("actor_head", "people") and first.word.stem not in COMMANDING


def _is_spoken(s: Sentence, i: int) -> bool:
    """True for «هاجمت الحكومة البيان», and for an attack «في مقابلة», «في خطاب»: made where one speaks."""
    for j in range(i + 1, min(len(s.tokens), i + SPOKEN)):
        if s.tokens[j].mark in (".", "؛", "،") and s.tokens[j].mark or s.has(j, "speech", "harm", "weapon"):
            return False
        if (thing := s.entry(j, "abstract")) is not None and thing.code == "thought" and j <= i + 4 and s.starting(s.actors, j) is None:
            return True
        if s.key(j - 1) == "في" and (s.has(j, "document", "speech_noun") or s.key(j) in TALKS):
            return True
    return False


def _is_no_damage(s: Sentence, i: int, last: int, entry: Entry) -> bool:
    """True for damage that there was not, or that a side took in its ranks («لم توقع أضرارا», «أضرارا في صفوف التنظيم»)."""
    if entry.lemma not in DAMAGE:
        return False
    ranks = s.key(last) == "في" and s.key(last + 1) == "صفوف" or s.key(last + 1) == "في" and s.key(last + 2) == "صفوف"
    since = next((j for j in range(i - 1, max(-1, i - NEAR), -1) if s.has(j, "sub")), i - NEAR)
    return ranks or any(s.has(j, "neg") or s.key(j).lstrip("وف") in ("لم", "دون", "بدون") for j in range(max(0, since), i))

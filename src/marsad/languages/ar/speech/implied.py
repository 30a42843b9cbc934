"""Who speaks where no subject is named: the last speaker or subject whose gender and number fit the verb."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, is_verb
from marsad.languages.ar.speech.frames import frames
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.who import skip_adverbs
from marsad.languages.ar.words import word
from marsad.model.claim import Name
from marsad.text.fold import fold_key

FEMININE = group("feminine_speaker")
QUOTED = '«»"“”'


def gender(text: str) -> str:
    """`f`, `m` or `p` (several men) by the look of a name's first word.

    >>> gender("وزارة الدفاع"), gender("مسؤولون أتراك"), gender("المتحدث")
    ('f', 'p', 'm')
    """
    words = text.split()
    head = fold_key(words[0]).strip(QUOTED) if words else ""
    known = next((e for e in word(head).entries if e.pos == "noun"), None)
    if known is not None and known.shape == "sg" and not head.endswith(("ه", "ات")):
        return "m"
    if known is not None and known.shape == "pl" and known.cls in ("title", "people", "source_noun") and head not in FEMININE:
        return "p"
    if head in FEMININE or head.endswith(("ه", "ات")) or _described_feminine(words):
        return "f"
    return "p" if head.endswith(("ون", "ين")) and len(head) > 4 else "m"


def _described_feminine(words: Sequence[str]) -> bool:
    """True where the second word is a feminine adjective of the first («الخوذ البيضاء»)."""
    if len(words) < 2 or not all(fold_key(w).strip(QUOTED).startswith("ال") for w in words[:2]):
        return False
    return words[1].strip(QUOTED).endswith(("ة", "اء"))


def agrees(person: str, speaker: Sequence[Name]) -> bool:
    """True where a verb of that person may have that speaker as its subject."""
    kinds = {gender(n.text) for n in speaker}
    if person == "fs":
        if len(speaker) != 1:
            return "f" in kinds
        return "p" not in kinds and ("f" in kinds or speaker[0].id is not None)
    if person == "ms":
        return "m" in kinds and len(speaker) == 1
    return person not in ("mp", "d") or len(speaker) > 1 or "p" in kinds


def implied(scene: Scene, i: int, person: str) -> tuple[Name, ...]:
    """Who speaks where no subject is named: the sentence's last speaker or subject, else the last speaker of the report."""
    level = [f for f in frames(scene) if f.trigger < i and f.speaker and not (f.nested or f.aside)]
    fitting = [f.speaker for f in reversed(level) if agrees(person, f.speaker)]
    if fitting:
        return fitting[0]
    passed_on = [f.source for f in reversed(level) if f.source and agrees(person, f.source[-1:])]
    if passed_on:
        return passed_on[0][-1:]
    if (told := according(scene.sentence, i)) and agrees(person, told):
        return told
    if person == "mp" and is_verb(scene.sentence.tokens[i]) and (several := _several_before(scene.sentence, i)):
        return several
    if level and i > 3:
        return level[-1].speaker
    if i > 1 and (subject := main_subject(scene.sentence, i)) and agrees(person, subject):
        return subject
    return remembered(scene, person)


def _several_before(s: Sentence, i: int) -> tuple[Name, ...]:
    """The last people named before token i whom a plural verb fits («كان 80 من مقاتلي الحزب قد فروا، ورفضوا العودة»)."""
    for k in range(i - 1, -1, -1):
        counted = s.has(k - 2, "amount") or s.covering(s.numbers, k - 2) is not None
        if not s.has(k, "people", "actor_head", "title") or s.has(k - 1, "prep", "target_mark") and not counted:
            continue
        many = any(e.cls in ("people", "title") and e.shape == "pl" for e in s.tokens[k].word.entries)
        if (many or gender(s.text[s.tokens[k].start : s.tokens[k].end]) == "p") and not has_clitic_preposition(s.tokens[k]):
            return speakers_from(s, k, until=i)[0]
    return ()


def remembered(scene: Scene, person: str) -> tuple[Name, ...]:
    """The last speaker of the report whose gender and number fit; the very last one where none fits."""
    return fitting_before(scene, person) or scene.discourse.speaker


def fitting_before(scene: Scene, person: str) -> tuple[Name, ...]:
    """The last of the report's latest speakers that a verb of that person may have; none where none fits."""
    past: list[tuple[Name, ...]] = scene.discourse.memory.get("speakers", [])
    return next((p for p in reversed(past[-4:]) if agrees(person, p)), ())


def according(s: Sentence, i: int) -> tuple[Name, ...]:
    """Whom the sentence names as its source before token i («بحسب شهود عيان، … مؤكدين»)."""
    at = next((k for k in range(i - 1, -1, -1) if s.tokens[k].has("according")), None)
    return speakers_from(s, at + 1)[0] if at is not None else ()


def main_subject(s: Sentence, i: int) -> tuple[Name, ...]:
    """The subject of the sentence's first verb (or of `كان`), where it stands before token i."""
    for k in range(min(i, 14)):
        if not (is_verb(s.tokens[k]) or s.tokens[k].has("aux", "incident", "withdrawal")) or s.tokens[k].has("speech"):
            continue
        j = skip_adverbs(s, k + 1)
        names, end = speakers_from(s, j, split=True, placed=False)
        if s.key(end) == "في" and not s.starting(s.places, end + 1):  # «قادة في الأجنحة العسكرية»
            names, end = speakers_from(s, j)
        if names and end <= i and (s.starting(s.actors, j) or s.tokens[j].has("title", "actor_head")):
            return names
    names, end = speakers_from(s, 0)
    return names if names and end < i and s.starting(s.actors, 0) else ()

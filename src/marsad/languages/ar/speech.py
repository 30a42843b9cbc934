"""Frames of speech: each statement of a sentence with what it covers, and who speaks where the text names nobody.

A frame remembers where the said content begins, whether it is a clause or a quotation (then it goes on) or a noun (then
it ends soon), and whether it stands inside another speaker's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, is_nisba, is_verb
from marsad.languages.ar.speakers import PEOPLE, QUOTES, can_speak, closing, is_accusative, skip_adverbs, speakers_from
from marsad.languages.ar.words import word
from marsad.model.claim import Name
from marsad.text.fold import fold_key

THAT = frozenset("ان انه انها انهم انهما اننا انني اني بان بانه بانها بانهم باننا بانهما بانني وان وبان لان".split())
REACH = 24
CLAUSE_OPENERS = frozenset("ان بان لكن ولكن الا فيما بينما اما حيث اذ كما غير فان وان وفيما وبينما".split())
FEMININE = frozenset("مصادر وسائل تقارير المصادر التقارير جهات فصائل الفصائل كتائب الكتائب انباء الانباء قوات القوات".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """One statement: trigger token, first token of its clause and of its content, and its speaker and sources."""

    start: int
    trigger: int
    content: int
    clausal: bool
    before: bool
    nested: bool
    aside: bool
    last: int
    act: str
    speaker: tuple[Name, ...]
    source: tuple[Name, ...]


def frames(scene: Scene) -> list[Frame]:
    """The frames of the scene's sentence, in the order of their triggers; appending enters one."""
    memory = scene.discourse.memory
    if memory.get("frames of") != scene.sentence.span:
        memory["frames of"], memory["frames"], memory["used"] = scene.sentence.span, [], set()
    found: list[Frame] = memory["frames"]
    return found


def used(scene: Scene) -> set[int]:
    """The tokens of the sentence that an earlier statement holds as its noun of stance."""
    frames(scene)
    tokens: set[int] = scene.discourse.memory["used"]
    return tokens


def content_from(s: Sentence, j: int, *, strict: bool = False) -> tuple[int, bool]:
    """(first token of what is said, True where it is a clause or quotation), looking on from token j.

    With `strict` any verb on the way ends the search, so that a distant `أن` counts for nothing.
    """
    for k in range(j, min(j + REACH, len(s.tokens))):
        tok = s.tokens[k]
        if tok.key in THAT or tok.mark == ":":
            return k, True
        if tok.mark and tok.mark in QUOTES and tok.depth > (s.tokens[k - 1].depth if k else 0) and not _quoted_noun(s, k):
            return k, True
        if k > j and tok.has("said_by"):
            break
        if k > j and is_verb(tok) and (strict or tok.has("speech", "speech_about")) and not s.tokens[k - 1].has("rel"):
            break
        if strict and tok.mark and tok.mark in "،,؛" and k > j + 12:
            break
    return j, False


def _quoted_noun(s: Sentence, k: int) -> bool:
    before = s.tokens[k - 1] if k else None
    return before is not None and before.has("outlet", "actor_head", "title", "prep") and before.mark == ""


def enclosing(scene: Scene, i: int) -> Frame | None:
    """The frame whose content token i stands in as another's words: in its quotation, or right behind its `أن`."""
    s = scene.sentence
    for frame in reversed(frames(scene)):
        if frame.before or (frame.content if frame.act == "say" else frame.last) > i:
            continue
        if s.tokens[i].depth > s.tokens[frame.trigger].depth or (frame.clausal and frame.trigger < i and not _breaks(s, frame, i)):
            return frame
    return None


def _breaks(s: Sentence, frame: Frame, i: int) -> bool:
    """True where the clause of token i goes on after the frame's content at the frame's own level."""
    if s.tokens[i].depth < s.tokens[frame.trigger].depth:
        return True
    first = i
    while first > frame.content and not (s.tokens[first].mark or s.tokens[first].key in CLAUSE_OPENERS):
        first -= 1
    opener = s.tokens[first].key
    if first == i - 1 and opener in ("،", ","):
        return True
    if opener in ("فيما", "بينما", "كما", "وفيما", "وبينما", "حيث", "اذ"):
        return True
    quoted = any(s.tokens[k].depth > s.tokens[frame.trigger].depth for k in range(frame.content, i))
    if quoted and s.tokens[frame.content].key not in THAT:
        return True
    tense = s.tokens[i].word.entries[0].shape if s.tokens[i].word.entries else ""
    was = s.tokens[frame.trigger].word.entries[0].shape if s.tokens[frame.trigger].word.entries else ""
    joined = s.tokens[i].key.startswith(("و", "ف")) and s.tokens[i].word.prefix.startswith(("و", "ف"))
    return joined and not (tense == "present" and was == "past")


def gender(text: str) -> str:
    """`f`, `m` or `p` (several men) by the look of a name's first word.

    >>> gender("وزارة الدفاع"), gender("مسؤولون أتراك"), gender("المتحدث")
    ('f', 'p', 'm')
    """
    words = text.split()
    head = fold_key(words[0]).strip("«»\"“”") if words else ""
    known = next((e for e in word(head).entries if e.pos == "noun"), None)
    if known is not None and known.shape == "sg" and not head.endswith(("ه", "ات")):
        return "m"
    if known is not None and known.shape == "pl" and known.cls in ("title", "people") and head not in FEMININE:
        return "p"
    if head in FEMININE or head.endswith(("ه", "ات")):
        return "f"
    return "p" if head.endswith(("ون", "ين")) and len(head) > 4 else "m"


def agrees(person: str, speaker: Sequence[Name]) -> bool:
    """True where a verb of that person may have that speaker as its subject."""
    kinds = {gender(n.text) for n in speaker}
    if person == "fs":
        return "p" not in kinds and len(speaker) == 1 and ("f" in kinds or speaker[0].id is not None)
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
    if level and i > 3:
        return level[-1].speaker
    if i > 1 and (subject := main_subject(scene.sentence, i)) and agrees(person, subject):
        return subject
    return remembered(scene, person)


def remembered(scene: Scene, person: str) -> tuple[Name, ...]:
    """The last speaker of the report whose gender and number fit; the very last one where none fits."""
    past: list[tuple[Name, ...]] = scene.discourse.memory.get("speakers", [])
    return next((p for p in reversed(past[-4:]) if agrees(person, p)), scene.discourse.speaker)


def main_subject(s: Sentence, i: int) -> tuple[Name, ...]:
    """The subject of the sentence's first verb (or of `كان`), where it stands before token i."""
    for k in range(min(i, 14)):
        if not (is_verb(s.tokens[k]) or s.tokens[k].has("aux", "incident", "withdrawal")) or s.tokens[k].has("speech"):
            continue
        names, end = speakers_from(s, skip_adverbs(s, k + 1))
        if names and end <= i and (s.starting(s.actors, skip_adverbs(s, k + 1)) or s.tokens[skip_adverbs(s, k + 1)].has("title", "actor_head")):
            return names
    names, end = speakers_from(s, 0)
    return names if names and end < i and s.starting(s.actors, 0) else ()


BLOCKED = -1


def subject_before(s: Sentence, i: int) -> tuple[tuple[Name, ...], int]:
    """The speakers of a subject that stands before the verb at i, and its first token; none where there is none.

    The token is BLOCKED where the subject is something that does not speak.
    """
    if i and s.tokens[i - 1].has("rel"):
        return _antecedent(s, i - 1)
    if s.key(i + 1) in ("فيه", "فيها") and (owner := _document_owner(s, i)):
        return owner, i
    if s.tokens[i].word.prefix.startswith("و"):
        return (), i
    if (told := _bare_relative(s, i)) is not None:
        return told
    for k in range(i - 1, max(-1, i - REACH), -1):
        tok = s.tokens[k]
        if tok.key in CLAUSE_OPENERS or tok.has("aux") and tok.entry("aux").code == "be":  # type: ignore[union-attr]
            return _subject_at(s, k + 1, i, known=False)
        if tok.key in THAT:
            return (), i
    return _subject_at(s, 0, i, known=True) if i < REACH else ((), i)


def _bare_relative(s: Sentence, i: int) -> tuple[tuple[Name, ...], int] | None:
    """The document right before the verb (`قرار يدعو`, `تقارير تتحدث`), None where none stands there."""
    for k in range(i - 1, max(-1, i - 4), -1):
        tok = s.tokens[k]
        if tok.mark or is_verb(tok):
            return None
        if tok.has("document", "source_noun") and not tok.key.startswith("ال"):
            issuer = _issuer(s, k) if is_accusative(s, k) else ()
            return (issuer or (s.name(k, i),)), i if issuer else k
    return None


def _issuer(s: Sentence, k: int) -> tuple[Name, ...]:
    """The subject of the verb whose object is the document at k (`أصدر المجلس قراراً`)."""
    for v in range(k - 1, max(-1, k - 12), -1):
        if s.tokens[v].has("voicing", "voice") or s.tokens[v].key.endswith(("اتخذ", "اتخذت")):
            return speakers_from(s, skip_adverbs(s, v + 1), until=k)[0]
    return ()


def _document_owner(s: Sentence, i: int) -> tuple[Name, ...]:
    """Whose the document is in which the verb at i speaks (`تقرير للمنظمة، قالت فيه`); none where it names no owner."""
    for k in range(i - 1, max(-1, i - 16), -1):
        if not s.tokens[k].has("document"):
            continue
        if is_accusative(s, k):
            return _issuer(s, k)
        owner = next((j for j in range(k + 1, i) if s.starting(s.actors, j) or s.tokens[j].has("title", "actor_head")), None)
        return () if owner is None else _whole(s, owner, i)
    return ()


def _whole(s: Sentence, j: int, until: int) -> tuple[Name, ...]:
    """The name at token j with its clitic preposition left out."""
    names, _ = speakers_from(s, j, until=until)
    if names:
        return names
    mention = s.starting(s.actors, j)
    end = mention.last if mention else speakers_from(s, j + 1, until=until)[1]
    return (s.name(j, max(end, j + 1), id=mention.id if mention else None),)


def _subject_at(s: Sentence, j: int, i: int, *, known: bool) -> tuple[tuple[Name, ...], int]:
    """The subject that begins at token j or after adverbs; `known`: only one that a table knows, for want of an opener."""
    j = skip_adverbs(s, j)
    while j < i and s.tokens[j].mark and s.tokens[j].mark in QUOTES and not closing(s, j):
        j = skip_adverbs(s, j + 1)
    if j >= i:
        return (), i
    if not can_speak(s, j):
        inert = s.tokens[j].word.sort == "word" and not s.tokens[j].has("prep", "neg", "aux", "pron", "sub") and not is_verb(s.tokens[j])
        return (), BLOCKED if inert and not known and i - j <= 3 else i
    head = s.tokens[j]
    if known and not (s.starting(s.actors, j) or s.starting(s.places, j) or head.has(*PEOPLE) or head.key.startswith("ال") or head.mark):
        return (), i
    names, end = speakers_from(s, j, until=i)
    if known and s.starting(s.places, j) and s.key(end) == "(":
        return (), i  # a dateline
    return (names, j) if names and end <= i and _only_asides(s, end, i) else ((), i)


def _only_asides(s: Sentence, j: int, i: int) -> bool:
    """True where nothing but adverbs, times and asides set off by commas stands in tokens [j, i)."""
    if skip_adverbs(s, j) >= i or (j == i - 1 and s.tokens[j].mark and s.tokens[j].mark in QUOTES):
        return True
    opened, closed = s.tokens[j].mark in ("،", ",", "-", "–", "(") or s.tokens[j].has("rel"), s.tokens[skip_back(s, i) - 1].mark
    if opened and closed and closed in "،,-–)":
        return i - j < 20
    return i - j <= 6 and (s.tokens[j].has("prep") or has_clitic_preposition(s.tokens[j])) and not any(is_verb(s.tokens[k]) or s.tokens[k].mark for k in range(j, i))


def skip_back(s: Sentence, i: int) -> int:
    """The token after the last comma before token i that only adverbs and times follow (i itself where none)."""
    j = i
    while j > 1 and not s.tokens[j - 1].mark and (s.covering(s.times, j - 1) or s.tokens[j - 1].key in ("قد", "وقد", "لقد", "امس", "اليوم")):
        j -= 1
    return j


def _antecedent(s: Sentence, rel: int) -> tuple[tuple[Name, ...], int]:
    """The name that a relative clause hangs on, and its first token."""
    end = rel - 1 if rel and s.tokens[rel - 1].mark and s.tokens[rel - 1].mark in "،," else rel
    mention = next((m for m in (*s.actors, *s.places) if m.last == end), None)
    if mention is not None:
        return speakers_from(s, mention.first)[0][-1:], mention.first
    first = end
    while first > max(0, end - 6) and can_speak(s, first - 1) and not s.tokens[first - 1].word.key.startswith("وال"):
        first -= 1
    if first == end or (is_nisba(s.tokens[first]) and s.tokens[first].key.startswith("ال")):
        return (), BLOCKED
    names, last = speakers_from(s, first)
    return (names, first) if names and last >= end - 1 else ((), BLOCKED)

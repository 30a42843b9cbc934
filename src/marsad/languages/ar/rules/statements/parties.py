"""The parties of a verb of speech: who speaks, to whom, and the noun of stance that makes its act."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.rules.statements.senses import OBJECT_ACTS, PRONOUNS, is_passive_like
from marsad.languages.ar.speech.frames import CLAUSE_OPENERS, enclosing, used
from marsad.languages.ar.speech.implied import agrees, implied
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.subject import BLOCKED, subject_before
from marsad.languages.ar.speech.who import QUOTES, can_speak, hides_name, skip_adverbs
from marsad.model.claim import Name

ASKED = 6  # «طلب الوفد | من الأمم المتحدة»
TWO_PARTIES = ("أبلغ", "طمأن", "أخبر", "وصف", "اعتبر", "سمى", "حمل", "عزا")


def parties(scene: Scene, i: int, entry: Entry, act: str) -> tuple[tuple[Name, ...], int, int, tuple[Name, ...]]:
    """(speakers, first and last token of verb and subject, addressees) of the verb at i."""
    s = scene.sentence
    if entry.person == "1":
        return _own(scene, i), i, i + 1, ()
    j = skip_adverbs(s, i + 1)
    if s.key(i - 1) in PRONOUNS:
        return implied(scene, i, entry.person), i, i + 1, ()
    before, first = subject_before(s, i)
    if before and _right_before(s, first, i):
        return before, first if i - first < 7 else i, i + 1, ()
    if act in OBJECT_ACTS and j < len(s.tokens) and s.tokens[j].has("addressee"):
        speaker = before or implied(scene, i, entry.person)
        if speaker:
            return speaker, first if before else i, i + 1, speakers_from(s, j)[0]
    if act in OBJECT_ACTS and entry.person == "ms" and not before and is_feminine(s, j) and (speaker := implied(scene, i, entry.person)):
        return speaker, i, i + 1, speakers_from(s, j)[0]
    if not before and _is_object(s, j, entry, act) and agrees(entry.person, speaker := implied(scene, i, entry.person)):
        return speaker, i, i + 1, speakers_from(s, j)[0]
    asked_of = next((k for k in range(j + 1, j + ASKED) if s.key(k) == "من"), None) if entry.lemma == "طلب" else None
    if asked_of is not None and not before and (names := speakers_from(s, j, until=asked_of)[0]):
        return names, i, asked_of, speakers_from(s, asked_of + 1)[0] if can_speak(s, asked_of + 1) else ()
    names, last = speakers_from(s, j, split=act in OBJECT_ACTS or entry.lemma in TWO_PARTIES)
    if names and not (entry.person == "mp" and entry.shape != "-" and act in OBJECT_ACTS):
        return names, i, last, ()
    if before:
        return before, first if 0 <= i - first < 7 else i, i + 1, ()
    if first == BLOCKED and not resumes(s, i):
        return (), i, i + 1, ()
    speaker = implied(scene, i, entry.person)
    accusative = entry.person == "d" and (s.key(i + 1) == "لدي" or i > 0 and is_verb(s.tokens[i - 1]))
    if (accusative or entry.lemma == "أشار" and entry.shape == "present") and not agrees(entry.person, speaker):
        return (), i, i + 1, ()
    return (speaker if agrees(entry.person, speaker) or not is_passive_like(s, j) else ()), i, i + 1, ()


def _is_object(s: Sentence, j: int, entry: Entry, act: str) -> bool:
    """True where the one name behind the verb is whom it is done to: «طالب الحوثيين بـ», «تتهم إيران بدعم»."""
    if act not in OBJECT_ACTS or entry.person not in ("ms", "fs") or not can_speak(s, j):
        return False
    key = s.key(j)
    if key.startswith("ال") and (key.endswith("يين") or key.endswith("ين") and s.has(j, "people", "actor_head")):
        return True
    named = s.starting(s.actors, j) or s.starting(s.places, j)
    if entry.lemma != "اتهم" or s.tokens[j - 1].word.suffix or named is None:
        return False
    names, end = speakers_from(s, j, split=True)
    whole = names[0].span.end == named.span.end if names else False
    return whole and end < len(s.tokens) and s.key(end).startswith("ب") and not s.covering(s.actors, end)


def is_feminine(s: Sentence, j: int) -> bool:
    """True where a definite or known feminine noun follows a verb of a man, so that it is the object («واتهم أنقرة»)."""
    if j >= len(s.tokens) or not s.tokens[j].key.endswith("ه") or not can_speak(s, j):
        return False
    return s.tokens[j].key.startswith("ال") or s.starting(s.places, j) is not None


def _right_before(s: Sentence, first: int, i: int) -> bool:
    """True where the subject stands right before its verb behind `كان`, `أن` or the like, so that what follows is no subject."""
    first -= bool(first and s.tokens[first - 1].mark and s.tokens[first - 1].mark in QUOTES)
    return first > 0 and not s.tokens[i - 1].has("rel") and (s.tokens[first - 1].has("aux", "sub") or s.key(first - 1) in CLAUSE_OPENERS)


def resumes(s: Sentence, i: int) -> bool:
    """True where a pronoun on or after the verb says that the antecedent is its object (`الذي طالب به`)."""
    return bool(s.tokens[i].word.suffix) or s.key(i + 1) in ("به", "بها", "فيه", "فيها", "عنه", "عنها", "اليه", "اليها")


def _own(scene: Scene, i: int) -> tuple[Name, ...]:
    """Who says `we`: whoever is being quoted."""
    within = enclosing(scene, i)
    quoted = scene.sentence.tokens[i].depth > 0
    return within.speaker if within else scene.discourse.speaker if quoted else ()


def stance_after(scene: Scene, act: str, last: int) -> tuple[str, int]:
    """The act and end of a verb with a noun of stance (`أعلنوا رفضهم`, `أعرب عن قلقه`); unchanged where none follows."""
    s = scene.sentence
    j = skip_adverbs(s, last)
    if s.key(j) in ("عن", "علي"):
        j = skip_adverbs(s, j + 1)
    while j < len(s.tokens) and s.tokens[j].mark in ("«", '"', "“"):
        j += 1
    if s.key(j) in ("انه", "انها", "انهم") and act == "say":
        j = next((k for k in range(j + 1, min(j + 4, len(s.tokens))) if s.tokens[k].key.startswith("قلق")), j)
    entry = (s.entry(j, "stance") or s.entry(j, "stance_of_verb")) if j < len(s.tokens) else None
    if entry is None or act != "say" or s.tokens[j].has("title") or hides_name(s, j) or not is_own_stance(s, j):
        return act, last
    used(scene).add(j)
    return entry.code, max(last, j + 1)


def is_own_stance(s: Sentence, j: int) -> bool:
    """True where the stance is the speaker's own: with a pronoun, definite, or with no other owner after it."""
    tok = s.tokens[j]
    if tok.word.suffix or tok.word.key.startswith("ال"):
        return True
    return s.starting(s.actors, j + 1) is None and s.starting(s.places, j + 1) is None and not s.has(j + 1, "quantifier")

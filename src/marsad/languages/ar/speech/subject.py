"""The subject that stands before a verb of speech: after `كان` or `أن`, in a relative clause, at the head of the sentence."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_nisba, is_verb
from marsad.languages.ar.speech.documents import bare_relative, document_owner, is_bare_clause
from marsad.languages.ar.speech.frames import CLAUSE_OPENERS, REACH, THAT
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.who import PEOPLE, QUOTES, can_speak, closing, skip_adverbs
from marsad.model.claim import Name

BLOCKED = -1
RESUMED = frozenset("فيه فيها فيهم خلاله خلالها منه منها عنه عنها".split())  # «الوقت الذي استقبل فيه الرئيس»: the subject follows


def subject_before(s: Sentence, i: int) -> tuple[tuple[Name, ...], int]:
    """The speakers of a subject that stands before the verb at i, and its first token; none where there is none.

    The token is BLOCKED where the subject is something that does not speak.
    """
    if i and s.tokens[i - 1].has("rel"):
        return ((), i) if s.key(i + 1) in RESUMED and can_speak(s, skip_adverbs(s, i + 1)) else _antecedent(s, i - 1)
    if s.key(i + 1) in ("فيه", "فيها") and (owner := document_owner(s, i)):
        return owner, i
    if s.tokens[i].word.prefix.startswith("و"):
        return (), i
    if (told := bare_relative(s, i)) is not None:
        return told
    if is_bare_clause(s, i):
        return (), BLOCKED
    for k in range(i - 1, max(-1, i - REACH), -1):
        tok = s.tokens[k]
        if tok.key in CLAUSE_OPENERS or tok.has("aux") and tok.entry("aux").code == "be":  # type: ignore[union-attr]
            if k and tok.key not in CLAUSE_OPENERS and not has_conjunction(tok) and skip_adverbs(s, k + 1) >= i:
                return subject_before(s, k)
            return _subject_at(s, k + 1, i, known=False)
        if tok.key in THAT:
            return (), i
    return _subject_at(s, 0, i, known=True) if i < REACH else ((), i)


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
    if i - j > 6 or not (s.tokens[j].has("prep") or has_clitic_preposition(s.tokens[j])):
        return False
    return not any(is_verb(s.tokens[k]) or s.tokens[k].mark for k in range(j, i))


def skip_back(s: Sentence, i: int) -> int:
    """The token after the last comma before token i that only adverbs and times follow (i itself where none)."""
    j = i
    light = ("قد", "وقد", "لقد", "امس", "اليوم")
    while j > 1 and not s.tokens[j - 1].mark and (s.covering(s.times, j - 1) or s.tokens[j - 1].key in light):
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

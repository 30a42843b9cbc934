"""Whose words a document gives: who issued it, whom it belongs to, or the document itself."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.who import ADVERBS, NEVER, PEOPLE, is_accusative, skip_adverbs
from marsad.model.claim import Name


def bare_relative(s: Sentence, i: int) -> tuple[tuple[Name, ...], int] | None:
    """The document right before the verb (`قرار يدعو`, `تقارير تتحدث`), None where none stands there."""
    for k in range(i - 1, max(-1, i - 4), -1):
        tok = s.tokens[k]
        if tok.mark or is_verb(tok):
            return None
        if tok.has("document", "source_noun") and not tok.key.startswith("ال"):
            issuer = _issuer(s, k) if is_accusative(s, k) else ()
            return (issuer or (s.name(k, i),)), i if issuer else k
    return None


def is_bare_clause(s: Sentence, i: int) -> bool:
    """True where the present verb at i describes the plain noun right before it (`اتفاقيات تدعو`), which does not speak."""
    tok, before = s.tokens[i], s.tokens[i - 1] if i else None
    if before is None or before.word.sort != "word" or tok.word.prefix or not any(e.shape == "present" for e in tok.word.entries):
        return False
    if s.covering(s.times, i - 1) or s.covering(s.actors, i - 1) or s.covering(s.places, i - 1) or before.word.key.startswith("ال"):
        return False
    return not before.has(*NEVER, *PEOPLE, "dem", "adverb") and before.key not in ADVERBS and not is_verb(before)


def _issuer(s: Sentence, k: int) -> tuple[Name, ...]:
    """The subject of the verb whose object is the document at k (`أصدر المجلس قراراً`)."""
    for v in range(k - 1, max(-1, k - 12), -1):
        if s.tokens[v].has("voicing", "voice") or s.tokens[v].key.endswith(("اتخذ", "اتخذت")):
            return speakers_from(s, skip_adverbs(s, v + 1), until=k)[0]
    return ()


def document_owner(s: Sentence, i: int) -> tuple[Name, ...]:
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

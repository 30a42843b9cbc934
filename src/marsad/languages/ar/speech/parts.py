"""Where a speaker's name ends inside a noun phrase: before what is said, before a second party, before an apposition."""

from __future__ import annotations

import re

from marsad.grammar.sentence import Sentence, Token
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_article, has_conjunction, is_nisba, phrase_end
from marsad.languages.ar.speech.reach import AFTER_TITLE
from marsad.languages.ar.speech.who import PEOPLE, THINGS, can_speak, hidden_preposition, is_deed, is_past
from marsad.languages.ar.words import word

DEED_OF_ARTICLE = re.compile(r"^ال(?:ت\w\wي\w|است\w{2,3}ا\w|ا\wت\w\w?ا\w|ان\w\wا\w)$")
THROWN = group("thrown_off")  # nouns of action that only look definite
DEED_IN_A = re.compile(r"^ا\wا\wه$")  # «إقامة», «إعادة» behind a person's name
PLURAL = ("ون", "ين")
DESCRIBING = ("mode", "quality", "national", "craft")


def noun_phrase(s: Sentence, j: int) -> int:
    """The end of the noun phrase at j, with second adjectives (`مصادر عسكرية وحكومية يمنية`)."""
    end = phrase_end(s, j) if s.tokens[j].word.sort != "latin" else j + 1
    while j + 1 < end < len(s.tokens) and has_conjunction(s.tokens[end]) and is_nisba(s.tokens[end]) and is_nisba(s.tokens[end - 1]):
        another = s.starting(s.actors, end) is not None and not s.tokens[j].has("speaking_together")
        if s.tokens[end].key.startswith("وال") != s.tokens[end - 1].key.startswith("ال") or another:
            break
        end = max(end + 1, phrase_end(s, end + 1) if end + 1 < len(s.tokens) else 0)
    return end


def same_body(s: Sentence, j: int, end: int) -> bool:
    """True where `و` joins a second field of one body (`وزارة الصحة والسكان`), not a second speaker."""
    tok = s.tokens[end]
    if not s.tokens[j].has("title", "actor_head") or s.tokens[j].key.startswith("ال") or not tok.key.startswith("وال"):
        return False
    head = s.tokens[j].entry("actor_head")
    parties = ("title", "actor_head", "outlet", "document") if head is not None and head.code == "body" else PEOPLE
    return not (tok.has(*parties) or s.starting(s.actors, end) or s.starting(s.places, end)) and can_speak(s, end)


def is_apposed(s: Sentence, k: int) -> bool:
    """True where a second title, without the article, begins an apposition (`الشيخ سالم العلي رئيس المجلس`)."""
    return s.tokens[k].has("title") and not s.tokens[k].key.startswith("ال") and s.tokens[k - 1].key not in AFTER_TITLE


def said_thing(s: Sentence, k: int) -> bool:
    """True where what is said begins right behind the speaker: a noun of action that belongs to no name."""
    tok, before = s.tokens[k], s.tokens[k - 1]
    if tok.has("stance") and tok.key.startswith("ال") and not before.key.startswith("ال") and not before.word.entries:
        return True
    whole = before.key.startswith("ال") or ends_name(s, k)
    told = tok.word.prefix == "ال" and tok.has("incident", "harm", "ceasefire", "war") and whole
    if told and not tok.has(*PEOPLE, "mode") and not _inside_name(s, k):
        return True
    if tok.mark or has_article(s, k) or tok.has(*PEOPLE) or _inside_name(s, k):
        return False
    named = before.word.sort == "word" and not before.word.entries and not before.key.startswith("ال")
    if named and DEED_IN_A.match(tok.key):
        return True
    if tok.key in THROWN and before.key.startswith("ال"):
        return True
    if (
        before.has("actor_head", "title", "outlet")
        and not before.key.startswith("ال")
        or before.key in AFTER_TITLE
        or before.has("body_at_work")
    ):
        return False
    return tok.has(*THINGS) or is_deed(tok) or hidden_preposition(tok) or (k > 1 and is_past(tok) and before.has(*PEOPLE))


def ends_name(s: Sentence, k: int) -> bool:
    """True where a named side ends right before token k."""
    actor = s.actors.ends.get(k)
    return actor is not None and actor.sort == "named"


def _inside_name(s: Sentence, k: int) -> bool:
    mention = s.covering(s.actors, k)
    return mention is not None and mention.first < k and mention.sort == "named"


def second_party(s: Sentence, j: int, k: int) -> bool:
    tok, before = s.tokens[k], s.tokens[k - 1]
    known = s.starting(s.actors, j)
    if known is not None and known.sort == "named" and k < known.last:
        return False
    if before.key in AFTER_TITLE or (before.has("title", "actor_head", "outlet") and not before.key.startswith("ال")):
        return False
    if tok.has("addressee"):
        return True
    relation = before.key.endswith("ي") and k - 2 >= j and s.tokens[k - 2].has("title", "source_noun")
    described = is_nisba(before) or relation or before.has("side_word", "national")
    if described and not before.key.startswith("ال") and not tok.key.startswith("ال") and tok.has("actor_head", "title", "outlet"):
        return True
    many = s.tokens[j].has("quantifier") and before.key.startswith("ال") and before.key.endswith(PLURAL)
    if many and tok.key.startswith("ال") and not tok.key.endswith((*PLURAL, "ه")):
        return True
    if tok.has("title", "actor_head") and not tok.key.startswith("ال") and before.key.startswith("ال"):
        return True
    if tok.key.startswith("ال") and not is_nisba(tok) and any(m.last == k and m.first == j for m in (*s.places, *s.actors)):
        return True
    if tok.has("title", "actor_head") and tok.key.startswith("ال"):
        if tok.has("title") and is_nisba(tok) and before.has("title"):
            return False
        return _is_person(s, j, k) or before.key.startswith("ال") or s.covering(s.places, k - 1) is not None
    whole = any(m.last == k and m.first == j for m in (*s.places, *s.actors))
    if whole and (tok.has("title", "actor_head") or s.starting(s.actors, k) is not None):
        return True
    if is_deed_of_article(tok):
        return True
    ended = any(m.last == k for m in (*s.places, *s.actors))
    described = before.has(*DESCRIBING) or is_nisba(before)
    return s.starting(s.places, k) is not None and (ended or described or before.key.startswith("ال"))


def _is_person(s: Sentence, j: int, k: int) -> bool:
    """True where tokens [j, k) end with a person's name behind a title («الرئيس سالم عبدالله | الميليشيات»)."""
    named = (t for t in s.tokens[k - 2 : k])
    return k - j > 2 and s.tokens[j].has("title") and all(t.word.sort == "word" and not t.word.entries and not t.word.prefix for t in named)


def is_deed_of_article(tok: Token) -> bool:
    """True for a definite noun of action behind a person's name («رفض سالم العلي التحقيق»)."""
    return not is_nisba(tok) and not tok.has(*PEOPLE) and DEED_OF_ARTICLE.match(tok.key) is not None


def is_bare_accusative(s: Sentence, k: int) -> bool:
    """True where an unmarked accusative follows a definite word that is no title («اعتبره المجتمع الدولي انتصارا»)."""
    tok, before = s.tokens[k], s.tokens[k - 1]
    if tok.mark or before.mark or not before.key.startswith("ال") or tok.key.startswith("ال") or s.text[tok.end - 1] != "ا":
        return False
    if before.has("title", "national"):
        return word(tok.key[:-1]).common
    return len(tok.key) > 4 and not _inside_name(s, k)

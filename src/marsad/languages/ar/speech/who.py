"""Who can speak: whether a speaker's name may begin at a word, and what may stand before it."""

from __future__ import annotations

import re

from marsad.grammar.sentence import Sentence, Token
from marsad.languages.ar.groups import group
from marsad.languages.ar.lexicon import lexicon
from marsad.languages.ar.phrases import has_clitic_preposition, is_verb

NEVER = ("prep", "sub", "rel", "conj", "neg", "aux", "pron", "according", "impersonal", "said_by")
THINGS = ("not_speaker", "incident", "harm", "ceasefire", "meeting", "stance", "stance_of_verb", "speech_noun")
PEOPLE = ("title", "actor_head", "source_noun", "outlet", "document", "people", "quantifier")
NOBODY = frozenset("وهو وهي وهم هو هي هم الله هكذا".split())
COMMAS = frozenset(("،", ","))
QUOTES = frozenset("«»\"“”'‘’")
ADVERBS = group("beside_speaker")
ADVERBIALS = {("في", "وقت"): 3, ("من", "جهته"): 2, ("من", "جهتها"): 2, ("من", "جانبه"): 2, ("من", "جانبها"): 2, ("كل", "من"): 2}
OWN_NAME = ("اسمه", "اسمها", "اسمهم", "هويته", "هويتها", "هويتهم", "اسماوهم", "اسمايهم")
_PATTERNS = r"است\w{2,3}ا\w|ا\wت\w\w?ا\w|ان\w\wا\w"
NOUN_OF_DEED = re.compile(rf"^(?:(?!ال)(?:{_PATTERNS}|ت\w\wي\w|م\wا\w\wه|ا\w\wا\w)|ال(?:ت\w{{3}}|{_PATTERNS}))$")


def skip_adverbs(s: Sentence, j: int) -> int:
    """The first token at or after j that is no adverb, time, comma or dash."""
    while j < len(s.tokens):
        tok = s.tokens[j]
        if (time := s.covering(s.times, j)) is not None:
            j = max(time.last, j + 1)
        elif length := ADVERBIALS.get((tok.key, s.key(j + 1)), 0):
            j += length
        elif tok.key in ADVERBS or (tok.mark and tok.mark in "،,-–—"):
            j += 1
        else:
            return j
    return j


def can_speak(s: Sentence, j: int) -> bool:
    """True where a speaker's name may begin at token j."""
    if j >= len(s.tokens):
        return False
    tok = s.tokens[j]
    if tok.mark:
        return tok.mark in QUOTES and j + 2 < len(s.tokens) and closing(s, j) > 0 and can_speak(s, j + 1)
    if tok.word.sort == "number":
        return j + 1 < len(s.tokens) and s.tokens[j + 1].has("actor_head", "people", "title")
    if j and s.key(j - 1) == "غير":
        return False
    if tok.word.sort == "latin":
        return True
    if s.starting(s.actors, j) is not None or s.starting(s.places, j) is not None:
        return not has_clitic_preposition(tok) and not s.text[tok.start : tok.end].endswith(("اً", "ًا"))
    if is_ali(s, j) or is_mother_of(s, j):
        return True
    if tok.key in NOBODY or tok.key == "اي" or (not tok.word.entries and len(tok.key) > 4 and tok.key.endswith(("ها", "هم", "هما"))):
        return False
    if tok.has(*NEVER) or is_verb(tok) or has_clitic_preposition(tok) or s.has(j, "prep", "sub") or is_accusative(s, j):
        return False
    if tok.has(*PEOPLE):
        return True
    return not (tok.has(*THINGS) or tok.word.suffix or is_deed(tok) or hidden_preposition(tok))


def hides_name(s: Sentence, i: int) -> bool:
    """True where someone only asks not to be named (`رفض ذكر اسمه`, `طلب عدم نشر هويته`)."""
    asks = s.tokens[i].word.key.endswith(("طلب", "رفض", "ذكر", "فضل")) or s.key(i + 1) == "عدم"
    return asks and any(s.key(k) in OWN_NAME for k in range(i + 1, i + 6))


def is_ali(s: Sentence, j: int) -> bool:
    """True where `علي` is the man's name and not the preposition: written so, with an unknown name behind it."""
    tok = s.tokens[j]
    if s.text[tok.start : tok.end] != "علي" or j + 1 >= len(s.tokens):
        return False
    after = s.tokens[j + 1]
    return after.word.sort == "word" and not after.word.entries and not is_deed(after) and j > 0 and s.tokens[j - 1].has("speech", "title")


def is_mother_of(s: Sentence, j: int) -> bool:
    """True where `أم` opens a woman's name behind a verb of speech of a woman («قالت أم أحمد»), and is no «or»."""
    spoke = s.tokens[j - 1].entry("speech") if j and s.key(j) == "ام" else None
    return spoke is not None and spoke.person == "fs" and j + 1 < len(s.tokens) and s.tokens[j + 1].word.sort == "word"


def is_deed(tok: Token) -> bool:
    """True where an unknown word has the pattern of a noun of action (`استهداف`, `تدمير`)."""
    return not tok.has(*PEOPLE) and not is_verb(tok) and NOUN_OF_DEED.match(tok.word.key.removeprefix("و")) is not None


def is_past(tok: Token) -> bool:
    """True where an unknown word looks like a verb of the past with a feminine subject (`داهمت`)."""
    key = tok.word.key
    return not tok.word.entries and len(key) > 4 and key.endswith("ت") and not key.endswith("ات") and not key.startswith("ال")


def hidden_preposition(tok: Token) -> bool:
    """True where a word that no table holds is `ب` and a noun of action or a known word (`بشن`, `بفك`)."""
    key = tok.word.key.removeprefix("و")
    if tok.word.entries or not key.startswith("ب") or len(key) < 3:
        return False
    if key.startswith("بال") and len(key) > 4:
        return True
    return NOUN_OF_DEED.match(key[1:]) is not None or any(e.pos != "verb" for e in lexicon().forms.get(key[1:], ()))


def is_accusative(s: Sentence, j: int) -> bool:
    """True where the word is written with tanwin of the accusative, so that it is an object."""
    tok = s.tokens[j]
    written = s.text[tok.start : tok.end]
    if written.endswith(("اً", "ًا", "ةً")):
        return True
    if tok.word.suffix or not written.endswith("ا"):
        return False
    return any(e.pos == "noun" and e.shape == "sg" and not e.lemma.endswith("ا") for e in tok.word.entries)


def closing(s: Sentence, j: int) -> int:
    """One past the closing quote of a short quoted name that opens at j; 0 where it is speech or never closes."""
    for k in range(j + 1, min(j + 7, len(s.tokens))):
        tok = s.tokens[k]
        if tok.mark and tok.mark in QUOTES:
            return k + 1 if k > j + 1 else 0
        if tok.mark or tok.has("sub", "rel") or is_verb(tok):
            return 0
    return 0

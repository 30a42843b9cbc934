"""Speakers: the names of those who speak, from the word that follows a verb or goes before it, whole and without what trails.

A title keeps its body, place and person (`الناطق باسم الحركة في لبنان، سامي النجار`); a person keeps no apposition.
"""

from __future__ import annotations

import re

from marsad.grammar.sentence import Sentence, Token
from marsad.languages.ar.lexicon import lexicon
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_nisba, is_verb, name, phrase_end
from marsad.model.claim import Name
from marsad.text.fold import fold_key

NEVER = ("prep", "sub", "rel", "conj", "neg", "aux", "pron", "according", "impersonal", "said_by")
THINGS = ("not_speaker", "incident", "harm", "ceasefire", "meeting", "stance", "stance_of_verb", "speech_noun")
PEOPLE = ("title", "actor_head", "source_noun", "outlet", "document", "people", "quantifier")
COMMAS = frozenset(("،", ","))
QUOTES = frozenset("«»\"“”'‘’")
ADVERBS = frozenset(
    "قد لقد وقد بدوره بدورها بدورهم ايضا كذلك مجددا بوضوح صراحه رسميا علنا فيه فيها فيهم خلاله خلالها عنه عنها به بها له لها منه منها "
    "اليه اليها عليه عليها اليهم امس اليوم مساء صباح ليل فجر ظهر سابقا لاحقا قائلا حينها وقتها عبرها بعدها هذا هذه هؤلاء تلك ذلك ربما الان لي لنا لهم موخرا بشده".split()
)
ADVERBIALS = {("في", "وقت"): 3, ("من", "جهته"): 2, ("من", "جهتها"): 2, ("من", "جانبه"): 2, ("من", "جانبها"): 2, ("كل", "من"): 2}
NOUN_OF_DEED = re.compile(r"^(?:است\w{2,3}ا\w|ا\wت\w\w?ا\w|ان\w\wا\w|ت\w\wي\w|م\wا\w\wه|ا\w\wا\w|ال(?:ت\w{3}|است\w{2,3}ا\w|ا\wت\w\w?ا\w|ان\w\wا\w))$")
DAY_WORDS = frozenset("بينها بينهم بينهما منها مثل نقلا وفق وفقا بحسب حسب يوم امس اليوم مساء صباح ليل فجر ظهر السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه شمالي جنوبي شرقي غربي".split())
AFTER_TITLE = frozenset("باسم لدي بشان باسمها باسمه بلسان".split())
MOST = 4


def skip_adverbs(s: Sentence, j: int) -> int:
    """The first token at or after j that is no adverb, time, comma or dash."""
    while j < len(s.tokens):
        tok = s.tokens[j]
        if (time := s.covering(s.times, j)) is not None:
            j = max(time.last, j + 1)
        elif length := next((n for (a, b), n in ADVERBIALS.items() if s.key(j) == a and s.key(j + 1) == b), 0):
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
        return tok.mark in QUOTES and j + 2 < len(s.tokens) and closing(s, j) > 0
    if tok.word.sort == "number":
        return j + 1 < len(s.tokens) and s.tokens[j + 1].has("actor_head", "people", "title")
    if tok.word.sort == "latin":
        return True
    if s.starting(s.actors, j) is not None or s.starting(s.places, j) is not None:
        return not has_clitic_preposition(tok) and not s.text[tok.start : tok.end].endswith(("اً", "ًا"))
    if is_ali(s, j):
        return True
    if tok.has(*NEVER) or is_verb(tok) or has_clitic_preposition(tok) or s.has(j, "prep", "sub") or is_accusative(s, j):
        return False
    if tok.has(*PEOPLE):
        return True
    return not (tok.has(*THINGS) or tok.word.suffix or is_deed(tok) or hidden_preposition(tok))


def is_ali(s: Sentence, j: int) -> bool:
    """True where `علي` is the man's name and not the preposition: written so, with an unknown name behind it."""
    tok = s.tokens[j]
    if s.text[tok.start : tok.end] != "علي" or j + 1 >= len(s.tokens):
        return False
    after = s.tokens[j + 1]
    return after.word.sort == "word" and not after.word.entries and not is_deed(after) and j > 0 and s.tokens[j - 1].has("speech", "title")


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
    return NOUN_OF_DEED.match(key[1:]) is not None or key[1:] in lexicon().forms


def is_accusative(s: Sentence, j: int) -> bool:
    """True where the word is written with tanwin of the accusative, so that it is an object."""
    tok = s.tokens[j]
    written = s.text[tok.start : tok.end]
    if written.endswith(("اً", "ًا", "ةً")):
        return True
    return not tok.word.suffix and written.endswith("ا") and any(e.pos == "noun" and e.shape == "sg" and not e.lemma.endswith("ا") for e in tok.word.entries)


def closing(s: Sentence, j: int) -> int:
    """One past the closing quote of a short quoted name that opens at j; 0 where it is speech or never closes."""
    for k in range(j + 1, min(j + 7, len(s.tokens))):
        tok = s.tokens[k]
        if tok.mark and tok.mark in QUOTES:
            return k + 1 if k > j + 1 else 0
        if tok.mark or tok.has("sub", "rel") or is_verb(tok):
            return 0
    return 0


def speakers_from(s: Sentence, j: int, *, split: bool = False, until: int | None = None, placed: bool = True) -> tuple[tuple[Name, ...], int]:
    """The speakers named from token j on (`X وY`), and one past the last; none where no speaker can begin there.

    With `split`, a name ends where a second party begins (`طالبت واشنطن موسكو`); with `until`, before that token;
    without `placed`, before the place that is said of the happening (`اجتمع المجلس في جنيف`).
    """
    out: list[Name] = []
    limit = len(s.tokens) if until is None else until
    while len(out) < MOST and j < limit and can_speak(s, j):
        end = min(speaker_end(s, j, split=split, placed=placed), limit)
        if end <= j:
            break
        while end > j + 1 and (s.tokens[end - 1].mark in COMMAS or s.tokens[end - 1].has("prep")) and not s.covering(s.actors, end - 1):
            end -= 1
        made = name(s, j, end)
        if not any(c.isalnum() for c in made.text):
            break
        out.append(made)
        if end >= limit or not _goes_on(s, end):
            return tuple(out), end
        j = end + 1 if s.key(end) == "و" else end
    return tuple(out), j


def last_word(name: Name) -> str:
    """The folded last word of a name: what a report goes on to call a person by."""
    words = [w for w in re.findall(r"\w+", fold_key(name.text)) if w]
    return words[-1] if words else ""


def _goes_on(s: Sentence, j: int) -> bool:
    """True where `و` joins one more speaker at token j."""
    tok = s.tokens[j]
    if not has_conjunction(tok) and not (tok.key.startswith("و") and (s.starting(s.places, j) or s.starting(s.actors, j))):
        return tok.key == "و" and can_speak(s, j + 1)
    known = s.starting(s.actors, j) or s.starting(s.places, j)
    return can_speak(s, j) and (known is not None or tok.has(*PEOPLE) or tok.key.startswith("وال"))


def speaker_end(s: Sentence, j: int, *, split: bool = False, placed: bool = True) -> int:
    """One past the last token of the one name that begins at j."""
    if s.tokens[j].mark and (close := closing(s, j)):
        return close
    if s.tokens[j].has("quantifier") and s.key(j + 1) == "من" and j + 2 < len(s.tokens):
        return max(speaker_end(s, j + 2, split=split, placed=placed), j + 3)
    end = _phrase(s, j + 1 if s.tokens[j].word.sort == "number" or is_ali(s, j) else j)
    if not (s.tokens[j].has(*PEOPLE) or s.starting(s.actors, j) or s.tokens[j].key.startswith("ال")):
        end = next((k for k in range(j + 1, end) if s.tokens[k].has("title") and not s.tokens[k].word.suffix), end)
    if s.tokens[j].has("title") and s.tokens[j].key.startswith("ال"):
        end = next((k for k in range(j + 2, end) if _apposed(s, k)), end)
    end = next((k for k in range(j + 1, end) if _said_thing(s, k) or s.tokens[k].key in DAY_WORDS or s.tokens[k].has("said_by")), end)
    known = s.starting(s.actors, j)
    if known is not None and known.sort == "named":
        end = max(end, known.last)
    if end < len(s.tokens) and _same_body(s, j, end):
        end = max(end + 1, phrase_end(s, end + 1) if end + 1 < len(s.tokens) else 0)
    end = next((k for k in range(j + 1, end) if s.tokens[k].has("title") and s.tokens[k].word.suffix), end)
    if split:
        end = next((k for k in range(j + 1, end) if _second_party(s, j, k)), end)
    while end < len(s.tokens) and (placed or s.key(end) != "في") and (further := _further(s, j, end)) > end:
        end, before = next((k for k in range(end + 1, further) if _said_thing(s, k) or s.tokens[k].key in DAY_WORDS or s.tokens[k].has("said_by")), further), end
        if s.tokens[before].mark in COMMAS:
            break
    return end


def _apposed(s: Sentence, k: int) -> bool:
    """True where a second title, without the article, begins an apposition (`الشيخ سالم العلي رئيس المجلس`)."""
    return s.tokens[k].has("title") and not s.tokens[k].key.startswith("ال") and s.tokens[k - 1].key not in AFTER_TITLE


def _same_body(s: Sentence, j: int, end: int) -> bool:
    """True where `و` joins a second field of one body (`وزارة الصحة والسكان`), not a second speaker."""
    tok = s.tokens[end]
    if not s.tokens[j].has("title", "actor_head") or s.tokens[j].key.startswith("ال") or not tok.key.startswith("وال"):
        return False
    return not (tok.has(*PEOPLE) or s.starting(s.actors, end) or s.starting(s.places, end)) and can_speak(s, end)


def _said_thing(s: Sentence, k: int) -> bool:
    """True where what is said begins right behind the speaker: a noun of action that belongs to no name."""
    tok, before = s.tokens[k], s.tokens[k - 1]
    if tok.mark or tok.key.startswith("ال") or tok.has(*PEOPLE) or _inside_name(s, k):
        return False
    if before.has("actor_head", "title", "outlet") and not before.key.startswith("ال") or before.key in AFTER_TITLE:
        return False
    return tok.has(*THINGS) or is_deed(tok) or hidden_preposition(tok) or (k > 1 and is_past(tok) and before.has(*PEOPLE))


def _inside_name(s: Sentence, k: int) -> bool:
    mention = s.covering(s.actors, k)
    return mention is not None and mention.first < k and mention.sort == "named"


def _phrase(s: Sentence, j: int) -> int:
    """The end of the noun phrase at j, with second adjectives (`مصادر عسكرية وحكومية يمنية`)."""
    end = phrase_end(s, j) if s.tokens[j].word.sort != "latin" else j + 1
    while j + 1 < end < len(s.tokens) and has_conjunction(s.tokens[end]) and is_nisba(s.tokens[end]) and is_nisba(s.tokens[end - 1]):
        if s.tokens[end].key.startswith("وال") != s.tokens[end - 1].key.startswith("ال") or s.starting(s.actors, end):
            break
        end = max(end + 1, phrase_end(s, end + 1) if end + 1 < len(s.tokens) else 0)
    return end


def _second_party(s: Sentence, j: int, k: int) -> bool:
    tok, before = s.tokens[k], s.tokens[k - 1]
    if before.key in AFTER_TITLE or (before.has("title", "actor_head", "outlet") and not before.key.startswith("ال")):
        return False
    if tok.has("addressee"):
        return True
    if tok.has("title", "actor_head") and not tok.key.startswith("ال") and before.key.startswith("ال"):
        return True
    if tok.key.startswith("ال") and not is_nisba(tok) and any(m.last == k and m.first == j for m in (*s.places, *s.actors)):
        return True
    if tok.has("title", "actor_head") and tok.key.startswith("ال"):
        return before.key.startswith("ال") or s.covering(s.places, k - 1) is not None
    ended = any(m.last == k for m in (*s.places, *s.actors))
    return s.starting(s.places, k) is not None and (ended or before.key.startswith("ال"))


def _further(s: Sentence, first: int, end: int) -> int:
    """A later end where the name goes on after the phrase: its body, place, person, or abbreviation; else the same."""
    tok = s.tokens[end]
    if tok.mark == "(":
        if s.starting(s.places, first) is not None:
            return end
        close = next((k for k in range(end + 1, min(end + 5, len(s.tokens))) if s.tokens[k].mark == ")"), 0)
        return close + 1 if close and s.tokens[end + 1].word.sort != "number" else end
    if tok.mark and tok.mark in COMMAS:
        return _person_after_comma(s, first, end)
    if tok.mark and tok.mark in QUOTES and (close := closing(s, end)) and tok.depth <= 1:
        return close if s.tokens[end - 1].has("actor_head", "outlet", "title") or s.covering(s.actors, end - 1) else end
    if tok.mark or not s.tokens[first].has("title", "source_noun", "actor_head", "people", "outlet"):
        return end
    if end == first + 1 and tok.has("incident", "not_speaker") and not tok.mark and s.tokens[first].has("title") and end + 1 < len(s.tokens):
        return end if s.tokens[first].key.startswith("ال") else max(end + 1, phrase_end(s, end + 1))
    if tok.has("dem") and s.tokens[end - 1].has("title") and not s.tokens[end - 1].key.startswith("ال") and end + 1 < len(s.tokens):
        return phrase_end(s, end + 1)
    if tok.key in AFTER_TITLE:
        return max(end, phrase_end(s, end + 1)) if end + 1 < len(s.tokens) else end
    if tok.key == "من" and s.key(end - 1) == "اكثر" and end + 1 < len(s.tokens):
        return max(end + 2, phrase_end(s, end + 2)) if end + 2 < len(s.tokens) else end + 2
    if tok.key == "من" and s.tokens[first].key.removeprefix("و").startswith("ال"):
        return end
    if tok.key in ("في", "من", "عن", "ب", "لدي") and end + 1 < len(s.tokens) and not s.covering(s.times, end + 1):
        return _attached(s, end + 1, end)
    if has_clitic_preposition(tok) and not tok.key.startswith(("بان", "بانه")):
        return _clitic(s, end)
    return end


def _attached(s: Sentence, j: int, end: int) -> int:
    """The end of a place or body after `في` or `من` (`مصدر من المقاومة`, `ناشطون في المدينة`)."""
    tok = s.tokens[j]
    if tok.has("document", "not_speaker", "incident", "harm", "meeting", "ceasefire") or is_verb(tok):
        return end
    mention = s.starting(s.places, j) or s.starting(s.actors, j)
    if mention is not None:
        return max(mention.last, phrase_end(s, j))
    known = tok.has("place_head", "actor_head", "title", "source_noun") or (tok.mark and closing(s, j))
    return max(phrase_end(s, j), j) if known else end


def _clitic(s: Sentence, end: int) -> int:
    """The end of a body with `ل` or `ب` on it (`منسق الأمم المتحدة للشؤون الإنسانية`), unless it is an addressee."""
    tok = s.tokens[end]
    bare = tok.key.lstrip("وف")
    if tok.has("outlet", "document", "incident", "harm", "ceasefire", "not_speaker", "meeting", "stance") or tok.word.suffix:
        return end
    if bare.startswith("ل") and (bare.startswith(("لل", "لشؤون", "لحقوق", "لمنطقه")) or s.starting(s.actors, end)):
        return max(end + 1, phrase_end(s, end + 1)) if end + 1 < len(s.tokens) else end + 1
    known = s.starting(s.places, end) or s.starting(s.actors, end)
    if bare.startswith("ب") and known is not None and s.tokens[end - 1].has("title", "source_noun"):
        return known.last
    return end


def _person_after_comma(s: Sentence, first: int, end: int) -> int:
    """The end of a person's name set off by a comma after a title: `، سامي النجار،`; unchanged where it is none."""
    j = end + 1
    if not s.tokens[first].has("title", "people") or j >= len(s.tokens) or s.covering(s.times, j):
        return end
    if s.tokens[j].key.startswith("ال") or s.tokens[j].key in DAY_WORDS:
        return end
    k = j
    while k < min(j + 6, len(s.tokens)) and _is_personal(s, k):
        k += 1
    if k == j or k >= len(s.tokens):
        return end
    after = s.tokens[k]
    closed = after.mark or after.has("sub", "prep") or s.has(k, "sub", "prep") or has_clitic_preposition(after) or s.covering(s.times, k)
    return k if closed else end


def _is_personal(s: Sentence, k: int) -> bool:
    tok = s.tokens[k]
    if tok.mark or tok.word.sort == "number" or s.covering(s.times, k):
        return False
    if tok.has(*NEVER, "title", "outlet", "speech", "place_head", "speech_noun", "document", *THINGS) or is_verb(tok):
        return False
    if hidden_preposition(tok) or is_deed(tok) and not tok.key.startswith("ا"):
        return False
    return not has_clitic_preposition(tok) and not (has_conjunction(tok) and tok.word.entries)

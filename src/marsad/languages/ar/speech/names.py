"""The names of speakers from a word on, whole and without what trails: titles keep their body, place and person."""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction, is_accusative, name, phrase_end
from marsad.languages.ar.speech.parts import ends_name, is_apposed, is_bare_accusative, noun_phrase, said_thing, same_body, second_party
from marsad.languages.ar.speech.reach import DAY_WORDS, further_end, person_after
from marsad.languages.ar.speech.who import ADVERBS, COMMAS, NOBODY, PEOPLE, can_speak, closing, hides_name, is_ali, is_mother_of
from marsad.model.claim import Name
from marsad.text.fold import fold_key

MOST = 4
KEPT = 20_000
ITSELF = frozenset({"ذاته", "ذاتها", "ذاتهم"})
SAYING = group("sayings_or_seat")  # «قوله»: what he said; «مقرها»: where it sits
ASKED_FOR = group("asked_for")
SIDES = ("جنوبي", "شمالي", "جنوبيه", "شماليه")


def speakers_from(
    s: Sentence, j: int, *, split: bool = False, until: int | None = None, placed: bool = True
) -> tuple[tuple[Name, ...], int]:
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
        if not any(map(str.isalnum, made.text)):
            break
        out.append(made)
        if end >= limit or not _goes_on(s, j, end):
            return tuple(out), end
        j = end + 1 if s.key(end) == "و" else end
    return tuple(out), j


def speaker_end(s: Sentence, j: int, *, split: bool = False, placed: bool = True) -> int:
    """One past the last token of the one name that begins at j."""
    if s.tokens[j].mark and (close := closing(s, j)):
        return close
    if s.key(j) in ("د", "م", "ا") and s.key(j + 1) == "." and j + 2 < len(s.tokens):
        return speaker_end(s, j + 2, split=split, placed=placed)
    if _two_titles(s, j):
        return speaker_end(s, j + 1, split=split, placed=placed)
    if s.tokens[j].has("quantifier") and s.key(j + 1) == "من" and j + 2 < len(s.tokens):
        return max(speaker_end(s, j + 2, split=split, placed=placed), j + 3)
    end = noun_phrase(s, _counted(s, j))
    if not (s.tokens[j].has(*PEOPLE, "body_at_work") or s.starting(s.actors, j) or s.tokens[j].key.startswith("ال")):
        end = next((k for k in range(j + 1, end) if s.tokens[k].has("title") and not s.tokens[k].word.suffix), end)
    if s.tokens[j].has("title") and s.tokens[j].key.startswith("ال"):
        end = next((k for k in range(j + 2, end) if is_apposed(s, k)), end)
    end = next((k for k in range(j + 1, end) if _ends_at(s, k)), end)
    known = s.starting(s.actors, j)
    if known is not None and known.sort == "named":
        end = max(end, known.last)
    if end < len(s.tokens) and same_body(s, j, end):
        end = max(end + 1, phrase_end(s, end + 1) if end + 1 < len(s.tokens) else 0)
    end = next((k for k in range(j + 1, end) if _is_counterpart(s, k)), end)
    if split:
        end = next((k for k in range(j + 1, end) if second_party(s, j, k)), end)
    while end < len(s.tokens) and (placed or s.key(end) != "في") and (further := further_end(s, j, end)) > end:
        end, before = next((k for k in range(end + 1, further) if _ends_at(s, k)), further), end
        if s.tokens[before].mark in COMMAS:
            break
    return person_after(s, j, end)


def _is_some(s: Sentence, j: int) -> bool:
    """True for «عدة» before those who speak («عدة مصادر محلية»)."""
    return s.tokens[j].has("quantifier") and s.tokens[j].has("amount") and j + 1 < len(s.tokens) and s.tokens[j + 1].has(*PEOPLE)


def _counted(s: Sentence, j: int) -> int:
    """Where the words begin that say who is meant: behind a number («سبعة عشر | شاهداً»), «بعض», the «أم» or «علي» of a name."""
    number = s.starting(s.numbers, j)
    if number is not None and number.last < len(s.tokens):
        return number.last
    return j + (s.tokens[j].word.sort == "number" or is_ali(s, j) or is_mother_of(s, j) or _is_some(s, j))


def _two_titles(s: Sentence, j: int) -> bool:
    """True where two bare titles are one party (`الكاتب والمحلل السياسي`, `قادة ومتحدثون في الحركة`)."""
    return j + 1 < len(s.tokens) and s.tokens[j].has("title") and has_conjunction(s.tokens[j + 1]) and s.tokens[j + 1].has("title")


def _ends_at(s: Sentence, k: int) -> bool:
    """True where no name goes on: what is said begins, or an adverb, a day or a participle stands."""
    tok = s.tokens[k]
    if hides_name(s, k):
        return True
    if tok.has("dem") and s.has(k + 1, "part", "dayword", "monthword", "yearword", "unit") or is_bare_accusative(s, k):
        return True
    if tok.key in DAY_WORDS and not (tok.key in SIDES and s.key(k - 1).startswith("كوري")):
        return True
    if tok.has("said_by") or (tok.key in NOBODY and tok.key != "الله") or tok.key in SAYING:
        return True
    counted = s.tokens[k - 1].word.sort == "number" or s.has(k - 1, "number")  # «43 فصيلا»
    if is_accusative(s, k) and not (counted or is_accusative(s, k - 1) or tok.has("title")):
        return True
    if _is_said_of(s, k) or is_accusative(s, k - 1) and tok.has("stance", "stance_of_verb"):  # «12 فصيلاً مسلحاً | رفض الهدنة»
        return True
    definite = s.key(k - 1).startswith(("ال", "وال")) or ends_name(s, k)
    if definite and tok.key not in ITSELF and s.text[tok.start : tok.end].endswith(("ته", "تها", "تهم", "تهما")):
        return True
    if definite and tok.key in ASKED_FOR:
        return True
    return said_thing(s, k) or (tok.key in ADVERBS and not tok.has("dem", "prep"))


def _is_said_of(s: Sentence, k: int) -> bool:
    """True for things in the plural behind one who speaks («وصف المتحدث | الاتهامات», «بحث مع فلان | التطورات»)."""
    tok, before = s.tokens[k], s.tokens[k - 1]
    things = tok.key.startswith("ال") and tok.key.endswith("ات") and not tok.has(*PEOPLE)
    if not things or k in s.actors.starts or k in s.places.starts:
        return False
    personal = before.word.sort == "word" and not before.word.entries and not before.key.startswith("ال")
    return personal or before.has("title") and before.key.startswith("ال") and not before.key.endswith(("ه", "ات"))


def _is_counterpart(s: Sentence, k: int) -> bool:
    """True for `نظيره`, which is somebody else."""
    entry = s.tokens[k].entry("title")
    return entry is not None and entry.lemma == "نظير"


def last_word(name: Name) -> str:
    """The folded last word of a name: what a report goes on to call a person by."""
    return _last_word(name.text)


@lru_cache(maxsize=KEPT)
def _last_word(text: str) -> str:
    words = re.findall(r"\w+", fold_key(text))
    return words[-1] if words else ""


def _goes_on(s: Sentence, first: int, j: int) -> bool:
    """True where `و` joins one more speaker at token j."""
    tok = s.tokens[j]
    joined = tok.key.startswith("و") and any(m and m.span.start > tok.start for m in (s.starting(s.places, j), s.starting(s.actors, j)))
    if not has_conjunction(tok) and not joined:
        return tok.key == "و" and can_speak(s, j + 1)
    known = s.starting(s.actors, j) or s.starting(s.places, j)
    bare = tok.key.startswith("وال") and s.tokens[j - 1].key.startswith("ال") and not s.tokens[j - 1].word.entries
    return can_speak(s, j) and (known is not None or tok.has(*PEOPLE) or (bare and j - 1 == first))

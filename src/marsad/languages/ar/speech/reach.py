"""How far a speaker's name reaches beyond its noun phrase: body, place, person after a comma, abbreviation."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_verb, phrase_end
from marsad.languages.ar.speech.who import COMMAS, NEVER, QUOTES, THINGS, closing, hidden_preposition, is_deed

AFTER_TITLE = group("after_title")
DAY_WORDS = frozenset(
    "بينها بينهم بينهما منها مثل نقلا وفق وفقا بحسب حسب يوم امس اليوم مساء صباح ليل فجر ظهر "
    "السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه شمالي جنوبي شرقي غربي".split()
)


def further_end(s: Sentence, first: int, end: int) -> int:
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
    if s.tokens[first].has("document") and not tok.mark:
        return _issued(s, end)
    if (
        s.tokens[first].has("delegate")
        and tok.key == "من"
        and (side := s.starting(s.actors, end + 1))
        and not s.starting(s.places, end + 1)
    ):
        return side.last
    if tok.mark or not s.tokens[first].has("title", "source_noun", "actor_head", "people", "outlet", "post"):
        return end
    if tok.key == "الي" and (place := s.starting(s.places, end + 1)) and (person := person_after(s, first, place.last)) > place.last:
        return person
    if end == first + 1 < len(s.tokens) - 1 and tok.has("incident", "not_speaker") and s.tokens[first].has("title"):
        return end if s.tokens[first].key.startswith("ال") else max(end + 1, phrase_end(s, end + 1))
    if tok.has("dem") and s.tokens[end - 1].has("title") and not s.tokens[end - 1].key.startswith("ال") and end + 1 < len(s.tokens):
        return phrase_end(s, end + 1)
    if tok.key in AFTER_TITLE:
        return max(end, phrase_end(s, end + 1)) if end + 1 < len(s.tokens) else end
    if tok.key == "من" and s.key(end - 1) == "اكثر" and end + 1 < len(s.tokens):
        return max(end + 2, phrase_end(s, end + 2)) if end + 2 < len(s.tokens) else end + 2
    if tok.key == "من" and s.tokens[first].key.removeprefix("و").startswith("ال"):
        return end
    if tok.key == "ل" and _is_body(s, end + 1):
        return _attached(s, end + 1, end)
    if tok.key in ("في", "من", "عن", "ب", "لدي") and end + 1 < len(s.tokens) and not s.covering(s.times, end + 1):
        return _attached(s, end + 1, end)
    if has_clitic_preposition(tok) and not tok.key.startswith(("بان", "بانه")):
        return _clitic(s, end)
    return end


def _is_body(s: Sentence, j: int) -> bool:
    """True where a quoted body that is no outlet begins at j («الأمين العام لـ"حزب الله"»)."""
    if (
        j + 1 >= len(s.tokens)
        or not s.tokens[j].mark
        or s.tokens[j].mark not in QUOTES
        or s.has(j + 1, "outlet", "source_noun", "document")
    ):
        return False
    body = s.starting(s.actors, j + 1)
    return body is not None and s.starting(s.places, j + 1) is None and s.has(j + 1, "actor_head", "side")


def _issued(s: Sentence, end: int) -> int:
    """The end of a document's issuer: «بيان صادر عن الوزارة», «بيان للجيش»."""
    tok = s.tokens[end]
    if tok.key in ("صادر", "صادره", "صدر", "صدرت") and s.key(end + 1) == "عن" and end + 2 < len(s.tokens):
        mention = s.starting(s.actors, end + 2)
        return max(phrase_end(s, end + 2), mention.last if mention else end + 2)
    mention = s.starting(s.actors, end)
    return mention.last if mention and tok.key.startswith("ل") and not tok.has("outlet") else end


def person_after(s: Sentence, first: int, end: int) -> int:
    """The end of a person's name behind a title that names its body («القيادي في الحركة سامي الهاشمي إن»); else the same."""
    if not s.tokens[first].has("title", "post") or end >= len(s.tokens) or s.tokens[end].key.startswith("ال"):
        return end
    k = end
    while k < min(end + 5, len(s.tokens)) and (not s.tokens[k].word.entries or s.tokens[k].has("person")) and _is_personal(s, k):
        k += 1
    return k if k > end and k < len(s.tokens) and s.tokens[k].key in ("ان", "بان", "انه") else end


def _attached(s: Sentence, j: int, end: int) -> int:
    """The end of a place or body after `في` or `من` (`مصدر من المقاومة`, `ناشطون في المدينة`)."""
    tok = s.tokens[j]
    if tok.has("document", "not_speaker", "incident", "harm", "meeting", "ceasefire") or is_verb(tok):
        return end
    mention = s.starting(s.places, j) or s.starting(s.actors, j)
    if mention is not None:
        return _second_place(s, j, max(mention.last, phrase_end(s, j)))
    known = tok.has("place_head", "actor_head", "title", "source_noun", "site") or (tok.mark and closing(s, j) and s.key(j - 1) != "عن")
    return max(phrase_end(s, j), j) if known else end


def _second_place(s: Sentence, j: int, end: int) -> int:
    """The end of a second place that the same people are in («سكان في كرش والشريجة»): no state, which would speak for itself."""
    tok = s.tokens[end] if end < len(s.tokens) else None
    place = s.starting(s.places, end)
    if tok is None or place is None or s.starting(s.places, j) is None or not has_conjunction(tok):
        return end
    return end if place.id is None or "/" not in place.id else place.last


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
    if not s.tokens[first].has("title", "people", "post") or j >= len(s.tokens) or s.covering(s.times, j):
        return end
    person = s.starting(s.actors, j)
    if person is not None and person.sort == "named" and person.id and "/" in person.id and s.starting(s.places, j) is None:
        return person.last if person.last < len(s.tokens) and s.tokens[person.last].mark else end
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

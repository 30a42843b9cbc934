"""Places in a sentence: names of the gazetteer with their head words and directions, and unknown names after a head word."""

from __future__ import annotations

from collections.abc import Callable

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.clitics import is_common_noun
from marsad.languages.ar.phrases import OPEN_QUOTES, TANWIN, has_clitic_preposition, has_conjunction, is_nisba, is_verb, quoted_name, stops
from marsad.model.mention import Place

DIRECTIONS = frozenset("الشمالي الجنوبي الشرقي الغربي الشماليه الجنوبيه الشرقيه الغربيه الاوسط الشمال الجنوب الشرق الغرب".split())
HEADS = frozenset({"place_head", "place_word", "place_words", "building"})
APPOSED = frozenset("عاصمه مدينه بلده قريه".split())
AROUND = frozenset("المجاوره المحيطه الاخري المحرره المحتله المتاخمه المحاذيه المحاصره".split())
AROUND_IT = frozenset("مجاوره محاذيه حدوديه".split())
CAPITAL = "عاصمه"
INSIDE = frozenset("في داخل حول قرب خارج امام محيط وسط عند".split())
ROADS = frozenset({"طريق", "اوتوستراد"})
NO_NAME = frozenset("له لها لهم خصوصا لاسيما سيما تحديدا وسواها وغيرها غيرها قريبه ضخمه جديده سيطره نفوذ عده اخري مختلفه متفرقه واسعه سكنيه مدنيه خاضعه تواجد تمركز انتشار نفسه نفسها ذاتها".split())

Lookup = Callable[[Sentence, int], "tuple[int, int, list[str], bool] | None"]


def find_places(s: Sentence, lookup: Lookup) -> list[Place]:
    """The places of the sentence in order; `lookup` gives (last, clitic length, ids, ambiguous) of a name at a token."""
    out: list[Place] = []
    i = 0
    while i < len(s.tokens):
        made = _zone(s, i) or _named(s, i, lookup, out)
        if made is None and not s.tokens[i].word.classes.isdisjoint(HEADS):
            made = _headed(s, i, lookup) or _generic(s, i, lookup, out) or _its_own(s, i)
        if made is None and out and i - out[-1].last <= 1:
            made = _listed(s, i, out)
        if made:
            out.append(made)
        i = made.last if made else i + 1
    return out


def _zone(s: Sentence, i: int) -> Place | None:
    """«منطقة خفض التصعيد», «المنطقة العازلة»: ground that goes by what was agreed for it."""
    if i not in s.phrases or s.entry(i, "zone") is None:
        return None
    return _place(s, i, s.end_of(i, "zone"), None, ())


def _named(s: Sentence, i: int, lookup: Lookup, before: list[Place]) -> Place | None:
    """A gazetteer name, with its head words before it."""
    if (hit := lookup(s, i)) is None:
        return None
    last, clitic, ids, ambiguous = hit
    first = _heads_before(s, i, before[-1].last if before else 0)
    if ambiguous and first == i and not _telling(s, i, clitic, before):
        return None
    if clitic and s.text[s.tokens[i].start + clitic - 1] == "ك":
        return None
    if capital := _capital(s, i, last, lookup):
        last, ids = capital
    last = _road_end(s, first, _directions_after(s, last), lookup)
    return _place(s, first, last, clitic if first == i else None, tuple(ids))


def _capital(s: Sentence, i: int, last: int, lookup: Lookup) -> tuple[int, list[str]] | None:
    """(one past, ids) of the town that «العاصمة الليبية» names right behind: «العاصمة الليبية طرابلس»."""
    if last > i + 1 or s.tokens[i].word.stem != CAPITAL:
        return None
    k = _adjectives_after(s, last)
    hit = lookup(s, k) if k < len(s.tokens) else None
    return (hit[0], hit[2]) if hit and not hit[1] and not hit[3] else None


def _road_end(s: Sentence, first: int, last: int, lookup: Lookup) -> int:
    """One past the second town of a road («طريق حمص - دمشق»)."""
    if s.key(first) not in ROADS or last + 1 >= len(s.tokens) or s.tokens[last].mark not in ("-", "–"):
        return last
    second = lookup(s, last + 1)
    return second[0] if second else last


def _headed(s: Sentence, i: int, lookup: Lookup) -> Place | None:
    """A head word and the unknown name after it: «بلدة كفرعويد»."""
    tok = s.tokens[i]
    entry = tok.entry("place_head")
    if entry is None or tok.word.prefix.endswith(("ال", "لل")) or entry.code in ("direction", "edge", "border"):
        return None
    if tok.word.suffix not in ("", "ي") or tok.word.key.endswith("ا"):
        return None
    j = i + 1
    while j < len(s.tokens) and s.tokens[j].entry("place_head") and not s.tokens[j].word.prefix:
        j += 1
    if j < len(s.tokens) and s.tokens[j].mark in OPEN_QUOTES and s.tokens[j].mark:
        close = quoted_name(s, j)
        return _place(s, i, _directions_after(s, close), None, ()) if close else None
    if j >= len(s.tokens) or lookup(s, j) or stops(s, j) or has_conjunction(s.tokens[j]) or _names_nothing(s, j):
        return None
    if s.tokens[j].has("actor_head", "title", "people", "place_head", "trigger") or s.tokens[j].word.entries:
        return None
    last = j + 1
    while last < min(j + 3, len(s.tokens)) and _goes_on(s, last):
        last += 1
    return _place(s, i, _directions_after(s, last), None, ())


def _names_nothing(s: Sentence, j: int) -> bool:
    """True for a direction, an adverb or a common noun, which is no town's name."""
    tok = s.tokens[j]
    adverb = TANWIN.search(s.text, tok.start, tok.end) is not None
    return adverb or tok.key in DIRECTIONS or tok.key.removeprefix("و") in NO_NAME or (is_common_noun(tok.word) and tok.key not in AROUND_IT)


def _goes_on(s: Sentence, j: int) -> bool:
    """True where an unknown word without article or clitic goes on a name («معبر كرم أبو سالم»)."""
    tok = s.tokens[j]
    return tok.word.sort == "word" and not tok.word.entries and not stops(s, j) and not has_conjunction(tok) and not tok.key.startswith(("ال", "و"))


def _generic(s: Sentence, i: int, lookup: Lookup, before: list[Place]) -> Place | None:
    """A definite head word that stands for a place: «في المدينة», «جنوب غربي البلاد», «الحدود السورية», «المناطق المجاورة», «داخل المبنى»."""
    tok = s.tokens[i]
    if not tok.has("place_word", "place_words", "building") or not tok.word.prefix.endswith(("ال", "لل")):
        return None
    last = _adjectives_after(s, i + 1)
    if tok.word.stem == "جبهه" and last > i + 1 and s.key(i + 1) not in DIRECTIONS:
        return None
    if not tok.has("place_word") and not (last > i + 1 if tok.has("place_words") else _stands_inside(s, i)):
        return None
    first = _directions_before(s, i, before[-1].last if before else 0)
    if first == i and i and s.has(i - 1, "place_head", "actor_head", "title") and not (s.has(i - 1, "place_prep") or has_clitic_preposition(tok)):
        return None
    return _place(s, first, _border_end(s, i, last, lookup), None, ())


def _stands_inside(s: Sentence, i: int) -> bool:
    """True where the building at i is where something happens, not what is struck."""
    return s.key(i - 1).removeprefix("و") in INSIDE or "ب" in s.tokens[i].word.prefix.removesuffix("ال")


def _directions_before(s: Sentence, i: int, floor: int) -> int:
    """The token at which «جنوب غربي» before the country begins."""
    j = i
    while j > floor and (entry := s.tokens[j - 1].entry("place_head")) and entry.code == "direction" and s.tokens[j - 1].word.suffix in ("", "ي"):
        j -= 1
        if s.tokens[j].word.prefix:
            break
    return j


def _adjectives_after(s: Sentence, last: int) -> int:
    """One past the directions, nationalities and neighbourhoods that describe a place («الحدود السورية - التركية»)."""
    while last < len(s.tokens):
        dash = s.tokens[last].mark in ("-", "–") and bool(s.tokens[last].mark)
        key = s.key(last + dash)
        named = key.startswith("ال") and key[2:] not in NO_NAME and is_nisba(s.tokens[last + dash]) and not s.has(last + dash, "actor_head", "prep")
        if not (named or key in DIRECTIONS or key in AROUND):
            return last
        last += dash + 1
    return last


def _border_end(s: Sentence, i: int, last: int, lookup: Lookup) -> int:
    """One past «الحدود بين X وY» and «الحدود مع X»."""
    if s.tokens[i].word.stem != "حدود" or s.key(last) not in ("مع", "بين") or last + 1 >= len(s.tokens):
        return last
    far = lookup(s, last + 1)
    if far is None or s.key(last) == "مع" or far[0] >= len(s.tokens) or not has_conjunction(s.tokens[far[0]]):
        return far[0] if far else last
    second = lookup(s, far[0])
    return second[0] if second else last


def _its_own(s: Sentence, i: int) -> Place | None:
    """«ريفها», «وضواحيها»: what lies around the place that the pronoun means."""
    tok = s.tokens[i]
    entry = tok.entry("place_head")
    if entry is None or entry.code not in ("countryside", "suburb", "edge") or tok.word.suffix not in ("ها", "ه"):
        return None
    return _place(s, i, _directions_after(s, i + 1), None, ())


def _heads_before(s: Sentence, i: int, floor: int) -> int:
    """The token at which the head words before a name begin."""
    if s.tokens[i].word.key[:1] in "بلوك" and not s.tokens[i].word.entries and has_clitic_preposition(s.tokens[i]):
        return i
    j = i
    while j > floor:
        tok = s.tokens[j - 1]
        if j - 2 >= floor and is_nisba(tok) and tok.key.startswith("ال") and s.tokens[j - 2].word.stem in APPOSED and s.has(j - 2, "place_word"):
            j -= 1
            continue
        entry = tok.entry("place_head") or tok.entry("place_word")
        if entry is None or tok.word.suffix not in ("", "ي") or (tok.word.prefix.endswith(("ال", "لل")) and tok.word.stem not in APPOSED):
            break
        j -= 1
        if tok.word.prefix:
            break
    return j


def _directions_after(s: Sentence, last: int) -> int:
    while last < len(s.tokens) and s.tokens[last].key in DIRECTIONS:
        last += 1
    return last


def _telling(s: Sentence, i: int, clitic: int, before: list[Place]) -> bool:
    """True where an ambiguous name stands as a place does: after a preposition of place or in a list of places."""
    if clitic and s.tokens[i].word.key.lstrip("و")[:1] == "ب":
        return True
    j = i - 1
    if j >= 0 and s.has(j, "place_prep"):
        return not clitic or has_conjunction(s.tokens[i])
    if before and before[-1].last >= i - 1 and (i == before[-1].last or s.tokens[i - 1].mark in ("،", ",")):
        return True
    return False


def _place(s: Sentence, first: int, last: int, clitic: int | None, ids: tuple[str, ...]) -> Place:
    start = s.tokens[first].start + (clitic if clitic is not None else s.tokens[first].word.prefix_length)
    span = s.span_of(first, last)._replace(start=start)
    head = s.tokens[first].entry("place_head")
    return Place(first, last, span, span.of(s.text), ids[0] if len(ids) == 1 else None, ids, head.code if head else None)


def _listed(s: Sentence, i: int, before: list[Place]) -> Place | None:
    """An unknown name that goes on a list which a plural or dual head word began: «على منطقتي الأولى والثانية»."""
    if not before or not (opened := _open_list(s, before, i)):
        return None
    tok = s.tokens[i]
    joined = has_conjunction(tok) or s.tokens[i - 1].mark in ("،", ",")
    if not joined or tok.word.entries or tok.mark or is_verb(tok) or tok.word.sort != "word" or has_clitic_preposition(tok):
        return None
    if _names_nothing(s, i) or tok.key.startswith("ال") and is_nisba(tok):
        return None
    last = i + 1
    while opened and last < min(i + 3, len(s.tokens)) and _goes_on(s, last):
        last += 1
    return _place(s, i, _directions_after(s, last), raw_clitic(s, i), ())


def _open_list(s: Sentence, before: list[Place], i: int) -> bool:
    """True where token i follows a place of a list without a gap, and the list began with a plural or dual head."""
    at = i - 1 if s.tokens[i - 1].mark in ("،", ",") else i
    for place in reversed(before):
        if place.last != at:
            return False
        entry = s.tokens[place.first].entry("place_head")
        if entry:
            return entry.shape in ("pl", "dual")
        at = place.first - 1 if place.first and s.tokens[place.first - 1].mark in ("،", ",") else place.first
    return False


def raw_clitic(s: Sentence, i: int) -> int:
    """How many characters of an unknown word are its conjunction."""
    word = s.tokens[i].word
    return word.prefix_length or (1 if word.key.startswith("و") and len(word.key) > 3 and s.tokens[i - 1].mark not in ("،", ",") else 0)

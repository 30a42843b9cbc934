"""Noun phrases: how far a name or description reaches, and how a list of them joined by `و` comes apart."""

from __future__ import annotations

from itertools import pairwise

from marsad.grammar.sentence import Sentence, Token
from marsad.languages.ar.groups import group
from marsad.languages.ar.looks import EVENTS
from marsad.model.claim import Name
from marsad.model.mention import Mention, Number

OPEN_QUOTES = frozenset('«"“‹')
CLOSE_QUOTES = frozenset('»"”›')
NEVER_INSIDE = group("beside_name")
STRUCK = ("incident", "incident_by", "building", "site", "place_head", "place_word")
SOUND_PLURAL = ("ون", "ين")  # nothing follows it as its owner: in a construct the ن falls
LIMIT = 9
BOUNDARIES = frozenset("؛ : ; ، , في فيما بينما حيث".split())  # where a clause may end


def is_verb(tok: Token) -> bool:
    """True where the word is a verb by the lexicon, or an unknown word that looks like one in the present."""
    return tok.word.verbal


def has_clitic_preposition(tok: Token) -> bool:
    """True where the word carries `ب`, `ل` or `ك` in its best reading (or unmistakably: `بال`, `لل`)."""
    return tok.word.preposed


def has_conjunction(tok: Token) -> bool:
    """True where the word carries `و` or `ف`."""
    return tok.word.joined


def is_nisba(tok: Token) -> bool:
    """True where an unknown word has the look of an adjective of relation (`الإسلامية`, `الشرقي`)."""
    return tok.word.nisba


def stops(s: Sentence, j: int) -> bool:
    """True where a noun phrase that began earlier cannot go on at token j."""
    word = s.tokens[j].word
    if (word.verbal or word.key == "علي") and _is_surname(s, j):
        return False
    if word.stops or j in s.times.starts:
        return True
    return j in s.phrases and (s.has(j, "prep", "sub") or s.has(j, *EVENTS) and not word.prefix.endswith("ال"))


def _is_surname(s: Sentence, j: int) -> bool:
    """True for an unknown word with the look of a verb between a name and «إن» («علي يلدريم إن»), for «سيف الحق» and «بن علي»."""
    tok = s.tokens[j]
    if j == 0 or tok.word.prefix or not (tok.word.verbal or tok.key == "علي"):
        return False
    before, here = s.tokens[j - 1], s.text[tok.start : tok.end]
    if tok.key == "علي":
        return here == "علي" and before.key in ("بن", "ابن", "ابو")
    if here == "الحق":
        return before.word.sort == "word" and not before.key.startswith("ال") and not is_verb(before)
    after = s.tokens[j + 1] if j + 1 < len(s.tokens) else None
    named = before.word.sort == "word" and (
        not before.word.entries or before.has("title", "person", "prep") and before.key in ("علي", "بن")
    )
    return named and not tok.word.entries and after is not None and s.text[after.start : after.end] in ("إن", "إنه", "إنها", "إنهم")


def phrase_end(s: Sentence, i: int, *, limit: int = LIMIT) -> int:
    """One past the last token of the noun phrase that begins at token i (i itself where none does).

    A quoted name inside it (`تنظيم «داعش»`) goes whole; a word joined by `و` ends it.
    """
    toks, actors, places = s.tokens, s.actors.starts, s.places.starts
    end = min(len(toks), i + limit)
    j = _first_step(s, i) if i < end else i
    while i < j < end:
        word = toks[j].word
        if word.mark and word.mark in OPEN_QUOTES:
            if not (close := _quoted_inside(s, i, j)):
                break
            j = close
        elif word.joined:
            break
        elif mention := actors.get(j) or places.get(j):
            if _has_ended(s, i, j) or is_glued(s, j) or word.preposed or _is_next_thing(s, i, j) or breaks_agreement(s, i, j):
                break
            j = mention.last
        elif stops(s, j) or breaks_agreement(s, i, j) or _has_ended(s, i, j):
            break
        else:
            j += 1
    return j


def is_glued(s: Sentence, j: int) -> bool:
    """True for a name that `و` joins where only the gazetteer tells it from the first letter («قطر ومصر»)."""
    mention = s.actors.starts.get(j) or s.places.starts.get(j)
    return mention is not None and mention.span.start > s.tokens[j].start and s.text[s.tokens[j].start] == "و"


def _has_ended(s: Sentence, i: int, j: int) -> bool:
    """True where a definite side that begins at i is whole at j: what follows with the article is another («الجيش | الحوثيين»)."""
    actor, other, tok = s.actors.starts.get(i), s.actors.starts.get(j), s.tokens[j]
    if actor is None or actor.last != j or not has_article(s, j):
        return False
    if not has_article(s, i):  # «اغتالت إسرائيل | القيادي»
        return actor.sort == "named" and actor.id is not None and j == i + 1 and tok.has("title") and not tok.has("quality", "mode")
    if actor.sort == "title":  # «النائب | الحكومة», «الرئيس | الحرب»
        return j == i + 1 and not tok.word.nisba and not tok.has("title") and tok.has("actor_head", "incident", "harm", "ceasefire")
    if other is not None:
        return other.sort != "title" and not tok.has("title") and (other.sort != "adjective" or tok.key.endswith(("يين", "يون")))
    alike = s.tokens[i].key.endswith(("ه", "ات")) and tok.key.endswith("ه")  # «القوات المهاجمة»
    thing = any(e.pos == "noun" for e in tok.word.entries) and not tok.has("mode", "quality", "national", "side_word")
    return thing and not alike and not tok.word.nisba or tok.key.endswith("ات") and not s.tokens[i].key.endswith("ات")


def _first_step(s: Sentence, i: int) -> int:
    """One past the first part of a noun phrase at i: a quoted name, a known actor, or one word; i itself where none begins."""
    word = s.tokens[i].word
    if word.mark and word.mark in OPEN_QUOTES:
        return _quoted_inside(s, i, i) or i
    actor = s.actors.starts.get(i)
    if actor and (actor.id or _is_inside(s, actor)):
        return actor.last
    return i if actor is None and stops(s, i) else i + 1


def _quoted_inside(s: Sentence, i: int, j: int) -> int:
    """One past a name quoted from token j on in a phrase from i; 0 where it is speech, or the phrase's own quotation ended before."""
    return 0 if s.tokens[j].depth < s.tokens[i].depth else quoted_name(s, j)


def _is_next_thing(s: Sentence, i: int, j: int) -> bool:
    """True where a side has been named from i to j and a place with its head word follows: «طائرات حربية بلدة سرمدا»."""
    place = s.places.starts.get(j)
    if place is None or place.head is None or place.head == "direction":
        return False
    actor = s.actors.starts.get(i)
    return actor is not None and actor.last <= j


def breaks_agreement(s: Sentence, i: int, j: int) -> bool:
    """True where token j cannot belong to the phrase from i by its article: «43 فصيلاً معارضاً | الهدن», «الفصائل | قرار».

    After tanwin nothing definite goes on; after a definite word no common noun without the article does (a person's
    name after a title may: «الجنرال سيرغي»).
    """
    before, here = s.tokens[j - 1], s.tokens[j]
    if here.word.tanwin and not s.tokens[i].word.tanwin or here.key in NEVER_INSIDE:
        return True
    if before.mark or here.mark:
        return False
    if j > i and here.has("posted") and here.key.startswith("ال"):  # «دبابات الاحتلال | المتمركزة شرق أ»
        return True
    if j > i and here.has("abstract", "named_act") and here.key.startswith("ال") and i in s.actors.starts and before.key.startswith("ال"):
        return True  # «احتلت السعودية | المرتبة الثانية»
    if here.key.startswith("و") and here.key.endswith(("ها", "هم")) and not here.word.entries:  # «الدعم السريع | وتكبيدها خسائر»
        return True
    if _is_object_of_band(s, before, here) or here.word.suffix and here.has("stance", "stance_of_verb") and before.key.startswith("ال"):
        return True
    definite = has_article(s, j)
    if definite and (_is_band(before) or j - 1 > i and s.tokens[i].has("actor_head") and _is_indefinite_kind(before)):
        return True
    if before.word.tanwin:
        return definite or j in s.actors.starts
    if before.word.nisba and (place := s.places.starts.get(j)) and place.head and place.head != "direction":
        return True
    if definite or not before.key.startswith("ال") or s.tokens[i].has("title"):
        return False
    return here.word.common or here.key.endswith("ات") and not here.word.nisba


def has_article(s: Sentence, j: int) -> bool:
    """True where the word at j begins with the article: not for «إلقاء», nor for «التزامه», which has a pronoun."""
    tok = s.tokens[j]
    return tok.key.startswith("ال") and s.text[tok.start] not in "أإآ" and not (tok.word.suffix and tok.word.entries)


def _is_object_of_band(s: Sentence, before: Token, here: Token) -> bool:
    """True for «مسلحون | طبيبا»: an accusative behind an indefinite sound plural in the nominative."""
    accusative = s.text[here.start : here.end].endswith(("ا", "اً", "ًا"))
    return accusative and _is_band(before) and (here.has("people") or not here.key.endswith(("وا", "يا")))


def _is_indefinite_kind(tok: Token) -> bool:
    """True for «حربية» in «طائرات حربية»: behind it nothing definite belongs to the phrase."""
    return tok.has("mode", "national", "craft", "quality") and not tok.key.startswith(("ال", "وال", "لل")) and not tok.has("actor_head")


def _is_band(tok: Token) -> bool:
    """True for «مسلحون», «ناشطون»: an indefinite sound plural in the nominative, which owns nothing behind it."""
    indefinite = tok.key.endswith("ون") and not tok.key.startswith("ال") and not tok.word.prefix.endswith(("ال", "لل"))
    return indefinite and tok.has("actor_head", "people", "title", "national", "source_noun")


def subject_end(s: Sentence, first: int, end: int) -> int:
    """One past the subject in tokens [first, end): it ends where a noun phrase of its own begins («قوات النظام | بلدة كفرنبل»)."""
    return next((k for k in range(first + 1, end) if _begins_phrase(s, first, k)), end)


def is_accusative(s: Sentence, k: int) -> bool:
    """True for an indefinite object by its ending: «مواطناً», and «مركزا» where the lexicon knows the noun without its alef."""
    tok = s.tokens[k]
    if s.text[tok.start : tok.end].endswith("ً"):
        return True
    if not tok.key.endswith("ا") or tok.word.suffix or tok.key.startswith("ال"):
        return False
    if k in s.places.starts and not (k and is_accusative(s, k - 1)):  # «روسيا», but «جنديا سوريا»
        return False
    return any(e.pos == "noun" and e.shape == "sg" and e.lemma[-1] not in "اىءأ" for e in tok.word.entries)


def is_dual(tok: Token, ending: str) -> bool:
    """True for an indefinite dual noun with that ending («مسيرتين»)."""
    return tok.key.endswith(ending) and any(e.shape == "dual" and e.pos == "noun" for e in tok.word.entries) and not tok.word.prefix


def numbers_unit(s: Sentence, number: Number) -> bool:
    """True for the number of a unit («قائد اللواء 107 مشاة»), which counts nobody."""
    unit = s.entry(number.first - 1, "actor_head") if number.first else None
    return unit is not None and unit.code == "unit" and unit.shape == "sg" and not s.tokens[number.first - 1].word.suffix


def is_other_people(here: Token, before: Token) -> bool:
    """True where «المدنيين» follows a singular word, or one of another case («القوات الحكومية | المدنيين», «الجيش | المسلحين»)."""
    head = before.entry("actor_head")
    one = (
        before.key.endswith("ه")
        or before.key.endswith("ون")
        and here.key.endswith("ين")
        or head is not None
        and head.shape == "sg"
        and not before.has("people")
    )
    return here.has("people") and here.key.endswith(SOUND_PLURAL) and one


def _begins_phrase(s: Sentence, first: int, k: int) -> bool:
    """True where the word at k neither belongs to nor describes what stands before: a figure, an accusative, an indefinite after «ال»."""
    here, before = s.tokens[k], s.tokens[k - 1]
    if here.mark or before.mark:
        return False
    if is_dual(here, "ين") and not is_dual(s.tokens[first], "ين") and s.tokens[first].has("actor_head"):  # «فصائل مسلحة | مسيرتين»
        return True
    if here.has("number"):
        return True
    if (accusative := is_accusative(s, k)) != is_accusative(s, k - 1):
        return accusative
    if here.key.startswith("ال") and _begins_definite(s, first, k):
        return True
    if before.key.startswith(("ال", "وال")) and here.has("people") and here.key.endswith("ين") and not here.word.prefix:
        return True
    if here.has("title") and k - 1 > first and before.key.endswith(SOUND_PLURAL) and s.tokens[first].key.endswith(SOUND_PLURAL):
        return not here.key.endswith(SOUND_PLURAL)  # «مسلحون مجهولون | مدير»
    if here.key.startswith(("ال", "وال")) or here.has("title"):
        return False
    if before.key.endswith(SOUND_PLURAL) and any(t.has("people", "actor_head", "national") for t in (before, s.tokens[first])):
        return not here.key.endswith(SOUND_PLURAL) and not here.has("national", "quality")
    described = _describes(before) and (before.key.startswith(("ال", "لل", "بال")) or k > first + 1)
    if (place := s.starting(s.places, k)) and place.head and place.head != "direction":
        flies = (head := s.tokens[first].entry("actor_head")) is not None and head.code == "weapon"
        return described or flies or before.key.startswith("ال") or k in s.places.ends
    people = here.entry("people")
    if people is not None and people.shape == "pl" and here.key.endswith("ي") and described:
        return True
    if here.word.sort != "word" or is_nisba(here) or here.has("mode", "quality", "national") or here.has("craft") and before.has("craft"):
        return False
    return described or (before.key.startswith("ال") and bool(here.word.entries))


def _begins_definite(s: Sentence, first: int, k: int) -> bool:
    """True where the word with the article at k is a man behind a body, a thing that is struck, other people, another body."""
    here, before = s.tokens[k], s.tokens[k - 1]
    definite = before.key.startswith("ال")
    if k in s.phrases and any(e.cls == "incident" for _, e in s.phrases[k]):  # «قوات الأمن | القبض على»
        return True
    if definite and before.key.endswith(("ات", "ه")) and before.has("actor_head") and _is_man(here):
        return True
    if definite and (here.has(*STRUCK) or is_other_people(here, before)):
        return True
    if before.key.startswith(("ال", "لل", "وال", "بال")) and _is_another(s, first, k):
        return True
    if before.has("actor_head") and _is_indefinite_plural(before):
        return True
    return k - 1 > first and _is_indefinite_kind(before)


def _is_man(tok: Token) -> bool:
    """True for «الصحفي», a man by his calling, who does not describe «السلطات»."""
    calling = tok.entry("title") or tok.entry("people")
    return tok.key.startswith("ال") and tok.key.endswith("ي") and calling is not None and calling.shape == "sg"


def _is_another(s: Sentence, first: int, k: int) -> bool:
    """True for a body or an officer behind a definite name, which no noun can describe («السلطات العراقية | التنظيم»)."""
    entry = s.tokens[k].entry("actor_head") or s.tokens[k].entry("title")
    if entry is None or s.tokens[first].has("title") or entry.pos != "noun" or is_nisba(s.tokens[k]):
        return False
    return entry.cls == "title" or entry.code in ("group", "unit", "body")


def _is_indefinite_plural(tok: Token) -> bool:
    """True for «مسلحون», which owns nothing and is described by nothing definite."""
    return tok.key.endswith(SOUND_PLURAL) and not tok.word.prefix.endswith(("ال", "لل"))


def _describes(tok: Token) -> bool:
    """True for an adjective of relation or kind, known or by its look."""
    return tok.has("mode", "quality", "national", "craft") or (is_nisba(tok) and not tok.has("actor_head", "title"))


def quoted_name(s: Sentence, j: int) -> int:
    """One past the closing mark of a short quotation that begins at j and holds a name; 0 where it is speech."""
    for k in range(j + 1, min(j + 7, len(s.tokens))):
        tok = s.tokens[k]
        if tok.mark in CLOSE_QUOTES and tok.mark:
            return k + 1 if k > j + 1 else 0
        if tok.mark or tok.has("sub", "rel") or is_verb(tok):
            return 0
    return 0


def names_from(s: Sentence, i: int, *, most: int = 6) -> tuple[list[Name], int]:
    """The names of a list that begins at token i (`X وY وZ`, `X، Y وZ`), and one past its last token."""
    out: list[Name] = []
    j = i
    while len(out) < most and (end := phrase_end(s, j)) > j:
        while adjectives_go_on(s, j, end):
            end = phrase_end(s, end) if phrase_end(s, end) > end else end + 1
        out.append(name(s, j, end))
        if end >= len(s.tokens) or not (has_conjunction(s.tokens[end]) or is_apart(s, end) or is_glued(s, end)):
            return out, end
        j = end + is_apart(s, end)
    return out, j


def is_apart(s: Sentence, at: int) -> bool:
    """True for the `و` that stands by itself before a name in quotation marks or an actor («قوات "أ" و"ب"»)."""
    if s.key(at) != "و" or at + 1 >= len(s.tokens):
        return False
    quoted = bool(s.tokens[at + 1].mark) and s.tokens[at + 1].mark in OPEN_QUOTES
    return s.starting(s.actors, at + 1 + quoted) is not None


def adjectives_go_on(s: Sentence, first: int, end: int) -> bool:
    """True where `والمقاتلة` after `الفصائل الإسلامية` is a second adjective of the same name."""
    if end >= len(s.tokens) or end - first < 2 or not has_conjunction(s.tokens[end]):
        return False
    here, before = s.tokens[end], s.tokens[end - 1]
    if (actor := s.starting(s.actors, end)) and (actor.id or actor.last > end + 1):
        return False
    alike = before.key.startswith("ال") == here.key.startswith("وال")
    return is_nisba(before) and alike and (is_nisba(here) and before.key.startswith("ال") or here.key.endswith("له"))


def _is_inside(s: Sentence, mention: Mention) -> bool:
    """True where a group is named behind the word for its fighters («مقاتلو الدولة»)."""
    return mention.span.start > s.tokens[mention.first].end


def name(s: Sentence, first: int, last: int) -> Name:
    """Tokens [first, last) as a name, with the id of the actor or place that fills it; quotes around it are left out."""
    while first < last and s.tokens[first].mark:
        first += 1
    mention = s.starting(s.actors, first) or s.starting(s.places, first)
    if mention and mention.last == last and _is_inside(s, mention):
        return Name(mention.text, mention.span, mention.id)
    made = s.name(first, last)
    if made.text.endswith(("»", '"', "”")) and not any(q in made.text[:-1] for q in '«"“'):
        made = s.name(first, last - 1)
    span = made.span
    if mention and span.start < mention.span.start < s.tokens[first].end:  # «لحلف شمال الأطلسي»: the gazetteer knows the clitic
        span = span._replace(start=mention.span.start)
    return Name(span.of(s.text), span, mention.id if mention else None)


def clause(s: Sentence, i: int) -> tuple[int, int]:
    """Tokens [first, last) of the clause around token i: bounded by commas before a verb, and by clause openers."""
    kept: list[tuple[int, int]] | None = s.memo.get("clauses")
    if kept is None:
        kept = s.memo["clauses"] = _clauses([j for j, key in enumerate(s.keys) if key in BOUNDARIES and _bound(s, j)], len(s.tokens))
    return kept[min(i, len(s.tokens))]


def _clauses(bounds: list[int], size: int) -> list[tuple[int, int]]:
    """The clause of each token and of the end; a bound itself stands in both the clauses that it parts.

    >>> _clauses([2], 4)
    [(0, 2), (0, 2), (0, 4), (3, 4), (3, 4)]
    """
    out: list[tuple[int, int]] = []
    first = 0
    for bound, after in pairwise([*bounds, size]):
        out += [(first, bound)] * (bound - len(out))
        out.append((first, after))
        first = bound + 1
    return out + [(first, size)] * (size + 1 - len(out))


def _bound(s: Sentence, j: int) -> bool:
    tok = s.tokens[j]
    if tok.mark:
        return tok.mark in "؛:;" or (tok.mark in "،," and _opens_clause(s, j + 1))
    if tok.key == "في":
        return s.entry(j, "sub") is not None and s.entry(j, "adverb") is None
    return tok.key in ("فيما", "بينما", "حيث")


def _opens_clause(s: Sentence, j: int) -> bool:
    return j < len(s.tokens) and (is_verb(s.tokens[j]) or s.has(j, "sub", "aux", "conj")) and s.entry(j, "adverb") is None

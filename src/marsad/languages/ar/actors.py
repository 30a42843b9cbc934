"""Actors in a sentence: names of the theatres, and descriptions built on a head word (`قوات`, `فصائل`, `مسلحو`, a title)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import (
    breaks_agreement,
    has_article,
    has_clitic_preposition,
    has_conjunction,
    is_nisba,
    is_other_people,
    is_verb,
    phrase_end,
    quoted_name,
    subject_end,
)
from marsad.languages.ar.speech.parts import is_deed_of_article
from marsad.model.mention import Actor
from marsad.model.span import Span

HEADS = frozenset({"actor_head", "title"})
SIDES = frozenset({"ally", "band", "side_word"})
BEGINNINGS = HEADS | SIDES
MEMBERS = frozenset({"مقاتل", "مسلح", "عنصر"})
PRONOUNS = frozenset({"ه", "ها", "هم", "هما"})
CONFLICT = group("party_to")
ACTS = ("incident", "incident_by", "light", "harm", "speech", "ability")
OTHERS = ("actor_head", "incident", "harm", "ceasefire", "war")
ADJECTIVES = 3
FORCES = ("force", "unit", "group")
STRIKING = frozenset({"hit", "shelling", "air_strike", "assault", "fire", "burst"})
DOINGS = frozenset({"عمليه", "حمله"})
DEEDS = frozenset({"explosion", "suicide_bombing", "assault", "strike", "shelling", "air_strike"})
DONE = group("deed")
OPENING = frozenset({"فتح", "بفتح", "لفتح", "وفتح"})
Lookup = Callable[[int], "tuple[int, int, list[str], str] | None"]


def find_actors(s: Sentence, names: Collection[int], lookup: Lookup) -> list[Actor]:
    """The actors of the sentence in order, each at its fullest; `names` are the tokens at which `lookup` knows a name."""
    out: list[Actor] = []
    floor = 0
    for i in sorted({*names, *s.having(*BEGINNINGS)}):
        if i < floor:
            continue
        classes = s.tokens[i].word.classes
        made = None if classes.isdisjoint(HEADS) else _described(s, i, lookup)
        if made := made or _named(s, i, lookup) or (None if classes.isdisjoint(SIDES) else _of_a_side(s, i, lookup)):
            out.append(made)
            floor = made.last
    return out


def _named(s: Sentence, i: int, lookup: Lookup) -> Actor | None:
    if (hit := lookup(i)) is None:
        return None
    last, clitic, ids, usage = hit
    if clitic and s.text[s.tokens[i].start + clitic - 1] == "ك":
        return None
    if last == i + 1 and _is_common(s, i):
        return None
    if usage == "adjective" and last == i + 1:
        return _actor(s, i, last, clitic, ids, "adjective")
    while last < len(s.tokens) and _goes_on(s, last) and not _is_other_noun(s, i, last, lookup):
        last += 1
    if s.tokens[i].has("actor_head"):
        last = _whose(s, i, last, lookup)
    return _actor(s, i, last, clitic, ids, "named")


def _is_common(s: Sentence, i: int) -> bool:
    """True where a name of one word is a common word: «قصف بري», «إعادة فتح المعبر»."""
    if s.has(i, "mode") and s.has(i - 1, "incident", "named_act", "weapon"):
        return True
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    if s.key(i) not in OPENING or after is None or after.mark or is_verb(after):
        return False
    return after.key.startswith("ال") and not is_nisba(after) or s.has(i + 1, "place_head", "building", "site")


def _goes_on(s: Sentence, j: int) -> bool:
    """True for a definite adjective of relation that goes on a known name («الجيش الوطني الليبي»)."""
    tok = s.tokens[j]
    return is_nisba(tok) and tok.key.startswith("ال") and not tok.has("prep", "title") and not is_other_people(tok, s.tokens[j - 1])


def _described(s: Sentence, i: int, lookup: Lookup) -> Actor | None:
    tok = s.tokens[i]
    entry = tok.entry("actor_head") or tok.entry("title")
    if entry is None or entry.code in ("side", "member") and not _has_owner(s, i, entry, lookup):
        return None
    if entry.shape == "sg" and _is_quality(s, i):
        return None
    if s.has(i + 1, "no_body") or tok.has("crowd") and tok.has("craft") and not _flies(s, i):
        return None
    if tok.word.suffix and not (tok.word.suffix == "ي" and entry.code == "side"):
        return None
    if (entry.lemma in MEMBERS or _is_part(s, i, entry, lookup)) and (group := _group_of(s, i, entry, lookup)):
        return group
    joined = i + 1 < len(s.tokens) and (has_conjunction(s.tokens[i + 1]) or _is_apart(s, i))
    last = i + 1 if joined else max(phrase_end(s, i + 1), i + 1)
    if entry.cls == "actor_head":
        last = subject_end(s, i, last)
    elif not joined:
        last = max(last, phrase_end(s, i))
        last = next((k for k in range(i + 1, last) if s.tokens[k].has("fallen") or _is_other_party(s, i, k, lookup)), last)
    hit = lookup(i)
    if hit and s.has(hit[0], "place_head", "building"):
        last = min(last, hit[0])
    if entry.cls == "actor_head":
        last = next(
            (j for j in range(i + 1, last) if _begins_object(s, i, j) or _is_other_noun(s, i, j, lookup) or s.key(j) in DOINGS), last
        )
    if hit and entry.cls == "actor_head" and hit[0] < last and _ends_known_name(s, hit[0]):
        last = hit[0]
    if hit and hit[0] >= last:
        return None
    if entry.cls == "actor_head" and (hit is None or hit[0] < last):
        last = _whose(s, i, last, lookup)
    if entry.code in FORCES and last == i + 1 and last + 1 < len(s.tokens) and s.key(last).isdigit() and s.has(last + 1, "month"):
        last += 2  # «حركة 23 مارس»
    if entry.code == "unit" and last == i + 1 and last < len(s.tokens) and s.key(last).isdigit():
        last += 1
    if last == i + 1 and hit is None and not tok.word.prefix.endswith(("ال", "لل")) and not _stands_alone(entry):
        return None
    return _actor(s, i, last, tok.word.prefix_length, hit[2] if hit else [], entry.cls)


def _is_quality(s: Sentence, i: int) -> bool:
    """True where «إرهابي» describes the deed before it («تفجير إرهابي», «العمل الإرهابي»), and is no man."""
    if not i or not s.has(i, "quality") or has_article(s, i) != has_article(s, i - 1) or s.tokens[i - 1].word.verbal:
        return False
    act = s.entry(i - 1, "incident")
    return act is not None and act.code in DEEDS or s.tokens[i - 1].word.stem in DONE


def _flies(s: Sentence, i: int) -> bool:
    """True where «مسيرة» is a drone by what it does or how it is called («استهدفت مسيرات», «مسيرة انتحارية»), no march."""
    if s.has(i + 1, "of_drone") or s.has(i + 1, "national") and not s.among(i + 2, i + 4, "crowd", "quality"):
        return True
    doing = (e for cls in ("light", "incident", "launch") if i and (e := s.entry(i - 1, cls)) is not None)
    return any(e.pos == "verb" and e.code in STRIKING for e in doing)


def _whose(s: Sentence, i: int, last: int, lookup: Lookup) -> int:
    """One past whom the side at i is loyal to («القوات الموالية | للرئيس سالم العلي»); `last` where it is not said."""
    tok = s.tokens[last] if i + 1 < last < len(s.tokens) else None
    if tok is None or not s.has(last - 1, "loyal") or not tok.key.startswith("ل"):
        return last
    hit = lookup(last)
    if tok.key == "ل" and (quoted := quoted_name(s, last + 1)):  # «الموالية لـ"صالح"»
        return quoted
    if not tok.word.prefix.startswith("ل") and not (hit and hit[1]):
        return last
    named = hit is not None and not s.has(last, "title", "actor_head")
    whole = max(hit[0] if hit else 0, 0 if named or last + 1 >= len(s.tokens) else phrase_end(s, last + 1), last + 1)
    if s.key(whole) == "المعترف" and s.key(whole + 1) in ("به", "بها"):
        whole += 2 + (s.key(whole + 2) == "دوليا")
        whole = max(whole, phrase_end(s, whole))
    return next((k for k in range(last + 1, whole) if s.tokens[k].has(*ACTS)), whole)


def _is_apart(s: Sentence, i: int) -> bool:
    """True where what stands behind the title at i is no part of it: his own stance («الرئيس | إنكاره»), «ناشطون | الجيش»."""
    after = s.tokens[i + 1]
    stance = bool(after.word.suffix) and after.has("stance", "stance_of_verb") and has_article(s, i)
    return stance or s.tokens[i].key.endswith("ون") and breaks_agreement(s, i, i + 1)


def _ends_known_name(s: Sentence, j: int) -> bool:
    """True where a word that is no adjective follows a known name: «حركة حماس | سامي الهاشمي», «قوات هادي | التقدم»."""
    tok = s.tokens[j]
    if tok.has("incident", "incident_by") and tok.key.startswith("ال") and not is_nisba(tok):
        return True
    return not (tok.mark or tok.key.startswith("ال") or is_nisba(tok))


def _begins_object(s: Sentence, i: int, j: int) -> bool:
    """True for the control that a side takes («تنظيم داعش | السيطرة على …»), or the town («المقاتلون | القنيطرة»): no part of its name."""
    place = s.starting(s.places, j)
    if place and place.id and has_article(s, i) and not is_nisba(s.tokens[j]) and s.tokens[j].key.startswith("ال"):
        return True
    return s.key(j) in ("السيطره", "سيطرته", "سيطرتها") and s.key(j + 1) == "علي"


def _is_other_noun(s: Sentence, i: int, j: int, lookup: Lookup) -> bool:
    """True where another party or thing, no adjective, follows a definite side («المعارضة | النظام», «الجيش | الحوثيين»)."""
    key, head = s.key(j), s.entry(i, "actor_head")
    if head is None or not has_article(s, i) or not has_article(s, j):
        return False
    feminine = s.key(i).endswith(("ه", "ات")) or head.shape == "pl" and head.code != "people"
    if key.endswith(("يين", "يون")):
        return (feminine or head.shape == "sg") and head.code != "people"
    if is_nisba(s.tokens[j]) or s.has(j, "mode", "quality", "national") or feminine and key.endswith("ه"):
        return False
    hit = lookup(j)
    return (
        is_deed_of_article(s.tokens[j]) or hit is not None and hit[3] != "adjective" or key.endswith("ات") and not s.key(i).endswith("ات")
    )


def _is_other_party(s: Sentence, i: int, j: int, lookup: Lookup) -> bool:
    """True for a people behind a body of one («المتحدث باسم الجيش | الحوثيين»), and a body behind a title («النائب | الحكومة»)."""
    if j == i + 1 and has_article(s, i) and has_article(s, j) and s.has(j, *OTHERS) and not is_nisba(s.tokens[j]):
        return not s.has(j, "title")
    named = j > i + 2 and s.tokens[j].has("actor_head") and _may_end_name(s, j - 1)
    if named and not has_clitic_preposition(s.tokens[j]) and (hit := lookup(j)) is not None and hit[3] != "adjective":
        return True  # «المتحدث باسم الجيش نبيل عبد الله | قوات الدعم السريع»
    head = s.entry(j - 1, "actor_head")
    plural = s.key(j).endswith(("يين", "يون")) and has_article(s, j) and lookup(j) is not None
    return plural and head is not None and head.shape == "sg" and head.code != "people" and has_article(s, j - 1)


def _may_end_name(s: Sentence, j: int) -> bool:
    """True for a word that no table holds, as a person's last name is, and for «عبد الله»."""
    return s.tokens[j].word.sort == "word" and (not s.tokens[j].word.entries or s.key(j) == "الله")


def _group_of(s: Sentence, i: int, entry: Entry, lookup: Lookup) -> Actor | None:
    """The group whose fighters token i names («مقاتلو الدولة», «عناصر من تنظيم القاعدة»): the codebook's name for them."""
    apart = s.key(i + 1) == "من"
    j = i + 1 + apart
    if (
        entry.shape == "sg"
        and not (apart and entry.code in FORCES)
        or j >= len(s.tokens)
        or not apart
        and s.tokens[i].key.endswith(("ون", "ين"))
        or has_clitic_preposition(s.tokens[j])
    ):
        return None
    group = _described(s, j, lookup) if s.has(j, "actor_head") else None
    group = group or _named(s, j, lookup)
    if group is None or group.sort == "adjective" or has_conjunction(s.tokens[j]):
        return None
    return replace(group, first=i)


def _is_part(s: Sentence, i: int, entry: Entry, lookup: Lookup) -> bool:
    """True for forces that are part of a side («قوات من الجيش»), not for those that leave a place («قوات من دمشق»)."""
    if entry.cls != "actor_head" or entry.code not in FORCES or s.key(i + 1) != "من":
        return False
    whole = s.has(i + 2, "actor_head") or (hit := lookup(i + 2)) is not None and hit[3] != "adjective"
    return not has_article(s, i) and s.starting(s.places, i + 2) is None and whole


def _has_owner(s: Sentence, i: int, entry: Entry, lookup: Lookup) -> bool:
    """True for «الطرفين», «أطراف النزاع», «رجال المقاومة»: sides, and members of something that acts."""
    if i + 1 < len(s.tokens) and entry.code == "member":
        return s.has(i + 1, "actor_head", "side") or lookup(i + 1) is not None
    definite = s.tokens[i].word.prefix.endswith(("ال", "لل"))
    return definite and entry.shape != "sg" or s.key(i + 1) in CONFLICT


def _of_a_side(s: Sentence, i: int, lookup: Lookup) -> Actor | None:
    """«وحلفاؤها», «قواته»: those of the side that the pronoun means; «القصف الحكومي»: an act's adjective for its side."""
    tok = s.tokens[i]
    band = tok.entry("band")
    if tok.has("ally") and tok.word.suffix in PRONOUNS or band and band.pos == "word":
        last = i + 1
        while last < len(s.tokens) and s.tokens[last].key.startswith("ال") and _is_kind(s, last) and lookup(last) is None:
            last += 1
        return _actor(s, i, last, tok.word.prefix_length, [], "actor_head")
    if tok.has("side_word") and _describes_act(s, i):
        return _actor(s, i, i + 1, tok.word.prefix_length, [], "adjective")
    return None


def _is_kind(s: Sentence, j: int) -> bool:
    """True for an adjective of kind («الحربية», «المقاتلة»)."""
    return is_nisba(s.tokens[j]) or s.has(j, "mode", "quality", "craft") or s.key(j) == "المقاتله"


def _describes_act(s: Sentence, i: int) -> bool:
    """True where only adjectives stand between an act's noun and token i («القصف الجوي الحكومي»)."""
    for j in range(i - 1, max(-1, i - 1 - ADJECTIVES), -1):
        if s.has(j, "incident") and not is_verb(s.tokens[j]):
            return True
        if not (is_nisba(s.tokens[j]) or s.has(j, "quality", "mode")):
            return False
    return False


def _stands_alone(entry: Entry) -> bool:
    """True where a bare head word is actor enough: people, planes, or several groups («فصائل»)."""
    return entry.code in ("people", "weapon") or (entry.code == "group" and entry.shape == "pl")


def _actor(s: Sentence, first: int, last: int, clitic: int, ids: list[str], sort: str) -> Actor:
    span = Span(s.tokens[first].start + clitic, s.tokens[last - 1].end)
    return Actor(first, last, span, span.of(s.text), ids[0] if len(ids) == 1 else None, sort, tuple(ids))

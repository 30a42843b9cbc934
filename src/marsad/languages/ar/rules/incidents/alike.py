"""Words that only look like an act: «بيان صادر عن», «أمام أسرته» (his family), «صدى» (echo), «صاروخ من طراز فجر», «رئيس تحرير»."""

from __future__ import annotations

from collections.abc import Callable

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group

PUT_OFF_TO = frozenset({"الي", "حتي", "لمده", "موعد", "لاسبوع", "ليوم"})
REGAINING = frozenset({"استعاد", "استعادة", "استرد", "استرداد"})
SPOKEN = ("خطبه", "خطبته", "خطابه", "مقاله", "تصريحاته", "تغريد", "في كلمه")
MUSTERED = group("mustered")
TEARS = group("burst_into")
FEIGNED = group("feigned")
BACK = 12
FAMILIES = ("اسرته", "اسرتها", "اسرتهم", "اسرتي", "اسرهم", "اسرهن", "اسرنا")


def only_looks(s: Sentence, i: int) -> bool:
    """True where the word at token i has the letters of an act and another sense here."""
    entry = s.entry(i, "incident") or s.entry(i, "incident_by")
    if entry is None:
        return False
    if (test := BY_LEMMA.get(entry.lemma)) is not None and test(s, i):
        return True
    return entry.code == "protest" and _stops_or_adverb(s, i)


def _family(s: Sentence, i: int) -> bool:
    """«وأسرهم», «أمام أسرته»; «ياسر» is a name."""
    key, tok = s.key(i), s.tokens[i]
    if key.endswith("ياسر") and "أ" not in s.text[tok.start : tok.end]:
        return True
    if key.endswith("الاسر") and (s.has(i - 1, "amount") or s.starting(s.numbers, i - 1) is not None):
        return True
    if key == "اسر" and _are_families(s, i):
        return True
    captured = s.starting(s.actors, i + 1) is not None and not key.startswith("و")
    return key.lstrip("وبل").endswith(FAMILIES) and not captured


def _are_families(s: Sentence, i: int) -> bool:
    """True for «عدد من أسر المعتقلين», and «أسر كثيرة», which an adjective describes."""
    if s.key(i - 1) == "من" and (s.has(i - 2, "amount", "band", "quantifier") or s.starting(s.numbers, i - 2) is not None):
        return True
    after = s.key(i + 1)
    return after.endswith("ه") and not after.startswith("ال") and not s.has(i + 1, "people", "actor_head", "title")


def _contested(s: Sentence, i: int) -> bool:
    """«طعن المحامي في القرار»: to contest a thing; a stabbing happens in a place or on a day."""
    at = next((j for j in range(i + 1, min(len(s.tokens), i + 4)) if s.key(j) in ("في", "فيه", "فيها", "بالحكم", "بالقرار")), None)
    if at is None or s.among(i + 1, at, "weapon"):
        return False
    return (
        s.covering(s.places, at + 1) is None
        and s.covering(s.times, at + 1) is None
        and not s.has(at + 1, "place_head", "place_word", "building")
    )


def _issued(s: Sentence, i: int) -> bool:
    return s.key(i + 1) in ("عن", "من")


def _edited(s: Sentence, i: int) -> bool:
    """«رئيس تحرير», «تحرير: سلمان» (who edited the page)."""
    return s.has(i - 1, "title") or i + 1 < len(s.tokens) and s.tokens[i + 1].mark == ":"


def _in_words(s: Sentence, i: int) -> bool:
    """«هاجم التنظيم خلال خطبه»: an attack in a sermon, a speech, an article."""
    return any(s.key(j).startswith(SPOKEN) for j in range(i + 1, min(i + 7, len(s.tokens))))


def _put_off(s: Sentence, i: int) -> bool:
    """«أجلت الحكومة الجلسة إلى …», «وتجلى ذلك في …» (it showed)."""
    if s.key(i).endswith("تجلي") and s.key(i + 1) in ("في", "ذلك", "هذا", "بوضوح"):
        return True
    return s.has(i + 1, "postponed") or s.key(i + 1) in PUT_OFF_TO or s.key(i + 2) in PUT_OFF_TO and not s.has(i + 1, "people")


def _echo(s: Sentence, i: int) -> bool:
    return s.text[s.tokens[i].end - 1] == "ى"


def _rocket(s: Sentence, i: int) -> bool:
    """A verb of blowing up at the end of its phrase, or with a figure behind it, is a rocket's name or the dawn."""
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    entry = s.entry(i, "incident")
    if entry is None or entry.pos != "verb" or entry.person != "ms" or entry.shape != "past" or s.tokens[i].word.suffix:
        return False
    named = bool(s.among(max(0, i - 4), i, "weapon"))
    return named and (after is None or bool(after.mark) or after.word.sort == "number")


def _graduates(s: Sentence, i: int) -> bool:
    behind = s.key(i - 1).startswith(("حفل", "مشروع", "شهاد"))
    return s.key(i).endswith("تخرج") and (behind or s.tokens[i].word.prefix.startswith(("ل", "ال")))


def _stops_or_adverb(s: Sentence, i: int) -> bool:
    """«لوقفه» (to stop it), and «احتجاجا على» behind another act."""
    tok = s.tokens[i]
    if tok.key.endswith("وقفه") and s.text[tok.end - 1] != "ة":
        return True
    return tok.key.endswith("احتجاجا") and not s.among(i - 3, i, "light", "gather")


def _throng(s: Sentence, i: int) -> bool:
    """«حشد من الشباب»: people who came together, no forces; «حشد الدعم»: what else is mustered."""
    if any(s.key(j) in MUSTERED for j in (i + 1, i + 2)):
        return True
    crowd = s.has(i + 2, "crowd") or s.has(i + 2, "people") and not s.has(i + 2, "actor_head")
    return s.key(i + 1) == "من" and crowd or s.key(i + 1).startswith("ال") and s.has(i + 1, "crowd")


def _cause(s: Sentence, i: int) -> bool:
    """«معركتنا ضد الفقر», «معركتنا المشتركة»: a speaker's cause."""
    return s.tokens[i].word.suffix == "نا"


def _attackers(s: Sentence, i: int) -> bool:
    """«العناصر المهاجمة»: who attacks, as an adjective."""
    return s.key(i).startswith("ال") and s.key(i - 1).removeprefix("و").startswith("ال")


def _as_such(s: Sentence, i: int) -> bool:
    """«عناصر التمرد والتخريب»: looting as such, of nothing named."""
    return s.tokens[i].word.prefix.endswith("ال") and not s.has(i - 1, "light") and not s.has(i + 1, "rel")


def _regained(s: Sentence, i: int) -> bool:
    """«استعادت القوات السيطرة على …»: the control is what was taken back, told by the verb."""
    near = range(max(0, i - BACK), i)
    near = range(next((j + 1 for j in reversed(near) if s.tokens[j].mark in (".", "؛")), near.start), i)
    return any((e := s.entry(j, "incident")) is not None and e.lemma in REGAINING for j in near)


def _into_tears(s: Sentence, i: int) -> bool:
    """«انفجر الطفل بالبكاء»."""
    return any(s.key(j) in TEARS for j in (i + 1, i + 2, i + 3))


def _feigns(s: Sentence, i: int) -> bool:
    """«تظاهر اللاعب بالإصابة»."""
    return any(s.key(j) in FEIGNED for j in (i + 1, i + 2, i + 3))


BY_LEMMA: dict[str, Callable[[Sentence, int], bool]] = {
    "أسر": _family,
    "صادر": _issued,
    "تحرير": _edited,
    "أجلى": _put_off,
    "صد": _echo,
    "فجر": _rocket,
    "خرج": _graduates,
    "حشد": _throng,
    "سيطرة": _regained,
    "مهاجمة": _attackers,
    "هاجم": _in_words,
    "تخريب": _as_such,
    "نهب": _as_such,
    "سلب": _as_such,
    "طعن": _contested,
    "معركة": _cause,
    "قتال": _cause,
    "انفجر": _into_tears,
    "تظاهر": _feigns,
}

"""The act that a word tells of a ceasefire: what it does, whether it was done, or is to come."""

from __future__ import annotations

from typing import NamedTuple

from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction

TO_COME = frozenset("ان لن سوف وسوف ولن".split())
HELPERS = frozenset("تم يتم جري يجري سيتم سيجري".split())
STILL = frozenset("زال زالت يزال تزال تزل يزل".split())
NO_LONGER = frozenset({"تعد", "يعد"})  # after «لم»
SCHEDULED = group("due")
FAR = 10


class Act(NamedTuple):
    """An act at token `at`; `negated` where the text says that it was not done, `verb` where a verb tells it."""

    at: int
    code: str
    negated: bool = False
    verb: bool = False
    coming: bool = False
    future: bool = False


def act_at(s: Sentence, j: int) -> Act | None:
    """The act at token j, unless the word is part of somebody's name or stands for something else; kept by token."""
    if not s.has(j, "truce_act"):
        return None
    kept: dict[int, Act | None] = s.memo.setdefault("truce acts", {})
    if j not in kept:
        kept[j] = _act(s, j)
    return kept[j]


def _act(s: Sentence, j: int) -> Act | None:
    entry = act_entry(s, j)
    if entry is None:
        return None
    if entry.code == "end" and _is_scheduled(s, j):
        return None
    actor = s.covering(s.actors, j)
    if actor and entry.pos != "verb" and (actor.first == j and actor.last > j + 1 or s.tokens[j].key.startswith(("ال", "لل"))):
        return None
    if entry.code == "start" and entry.lemma.startswith("دخ") and not _into_force(s, j):
        return None
    if (
        entry.code == "work"
        and "علي" not in (s.key(j + 1), s.key(j + 2), s.key(j + 3))
        or entry.code == "force"
        and not _since_a_date(s, s.end_of(j, "truce_act"))
    ):
        return None
    if (
        entry.lemma == "قريب"
        and s.key(j + 1) != "من"
        or entry.pos == "verb"
        and _is_town(s, j)
        or entry.lemma == "اعتمد"
        and s.key(j + 1) == "علي"
    ):
        return None
    if entry.code == "deal" and (made := _agreed_on(s, j)):
        return Act(j, "reach", is_negated(s, j), made == "passive", False, s.key(j - 1).startswith("س"))
    if entry.code == "hold" and entry.lemma.startswith("سار") and _since_a_date(s, s.end_of(j, "truce_act")):
        return Act(j, "start", is_negated(s, j))
    future = entry.shape == "present" and (s.tokens[j].word.prefix.endswith("س") or s.key(j - 1) in TO_COME)
    present = entry.shape == "present" and s.key(j - 1) not in ("لم", "ولم", "فلم")
    coming = present and (entry.code != "start" or s.key(j - 1) in ("ان", "لن", "قد")) or s.tokens[j].word.prefix.endswith("س")
    return Act(j, entry.code, is_negated(s, j), entry.pos == "verb" or _keeps(s, j, entry), coming, future)


def _is_scheduled(s: Sentence, j: int) -> bool:
    """True for the end that is laid down for later («كان من المقرر أن تنتهي الهدنة الأربعاء»): nothing has ended."""
    return s.key(j - 1) == "ان" and s.key(j - 2).removeprefix("ال") in SCHEDULED


def _agreed_on(s: Sentence, j: int) -> str:
    """`passive` for «تم الاتفاق على», `owned` for «اتفاق الطرفين على», which tell that an agreement was made."""
    if s.key(j - 1).lstrip("وف") in HELPERS:
        return "passive" if s.key(j + 1) == "علي" else ""
    side = s.starting(s.actors, j + 1)
    if side is None or s.tokens[j].word.suffix or s.tokens[j].key.lstrip("وبلف").startswith("ال"):
        return ""
    end = side.last
    while (other := s.starting(s.actors, end)) and has_conjunction(s.tokens[end]) and end < j + FAR:
        end = other.last
    return "owned" if s.key(end) == "علي" else ""


def _keeps(s: Sentence, j: int, entry: Entry) -> bool:
    """True for «ملتزمون بوقف النار», said as by a verb."""
    return entry.pos == "adj" and entry.code == "keep" and not s.tokens[j].key.lstrip("وف").startswith("ال")


def _is_town(s: Sentence, j: int) -> bool:
    """True for «سرت» behind «في» or «مدينة», where it is a town."""
    place = s.covering(s.places, j)
    return place is not None and (place.first < j or s.has(j - 1, "prep", "place_head", "place_prep"))


def act_entry(s: Sentence, j: int) -> Entry | None:
    """The entry of the act at token j; of a noun where tanwin or a number shows one («219 خرقاً» is no «they broke»)."""
    entry = s.entry(j, "truce_act")
    if entry is None:
        return None
    if entry.pos == "noun" and s.has(j - 1, "rel") and s.tokens[j].word.suffix:
        return next((e for e in s.tokens[j].word.entries if e.cls == "truce_act" and e.pos == "verb"), entry)
    if entry.pos == "noun" and _opens(s, j):
        return next((e for e in s.tokens[j].word.entries if e.cls == "truce_act" and e.pos == "verb"), entry)
    if entry.pos != "verb" or not _shows_noun(s, j):
        return entry
    return next((e for e in s.tokens[j].word.entries if e.cls == "truce_act" and e.pos == "noun"), entry)


def _opens(s: Sentence, j: int) -> bool:
    """True for a word that is noun or verb where it opens a sentence and who does it follows («عرض الرئيس هدنة»)."""
    word = s.tokens[j].word
    doer = s.starting(s.actors, j + 1)
    return j == 0 and not word.suffix and word.prefix in ("", "و") and doer is not None and doer.sort in ("named", "title")


def _shows_noun(s: Sentence, j: int) -> bool:
    """True for a word under tanwin, or after a preposition, a number or «أي»."""
    if s.tokens[j].word.tanwin or s.has(j - 1, "generic") or s.covering(s.numbers, j - 1):
        return True
    return s.has(j - 1, "prep") and not s.has(j - 1, "sub")


def _since_a_date(s: Sentence, j: int) -> bool:
    """True where «منذ» and a date stand at token j."""
    time = s.starting(s.times, j)
    return time is not None and time.role == "since" and bool(s.among(j, time.last, "month", "weekday", "deixis"))


def _into_force(s: Sentence, j: int) -> bool:
    return any(s.key(k) == "حيز" for k in range(j + 1, min(j + 16, len(s.tokens))))


def is_negated(s: Sentence, j: int) -> bool:
    """True after `لم`, `لن`, `عدم`, … (with `يتم`, `تعد` between them or not)."""
    k = j - 1
    if s.key(k) in STILL:
        return False
    if s.has(k, "aux"):
        k -= 1
    if not NO_LONGER.isdisjoint(s.keys[max(0, j - 4) : j]):
        return True
    if s.key(k) in ("دون", "بدون"):
        entry = s.entry(j, "truce_act")
        return entry is not None and entry.code == "reach"
    return s.has(k, "neg") or s.key(k) in ("انعدام", "غياب")

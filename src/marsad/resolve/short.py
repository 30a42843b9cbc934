"""A name that stands short for one told before: «الجنرال سيرغي … وقال الجنرال», «تنظيم القاعدة … وتبنى التنظيم»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from marsad.languages.ar.words import pieces, word
from marsad.model.claim import Name
from marsad.resolve.index import key_of
from marsad.theatres.in_use import in_use

Fuller = dict[str, list[tuple[Name, tuple[str, ...]]]]
"""Names of several words with their folded words, by the first of these without its article, in the order of the text."""

HEADS = ("title", "actor_head")
NO_BODY = frozenset({"side", "people", "weapon", "member"})  # «الأطراف», «المدنيين», «الطائرات» are none that was named before
ITS = frozenset("له لها لهم لهما منه منها منهم به بها بهم معه معها".split())
LEANING = frozenset("مواليه موالي موالون موالين مدعومه تابعه مسانده داعمه مرتبطه حليفه منضويه".split())
AND = re.compile(r"[\s»”\",،)]*و?")
KEPT = 20_000


def fuller_names(names: Iterable[Name]) -> Fuller:
    """Those of the names, given in the order of the text, that others may stand short for."""
    found: Fuller = {}
    for name in names:
        if len(key := key_of(name.text)) > 1:
            found.setdefault(_bare(key[0]), []).append((name, key))
    return found


def begun(name: Name, key: tuple[str, ...], fuller: Fuller) -> Name | None:
    """The last longer name before this one that begins with its words: «المرصد الأورومتوسطي … وأضاف المرصد»."""
    longer = (one for one, words in _before(name, key, fuller) if words[: len(key)] == key and not _joins(one, len(key)))
    return next(longer, None)


def headed(name: Name, key: tuple[str, ...], fuller: Fuller) -> Name | None:
    """The last longer name before this one whose head it is, now with the article: «تنظيم القاعدة … التنظيم»."""
    if len(key) != 1 or not is_definite_head(name.text):
        return None
    return next((one for one, words in _before(name, key, fuller) if words[0] == _bare(key[0])), None)


@lru_cache(maxsize=KEPT)
def is_definite_head(text: str) -> bool:
    """True for one word with its article that is a title or the word for a body: «الوزير», «الحركة»."""
    only = word(text)
    entry = next((found for cls in HEADS if (found := only.entry(cls))), None)
    return entry is not None and only.key.startswith("ال") and entry.shape == "sg" and entry.code not in NO_BODY


def ally_of(name: Name, actors: Sequence[Name], text: str) -> Name | None:
    """The side right before the name that its pronoun means: «القوات التركية | والفصائل الموالية لها»; None where it has none."""
    if not leans(name.text):
        return None
    at = bisect_left(actors, name.span, key=lambda one: one.span)
    before = next((one for one in reversed(actors[max(0, at - 3) : at]) if one.span.end <= name.span.start), None)
    return before if before and AND.fullmatch(text[before.span.end : name.span.start]) else None


def leans(text: str) -> bool:
    """True for a side told by the one it stands with: «فصائل مساندة له», «فصائله»."""
    words = key_of(text)
    if not words:
        return False
    head = word(text.split()[0])
    ends = len(words) > 1 and (words[-1] in ITS or words[-1].removeprefix("ال") in LEANING)
    return ends or (head.suffix in ("ه", "ها", "هم") and "actor_head" in head.classes)


def spoken_key(text: str) -> tuple[str, ...]:
    """The key of a name whose words may be written together («الولاياتالمتحدة»)."""
    return _spoken_key(in_use(), text)


@lru_cache(maxsize=KEPT)
def _spoken_key(_: tuple[str, ...], text: str) -> tuple[str, ...]:
    return tuple(made.key for chunk in text.split() for _, _, made in pieces(chunk) if made.sort != "mark")


def _before(name: Name, key: tuple[str, ...], fuller: Fuller) -> list[tuple[Name, tuple[str, ...]]]:
    """The longer names before this one that begin with its first word, the last first."""
    told = fuller.get(_bare(key[0]), ())
    return [(one, words) for one, words in reversed(told) if one.span < name.span and len(words) > len(key)]


def _joins(one: Name, at: int) -> bool:
    """True where the words behind the first ones name a second thing: «الطائرات الحربية | والمروحية»."""
    return word(one.text.split()[at]).joined if at < len(one.text.split()) else False


def _bare(first: str) -> str:
    return first.removeprefix("ال")

"""Whose an unknown actor is by its own words: «لواء … التابع للجيش السوري», «وزير الدفاع الجورجي», «ميليشيا موالية لإيران»."""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.grammar.sentence import Token
from marsad.languages.ar.words import word
from marsad.model.claim import Name
from marsad.resolve.choose import choose
from marsad.resolve.index import index
from marsad.resolve.readings import readings
from marsad.resolve.weigh import Signs
from marsad.text.tokens import tokens
from marsad.theatres.in_use import in_use

KEPT = 20_000


BELONGS = re.compile(r"[\w\s\"«»“”]*?\sال(?:تابع|موالي|مدعوم|محسوب)[ةه]?\s+")
BEHIND, REACH = 25, 50  # characters behind a name within which «التابع» stands, and behind that the name of whose it is


def owner_of(name: Name, text: str, signs: Signs) -> str | None:
    """The actor named inside the name of another or whose it is said to be right behind, where the report tells which it is.

    Inside a name the one named last counts («لواء … من الجيش السوري»), behind it the first («التابع لجيش الإسلام في …»).
    """
    behind = BELONGS.match(text, name.span.start, name.span.end + BEHIND)
    told = _inside(in_use(), text[behind.end() : behind.end() + REACH])[:1] if behind else ()
    for key in (*told, *reversed(_inside(in_use(), name.text))):
        if ident := choose((r for r in readings(key) if not r.is_place), signs).id:
            return ident
    return None


def office_of(name: Name, signs: Signs) -> str | None:
    """The office or person that every name inside the name is: «وزير الخارجية الأميركي جون كيري»; None for fewer than two."""
    keys = _inside(in_use(), name.text)
    if len(keys) < 2:
        return None
    ids = {choose((r for r in readings(key) if not r.is_place), signs).id for key in keys}
    return ids.pop() if len(ids) == 1 else None


@lru_cache(maxsize=KEPT)
def _inside(_: tuple[str, ...], text: str) -> tuple[tuple[str, ...], ...]:
    """The folded names of actors inside the text, in order, the longest at each word."""
    toks = [Token(*m.span(), word(m.group(), m.lastgroup or "mark")) for m in tokens(text)]
    out, floor = [], 0
    for i, found in index().find_all(toks).items():
        if i >= floor and found.named.actors:
            out.append(_key(toks, i, found.last, found.clitic))
            floor = found.last
    return tuple(out)


def _key(toks: list[Token], first: int, last: int, clitic: int) -> tuple[str, ...]:
    begin = next(core for n, core in toks[first].word.starts if n == clitic)
    return (begin, *(t.key for t in toks[first + 1 : last] if not t.mark))

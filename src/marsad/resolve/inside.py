"""Whose an unknown actor is by its own words: «لواء … التابع للجيش السوري», «وزير الدفاع الجورجي», «ميليشيا موالية لإيران»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from marsad.grammar.sentence import Token
from marsad.grammar.word import Word
from marsad.languages.ar.words import word
from marsad.model.claim import Name
from marsad.resolve.choose import choose
from marsad.resolve.gazetteer import above, thing
from marsad.resolve.index import index
from marsad.resolve.readings import readings
from marsad.resolve.weigh import Signs
from marsad.text.tokens import tokens
from marsad.theatres.in_use import in_use
from marsad.theatres.load import Actor

KEPT = 20_000


BELONGS = re.compile(r"[\w\s\"«»“”]*?\sال(?:تابع|موالي|مدعوم|محسوب)[ةه]?\s+")
BEHIND, REACH = 25, 50  # characters behind a name within which «التابع» stands, and behind that the name of whose it is


def owner_of(name: Name, text: str, signs: Signs) -> str | None:
    """The actor named inside the name of another or whose it is said to be right behind, where the report tells which it is.

    Inside a name the one named last counts («لواء … من الجيش السوري»), behind it the first («التابع لجيش الإسلام في …»).
    """
    behind = BELONGS.match(text, name.span.start, name.span.end + BEHIND)
    told = actors_inside(in_use(), text[behind.end() : behind.end() + REACH])[:1] if behind else ()
    inner = (*told, *reversed(actors_inside(in_use(), name.text)))
    for one in (*(i for i in inner if not _is_where(i)), *(i for i in inner if _is_where(i) and _is_body(name.text))):
        if ident := _one(one.key, signs):
            return ident
    return None


def office_of(name: Name, signs: Signs) -> str | None:
    """The holder of an office that ends the name, behind his titles and the office or what it belongs to; a body by two of its names.

    «الجنرال X», «وزير الخارجية الأميركي جون كيري», «المتحدث باسم الجيش العميد X», but not «مستشار الرئيس X».
    """
    inner = actors_inside(in_use(), name.text)
    if not inner or not inner[-1].ends or not (inner[0].lead or len(inner) > 1):
        return None
    ids = [_one(part.key, signs) for part in inner]
    if len(set(ids)) == 1 and not _is_office(ids[0]):
        return ids[0] if len(inner) > 1 else None
    if not _holds(inner[0].lead, _is_office(ids[0])) or any(one.joined for part in inner[1:] for one in part.lead):
        return None
    return ids[-1] if all(ident and (ident == ids[-1] or _is_of(ids[-1], ident)) for ident in ids) and _is_office(ids[-1]) else None


def _is_where(inner: Inner) -> bool:
    """True for a country that only says where: «الأطراف الراغبة في السلام | في سورية»."""
    return bool(inner.lead) and inner.lead[-1].key == "في" and any(r.is_place for r in readings(inner.key))


def _is_body(text: str) -> bool:
    """True for a body of a state, whose «في» tells of which: «وزارة الصحة في …»."""
    head = word(text.split()[0]).entry("actor_head")
    return head is not None and head.code in ("body", "state", "force")


def _holds(lead: tuple[Word, ...], before_office: bool) -> bool:
    """True for titles that are the holder's own: definite ones, or one that goes on with what he holds it of («قائد | الجيش»)."""
    if not lead:
        return True
    return "title" in lead[0].classes and (all(one.key.startswith("ال") for one in lead) or not before_office)


def _is_of(ident: str | None, owner: str) -> bool:
    """True for what the office belongs to, and for the state whose conflict it is an office of («المبعوث الأممي | لليمن»)."""
    return ident is not None and (owner in above(ident) or owner == f"{ident.split('/')[0]}/state")


def _is_office(ident: str | None) -> bool:
    known = thing(ident) if ident else None
    return isinstance(known, Actor) and known.type == "role"


def _one(key: tuple[str, ...], signs: Signs) -> str | None:
    return choose((r for r in readings(key) if not r.is_place), signs).id


class Inner(NamedTuple):
    """A name of actors inside another: its folded words, the words before it (from the name before it on), whether it ends the whole."""

    key: tuple[str, ...]
    lead: tuple[Word, ...]
    ends: bool


@lru_cache(maxsize=KEPT)
def actors_inside(_: tuple[str, ...], text: str) -> tuple[Inner, ...]:
    """The names of actors inside the text, in order, the longest at each word."""
    toks = [Token(*m.span(), word(m.group(), m.lastgroup or "mark")) for m in tokens(text)]
    out, floor = [], 0
    for i, found in index().find_all(toks).items():
        if i >= floor and found.named.actors:
            lead = tuple(t.word for t in toks[floor:i] if not t.mark)
            out.append(Inner(_key(toks, i, found.last, found.clitic), lead, all(t.mark for t in toks[found.last :])))
            floor = found.last
    return tuple(out)


def _key(toks: list[Token], first: int, last: int, clitic: int) -> tuple[str, ...]:
    begin = next(core for n, core in toks[first].word.starts if n == clitic)
    return (begin, *(t.key for t in toks[first + 1 : last] if not t.mark))

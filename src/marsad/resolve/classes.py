"""Groups told by their kind alone: «43 فصيلاً مقاتلاً», «فصائل مساندة له», «قادة الفصائل» are of the class that a theatre keeps for them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from marsad.grammar.word import Entry, Word
from marsad.languages.ar.words import word
from marsad.resolve.choose import choose
from marsad.resolve.index import CLASS, key_of
from marsad.resolve.inside import actors_inside
from marsad.resolve.readings import Reading, reading_of, readings
from marsad.resolve.weigh import Signs
from marsad.text.tokens import tokens
from marsad.theatres.in_use import in_use
from marsad.theatres.load import load_many

BEFORE = frozenset({"quantifier", "addressee", "amount", "several", "title", "comparative"})
COUNTED = frozenset("اكثر اقل من نحو حوالي كافه عدد".split())
MEMBERS = frozenset({"people", "member"})
KEPT = 20_000


class Kind(NamedTuple):
    """The class noun of a name, by its lemma (empty: none), and whether one group alone is told («فصيل متمركز في …»)."""

    lemma: str = ""
    single: bool = False


def class_of(text: str, signs: Signs) -> tuple[str | None, str | None]:
    """(the class that the name is told by, the class that it is one of): one of the two at most."""
    kind = _kind(in_use(), text)
    meant = choose(_classes(in_use()).get(kind.lemma, ()), signs).id if kind.lemma else None
    if meant is None or _names_another(text, meant, signs):
        return None, None
    return (None, meant) if kind.single else (meant, None)


@lru_cache(maxsize=KEPT)
def _kind(_: tuple[str, ...], text: str) -> Kind:
    made = [word(m.group(), m.lastgroup or "mark") for m in tokens(text) if m.lastgroup != "mark"]
    at = next((i for i, one in enumerate(made) if _class_noun(one) or not _is_before(one)), len(made))
    entry = _class_noun(made[at]) if at < len(made) else None
    return Kind(key_of(entry.lemma)[0], entry.shape == "sg" and at == 0) if entry else Kind()


def _class_noun(one: Word) -> Entry | None:
    return next((entry for entry in one.entries if key_of(entry.lemma)[0] in _classes(in_use())), None)


def _is_before(one: Word) -> bool:
    """True for what counts or leads the groups: «43», «جميع», «قادة», «مقاتلين من»."""
    entry = one.entry("actor_head")
    counts = one.key.isdigit() or one.key in COUNTED or not one.classes.isdisjoint(BEFORE)
    return (counts and entry is None) or (entry is not None and entry.code in MEMBERS)


def _names_another(text: str, meant: str, signs: Signs) -> bool:
    """True where an actor is named in the words, whose groups they are: «فصائل فلسطينية», «فصائل موالية لتركيا»."""
    inside = {choose((r for r in readings(one.key) if not r.is_place), signs).id for one in actors_inside(in_use(), text)}
    return not inside <= {meant, None}


@cache
def _classes(names: tuple[str, ...]) -> dict[str, tuple[Reading, ...]]:
    """The actors by the lemma of the nouns that stand for them as a class."""
    found: dict[str, tuple[Reading, ...]] = {}
    for theatre in load_many(names):
        for actor in theatre.actors.values():
            for form in actor.names:
                if form.usage == CLASS and (key := key_of(form.text)):
                    found[key[0]] = (*found.get(key[0], ()), reading_of(actor, needs_context=True))
    return found

"""The subject that follows its verb: an actor, people under arms, a figure of them, or people before what they struck."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_accusative
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.senses import SELF
from marsad.languages.ar.rules.incidents.targets import counted
from marsad.model.claim import Name

CROWDS = ("protest", "riot", "crowd")
PEOPLE = ("people", "national", "title", "post", "crowd", "side", "actor_head")
ONE_OF = frozenset({"احد", "احدي", "بعض", "جميع", "كل"})
OBLIQUE = ("ين", "يين")
BOMBER_REACH = 6


def after(s: Sentence, at: int) -> tuple[list[Name], int] | None:
    """The subject that begins at `at`: an actor, people under arms, a figure of them, or people before an object («شاب جنديا»)."""
    if at >= len(s.tokens) or has_clitic_preposition(s.tokens[at]) or has_conjunction(s.tokens[at]) or _is_accusative(s, at):
        return None
    if s.key(at) in ONE_OF or s.has(at, "dem") and (s.starting(s.actors, at + 1) or s.has(at + 1, "band")):
        return after(s, at + 1)
    number = s.starting(s.numbers, at)
    who = number.last if number else at
    people = s.entry(who, "people") if who < len(s.tokens) else None
    if (end := _bomber_end(s, at)) > at:
        return [s.name(at, at + 1)], end
    if number and not (people and people.code == "combatants"):
        return None
    if s.starting(s.actors, at) or (people and people.code == "combatants") or s.has(at, "band"):
        return agents_from(s, at)
    if people:
        names, end = agents_from(s, at)
        return (names, end) if _object_follows(s, end) else None
    return None


def _bomber_end(s: Sentence, at: int) -> int:
    """The token of «نفسه» behind a bomber and what describes them («انتحاري يرتدي حزاما ناسفا | نفسه»); `at` without one."""
    if not s.has(at, "mode"):
        return at
    near = range(at + 1, min(at + BOMBER_REACH, len(s.tokens)))
    found = next((k for k in near if s.key(k) in SELF), at)
    return found if not any(s.tokens[k].mark or s.has(k, "prep", "incident") for k in range(at + 1, found)) else at


def crowd(s: Sentence, i: int, at: int, *, coming: bool = False) -> tuple[list[Name], int] | None:
    """The people who protest («تظاهر آلاف المحتجين»): they are many, so their word of amount may stand before them.

    `coming`: the verb at i is an everyday one («خرج السكان في مظاهرة»).
    """
    entry = s.entry(i, "incident") or s.entry(i, "gather")
    if entry is None or entry.code not in CROWDS and not coming or at >= len(s.tokens):
        return None
    who = counted(s, at)
    if who >= len(s.tokens) or s.tokens[who].mark or has_clitic_preposition(s.tokens[who]) or s.has(who, "prep", "sub", "adverb"):
        return None
    return agents_from(s, who) if who > at or s.has(who, *PEOPLE) or s.starting(s.actors, who) else None


def _is_accusative(s: Sentence, at: int) -> bool:
    """True for a plural or an indefinite whose case says that it is the object: «يحارب إرهابيين», «خطفوا طبيباً»."""
    tok = s.tokens[at]
    if is_accusative(s, at):
        return True
    return tok.has("people") and tok.key.endswith(OBLIQUE) and not tok.has("number")


def _object_follows(s: Sentence, end: int) -> bool:
    """True where a noun without a preposition stands at `end`: what the subject before it struck."""
    if end >= len(s.tokens) or s.tokens[end].mark:
        return False
    tok = s.tokens[end]
    if s.text[tok.start : tok.end].endswith("ً") or s.starting(s.numbers, end):
        return True
    return tok.has("people", "military", "place_head") and not has_clitic_preposition(tok) and not has_conjunction(tok)

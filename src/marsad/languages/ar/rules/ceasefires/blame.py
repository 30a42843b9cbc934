"""Who is asked to stop, who must, and who is blamed: the sides that stand before the ceasefire."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition
from marsad.languages.ar.rules.ceasefires.lists import names
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Name

BY = frozenset({("من", "جانب"), ("من", "قبل"), ("علي", "يد"), ("علي", "ايدي"), ("من", "طرف")})
ALL = frozenset("جميع كل كافه كلا ساير".split())
BLAMED, ASKED = 4, 5


def bound(s: Sentence, at: int) -> list[Name]:
    """Those who must («على جميع الأطراف أن تلتزم»)."""
    at_sides = next((k + 1 for k in range(at - 1, max(-1, at - 9), -1) if s.key(k) in ("علي", "وعلي")), None)
    return names(s, at_sides) if at_sides and (_is_all(s, at_sides) or s.starting(s.actors, at_sides)) else []


def asked(s: Sentence, at: int, told: Told, callers: list[Name], to: list[Name]) -> list[Name]:
    """The sides named right before what they are asked to do («طالب المجلس جميع الأطراف بوقف القتال»)."""
    if told.thing and told.thing.verbal:
        return names(s, told.thing.first + 1) if _is_all(s, told.thing.first + 1) else []
    head = told.thing.first if told.thing else told.begin
    for j in range(at + 1, head):
        actor = s.starting(s.actors, j)
        if _is_all(s, j) or actor and not has_clitic_preposition(s.tokens[j]) and not s.has(j - 1, "prep"):
            found = [n for n in names(s, j) if n.span.end <= s.tokens[head].start and not overlaps(n, callers)]
            if found and _leads_to(s, found[-1], head):
                return found
    return [n for n in to if n.span.start > s.tokens[at].start and n.span.end <= s.tokens[head].start and _leads_to(s, n, head)]


def _is_all(s: Sentence, j: int) -> bool:
    """True for «جميع الأطراف», «الأطراف»."""
    return s.key(j) in ALL and s.has(j + 1, "actor_head", "addressee", "side") or s.key(j) == "الاطراف"


def _leads_to(s: Sentence, name: Name, head: int) -> bool:
    """True where only prepositions, times and adverbs stand between the name and token `head`."""
    first = next(k for k in range(head, -1, -1) if s.tokens[k].start < name.span.end) + 1
    if head - first > ASKED:
        return False
    between = range(first, head)
    return all(s.has(k, "prep", "adverb") or s.covering(s.times, k) or s.covering(s.places, k) or s.tokens[k].mark for k in between)


def by_whom(s: Sentence, at: int, stop: int) -> list[Name]:
    for j in range(at, stop - 2):
        if (s.key(j), s.key(j + 1)) in BY and not s.key(j + 2).startswith("واحد"):
            return names(s, j + 2)
    return []


def national(s: Sentence, at: int) -> list[Name]:
    """The side that the adjective of a breach names («47 خرقا إسرائيليا»)."""
    return [s.name(at + 1, at + 2)] if s.has(at + 1, "national") and not s.tokens[at + 1].word.prefix.startswith("و") else []


def committed(s: Sentence, at: int) -> list[Name]:
    """The subject of the verb that commits a breach («ارتكب الاحتلال 80 خرقا», «أن الاحتلال ارتكب 80 خرقا»)."""
    doing = (j for j in s.among(max(0, at - BLAMED), at, "light") if (e := s.entry(j, "light")) and e.code == "do" and e.pos == "verb")
    verb = next(doing, None)
    if verb is None:
        return []
    actor = s.starting(s.actors, verb + 1) or next((a for a in s.actors if a.last == verb), None)
    return names(s, actor.first) if actor and not has_clitic_preposition(s.tokens[actor.first]) else []


def hangs(s: Sentence, at: int) -> bool:
    """True where a preposition ties the noun to what stands before it («بخرق», «في انهيار»)."""
    return has_clitic_preposition(s.tokens[at]) or s.key(at - 1) == "في"


def blamed(s: Sentence, at: int) -> list[Name]:
    """The side that stands right before what it is blamed for («اتهم البيان النظام بخرق …», «قام المتمردون بانتهاك …»)."""
    if not hangs(s, at):
        return []
    stop = at - (s.key(at - 1) == "في")
    near = [a for a in s.actors if a.last <= stop and stop - a.last <= BLAMED and not s.has(a.first - 1, "from")]
    if not near or any(s.tokens[k].mark for k in range(near[-1].last, stop)):
        return []
    actor = near[-1]
    inside = (k for k in range(actor.first + 1, actor.last) if actor.sort == "title" and s.has(k, "actor_head"))
    found = names(s, next(inside, actor.first))
    return [n for n in found if n.span.end <= s.tokens[at].start]


def overlaps(name: Name, others: list[Name]) -> bool:
    return any(n.span.start < name.span.end and name.span.start < n.span.end or n.text == name.text for n in others)

"""What is only supposed of a ceasefire: a condition, a possibility, what cannot be, what must."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.rules.ceasefires.chain import Chain
from marsad.languages.ar.rules.ceasefires.things import Thing

CLOSE, MODAL = 3, 7
QUESTION, OPENING = frozenset("؟?"), frozenset('«":“.')
ASKING = frozenset("هل متي كيف لماذا وهل ماذا".split())
FEARS = group("fears")
POSSIBLE = group("possible")


def is_supposed(s: Sentence, thing: Thing, chain: Chain) -> bool:
    """True for what is only a condition or a possibility: «إذا أعلنت هدنة», «في حال الاتفاق على وقف النار», «يمكن أن تعلن»."""
    heads = [a.at for a in chain.acts] or [thing.first]
    head = min(heads)
    if _is_asked(s, thing.first):
        return True
    if any(s.key(j) == "اذا" for j in range(max(0, thing.first - CLOSE), thing.first)):
        return True
    for j in sorted({j for h in heads for j in range(max(0, h - 3), h)}):
        key = s.key(j).lstrip("وف")
        if (
            key in ("اذا", "لو", "طالما")
            or s.key(j + 1) == "ان"
            and key == "طالما"
            or key in ("حال", "حاله")
            and s.key(j - 1).endswith("في")
        ):
            return True
    return s.key(head - 1) == "ان" and _may(s, head) == "may"


def _is_asked(s: Sentence, i: int) -> bool:
    """True in a question: «هل تتوقعون تحقيق تهدئة في ليبيا؟»."""
    if QUESTION.isdisjoint(s.keys[i:]):
        return False
    opened = next((j for j in range(i - 1, -1, -1) if s.tokens[j].mark and s.tokens[j].mark in OPENING), -1)
    return not ASKING.isdisjoint(s.keys[opened + 1 : i])


def _may(s: Sentence, head: int) -> str:
    """`may` where «يمكن» stands before token `head` in its clause, `not` where it is denied, else nothing."""
    at = next((j for j in range(head - 1, max(-1, head - MODAL), -1) if s.key(j).lstrip("وف") in POSSIBLE), None)
    if at is None or any(s.tokens[k].mark for k in range(at, head)):
        return ""
    return "not" if s.has(at - 1, "neg") or s.key(at - 1) in ("غير", "لا", "ولا") else "may"


def is_impossible(s: Sentence, thing: Thing) -> bool:
    """True for «لا يمكن أن تكون هناك هدنة»."""
    there = s.key(thing.first - 1) in ("هناك", "ثمه", "هنالك")
    return there and _may(s, thing.first) == "not"


def is_feared(s: Sentence, thing: Thing, chain: Chain) -> bool:
    """True for what is feared or warned of: «القلق من انهيار الهدنة», «مخاوف من أن يؤدي ذلك إلى انهيار الهدنة»."""
    head = min([a.at for a in chain.acts] or [thing.first])
    return any(s.key(j).removeprefix("و").removeprefix("ال") in FEARS and s.key(j + 1) == "من" for j in range(max(0, head - MODAL), head))


def owes(s: Sentence, at: int) -> bool:
    """True for «على الفصائل احترام الهدنة»: a duty of those who are named between."""
    actor = s.actors.ends.get(at)
    return actor is not None and s.key(actor.first - 1) in ("علي", "وعلي")


def must(s: Sentence, at: int) -> bool:
    """True for «على الأطراف أن تلتزم»."""
    return s.key(at - 1) == "ان" and any(s.key(k) in ("علي", "وعلي") for k in range(at - 8, at))

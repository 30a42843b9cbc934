"""Agreement: whether an actor named before a verb may be its subject, by gender and number («قوات … تسيطر», not «المتمردين … تسيطر»)."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.model.claim import Name

FIRM = ("incident", "incident_by", "light", "launch", "ability")
SOUND_PLURAL = ("ون", "ين")
THINGS = frozenset({"weapon", "group", "unit"})
FEMININE = frozenset({"قوي"})


def may_do(s: Sentence, i: int, first: int) -> bool:
    """False where the verb at token i cannot have the one named from token `first` on, before it, as its subject."""
    entry = next((e for cls in FIRM if (e := s.entry(i, cls)) is not None), None)
    if entry is None or entry.pos != "verb" or entry.person not in ("ms", "fs"):
        return True
    if any(e.pos == "noun" and e.cls in FIRM for e in s.tokens[i].word.entries):
        return True
    sort = _gender(s, first)
    return not sort or sort == entry.person


def agrees(s: Sentence, i: int, at: int) -> bool:
    """False where a feminine verb at i stands before a body of one or men at `at`, its object («استهدفت | مجلس النواب»)."""
    entry = next((e for cls in FIRM if (e := s.entry(i, cls)) is not None), None)
    if entry is None or entry.pos != "verb" or entry.person != "fs" or at >= len(s.tokens) or s.key(at).endswith("ون"):
        return True
    return _gender(s, at) not in ("ms", "mp")


def name_may_do(s: Sentence, i: int, one: Name) -> bool:
    """The same of a name; True where it stands in another sentence."""
    first = next((k for k, t in enumerate(s.tokens) if t.start <= one.span.start < t.end), None)
    return first is None or may_do(s, i, first)


def _gender(s: Sentence, first: int) -> str:
    """How a verb behind this head agrees: `fs` (also with the plural of things), `ms`, `mp` of men; "" where the word does not say."""
    tok, head = s.tokens[first], s.entry(first, "actor_head")
    if tok.key.endswith(SOUND_PLURAL) and s.has(first, "people", "actor_head", "title"):
        return "mp"
    if head is None or head.cls != "actor_head" or head.code == "people":
        return ""
    if tok.key.endswith(("ه", "ات")) or head.lemma.endswith("ا") or tok.word.stem in FEMININE or head.shape == "pl" and head.code in THINGS:
        return "fs"
    return "ms" if head.shape == "sg" else ""

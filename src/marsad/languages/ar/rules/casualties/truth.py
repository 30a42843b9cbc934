"""Is harm told as a fact: not denied, feared or forbidden, not hearsay that is missing, not an accident; and is it caused."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry

BACK = 4
AROUND = 15
IF = "اذا"
POSTED = frozenset({"pic", "twitter"})
ONLY = frozenset({"فقط", "سوي", "فحسب"})
POSSIBLY = frozenset({"قد", "ان", "سوف", "لن", "وقد", "ربما", "لا"})


def asserted(s: Sentence, i: int) -> bool:
    """True where the harm word at token i is told as a fact: not denied, feared, forbidden or still to come."""
    if _still_to_come(s, i, s.tokens[i].word.entry("harm")) or unheard(s, i) or _negates(s, i - 1):
        return False
    if s.among(i - 2 * BACK, i, "denies") or s.among(i - BACK + 1, i, "unreal") or _warned_of(s, i) or _conditional(s, i):
        return False
    return not (_presupposed(s, i) or _sentenced(s, i) or _elsewhere(s, i))


def _still_to_come(s: Sentence, i: int, entry: Entry | None) -> bool:
    """True for «سيقتل», «قد يقتل»; for the first person, which tells of no report."""
    if entry is None or entry.pos != "verb" or entry.shape != "present":
        return False
    return entry.person == "1" or s.tokens[i].word.prefix.endswith("س") or s.key(i - 1) in POSSIBLY


def _warned_of(s: Sentence, i: int) -> bool:
    """True for «حذرت المنظمة من مقتل»: what is warned of has not happened."""
    if s.key(i - 1) != "من":
        return False
    return any((e := s.entry(j, "speech")) is not None and e.code == "threaten" for j in range(max(0, i - 2 * BACK), i))


def _conditional(s: Sentence, i: int) -> bool:
    """True behind «إذا» and «ما إذا» in the same clause: nobody knows whether it happened."""
    if IF not in s.keys[max(0, i - 2 * BACK + 1) : i]:
        return False
    for j in range(i - 1, max(-1, i - 2 * BACK), -1):
        if s.tokens[j].mark or s.keys[j] == IF:
            return s.keys[j] == IF
    return False


def _sentenced(s: Sentence, i: int) -> bool:
    """True for «حكمت محكمة بالإعدام على خمسة», an execution that a court has only passed."""
    return "verdict" in s.held and "ب" in s.tokens[i].word.prefix and bool(s.among(max(0, i - 2 * BACK), i, "verdict"))


def _negates(s: Sentence, j: int) -> bool:
    return s.has(j, "neg") and s.key(j) != "غير"


def _presupposed(s: Sentence, i: int) -> bool:
    """True for «الانتقام لمقتل فلان», «ويمثل مقتله ضربة», which tell of a death known before."""
    return s.key(i).startswith("ل") and s.has(i - 1, "revenge") or s.has(i - 1, "presupposes")


def _elsewhere(s: Sentence, i: int) -> bool:
    """True where the words around token i tell of an illness, an accident or a match."""
    return bool(s.among(i - AROUND, i + AROUND, "peace"))


def unheard(s: Sentence, i: int) -> bool:
    """True for «دون ورود أنباء عن ضحايا», which states nothing."""
    heard = s.among(i - 2 * BACK + 1, i, "hearsay")
    return bool(heard) and any(_negates(s, j) for j in s.among(heard[0] - BACK + 1, heard[0], "neg"))


def denied(s: Sentence, i: int) -> int | None:
    """The token of the negation that makes the harm word at token i a stated nothing, None where there is none."""
    for j in range(i - 1, max(-1, i - 2 * BACK + 1), -1):
        if s.tokens[j].mark or s.key(j) in ONLY:
            return None
        if _negates(s, j):
            return j
    return None


def caused(s: Sentence, i: int) -> bool:
    """True where a word of cause or occurrence stands before token i («أسفر عن», «سقوط», «أنباء عن»)."""
    for j in range(i - 1, max(-1, i - BACK - 1), -1):
        if s.tokens[j].mark and s.tokens[j].mark not in '«"':
            return False
        if (entry := s.entry(j, "cause")) is not None:
            return entry.shape != "present" or s.key(j - 1) in ("ان", "لم")
    return False


def is_post(s: Sentence) -> bool:
    """True for an embedded post of a social network, which repeats the report's figures in short."""
    return not POSTED.isdisjoint(s.keys)

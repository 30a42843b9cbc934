"""The signs by which an incident that is told differs from one that is only named, as short strings (`form=construct`).

They are codes and classes of the lexicon, never the words of a text: the trigger's own lemma is the one word among them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import NONE, Sentence, Token
from marsad.languages.ar.phrases import clause
from marsad.model.claim import Casualties, Incident, Statement

FAR = 15
COMPANY = (1, 3, 8)
LINKED = 4
NEAR = ((-2, "-2 "), (-1, "-1 "), (1, "+1 "), (2, "+2 "))
OPENING = 6
QUESTION = frozenset("؟?")


def features(scene: Scene, claim: Incident, company: int) -> list[str]:
    """The signs of one incident claim; `company` counts the other sentences' incidents, casualties and ceasefires in its report."""
    s = scene.sentence
    i = bisect_right(s.tokens, claim.trigger.start, key=_start) - 1
    form, others = _form(s, i), f"company={bisect_right(COMPANY, company)}"
    signs = ["any", others, f"{others} form={form}"]
    signs += _trigger(s, i, claim, form)
    signs += _fields(s, claim, form)
    signs += _neighbours(s, i)
    signs += _clause(s, i)
    signs += _governed(s, i)
    signs += _sentence(scene, claim, i)
    return signs


def _start(tok: Token) -> int:
    return tok.start


def _form(s: Sentence, i: int) -> str:
    """How the trigger stands: verb | definite | owned (with a pronoun) | construct | bare."""
    tok, entry = s.tokens[i], s.entry(i, "incident") or s.entry(i, "weapon")
    if entry and entry.pos == "verb":
        return "verb"
    if tok.word.prefix.endswith(("ال", "لل")):
        return "definite"
    if tok.word.suffix:
        return "owned"
    return "construct" if s.key(i + 1).startswith("ال") else "bare"


def _trigger(s: Sentence, i: int, claim: Incident, form: str) -> list[str]:
    entry = s.entry(i, "incident") or s.entry(i, "weapon")
    signs = [f"type={claim.incident_type}", f"rule={claim.rule}", f"form={form}", f"prefix={s.tokens[i].word.prefix}"]
    return [*signs, f"lemma={entry.lemma}", f"shape={entry.pos} {entry.shape}"] if entry else signs


def _fields(s: Sentence, claim: Incident, form: str) -> list[str]:
    signs = [
        f"when={claim.when is not None}",
        f"status={claim.status}",
        f"weapon={bool(claim.weapon)}",
        f"target={claim.target is not None}",
        f"count={claim.count is not None}",
    ]
    start, end = s.span
    for field, names in (("by", claim.by), ("against", claim.against), ("places", claim.places)):
        given = f"{field}={bool(names)}"
        signs += (given, f"{given} form={form}")
        if names:
            signs.append(f"{field} here={any(start <= n.span.start < end for n in names)}")
    return signs


def _neighbours(s: Sentence, i: int) -> list[str]:
    return [where + cls for step, where in NEAR for cls in s.classes[i + step]]


def _classes(s: Sentence, first: int, last: int) -> frozenset[str]:
    return NONE.union(*s.classes[first:last])


def _clause(s: Sentence, i: int) -> list[str]:
    first, last = clause(s, i)
    signs = ["before: " + cls for cls in _classes(s, first, i)]
    signs += ["after: " + cls for cls in _classes(s, i + 1, last)]
    verbs = _verbs(s)
    signs.append(f"verb before={bisect_left(verbs, first) < bisect_left(verbs, i)}")
    signs.append(f"linked={bool(s.among(i - LINKED, i, 'rel', 'sub'))}")
    return signs


def _verbs(s: Sentence) -> list[int]:
    """The tokens that are verbs, in order."""
    kept: list[int] | None = s.memo.get("verbs")
    if kept is None:
        kept = s.memo["verbs"] = [k for k, tok in enumerate(s.tokens) if tok.word.verbal]
    return kept


def _governed(s: Sentence, i: int) -> list[str]:
    """The last verb before the trigger: how far, in which tense, of which classes and codes; and those of the sentence's first verb."""
    verbs = _verbs(s)
    last = bisect_left(verbs, i) - 1
    governor = verbs[last] if last >= 0 and verbs[last] >= i - FAR else None
    opening = verbs[0] if verbs and verbs[0] < OPENING else None
    signs = [f"governor at={-1 if governor is None else min(4, (i - governor) // 2)}"]
    signs += [] if governor is None else _verb("governor", s, governor)
    return signs + ([] if opening is None else _verb("opening", s, opening))


def _verb(role: str, s: Sentence, k: int) -> list[str]:
    word = s.tokens[k].word
    verbs = [e for e in word.entries if e.pos == "verb"]
    tense = f"{role} {verbs[0].shape if verbs else 'unknown'}{' to come' if word.prefix.endswith('س') else ''}"
    return [tense, *{f"{role} {e.cls} {e.code}" for e in word.entries}]


def _sentence(scene: Scene, claim: Incident, i: int) -> list[str]:
    s, tok = scene.sentence, scene.sentence.tokens[i]
    told = [c.trigger.start for c in scene.claims if isinstance(c, Incident)]
    signs = [
        f"incidents={min(len(told), 4)}",
        f"first told={min(told) == claim.trigger.start}",
        f"quoted={min(tok.depth, 2)}",
        f"sourced={bool(claim.source)}",
        f"quarter={min(3, i * 4 // len(s.tokens))}",
        f"opens={i <= 1}",
        f"timed={bool(s.times)}",
        f"long={len(s.tokens) // 12}",
        f"question={not QUESTION.isdisjoint(s.keys)}",
        f"people at={_distance(s, i)}",
    ]
    signs += {f"casualties={c.outcome} {'figure' if c.min is not None else 'vague'}" for c in scene.claims if isinstance(c, Casualties)}
    signs += {f"said={c.act} {'before' if c.trigger.start < tok.start else 'after'}" for c in scene.claims if isinstance(c, Statement)}
    return signs


def _distance(s: Sentence, i: int) -> int:
    """How far in threes of tokens the next word of harm or people stands, 5 for far or none."""
    return min(FAR, *(abs(k - i) for k in s.having("harm", "people")), FAR) // 3

"""The signs by which an incident that is told differs from one that is only named, as short strings (`form=construct`).

They are codes and classes of the lexicon, never the words of a text: the trigger's own lemma is the one word among them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, is_verb
from marsad.model.claim import Casualties, Incident, Statement

FAR = 15
COMPANY = (1, 3, 8)
LINKED = 4
QUESTION = frozenset("؟?")


def features(scene: Scene, claim: Incident, company: int) -> Iterator[str]:
    """The signs of one incident claim; `company` counts the other sentences' incidents, casualties and ceasefires in its report."""
    s = scene.sentence
    i = bisect_right([t.start for t in s.tokens], claim.trigger.start) - 1
    yield "any"
    yield f"company={bisect_right(COMPANY, company)}"
    form = _form(s, i)
    yield f"company={bisect_right(COMPANY, company)} form={form}"
    yield from _trigger(s, i, claim, form)
    yield from _fields(s, claim, form)
    yield from _neighbours(s, i)
    yield from _clause(s, i)
    yield from _sentence(scene, claim, i)


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


def _trigger(s: Sentence, i: int, claim: Incident, form: str) -> Iterator[str]:
    entry = s.entry(i, "incident") or s.entry(i, "weapon")
    yield f"type={claim.incident_type}"
    yield f"rule={claim.rule}"
    yield f"form={form}"
    yield f"prefix={s.tokens[i].word.prefix}"
    if entry:
        yield f"lemma={entry.lemma}"
        yield f"shape={entry.pos} {entry.shape}"


def _fields(s: Sentence, claim: Incident, form: str) -> Iterator[str]:
    for field in ("by", "against", "places"):
        names = getattr(claim, field)
        yield f"{field}={bool(names)}"
        yield f"{field}={bool(names)} form={form}"
        if names:
            yield f"{field} here={any(s.span.start <= n.span.start < s.span.end for n in names)}"
    yield f"when={claim.when is not None}"
    yield f"status={claim.status}"
    yield f"weapon={bool(claim.weapon)}"
    yield f"target={claim.target is not None}"
    yield f"count={claim.count is not None}"


def _neighbours(s: Sentence, i: int) -> Iterator[str]:
    for step in (-2, -1, 1, 2):
        yield from (_sign(f"{step:+d} ", cls) for cls in s.classes.get(i + step, ()))


def _classes(s: Sentence, first: int, last: int) -> frozenset[str]:
    return frozenset().union(*(known for k in range(first, last) if (known := s.classes.get(k))))


@cache
def _sign(where: str, cls: str) -> str:
    return where + cls


def _clause(s: Sentence, i: int) -> Iterator[str]:
    first, last = clause(s, i)
    yield from (_sign("before: ", cls) for cls in _classes(s, first, i))
    yield from (_sign("after: ", cls) for cls in _classes(s, i + 1, last))
    yield f"verb before={any(is_verb(s.tokens[k]) for k in range(first, i))}"
    yield f"linked={any(s.has(k, 'rel', 'sub') for k in range(max(0, i - LINKED), i))}"


def _sentence(scene: Scene, claim: Incident, i: int) -> Iterator[str]:
    s, tok = scene.sentence, scene.sentence.tokens[i]
    told = [c.trigger.start for c in scene.claims if isinstance(c, Incident)]
    yield f"incidents={min(len(told), 4)}"
    yield f"first told={min(told) == claim.trigger.start}"
    yield f"quoted={min(tok.depth, 2)}"
    yield f"sourced={bool(claim.source)}"
    yield f"quarter={min(3, i * 4 // len(s.tokens))}"
    yield f"opens={i <= 1}"
    yield f"timed={bool(s.times)}"
    yield f"long={len(s.tokens) // 12}"
    yield f"question={any(t.mark in QUESTION for t in s.tokens if t.mark)}"
    yield f"people at={_distance(s, i)}"
    yield from {f"casualties={c.outcome} {'figure' if c.min is not None else 'vague'}" for c in scene.claims if isinstance(c, Casualties)}
    spoken = [c for c in scene.claims if isinstance(c, Statement)]
    yield from {f"said={c.act} {'before' if c.trigger.start < tok.start else 'after'}" for c in spoken}


def _distance(s: Sentence, i: int) -> int:
    """How far in threes of tokens the next word of harm or people stands, 5 for far or none."""
    return min(FAR, *(abs(k - i) for k in s.having("harm", "people")), FAR) // 3

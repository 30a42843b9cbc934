"""Ceasefires that are named: each name with the acts before it, the predicates after it, or its bare terms."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.chain import PLAIN, Act, Chain, chain_before, outcome, step
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.predicates import acts_after
from marsad.languages.ar.rules.ceasefires.things import Thing, things
from marsad.model.claim import Ceasefire, Claim

NEEDS_ACT = frozenset({"strikes", "operations"})
OWN_DEEDS = frozenset({"agreed", "started", "rejected", "extended"})
WEAK = frozenset({"deal", "order", "draft", "terms", "restore"})


@BOOK.rule("ceasefire", "ceasefire", "calming", "local", "zone", "halt")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«أعلن الجيش هدنة في دمشق لمدة 24 ساعة»: the name of a ceasefire and what the sentence says of it."""
    thing = next((t for t in things(scene) if t.first == i), None)
    if thing is None:
        return
    first, stop = region(scene, thing)
    made = list(_claims(scene, thing, first, stop))
    for claim in made:
        memory(scene).setdefault("told", set()).add(claim.action)
        yield claim
    memory(scene)["thing"] = scene.sentence.number


def memory(scene: Scene) -> dict[str, object]:
    """What the report has told of ceasefires so far: the set `told` of actions, the number of the last sentence with one."""
    kept: dict[str, object] = scene.discourse.memory.setdefault("ceasefire", {})
    return kept


def region(scene: Scene, thing: Thing) -> tuple[int, int]:
    """Tokens [first, stop) that may tell of the thing: from its clause's head to the next name of one."""
    s, all_ = scene.sentence, things(scene)
    at = all_.index(thing)
    first = max(clause(s, thing.first)[0], all_[at - 1].last if at else 0)
    stop = all_[at + 1].first if at + 1 < len(all_) else len(s.tokens)
    return first, stop


def _claims(scene: Scene, thing: Thing, first: int, stop: int) -> Iterator[Ceasefire]:
    s = scene.sentence
    chain = chain_before(s, thing.first, first)
    after = acts_after(s, thing, stop)
    action, act = outcome(chain.acts, definite=thing.definite)
    ends = [a.at for a in after if a.code in PLAIN or a.code == "fail"]
    if action and _is_told(scene, thing, chain, action):
        yield ceasefire(scene, thing, act, action, first=first, stop=_until(ends, stop), caller=_caller(chain, act))
    elif not action and not chain.blocked and not chain.background and not ends and _has_terms(scene, thing, after, stop):
        yield ceasefire(scene, thing, None, "agreed", first=first, stop=stop)
    yield from _said_after(scene, thing, chain, action, after, first, stop)


def _until(ends: list[int], stop: int) -> int:
    return min([e for e in ends if e < stop], default=stop)


def _caller(chain: Chain, act: Act | None) -> Act | None:
    """The verb that takes a noun of agreement into its sentence («توصل X إلى اتفاق», «أعلن X هدنة»): the outermost of its kind."""
    makers = [a for a in chain.acts if a.code in ("reach", "announce", "order_v", "accept", "talks", "reject", "violate")]
    return makers[-1] if makers else act


def _is_told(scene: Scene, thing: Thing, chain: Chain, action: str) -> bool:
    """False for what only stands in the background and was told before, or says too little to be an assertion."""
    if thing.sort in NEEDS_ACT and action not in OWN_DEEDS | ({"called_for"} if thing.sort == "operations" else set()):
        return False
    if thing.verbal and action != "called_for":
        return False
    weak = all(a.code in WEAK for a in chain.acts)
    told = memory(scene).get("told", set())
    if weak and (chain.background or thing.sort in ("zone", "local")):
        return False
    if weak and action == "agreed":
        return _has_terms(scene, thing, [], region(scene, thing)[1])
    if weak and action == "negotiated" and thing.definite:
        return False
    return not (chain.background and isinstance(told, set) and action in told and thing.definite and not _is_dated(scene.sentence, thing))


def _is_dated(s: Sentence, thing: Thing) -> bool:
    return any(t.days and thing.last <= t.first <= thing.last + 3 for t in s.times)


def _has_terms(scene: Scene, thing: Thing, after: list[Act], stop: int) -> bool:
    """True where length, date or place of the ceasefire follow its name closely."""
    s = scene.sentence
    if thing.sort in NEEDS_ACT or thing.sort == "zone" or thing.verbal:
        return False
    near = range(thing.last, min(thing.last + 6, stop))
    timed = any((t.hours or t.days) and t.first in near and t.role in ("for", "at", "since") for t in s.times)
    return timed and (not thing.definite or bool(after)) or _is_dated(s, thing)


def _said_after(scene: Scene, thing: Thing, chain: Chain, action: str | None, after: list[Act], first: int, stop: int) -> Iterator[Ceasefire]:
    """A claim for each predicate after the name that says something new."""
    s = scene.sentence
    seen = {action} if action else set()
    for n, act in enumerate(after):
        made = _of_predicate(s, act, thing)
        if made is None or made in seen or (made == "agreed" and seen & {"called_for", "negotiated", "rejected"} and act.code in ("terms", "start", "hold")):
            continue
        if act.code == "terms" or thing.sort in NEEDS_ACT:
            continue
        told = memory(scene).get("told", set())
        if made == "agreed" and thing.definite and isinstance(told, set) and "agreed" in told and (chain.background or not chain.acts) and act.code != "start":
            continue
        if made == "called_for" and seen:
            continue
        seen.add(made)
        later = [a.at for a in after[n + 1 :] if a.code in PLAIN]
        claim = ceasefire(scene, thing, act, made, first=thing.first, stop=_until(later, stop))
        yield claim


def _of_predicate(s: Sentence, act: Act, thing: Thing) -> str | None:
    """What a predicate makes of the ceasefire: what is to begin or to last is agreed, what began is started."""
    entry = s.entry(act.at, "truce_act")
    prefix = s.tokens[act.at].word.prefix
    coming = entry is not None and (entry.shape == "present" or prefix.endswith("س")) and not act.negated
    if act.code in ("start", "hold") and coming and s.key(act.at - 1) != "لا":
        return "agreed" if act.code == "start" else None
    return step(None, act, thing.definite)

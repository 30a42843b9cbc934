"""The acts that govern a ceasefire from before it (`دعا إلى تمديد الهدنة`), and what they make of it together.

The chain is read outwards: the act next to the name first. Each act changes what those inside it have made.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, is_verb

REACH = 20
NEAR = 3
NEGATED = {
    "hold": "violated",
    "start": "violated",
    "accept": "rejected",
    "extend": "ended",
    "reach": "negotiated",
    "announce": None,
    "violate": "holding",
    "end": "holding",
    "order_v": "rejected",
}
PLAIN = {
    "start": "started",
    "extend": "extended",
    "hold": "holding",
    "violate": "violated",
    "end": "ended",
    "suspend": "suspended",
}
OVERRULED = frozenset({None, "agreed", "started", "extended", "holding"})


@dataclass(frozen=True, slots=True)
class Act:
    """An act at token `at`; `negated` where the text says that it was not done."""

    at: int
    code: str
    negated: bool = False
    verb: bool = False


@dataclass(slots=True)
class Chain:
    """The acts before a ceasefire, nearest first; `background`: it is only mentioned; `blocked`: nothing is said of it."""

    acts: list[Act] = field(default_factory=list)
    background: bool = False
    blocked: bool = False


def chain_before(s: Sentence, first: int, floor: int) -> Chain:
    """The acts that govern what begins at token `first`, none of them before token `floor`."""
    made = Chain()
    stop = max(floor, clause(s, first)[0], first - REACH)
    inner = first
    for j in range(first - 1, stop - 1, -1):
        if s.has(j, "past_mention") and _governs(s, j, inner):
            made.background = True
            break
        if s.has(j, "idle") and not s.covering(s.actors, j) and inner - j <= NEAR:
            made.background, made.blocked = True, not made.acts
            break
        if act := act_at(s, j):
            made.acts.append(act)
            inner = j
        elif _breaks(s, j):
            break
    return made


def act_at(s: Sentence, j: int) -> Act | None:
    """The act at token j, unless the word is part of somebody's name or stands for something else."""
    entry = s.entry(j, "truce_act")
    if entry is None:
        return None
    actor = s.covering(s.actors, j)
    if actor and (actor.last > actor.first + 1 or actor.id) and entry.pos != "verb":
        return None
    if entry.code == "start" and entry.lemma.startswith("دخ") and not _into_force(s, j):
        return None
    return Act(j, entry.code, is_negated(s, j), entry.pos == "verb")


def _into_force(s: Sentence, j: int) -> bool:
    return any(s.key(k) == "حيز" for k in range(j + 1, min(j + 16, len(s.tokens))))


def is_negated(s: Sentence, j: int) -> bool:
    """True after `لم`, `لن`, `عدم`, … (with `يتم`, `يعد` between them or not)."""
    k = j - 1
    if s.has(k, "aux") or s.key(k) in ("تعد", "يعد"):
        k -= 1
    return s.has(k, "neg") and s.key(k) not in ("دون",)


def _governs(s: Sentence, j: int, inner: int) -> bool:
    """True where nothing but a length of time stands between the preposition and what it holds («بعد ساعات من إعلان …»)."""
    k = s.end_of(j, "past_mention")
    while k < inner and (s.covering(s.times, k) or s.covering(s.numbers, k) or s.has(k, "unit", "amount", "nearly", "dem") or s.key(k) in ("من", "علي", "ال", "هذه")):
        k += 1
    return k == inner


def _breaks(s: Sentence, j: int) -> bool:
    """True where the clause that governs the ceasefire cannot reach beyond token j."""
    tok = s.tokens[j]
    if tok.mark:
        return tok.mark in ".؛:؟!"
    if tok.has("rel"):
        return True
    if s.has(j, "incident", "harm") and not s.covering(s.actors, j):
        return True
    return is_verb(tok) and not tok.has("aux", "light") and not s.covering(s.actors, j)


def outcome(acts: list[Act], *, definite: bool) -> tuple[str | None, Act | None]:
    """(what the acts make of the ceasefire, the act that decides it); (None, None) where they say nothing of it.

    >>> outcome([Act(3, "extend"), Act(1, "call")], definite=True)
    ('called_for', Act(at=1, code='call', negated=False, verb=False))
    """
    state: str | None = None
    by: Act | None = None
    for act in acts:
        made = step(state, act, definite)
        if made != state:
            state, by = made, act
    return state, by


def step(state: str | None, act: Act, definite: bool) -> str | None:
    """What the act makes of what those inside it have made."""
    if act.negated and act.code in NEGATED and state in OVERRULED:
        return NEGATED[act.code]
    if act.code in PLAIN:
        return PLAIN[act.code] if state in (None, "agreed") else state
    return _RULES.get(act.code, _keep)(state, definite)


def _keep(state: str | None, definite: bool) -> str | None:
    return state


def _agree(state: str | None, definite: bool) -> str | None:
    return "agreed" if state is None or (state in ("started", "holding") and not definite) else state


def _accept(state: str | None, definite: bool) -> str | None:
    return "agreed" if state in (None, "negotiated", "started") else state


def _talk(state: str | None, definite: bool) -> str | None:
    return "negotiated" if state in OVERRULED else state


def _aim(state: str | None, definite: bool) -> str | None:
    return "negotiated" if state in ("agreed", "started") else state


def _reject(state: str | None, definite: bool) -> str | None:
    return "rejected" if state in OVERRULED | {"negotiated", "called_for"} else state


def _call(state: str | None, definite: bool) -> str | None:
    return "called_for" if state not in ("violated", "ended", "rejected") else state


def _fail(state: str | None, definite: bool) -> str | None:
    return {None: "ended", "agreed": "negotiated", "started": "ended", "holding": "ended"}.get(state, state)


def _restore(state: str | None, definite: bool) -> str | None:
    return "negotiated" if state is None else state


_RULES = {
    "deal": _agree,
    "order": _agree,
    "reach": _agree,
    "order_v": _accept,
    "announce": _agree,
    "terms": _agree,
    "accept": _accept,
    "talks": _talk,
    "draft": _talk,
    "aim": _aim,
    "reject": _reject,
    "call": _call,
    "fail": _fail,
    "restore": _restore,
}

"""What a chain of acts makes of a ceasefire: each act changes what those inside it have made of it.

`kept` and `restored` are steps on the way: alone they are `holding` and `negotiated`, announced they are `agreed`.
"""

from __future__ import annotations

from collections.abc import Callable

from marsad.languages.ar.rules.ceasefires.acts import Act

NEGATED = {
    "hold": "ended",
    "keep": "violated",
    "start": "violated",
    "accept": "rejected",
    "extend": "ended",
    "reach": None,
    "announce": None,
    "deal": None,
    "violate": "holding",
    "end": "holding",
    "order_v": "rejected",
    "call": None,
    "need": None,
    "talks": None,
    "aim": None,
    "yield": "negotiated",
}
PLAIN = {
    "start": "started",
    "force": "started",
    "extend": "extended",
    "hold": "holding",
    "keep": "kept",
    "violate": "violated",
    "end": "ended",
    "suspend": "suspended",
}
FINAL = {"kept": "holding", "restored": "negotiated", "pressed": "called_for", "yielded": "agreed"}
OVERRULED = frozenset({None, "agreed", "started", "extended", "holding", "kept", "restored", "pressed"})


def outcome(acts: list[Act], *, definite: bool) -> tuple[str | None, Act | None]:
    """(what the acts make of the ceasefire, the act that decides it); (None, None) where they say nothing of it.

    >>> outcome([Act(3, "extend"), Act(1, "call")], definite=True)[0]
    'called_for'
    """
    state: str | None = None
    by: Act | None = None
    for act in acts:
        calls = act.code == "deal" and by is not None and by.code == "call" and by.at == act.at + 1
        made = "agreed" if calls else step(state, act, definite)
        if made != state:
            state, by = made, act if made else None
    if state == "kept" and by and not (by.verb or by.coming or by.negated):
        return None, None
    if state == "kept" and by and by.future and by.verb:
        return "agreed", by
    return (FINAL.get(state, state), by) if state else (None, None)


def step(state: str | None, act: Act, definite: bool) -> str | None:
    """What the act makes of what those inside it have made."""
    if act.negated and act.code == "succeed":
        return _fail(state, definite)
    if act.negated and state == "negotiated" and act.code == "talks":
        return None
    if act.negated and act.code in NEGATED and state in OVERRULED:
        return "rejected" if act.code == "keep" and act.coming else NEGATED[act.code]
    if act.code == "start" and act.coming and state in (None, "agreed"):
        return "agreed"
    if act.code == "keep" and state == "started" and not act.negated:
        return "kept"
    if act.code in PLAIN:
        return PLAIN[act.code] if state in (None, "agreed") or (state == "kept" and act.code in ("violate", "suspend", "end")) else state
    if act.code == "yield":
        if act.negated:
            return state
        return state if act.coming else "yielded" if state in (None, "agreed", "negotiated") else state
    rule = _RULES.get(act.code)
    return rule(state, definite) if rule else state


def _agree(state: str | None, definite: bool) -> str | None:
    if state in (None, "kept", "restored", "pressed") or (state == "started" and not definite):
        return "agreed"
    return state


def _accept(state: str | None, definite: bool) -> str | None:
    return "agreed" if state in (None, "negotiated", "started", "kept", "restored") else state


def _talk(state: str | None, definite: bool) -> str | None:
    return "negotiated" if state in OVERRULED else state


def _aim(state: str | None, definite: bool) -> str | None:
    return "negotiated" if state in ("agreed", "started") else state


def _succeed(state: str | None, definite: bool) -> str | None:
    return "yielded" if state in ("agreed", "negotiated") else state


def _answer(state: str | None, definite: bool) -> str | None:
    return "agreed" if state in (None, "called_for", "negotiated") else state


def _reject(state: str | None, definite: bool) -> str | None:
    return "rejected" if state in OVERRULED | {"negotiated", "called_for"} else state


def _ignore(state: str | None, definite: bool) -> str | None:
    return "violated" if state is None else _reject(state, definite)


def _call(state: str | None, definite: bool) -> str | None:
    return "called_for" if state not in ("violated", "ended", "rejected") else state


def _fail(state: str | None, definite: bool) -> str | None:
    return {None: "ended", "agreed": "negotiated", "started": "ended", "holding": "ended"}.get(state, state)


def _restore(state: str | None, definite: bool) -> str | None:
    return "restored" if state is None else state


def _deny(state: str | None, definite: bool) -> str | None:
    return None if state in ("violated", "ended") else state


_RULES: dict[str, Callable[[str | None, bool], str | None]] = {
    **dict.fromkeys(("deal", "order", "reach", "made", "announce", "announce_that", "terms", "cover", "join"), _agree),
    **dict.fromkeys(("accept", "order_v"), _accept),
    **dict.fromkeys(("talks", "draft", "work", "plan"), _talk),
    **dict.fromkeys(("call", "need"), _call),
    "aim": _aim,
    "succeed": _succeed,
    "answer": _answer,
    "reject": _reject,
    "ignore": _ignore,
    "fail": _fail,
    "restore": _restore,
    "deny": _deny,
    "press": lambda state, definite: "pressed" if state in OVERRULED | {"negotiated"} else state,
}

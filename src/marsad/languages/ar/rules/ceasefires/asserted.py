"""Whether what the sentence makes of a ceasefire is said there, or only named again: background, weak words, what was told before."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_nisba
from marsad.languages.ar.rules.ceasefires.acts import Act
from marsad.languages.ar.rules.ceasefires.chain import Chain
from marsad.languages.ar.rules.ceasefires.memory import is_told
from marsad.languages.ar.rules.ceasefires.predicates import is_makers
from marsad.languages.ar.rules.ceasefires.things import Thing
from marsad.languages.ar.rules.ceasefires.where import areas_after

WEAK = frozenset({"deal", "order", "draft", "terms", "restore", "announce_that", "cover"})
OWNED = frozenset({"order", "draft"})
LOWERED = ("zone", "lowering")
OWN_DEEDS = {"strikes": frozenset({"agreed", "started"}), "operations": frozenset({"agreed", "started", "called_for", "extended"})}
NOMINAL = frozenset({"start", "end", "announce", "reach", "deal", "order", "order_v"})
SAID = ("announce", "announce_that")
CLOSE, FAR, LONG = 3, 8, 24


def asserts(scene: Scene, thing: Thing, chain: Chain, action: str, stop: int) -> bool:
    """False for what only stands in the background and was told before, or says too little to be an assertion."""
    s = scene.sentence
    if thing.sort == "calm" and action not in ("negotiated", "called_for") and not (action == "ended" and chain.background):
        return False
    if chain.blocked or any(s.has(a.at - 1, "generic") for a in chain.acts[:1]) or _is_named_talks(s, thing, chain):
        return False
    if (
        action not in OWN_DEEDS.get(thing.sort, {action})
        and not (action == "called_for" and _for_a_time(s, thing))
        or thing.verbal
        and not (action == "called_for" or all(a.code in SAID for a in chain.acts))
    ):
        return False
    if (
        thing.sort in LOWERED
        and (not chain.acts or thing.first - chain.acts[0].at > CLOSE * (1 + chain.acts[0].verb))
        or thing.sort == "arms"
        and action != "called_for"
    ):
        return False
    if chain.welcomed:
        return not is_told(scene, action)
    weak = (
        bool(chain.acts)
        and not thing.verbal
        and all(a.code in WEAK and not _is_owned(s, a, thing, background=chain.background) for a in chain.acts)
    )
    if thing.definite and len(chain.acts) == 2 and chain.acts[0].code == "deal" and _witnesses(s, chain.acts[0].at - 1):
        return False
    sided = any(s.key(j) == "بين" for j in range(thing.last, thing.last + CLOSE))
    if weak and _offers(chain):
        return not is_told(scene, action)
    if weak and (chain.background or thing.sort in ("zone", "local") and not sided or action == "negotiated" and thing.definite):
        return False
    if weak and action == "agreed" and _provides(s, chain) and not is_told(scene, action):
        return True
    if weak and action == "agreed":
        return has_terms(s, thing, stop) or thing.sort in ("zone", "local") or _covers(s, thing, chain)
    nominal = bool(chain.acts) and all(not a.verb and a.code in NOMINAL for a in chain.acts)
    entered = any(s.key(j) == "حيز" for j in range(thing.last, min(thing.last + FAR, stop)))
    dated = is_dated(s, thing) or _is_hours_off(s, chain)
    if chain.background and thing.definite and nominal and action == "started" and not entered and not dated:
        return False
    return not ((chain.background or nominal) and thing.definite and is_told(scene, action) and not is_dated(s, thing))


def _is_hours_off(s: Sentence, chain: Chain) -> bool:
    """True for «قبل ساعات من بدء الهدنة»: how far off the start is dates it."""
    head = min((a.at for a in chain.acts), default=0)
    return (
        s.key(head - 1) in ("من", "علي")
        and any(s.has(j, "unit") for j in (head - 2, head - 3))
        and s.among(head - 4, head - 1, "ago") != []
    )


def _is_named_talks(s: Sentence, thing: Thing, chain: Chain) -> bool:
    """True for «محادثات الهدنة» as a mere name of talks: no verb says that they are held."""
    talks = bool(chain.acts) and chain.acts[0].code == "talks" and chain.acts[0].at == thing.first - 1
    return talks and thing.definite and s.has(thing.first - 1, "meeting") and not any(a.verb for a in chain.acts)


def _covers(s: Sentence, thing: Thing, chain: Chain) -> bool:
    """True for «يشمل وقف النار بلدات …», not for «التي يشملها وقف النار»."""
    act = chain.acts[0]
    return act.code == "cover" and act.at + 1 == thing.first and not act.negated and not s.tokens[act.at].word.suffix


def is_dated(s: Sentence, thing: Thing) -> bool:
    return any((t.days or t.hours) and thing.last <= t.first <= thing.last + CLOSE for t in s.times)


def _for_a_time(s: Sentence, thing: Thing) -> bool:
    """True for «وقف القصف على المدينة لمدة أسبوع», a truce in all but name."""
    return any(t.hours and t.role == "for" and thing.last <= t.first <= thing.last + FAR for t in s.times)


def has_terms(s: Sentence, thing: Thing, stop: int) -> bool:
    """True where length or date of the ceasefire follow its name closely."""
    if thing.sort in OWN_DEEDS or thing.sort == "zone" or thing.verbal:
        return False
    comma = next((j for j in range(thing.last, stop) if s.tokens[j].mark and s.tokens[j].mark == "،"), stop)
    near = range(thing.last, min(thing.last + 6, stop, comma + 2 * s.has(comma + 1, "lasting")))
    timed = any((t.hours or t.days or t.part) and t.first in near and t.role in ("for", "at", "since", "over") for t in s.times)
    return timed or any(s.has(j, "daily") for j in near)


def _of_reached_deal(s: Sentence, terms: int) -> bool:
    """True where the agreement that provides for it was reached: «توصلت الأطراف إلى اتفاق … ينص على هدنة»."""
    deal = next((k for k in range(terms - 1, max(-1, terms - LONG), -1) if _code(s, k) == "deal"), None)
    if deal is None:
        return False
    reach = next((k for k in range(deal - 1, max(-1, deal - LONG), -1) if _code(s, k) in ("reach", "reject", "call", "talks")), None)
    return reach is not None and _code(s, reach) == "reach" and not s.has(reach - 1, "neg") and not s.has(reach - 2, "neg")


def _code(s: Sentence, k: int) -> str:
    entry = s.entry(k, "truce_act")
    return entry.code if entry is not None else ""


def _provides(s: Sentence, chain: Chain) -> bool:
    """True for «ينص الاتفاق على هدنة», told as the clause's own verb, not of a plan that somebody turned down."""
    terms = next((a for a in chain.acts if a.code == "terms" and a.verb and not a.negated), None)
    if terms is None or s.entry(terms.at, "truce_act") is None:
        return False
    if _of_reached_deal(s, terms.at):
        return True
    if s.has(terms.at - 1, "rel"):
        return any((e := s.entry(k, "truce_act")) and e.code == "deal" for k in range(terms.at - 4, terms.at - 1))
    return not s.has(terms.at - 1, "truce_act") and any(a.code == "deal" and a.at > terms.at for a in chain.acts)


def _offers(chain: Chain) -> bool:
    """True for «يتضمن العرض هدنة», told as the clause's own verb."""
    codes = [a.code for a in chain.acts]
    return codes == ["draft", "terms"] and chain.acts[1].verb and chain.acts[1].at == chain.acts[0].at - 1


def _is_owned(s: Sentence, act: Act, thing: Thing, *, background: bool) -> bool:
    """True for a decision or a proposal whose owner is named: «قرار مجلس الأمن بوقف النار», «اقتراح الحكومة هدنة»."""
    if act.code not in OWNED or act.at + 1 >= thing.first:
        return False
    owner = s.starting(s.actors, act.at + 1) or s.starting(s.places, act.at + 1)
    by_adjective = is_nisba(s.tokens[act.at + 1])
    return owner is not None and owner.last <= thing.last and not (by_adjective and act.code == "draft" and background)


def _witnesses(s: Sentence, j: int) -> bool:
    return any(e.cls == "truce_act" and e.code == "witness" for e in s.tokens[j].word.entries)


def is_stale(scene: Scene, thing: Thing, act: Act, made: str, seen: set[str], stop: int) -> bool:
    """True for a predicate that adds nothing: terms of what was told, a maker named again."""
    if act.code in ("terms", "need") or thing.sort in OWN_DEEDS or (made == "called_for" and seen):
        return True
    if made in ("agreed", "called_for") and seen & {"agreed", "called_for", "negotiated", "rejected"}:
        return True
    s = scene.sentence
    if is_makers(act) and seen & {"started", "extended"}:
        return True
    brokered = bool(s.among(act.at, min(act.at + CLOSE, stop), "brokering"))
    fresh = brokered or is_dated(s, thing) or areas_after(s, thing.last, min(stop, act.at + 5))
    return is_makers(act) and thing.definite and is_told(scene, made) and not fresh

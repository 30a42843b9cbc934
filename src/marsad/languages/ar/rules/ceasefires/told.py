"""Ceasefires that are named: each name with the acts before it, the predicates after it, or its bare terms."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_conjunction, is_nisba, is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.chain import Act, Chain, chain_before
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import is_told, keep, last_settled, note_name
from marsad.languages.ar.rules.ceasefires.outcome import PLAIN, outcome
from marsad.languages.ar.rules.ceasefires.predicates import acts_after, is_makers, made_of
from marsad.languages.ar.rules.ceasefires.things import Thing, thing_at, things
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.languages.ar.rules.ceasefires.where import areas_after, left_out
from marsad.languages.ar.rules.ceasefires.windows import windows
from marsad.model.claim import Claim

DOING = frozenset({"reach", "announce", "announce_that", "order_v", "accept", "talks", "reject", "violate", "keep", "join"})
WEAK = frozenset({"deal", "order", "draft", "terms", "restore", "announce_that", "cover"})
OWNED = frozenset({"order", "draft"})
LOWERED = ("zone", "lowering")
POSSIBLE = frozenset("يمكن بالامكان بامكان ممكن الممكن".split())
MODAL = 7
OWN_DEEDS = {"strikes": frozenset({"agreed", "started"}), "operations": frozenset({"agreed", "started", "called_for", "extended"})}
NOMINAL = frozenset({"start", "end", "announce", "reach", "deal", "order", "order_v"})
CLOSE, FAR, LEFT_OUT = 3, 8, 30


@BOOK.rule("ceasefire", "ceasefire", "calming", "local", "zone", "halt", "calm")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«أعلن الجيش هدنة في دمشق لمدة 24 ساعة»: the name of a ceasefire and what the sentence says of it."""
    if thing_at(scene.sentence, i) is None or (thing := next((t for t in things(scene) if t.first == i), None)) is None:
        return
    first, stop = region(scene, thing)
    chain = chain_before(scene.sentence, thing.first, first)
    after = acts_after(scene.sentence, thing, stop)
    asked = _is_supposed(scene.sentence, thing, chain)
    for found in () if asked else _found(scene, thing, chain, after, first, stop):
        keep(scene, found.action)
        for part in windows(scene, found) or [found]:
            yield ceasefire(scene, part)
    note_name(scene, thing, [a.at for a in (*chain.acts, *after)])


def region(scene: Scene, thing: Thing) -> tuple[int, int]:
    """Tokens [first, stop) that may tell of the thing: from its clause's head to the next name of one."""
    s, named = scene.sentence, things(scene)
    at = named.index(thing)
    before = next((t for t in reversed(named[:at]) if not _goes_on_from(s, t, thing)), None)
    first = max(clause(s, thing.first)[0], before.last if before else 0)
    stop = named[at + 1].first if at + 1 < len(named) else len(s.tokens)
    return first, stop


def _goes_on_from(s: Sentence, earlier: Thing, thing: Thing) -> bool:
    """True where one call asks for both: «دعا إلى وقف القصف وإلى هدنة», of which the first alone is no ceasefire."""
    between = range(earlier.last, thing.first + 1)
    joined = any(has_conjunction(s.tokens[k]) for k in between)
    return earlier.sort == "strikes" and joined and len(between) <= FAR and not any(is_verb(s.tokens[k]) for k in between)


def _found(scene: Scene, thing: Thing, chain: Chain, after: list[Act], first: int, stop: int) -> Iterator[Told]:
    s = scene.sentence
    seen: set[str] = set()
    later = [a.at for a in after if (a.code in PLAIN or a.code == "fail") and made_of(s, a, thing) not in (None, "agreed")]
    action, act = _governed(s, thing, chain, after)
    if action == "agreed" and act and later and thing.first - act.at > FAR:
        action = None
    if action and _asserts(scene, thing, chain, action, min([*later, stop])):
        seen.add(action)
        yield Told(action, thing, act, first, min([*later, stop]), _doing(chain, act), stop)
    elif _stands_bare(s, thing, chain, after) and _has_terms(s, thing, min([*later, stop])):
        seen.add("agreed")
        yield Told("agreed", thing, None, first, stop)
    for n, predicate in enumerate(() if thing.sort == "calm" and seen else after):
        made = made_of(s, predicate, thing)
        if made and made not in seen and not _is_stale(scene, thing, predicate, made, seen, stop):
            seen.add(made)
            others = (a.at for a in after[n + 1 :] if a.code in PLAIN and made_of(s, a, thing) != made)
            yield Told(made, thing, predicate, thing.first, min([*others, stop]), None, stop)
    if not seen and (excluded := left_out(s, thing.last, stop)) and excluded[0].span.start - s.tokens[thing.last - 1].end < LEFT_OUT:
        yield Told(last_settled(scene), thing, None, thing.first, stop)


def _stands_bare(s: Sentence, thing: Thing, chain: Chain, after: list[Act]) -> bool:
    """True where nothing before the name governs it, and its terms may be told for themselves («هدنة في حلب لمدة يوم»)."""
    timed = not thing.definite and any(t.hours and thing.last <= t.first <= thing.last + 1 for t in s.times)
    if chain.acts or chain.background and not timed or s.has(thing.first - 1, "generic", "neg") or any(a.code == "call" for a in after):
        return False
    return not thing.definite or bool(after)


def _governed(s: Sentence, thing: Thing, chain: Chain, after: list[Act]) -> tuple[str | None, Act | None]:
    """What the acts before the name make of it; what a fight is renewed after has ended, and «لا هدنة» rejects."""
    if s.key(thing.first - 1) in ("لا", "فلا", "ولا", "بعدم") or _is_impossible(s, thing):
        return "rejected", chain.acts[0] if chain.acts else None
    if chain.background and not thing.definite and s.key(chain.mention) in ("بعد", "عقب") and not chain.acts:
        again = next((j for j in range(chain.mention - 1, max(-1, chain.mention - 8), -1) if _renews(s, j)), None)
        return ("ended", Act(thing.first, "end")) if again is not None else (None, None)
    if thing.verbal and (s.tokens[thing.first].word.prefix.endswith("س") or not chain.acts and _stops_own(s, thing)):
        return "agreed", None
    action, act = outcome(chain.acts, definite=thing.definite)
    if act and act.code == "start" and (act.negated and s.key(thing.last) == "علي" or _will_start(s, act, thing)):
        return "agreed", act
    if act and act.code == "keep" and act.coming and _must(s, act.at):
        return "called_for", act
    if action in (None, "agreed", "negotiated") and (needed := next((a for a in after if a.code == "need"), None)):
        return "called_for", needed
    return action, act


def _provides(s: Sentence, chain: Chain) -> bool:
    """True for «ينص الاتفاق على هدنة», told as the clause's own verb, not of a plan that somebody turned down."""
    terms = next((a for a in chain.acts if a.code == "terms" and a.verb and not a.negated), None)
    if terms is None or s.has(terms.at - 1, "rel", "truce_act") or s.entry(terms.at, "truce_act") is None:
        return False
    return any(a.code == "deal" and a.at > terms.at for a in chain.acts)


def _is_supposed(s: Sentence, thing: Thing, chain: Chain) -> bool:
    """True for what is only a condition or a possibility: «إذا أعلنت هدنة», «في حال الاتفاق على وقف النار», «يمكن أن تعلن»."""
    heads = [a.at for a in chain.acts] or [thing.first]
    head = min(heads)
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


def _may(s: Sentence, head: int) -> str:
    """`may` where «يمكن» stands before token `head` in its clause, `not` where it is denied, else nothing."""
    at = next((j for j in range(head - 1, max(-1, head - MODAL), -1) if s.key(j).lstrip("وف") in POSSIBLE), None)
    if at is None or any(s.tokens[k].mark for k in range(at, head)):
        return ""
    return "not" if s.has(at - 1, "neg") or s.key(at - 1) in ("غير", "لا", "ولا") else "may"


def _is_impossible(s: Sentence, thing: Thing) -> bool:
    """True for «لا يمكن أن تكون هناك هدنة»."""
    there = s.key(thing.first - 1) in ("هناك", "ثمه", "هنالك")
    return there and _may(s, thing.first) == "not"


def _will_start(s: Sentence, act: Act, thing: Thing) -> bool:
    """True for «يبدأ الاثنين وقف لإطلاق النار», which tells of one to come."""
    entry = s.entry(act.at, "truce_act")
    return not thing.definite and act.verb and entry is not None and entry.lemma.startswith("بد") and entry.shape == "present"


def _stops_own(s: Sentence, thing: Thing) -> bool:
    """True for «أوقفت الفصائل عملياتها العسكرية», said of one's own operations and not of those against somebody."""
    own = thing.sort == "operations" and any(s.tokens[j].word.suffix in ("ها", "ه", "هم") for j in range(thing.first + 1, thing.last))
    past = any(e.cls == "halt" and e.pos == "verb" and e.shape != "present" for e in s.tokens[thing.first].word.entries)
    return own and past and s.key(thing.last) not in ("ضد", "بحق")


def _is_owned(s: Sentence, act: Act, thing: Thing, *, background: bool) -> bool:
    """True for a decision or a proposal whose owner is named: «قرار مجلس الأمن بوقف النار», «اقتراح الحكومة هدنة»."""
    if act.code not in OWNED or act.at + 1 >= thing.first:
        return False
    owner = s.starting(s.actors, act.at + 1) or s.starting(s.places, act.at + 1)
    by_adjective = is_nisba(s.tokens[act.at + 1])
    return owner is not None and owner.last <= thing.last and not (by_adjective and act.code == "draft" and background)


def _witnesses(s: Sentence, j: int) -> bool:
    return any(e.cls == "truce_act" and e.code == "witness" for e in s.tokens[j].word.entries)


def _must(s: Sentence, at: int) -> bool:
    """True for «على الأطراف أن تلتزم»."""
    return s.key(at - 1) == "ان" and any(s.key(k) in ("علي", "وعلي") for k in range(at - 8, at))


def _renews(s: Sentence, j: int) -> bool:
    return any(e.cls == "truce_act" and e.code == "resume" for e in s.tokens[j].word.entries)


def _doing(chain: Chain, act: Act | None) -> Act | None:
    """The outermost act of those who do it («توصل X إلى اتفاق», «أعلن X هدنة»), else the deciding act."""
    makers = [a for a in chain.acts if a.code in DOING]
    return makers[-1] if makers else act


def _asserts(scene: Scene, thing: Thing, chain: Chain, action: str, stop: int) -> bool:
    """False for what only stands in the background and was told before, or says too little to be an assertion."""
    s = scene.sentence
    if thing.sort == "calm" and action not in ("negotiated", "called_for") and not (action == "ended" and chain.background):
        return False
    if chain.blocked or any(s.has(a.at - 1, "generic") for a in chain.acts[:1]) or _is_named_talks(s, thing, chain):
        return False
    if action not in OWN_DEEDS.get(thing.sort, {action}) or thing.verbal and not (action == "called_for" or not chain.acts):
        return False
    if (
        thing.sort in LOWERED
        and (not chain.acts or thing.first - chain.acts[0].at > CLOSE * (1 + chain.acts[0].verb))
        or thing.sort == "arms"
        and action != "called_for"
    ):
        return False
    weak = bool(chain.acts) and all(a.code in WEAK and not _is_owned(s, a, thing, background=chain.background) for a in chain.acts)
    if thing.definite and len(chain.acts) == 2 and chain.acts[0].code == "deal" and _witnesses(s, chain.acts[0].at - 1):
        return False
    sided = any(s.key(j) == "بين" for j in range(thing.last, thing.last + CLOSE))
    if weak and (chain.background or thing.sort in ("zone", "local") and not sided or action == "negotiated" and thing.definite):
        return False
    if weak and action == "agreed" and _provides(s, chain) and not is_told(scene, action):
        return True
    if weak and action == "agreed":
        return _has_terms(s, thing, stop) or thing.sort in ("zone", "local") or _covers(s, thing, chain)
    nominal = bool(chain.acts) and all(not a.verb and a.code in NOMINAL for a in chain.acts)
    entered = any(s.key(j) == "حيز" for j in range(thing.last, min(thing.last + FAR, stop)))
    if chain.background and thing.definite and nominal and action == "started" and not entered and not _is_dated(s, thing):
        return False
    return not ((chain.background or nominal) and thing.definite and is_told(scene, action) and not _is_dated(s, thing))


def _is_named_talks(s: Sentence, thing: Thing, chain: Chain) -> bool:
    """True for «محادثات الهدنة» as a mere name of talks: no verb says that they are held."""
    talks = bool(chain.acts) and chain.acts[0].code == "talks" and chain.acts[0].at == thing.first - 1
    return talks and thing.definite and s.has(thing.first - 1, "meeting") and not any(a.verb for a in chain.acts)


def _covers(s: Sentence, thing: Thing, chain: Chain) -> bool:
    """True for «يشمل وقف النار بلدات …», not for «التي يشملها وقف النار»."""
    act = chain.acts[0]
    return act.code == "cover" and act.at + 1 == thing.first and not act.negated and not s.tokens[act.at].word.suffix


def _is_dated(s: Sentence, thing: Thing) -> bool:
    return any((t.days or t.hours) and thing.last <= t.first <= thing.last + CLOSE for t in s.times)


def _has_terms(s: Sentence, thing: Thing, stop: int) -> bool:
    """True where length or date of the ceasefire follow its name closely."""
    if thing.sort in OWN_DEEDS or thing.sort == "zone" or thing.verbal:
        return False
    comma = next((j for j in range(thing.last, stop) if s.tokens[j].mark and s.tokens[j].mark == "،"), stop)
    near = range(thing.last, min(thing.last + 6, stop, comma + 2 * s.has(comma + 1, "lasting")))
    timed = any((t.hours or t.days or t.part) and t.first in near and t.role in ("for", "at", "since", "over") for t in s.times)
    return timed or any(s.has(j, "daily") for j in near)


def _is_stale(scene: Scene, thing: Thing, act: Act, made: str, seen: set[str], stop: int) -> bool:
    """True for a predicate that adds nothing: terms of what was told, a maker named again."""
    if act.code in ("terms", "need") or thing.sort in OWN_DEEDS or (made == "called_for" and seen):
        return True
    if made in ("agreed", "called_for") and seen & {"agreed", "called_for", "negotiated", "rejected"}:
        return True
    s = scene.sentence
    if is_makers(act) and seen & {"started", "extended"}:
        return True
    brokered = any(s.has(j, "brokering") for j in range(act.at, min(act.at + CLOSE, stop)))
    fresh = brokered or _is_dated(s, thing) or areas_after(s, thing.last, min(stop, act.at + 5))
    return is_makers(act) and thing.definite and is_told(scene, made) and not fresh

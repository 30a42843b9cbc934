"""Ceasefires that are named: each name with the acts before it, the predicates after it, or its bare terms."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_conjunction, is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.acts import Act
from marsad.languages.ar.rules.ceasefires.asserted import asserts, has_terms, is_stale
from marsad.languages.ar.rules.ceasefires.chain import Chain, chain_before
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import keep, last_settled, note_name
from marsad.languages.ar.rules.ceasefires.outcome import PLAIN, outcome
from marsad.languages.ar.rules.ceasefires.predicates import acts_after, made_of
from marsad.languages.ar.rules.ceasefires.supposed import is_feared, is_impossible, is_supposed, must, owes
from marsad.languages.ar.rules.ceasefires.things import Thing, thing_at, things
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.languages.ar.rules.ceasefires.where import left_out, left_out_of
from marsad.languages.ar.rules.ceasefires.windows import windows
from marsad.model.claim import Claim

DOING = frozenset({"reach", "announce", "announce_that", "order_v", "accept", "talks", "reject", "violate", "keep", "join"})
CLOSE, FAR, LEFT_OUT = 3, 8, 30


@BOOK.rule("ceasefire", "ceasefire", "calming", "local", "zone", "halt", "calm")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«أعلن الجيش هدنة في دمشق لمدة 24 ساعة»: the name of a ceasefire and what the sentence says of it."""
    if thing_at(scene.sentence, i) is None or (thing := next((t for t in things(scene) if t.first == i), None)) is None:
        return
    first, stop = region(scene, thing)
    chain = chain_before(scene.sentence, thing.first, first)
    after = acts_after(scene.sentence, thing, stop)
    asked = is_supposed(scene.sentence, thing, chain) or is_feared(scene.sentence, thing, chain)
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
    if action == "agreed" and act and not act.verb and thing.definite and any(made_of(s, a, thing) == "ended" for a in after):
        action = None
    if action and asserts(scene, thing, chain, action, min([*later, stop])):
        seen.add(action)
        yield Told(action, thing, act, first, min([*later, stop]), _doing(chain, act), stop)
    elif _stands_bare(s, thing, chain, after) and has_terms(s, thing, min([*later, stop])):
        seen.add("agreed")
        yield Told("agreed", thing, None, first, stop)
    for n, predicate in enumerate(() if thing.sort == "calm" and seen else after):
        made = made_of(s, predicate, thing)
        if predicate.negated and s.key(predicate.at - 1) in ("لن", "ولن"):
            continue  # «الهدنة لن تصمد» is foretold
        if made == "started" and "منذ" in (s.key(predicate.at - 1), s.key(predicate.at - 2)):
            continue  # «47 خرقا لوقف النار منذ بدء سريانه»
        if made and made not in seen and not is_stale(scene, thing, predicate, made, seen, stop):
            seen.add(made)
            others = (a.at for a in after[n + 1 :] if a.code in PLAIN and made_of(s, a, thing) != made)
            yield Told(made, thing, predicate, thing.first, min([*others, stop]), None, stop)
    if not seen and (excluded := left_out(s, thing.last, stop)) and excluded[0].span.start - s.tokens[thing.last - 1].end < LEFT_OUT:
        yield Told(last_settled(scene), thing, None, thing.first, stop)
    elif not seen and left_out_of(s, first, thing.first):
        yield Told(last_settled(scene), thing, None, first, stop)


def _stands_bare(s: Sentence, thing: Thing, chain: Chain, after: list[Act]) -> bool:
    """True where nothing before the name governs it, and its terms may be told for themselves («هدنة في حلب لمدة يوم»)."""
    timed = not thing.definite and any(t.hours and thing.last <= t.first <= thing.last + 1 for t in s.times)
    if chain.acts or chain.background and not timed or s.has(thing.first - 1, "generic", "neg") or any(a.code == "call" for a in after):
        return False
    return not thing.definite or bool(after)


def _governed(s: Sentence, thing: Thing, chain: Chain, after: list[Act]) -> tuple[str | None, Act | None]:
    """What the acts before the name make of it; what a fight is renewed after has ended, and «لا هدنة» rejects."""
    if s.key(thing.first - 1) in ("لا", "فلا", "ولا", "بعدم") or is_impossible(s, thing):
        return "rejected", chain.acts[0] if chain.acts else None
    if chain.background and not thing.definite and s.key(chain.mention) in ("بعد", "عقب") and not chain.acts:
        again = next((j for j in range(chain.mention - 1, max(-1, chain.mention - 8), -1) if _renews(s, j)), None)
        return ("ended", Act(thing.first, "end")) if again is not None else (None, None)
    if thing.verbal and (s.tokens[thing.first].word.prefix.endswith("س") or not chain.acts and _stops_own(s, thing)):
        return "agreed", None
    if chain.welcomed and not after:
        return "agreed", None
    if s.tokens[thing.first].word.prefix.endswith("ل") and s.key(thing.first - 1) in ("يعد", "يبق") and s.has(thing.first - 2, "neg"):
        return "ended", Act(thing.first, "end")
    action, act = outcome(chain.acts, definite=thing.definite)
    if act and act.code == "start" and (act.negated and s.key(thing.last) == "علي" or _will_start(s, act, thing)):
        return "agreed", act
    if act and act.code == "keep" and act.coming and must(s, act.at):
        return "called_for", act
    if action in (None, "holding", "violated") and (asked := next((a for a in chain.acts if a.code == "keep" and owes(s, a.at)), None)):
        return "called_for", asked
    if action in (None, "agreed", "negotiated") and (needed := next((a for a in after if a.code == "need"), None)):
        return "called_for", needed
    return action, act


def _will_start(s: Sentence, act: Act, thing: Thing) -> bool:
    """True for «يبدأ الاثنين وقف لإطلاق النار», which tells of one to come."""
    entry = s.entry(act.at, "truce_act")
    return not thing.definite and act.verb and entry is not None and entry.lemma.startswith("بد") and entry.shape == "present"


def _stops_own(s: Sentence, thing: Thing) -> bool:
    """True for «أوقفت الفصائل عملياتها العسكرية», «أوقف الجيش إطلاق النار»: one's own, and not what is done against somebody."""
    inside = range(thing.first + 1, thing.last)
    own = thing.sort == "operations" and any(s.tokens[j].word.suffix in ("ها", "ه", "هم") for j in inside)
    own = own or s.key(thing.last - 1) == "النار" and any(s.starting(s.actors, j) for j in inside)
    past = any(e.cls == "halt" and e.pos == "verb" and e.shape != "present" for e in s.tokens[thing.first].word.entries)
    return own and past and s.key(thing.last) not in ("ضد", "بحق")


def _renews(s: Sentence, j: int) -> bool:
    return any(e.cls == "truce_act" and e.code == "resume" for e in s.tokens[j].word.entries)


def _doing(chain: Chain, act: Act | None) -> Act | None:
    """The outermost act of those who do it («توصل X إلى اتفاق», «أعلن X هدنة»), else the deciding act."""
    makers = [a for a in chain.acts if a.code in DOING]
    return makers[-1] if makers else act

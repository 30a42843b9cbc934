"""The names of those who have to do with a ceasefire: both sides of it, its brokers, who does an act, who is blamed or asked."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_nisba, names_from
from marsad.languages.ar.rules.ceasefires.chain import Act
from marsad.model.claim import Name, Statement
from marsad.model.mention import Actor

REACH = 10
NAMING = ("truce_act", "ceasefire", "calming")
GOINGS = frozenset({"reach", "start", "extend", "announce", "end"})
OWN = ("ه", "ها", "هم", "هما")
BOTH = frozenset("الجانبين الطرفين الجانبان الطرفان".split())
TWO = BOTH | frozenset("طرفان طرفين جانبان جانبين".split())
NO_SIDES = frozenset("الحين الفينه".split())
THIRD = frozenset("un us ru eu tr eg qa jo om fr uk gb kw ch no au se".split())


def names(s: Sentence, j: int) -> list[Name]:
    """The names of a list that begins at token j, each cut where the ceasefire or an act begins («طالبان الهدنة»)."""
    found = [part for name in names_from(s, j)[0] for part in _apart(s, _cut(s, name)) if part.text]
    return found[: next((n for n, name in enumerate(found) if n and _is_verbal(s, name)), len(found))]


def _is_verbal(s: Sentence, name: Name) -> bool:
    """True where what is joined by `و` is no name but the next verb («روسيا وتتضمن …»)."""
    k = next(k for k, tok in enumerate(s.tokens) if tok.end > name.span.start)
    word = s.tokens[k].word
    return bool(word.entries) and all(e.pos == "verb" for e in word.entries)


def _cut(s: Sentence, name: Name) -> Name:
    inside = [k for k, tok in enumerate(s.tokens) if name.span.start < tok.start < name.span.end]
    at = next((k for k in inside if _cuts(s, k)), None)
    at = at if at is not None else next((k for k in inside if s.has(k, "ceasefire", "calming", "halt")), None)
    if at is None:
        return name
    span = name.span._replace(end=s.tokens[at - 1].end)
    return Name(span.of(s.text), span, name.id)


def _cuts(s: Sentence, k: int) -> bool:
    """True where an act or a ceasefire, or a purpose («للمساعدة», «بغرض»), ends the name."""
    entry = s.entry(k, "truce_act")
    if s.has(k, *NAMING) and not s.covering(s.actors, k) or entry and entry.pos == "noun" and entry.code in GOINGS:
        return True
    return has_clitic_preposition(s.tokens[k]) and not s.starting(s.actors, k) and not s.starting(s.places, k) or s.has(k, "conj", "sub")


def _apart(s: Sentence, name: Name) -> list[Name]:
    """The name, taken apart where a side joined by `و` begins inside it («الفصائل الفلسطينية وإسرائيل»)."""
    joined = [a for a in s.actors if name.span.start < a.span.start < name.span.end and _is_joined(s, a)]
    if not joined:
        return [name]
    actor = joined[0]
    first, rest = name.span._replace(end=s.tokens[actor.first - 1].end), name.span._replace(start=actor.span.start)
    return [Name(first.of(s.text), first, name.id), Name(rest.of(s.text), rest, actor.id)]


def _is_joined(s: Sentence, actor: Actor) -> bool:
    tok = s.tokens[actor.first]
    return tok.key.startswith("و") and actor.span.start > tok.start


def speaker_of(scene: Scene, at: int) -> tuple[list[Name], list[Name]]:
    """(speakers, addressees) of the statement whose trigger is token `at`; two empty lists where it is none."""
    tok = scene.sentence.tokens[at]
    for claim in scene.claims:
        if isinstance(claim, Statement) and claim.trigger.start < tok.end and tok.start < claim.trigger.end:
            return list(claim.speaker), list(claim.to)
    return [], []


def between(s: Sentence, first: int, stop: int) -> list[Name]:
    """Both sides of «بين A وB»."""
    for j in range(first, stop):
        if s.key(j) == "بين" and j + 1 < len(s.tokens) and not s.has(j - 1, "place_head", "place_word"):
            if s.covering(s.times, j) or s.covering(s.numbers, j + 1) or s.key(j + 1) in NO_SIDES:
                continue
            if s.key(j + 1) in BOTH:
                return _meant_by_both(s, j) or [s.name(j + 1, j + 2)]
            return names(s, j + 1 + 2 * (s.key(j + 1) == "كل" and s.key(j + 2) == "من"))
    return []


def two_sides(s: Sentence, first: int, stop: int) -> list[Name]:
    """Both of «طرفان: A من جهة وB من جهة أخرى»."""
    at = next((j for j in range(first, stop) if s.key(j) in TWO and j + 2 < len(s.tokens) and s.tokens[j + 1].mark == ":"), None)
    if at is None:
        return []
    one = names(s, at + 2)
    other = next((j + 2 for j in range(at + 2, stop - 2) if (s.key(j), s.key(j + 1)) == ("من", "جهه") and s.starting(s.actors, j + 2)), None)
    return one[:1] + (names(s, other)[:1] if other else one[1:2])


def _meant_by_both(s: Sentence, at: int) -> list[Name]:
    """The two sides named before «بين الجانبين» in the sentence."""
    earlier = next((j for j in range(at - 1, -1, -1) if s.key(j) == "بين"), None)
    found = names(s, earlier + 1) if earlier is not None else []
    return found if len(found) == 2 else []


def beside(s: Sentence, first: int, stop: int) -> list[Name]:
    """The side of «مع B»."""
    for j in range(first, stop):
        if s.key(j) == "مع" and (s.starting(s.actors, j + 1) or s.starting(s.places, j + 1)):
            return names(s, j + 1)
    return []


def brokers(s: Sentence, first: int, stop: int) -> list[Name]:
    """Those named after «بوساطة», «بطلب من», «برعاية», … in tokens [first, stop)."""
    for j in range(first, stop):
        if s.has(j, "brokering"):
            k = s.end_of(j, "brokering")
            k += s.key(k) in ("من", "كل") and s.key(k + 1) != "من"
            k += 2 * (s.key(k) == "كل" and s.key(k + 1) == "من")
            if k < len(s.tokens):
                return adjectives(s, k) or _sponsors(s, k)
    return []


def _sponsors(s: Sentence, k: int) -> list[Name]:
    """The names from token k where a side, a state or a quoted name begins there, or any noun after «من»."""
    known = s.starting(s.actors, k) or s.starting(s.places, k) or s.tokens[k].mark
    return names(s, k) if known or s.key(k - 1) == "من" or s.tokens[k].key.startswith("ال") else []


def adjectives(s: Sentence, k: int) -> list[Name]:
    """Each of «أميركية روسية», «تركية - روسية» from token k."""
    out: list[Name] = []
    while k < len(s.tokens):
        tok = s.tokens[k]
        if tok.mark in ("-", "–", "/") and out and tok.mark:
            k += 1
            continue
        key = tok.key.removeprefix("و")
        if tok.mark or key.startswith("ال") or not (is_nisba(tok) and key.endswith(("يه", "ي"))) or s.has(k, "quality"):
            break
        if (place := s.starting(s.places, k)) and place.span.end - place.span.start > tok.end - tok.start:
            break
        out.append(_adjective(s, k))
        k += 1
    return out


def _adjective(s: Sentence, k: int) -> Name:
    span = s.span_of(k, k + 1)
    actor = s.starting(s.actors, k)
    if has_conjunction(s.tokens[k]) or s.tokens[k].key.startswith("و"):
        span = span._replace(start=span.start + 1)
    return Name(span.of(s.text), span, actor.id if actor else None)


def subject(scene: Scene, act: Act, stop: int) -> list[Name]:
    """Who does the act: its speaker, the actor after it, or (for a verb) the actor before it."""
    s = scene.sentence
    if named := speaker_of(scene, act.at)[0]:
        return named
    if act.verb and s.has(act.at + 1, *NAMING, "short"):
        return before(s, act.at)
    for j in range(act.at + 1, min(act.at + REACH, max(stop, act.at + 4), len(s.tokens))):
        if actor := _named(s, j):
            return actor
        if s.has(j, "prep", "incident", "rel", "sub", "ceasefire", "calming", "halt") or s.tokens[j].mark in (".", "،"):
            break
    return before(s, act.at) if act.verb or s.tokens[act.at].word.suffix in OWN else []


def following(s: Sentence, at: int, stop: int) -> list[Name]:
    """The list of sides that follows the verb at token `at` («أعلنتها روسيا», «طالب بها مجلس الأمن»)."""
    for j in range(at + 1, min(at + 5, stop)):
        if found := _named(s, j):
            return found
        if s.tokens[j].mark and s.tokens[j].mark not in "«،" or s.has(j, "incident", "rel", "sub", "lasting"):
            break
    return []


def _named(s: Sentence, j: int) -> list[Name]:
    """The names of a list that begins with an actor or a state at token j."""
    tok, actor = s.tokens[j], s.starting(s.actors, j)
    if not (actor or s.starting(s.places, j)) or has_conjunction(tok) or actor and _is_idle(s, actor):
        return []
    if has_clitic_preposition(tok) and not tok.key.startswith("ل"):
        return []
    return names(s, j)


def before(s: Sentence, at: int) -> list[Name]:
    """The list of sides that ends nearest before token `at`."""
    near = [a for a in s.actors if a.last <= at and at - a.last <= REACH]
    actors = [a for a in near if not has_clitic_preposition(s.tokens[a.first]) and not s.has(a.first - 1, "prep") and not _is_idle(s, a)]
    if not actors:
        return _counted(s, at)
    n = len(actors) - 1
    while n and _is_joined(s, actors[n]) and actors[n - 1].last == actors[n].first:
        n -= 1
    return names(s, actors[n].first)


def _counted(s: Sentence, at: int) -> list[Name]:
    """The counted sides that end right before token `at` («٤٣ فصيلاً يرفض …»)."""
    number = next((n for n in s.numbers if n.last == at - 1 and s.has(n.last, "actor_head")), None)
    return [s.name(number.first, at)] if number else []


def _is_idle(s: Sentence, actor: Actor) -> bool:
    """True for what only looks like a side: the end of a longer place, «جهود دبلوماسية مكثفة»."""
    place = s.covering(s.places, actor.first)
    return place is not None and place.first < actor.first or actor.sort == "title" and s.has(actor.last - 1, "quality")


def is_third(names: list[Name]) -> bool:
    """True where those named are states or bodies of states, who broker rather than fight."""
    return any(n.id and n.id.split("/")[0] in THIRD for n in names)

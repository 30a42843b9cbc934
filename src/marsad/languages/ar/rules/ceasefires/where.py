"""Where a ceasefire holds and whom it leaves out."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, names_from
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Name
from marsad.model.mention import Place

LOCATIVE = frozenset("في داخل حول علي بمدينه بمنطقه وسط شرق غرب شمال جنوب شمالي جنوبي شرقي غربي تشمل يشمل تشملها ضمن فوق".split())
ENDS = frozenset("حيث لكن الا بينما فيما بعد بعدما منذ قبل خلال عقب رغم اثر وسط مقابل فضلا طالما ظل".split())
PURPOSES = group("purpose_of_truce")
THERE = frozenset("فيها فيه فيهما".split())
LATER, REACH = 6, 16
DUAL_HEADS = group("two_of_a_place")
SIGNED = group("signed")
SIGNS = ("اتفق", "توقيع", "وقع", "توافق")


def areas_after(s: Sentence, first: int, stop: int) -> list[Place]:
    """The places that tokens [first, stop) give the ceasefire, up to where something else is told."""
    if (at := next((j for j in s.among(first, min(first + REACH, stop), "covering") if _covers(s, j)), None)) and (
        held := covered(s, at + 1, stop)
    ):
        return held
    end = next((j for j in range(first, stop) if _ends(s, j, first)), stop)
    found = [p for p in s.within(s.places, first, end) if is_area(s, p)]
    purpose = next((j for j in range(first, end) if s.key(j) in PURPOSES), end)
    found = [p for p in found if not _is_signed_at(s, p)]
    near = [p for p in found if p.last <= purpose] or found
    return [p for p in near if not s.has(p.first - 1, "nearness")] or near


def _is_signed_at(s: Sentence, place: Place) -> bool:
    """True for the town of signing («الاتفاق الموقع في العاصمة السودانية», «وقعا اتفاقا في جنيف | برعاية …»): no area."""
    if s.has(place.last, "brokering") and any(
        (e := s.entry(j, "truce_act")) and e.code == "reach" and e.lemma.startswith(SIGNS) for j in s.among(0, place.first, "truce_act")
    ):
        return True
    at = place.first - 1 - (s.key(place.first - 1) == "في")
    return s.key(at).removeprefix("ال") in SIGNED


def _covers(s: Sentence, j: int) -> bool:
    """True where the word of covering at token j («تخص», «تشمل», «تقتصر على») is not denied and has its object after it."""
    return not s.has(j - 1, "neg") and not s.tokens[j].word.suffix


def covered(s: Sentence, first: int, stop: int) -> list[Place]:
    """The places that the ceasefire is said to cover, with no preposition before them («يشمل وقف النار بلدات …»)."""
    end = next((j for j in range(first, stop) if s.key(j) in ENDS), stop)
    return list(s.within(s.places, first, end))


def areas_before(s: Sentence, first: int, stop: int) -> list[Place]:
    """The places between the act and the ceasefire («فصائل في محافظة درعا اتفاقا»), the nearest run only."""
    found = [p for p in s.within(s.places, first, stop) if is_area(s, p) and not _is_venue(s, p) and not _of_somebody(s, p)]
    end = next((n for n, p in enumerate(found) if n and p.first - found[n - 1].last > 1), len(found))
    return [] if found and _signed_there(s, first, found[0]) else found[:end]


def _signed_there(s: Sentence, act: int, place: Place) -> bool:
    """True for the town of signing: «توقيع اتفاق بالجزائر», «اتفقا في أديس أبابا على …»; not where a side is («فصائل في درعا»)."""
    entry = s.entry(act, "truce_act")
    j = place.first - (s.key(place.first - 1) in LOCATIVE)
    return entry is not None and entry.code == "reach" and entry.lemma.startswith(SIGNS) and j not in s.actors.ends


def _of_somebody(s: Sentence, place: Place) -> bool:
    """True where the place says whence somebody is («ممثلها في لبنان»)."""
    return place.first > 1 and bool(s.tokens[place.first - 2].word.suffix) and not s.has(place.first - 2, "truce_act")


def areas_of_deal(s: Sentence, stop: int) -> list[Place]:
    """The places of an agreement named before («الاتفاق حول طرابلس»), or of the sides who keep it («الفصائل في غزة»)."""
    for place in s.within(s.places, 0, stop):
        j = place.first - 1
        held = s.has(j - 1, "short", "truce_act") or any(a.last == j and a.sort not in ("title", "adjective") for a in s.actors)
        if s.key(j) in ("حول", "في", "بشان") and held and is_area(s, place):
            return [place]
    return []


def areas_of_name(s: Sentence, told: Told) -> list[Place]:
    """The places that are part of the name: «هدنة حلب», «تهدئة دمشق والغوطة الشرقية» (also for windows told after it)."""
    at = told.thing.last if told.thing else told.reach
    if at < 1 or s.tokens[at - 1].key.lstrip("وبل").startswith("ال") or not s.has(at - 1, "ceasefire", "calming"):
        return []
    out: list[Place] = []
    while (place := s.starting(s.places, at)) and (not out or place.span.start > s.tokens[at].start):
        out.append(place)
        at = place.last
    return out


def areas_there(scene: Scene, told: Told) -> list[Place]:
    """The place that «فيها», «فيه» beside the name or the act means: the last one named before."""
    s = scene.sentence
    first = told.act.at if told.act else told.begin
    near = range(min(first, told.begin), min(max(first, told.begin) + 2, told.stop))
    at = next((j for j in near if s.key(j) in THERE), None)
    if at is None:
        return []
    named = [p for p in s.places if p.last <= at and not s.among(p.first, p.last, "ceasefire", "calming")]
    return named[-1:] or list(scene.discourse.places[-1:])


def _ends(s: Sentence, j: int, first: int) -> bool:
    tok = s.tokens[j]
    if tok.mark:
        return tok.mark in ".؛" or tok.mark == "،" and _turns(s, j + 1)
    if not (s.has(j, "rel", "incident", "harm", "speech") or tok.key in ENDS or tok.key == "وفي"):
        return False
    if s.covering(s.places, j) or s.covering(s.times, j):
        return False
    if s.key(j) == "وفي" and j > first and (place := s.starting(s.places, j + 1)) and s.has(place.last, "lasting"):
        return True
    happening = s.entry(j, "incident")
    if s.has(j, "truce_act", "fighting", "ceasefire") or happening and happening.code == "aid":
        return False
    if tok.key in ENDS or s.has(j, "rel") and j > first + LATER:
        return True
    return s.has(j, "incident", "harm", "speech") and not s.covering(s.actors, j)


def _turns(s: Sentence, j: int) -> bool:
    """True where what follows a comma tells something else: «، واصفا الممرات …», «، وقال», «، مؤكدا»."""
    if j >= len(s.tokens) or s.starting(s.places, j) or s.has(j, "truce_act", "covering", "lasting", "ceasefire", "fighting", "halt"):
        return False
    if s.key(j) in ("وفي", "وذلك", "في") or s.covering(s.times, j):
        return False
    return s.has(j, "said_by", "speech") or has_conjunction(s.tokens[j]) and not s.starting(s.actors, j)


def is_area(s: Sentence, place: Place) -> bool:
    """True where a preposition of place governs the name, or a list of such places goes on with it."""
    tok = s.tokens[place.first]
    if place.last == place.first + 1 and s.has(place.first, "month"):
        return False
    actor = s.covering(s.actors, place.first)
    if actor and (actor.first < place.first or actor.last > place.last):
        return False
    prefix = s.text[tok.start : place.span.start]
    if prefix.endswith("ب"):
        return True
    if prefix.endswith("ل"):
        return False
    j = place.first - 1 - (s.tokens[place.first - 1].mark == "#")
    if s.key(j) in ("جميع", "كافه", "كل", "انحاء", "ارجاء", "عموم", "ساير", "باقي", "مناطق"):
        return True
    if place.head == "direction" and not s.has(j, "from", "prep"):
        return True
    if s.key(j) in LOCATIVE or s.key(j) in ("وفي", "وحول") or s.has(j, "nearness"):
        return s.key(j) != "علي" or place.head is not None
    return _goes_on(s, place)


def _goes_on(s: Sentence, place: Place) -> bool:
    """True for the later places of a list whose first place is an area."""
    j = place.first
    at = j - 1 if s.tokens[j - 1].mark in ("،", ",") and j else j
    before = next((p for p in s.places if p.last in (at, at - 1)), None)
    dual = before is not None and s.tokens[before.first].key.lstrip("بو") in DUAL_HEADS
    joined = (at < j or s.tokens[j].key.startswith("و")) and (dual or not s.starting(s.actors, j))
    return before is not None and joined and is_area(s, before)


def _is_venue(s: Sentence, place: Place) -> bool:
    return bool(s.among(max(0, place.first - 6), place.first, "meeting", "title", "outlet", "document"))


def left_out(s: Sentence, first: int, stop: int) -> list[Name]:
    """The names after «باستثناء», «لا يشمل», … in tokens [first, stop), those after «ولا» among them."""
    for j in s.among(first, stop, "leaving_out"):
        k = s.end_of(j, "leaving_out")
        if k < len(s.tokens) and (not s.tokens[k].mark or s.tokens[k].mark in '«"') and not has_clitic_preposition(s.tokens[k]):
            return _and_not(s, k)
    if s.key(first) == "علي" and any(_does_not_run(s, k) for k in range(max(0, first - 6), first)):
        return _and_not(s, first + 1)
    return []


def left_out_of(s: Sentence, first: int, at: int) -> list[Name]:
    """The names between «استثنى» and «من» right before the ceasefire at token `at` («استثنى الاتفاق النصرة من الهدنة»)."""
    if s.key(at - 1) != "من":
        return []
    for j in s.among(first, at - 1, "leaving_out"):
        names, end = names_from(s, s.end_of(j, "leaving_out"))
        if end < at - 1 and names and s.has(s.end_of(j, "leaving_out"), "truce_act", "ceasefire"):
            names, end = names_from(s, end)
        if end == at - 1:
            return names
    return []


def _does_not_run(s: Sentence, k: int) -> bool:
    """True for «لا يسري», «لا ينطبق» before the name of the ceasefire."""
    entry = s.entry(k + 1, "truce_act")
    return s.has(k, "neg") and (entry is not None and entry.code == "start" or s.key(k + 1) in ("ينطبق", "تنطبق"))


def _and_not(s: Sentence, k: int) -> list[Name]:
    """The names of a list from token k, with those that «ولا», «ولا على» add."""
    found, end = names_from(s, k)
    if not found and s.tokens[k + 1 : k + 2] and s.tokens[k + 1].mark:
        found, end = names_from(s, k + 1)
    while s.key(end) == "ولا":
        more, end = names_from(s, end + 1 + (s.key(end + 1) == "علي"))
        if not more:
            break
        found += more
    return found


def as_names(places: list[Place]) -> list[Name]:
    """The places as names, each once."""
    return list({p.text: Name(p.text, p.span, p.id) for p in reversed(places)}.values())[::-1]

"""Where an incident happened: the places its own clause names, told from places that only describe somebody or something else."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import clause, has_conjunction, is_verb
from marsad.languages.ar.places.headed import heads_list
from marsad.languages.ar.places.parts import DIRECTIONS
from marsad.languages.ar.rules.incidents.posted import is_dateline, is_origin, of_helper, only_describes, site_behind
from marsad.languages.ar.rules.incidents.stage import next_stage
from marsad.languages.ar.rules.incidents.states import is_state
from marsad.model.claim import Incident, Name, Statement
from marsad.model.mention import Place

REGAINING = frozenset("استعاد استعادة استرجع استرجاع استرد استرداد".split())
CONTROL = group("control_of")
REGAIN_REACH = 12
GREATEST = group("greatest")
PARTS = group("part_of_place")
CAPITALS = {"مدينه": "عاصمه"}
ANY_KIND = frozenset({"منطقه", "قطاع"})
EVACUATING = ("إجلاء", "إخلاء", "أجلى")
DRIVING = frozenset("طرد دحر أخرج".split())
ANSWERS = group("answer")
ANSWERED = frozenset("ردا رد انتقاما عقب بعد اثر منذ خشيه خوفا بسبب جراء نتيجه قبل قبيل".split())


def places_of(scene: Scene, i: int, last: int) -> list[Name]:
    """The places after the trigger at tokens [i, last) and before the next happening, else those before it in its clause."""
    s = scene.sentence
    end = next_stage(s, last, _next_happening(s, i, last))
    found = silent(scene, _run(s, last, end))
    if not found and not _destroys(s, i) and (site := site_behind(s, last, end)):
        return site
    if not found:
        first, _ = clause(s, i)
        told = s.among(first, i, "incident", "speech")
        found = silent(scene, _run(s, told[-1] + 1 if told else first, i))
    if found:
        return _names(s, _named_for(s, _settled(s, found, left=_leaves(s, i)), i))
    return carried(scene, i, last) or _names(s, _settled(s, _run(s, last, _next_telling(s, last)), left=_leaves(s, i)))


def _destroys(s: Sentence, i: int) -> bool:
    """True for damage: what is destroyed is no place where it happened."""
    entry = s.entry(i, "incident")
    return entry is not None and entry.code == "looting_destruction"


def silent(scene: Scene, places: list[Place]) -> list[Place]:
    """The places without the states that speak or are spoken to («نددت الولايات المتحدة»)."""
    names = [n for c in scene.claims if isinstance(c, Statement) for n in (*c.speaker, *c.to)]
    return [p for p in places if not any(n.span.start <= p.span.start < n.span.end for n in names)] if names else places


def _next_telling(s: Sentence, last: int) -> int:
    """The token at which another act or speech is told, whatever commas stand before it."""
    told = s.among(last + 1, len(s.tokens), "speech", "ceasefire", "incident")
    return next((j for j in told if s.has(j, "speech", "ceasefire") or is_act(s, j)), len(s.tokens))


def _named_for(s: Sentence, places: list[Place], i: int) -> list[Place]:
    """The places with what `المنطقة` stands for: names of the same sentence told before it; it goes where names stand beside it.

    «المدينة» stands for a name of its own kind only: the town in a governorate is not the governorate.
    """
    named = [p for p in places if not is_generic(s, p)]
    if named:
        return named
    kind = s.tokens[places[0].last - 1].word.stem
    before = [p for p in _run(s, 0, places[0].first) if not is_generic(s, p)]
    before = [p for p in before if kind in ANY_KIND or s.tokens[p.first].word.stem in (kind, CAPITALS.get(kind))]
    return _settled(s, before) or places


def is_generic(s: Sentence, place: Place) -> bool:
    """True for «المنطقة», «محيط المدينة»: a word of kind alone, whose name stands elsewhere."""
    edge = s.tokens[place.first].entry("place_head")
    at = place.first + bool(edge and edge.code == "edge" and place.last > place.first + 1)
    return place.id is None and place.last == at + 1 and s.tokens[at].has("place_word")


def carried(scene: Scene, i: int, last: int) -> list[Name]:
    """The places of what was told just before, for what goes on from it; of a pronoun on the trigger («تحاصرها»), the place named last."""
    s = scene.sentence
    word, entry = s.tokens[i].word, s.entry(i, "incident")
    told = [c for c in scene.claims if isinstance(c, Incident) and c.trigger.start < s.tokens[i].start]
    if told and (word.prefix.startswith("و") or entry and entry.code == "looting_destruction"):
        return list(told[-1].places)
    if word.suffix and last == i + 1:
        return _names(s, _settled(s, _run(s, 0, i))[:1])
    return []


def _leaves(s: Sentence, i: int) -> bool:
    """True for an act that leaves a place or drives from it («طردوا … من مدينة لودر»): there it happened."""
    entry = s.entry(i, "incident") or s.entry(i, "incident_by")
    return entry is not None and (
        entry.code in ("withdrawal", "displacement") or entry.lemma in DRIVING or any(w in entry.lemma for w in EVACUATING)
    )


def _settled(s: Sentence, places: list[Place], *, left: bool = False) -> list[Place]:
    """The places without those that only say what is near («قرب الحدود»), whence («من القطاع») or in which country, where others stand."""
    kept = [p for k, p in enumerate(places) if not is_aside(s, p, left=left) or k == 0 and _is_near(s, p)]
    return kept or places


def _is_near(s: Sentence, place: Place) -> bool:
    """True for «قرب الحدود», «بالقرب من القرية», which says where where it comes first and only describes behind another place."""
    phrases = s.phrases.get(place.first - 2, ())
    return s.has(place.first - 1, "nearness") or any(last == place.first and e.cls == "nearness" for last, e in phrases)


def is_aside(s: Sentence, place: Place, *, left: bool = False) -> bool:
    before = place.first - 1
    part = left and any(p.last == before for p in s.places)  # «نزحوا من القطاع الغربي | من ريف أ»
    whence = s.key(before) == "من" and (not left or part) and s.key(before - 1).removeprefix("و") not in PARTS
    if _is_near(s, place) or whence or s.tokens[place.last - 1].key == "البلاد":
        return True
    return place.head == "direction" and place.id is not None and "/" not in place.id


def _next_happening(s: Sentence, i: int, last: int) -> int:
    """The token at which something else begins to be told."""
    _, end = clause(s, i)
    if (
        "grievance" in s.held
        and (protest := s.entry(i, "incident") or s.entry(i, "gather"))
        and protest.code in ("protest", "crowd", "act")
    ):
        end = next(iter(s.among(last, end, "grievance")), end)  # «مسيرات في الضفة تنديدا بالعدوان | على غزة»
    for j in s.among(last, end, "speech", "harm", "incident", "aside"):
        told = s.has(j, "speech", "harm") and j not in s.numbers.ends and s.covering(s.places, j) is None
        if j > last + 1 and (told or is_act(s, j)):
            return j
        if s.has(j, "aside") and j > last and not s.covering(s.places, j) and not _marks_agent(s, j):
            return j
    return end


def is_regained(s: Sentence, j: int) -> bool:
    """True for the control that a verb before it regains («استعاد الجيش السيطرة على …»): both tell one act."""
    if s.key(j).removeprefix("ال") not in CONTROL:
        return False
    for k in range(j - 1, max(-1, j - REGAIN_REACH), -1):
        if s.tokens[k].mark in (".", "،", "؛") or s.has(k, "speech"):
            return False
        if (entry := s.entry(k, "incident")) is not None and entry.code == "seizure":
            return entry.lemma in REGAINING
    return False


def is_answered(s: Sentence, i: int) -> bool:
    """True for an act that another one answers or follows: «ردا على قصف», «توعد بالرد على قصف», «بعد هجوم»."""
    to = s.key(i - 1) == "علي"
    if to and s.key(i - 3) in ANSWERS and s.tokens[i - 2].word.sort == "word" and not s.has(i - 2, "prep", "incident"):
        return True  # «توعد برد قاس على قصف»
    return s.key(i - 1 - to) in ANSWERED or to and s.key(i - 2) in ANSWERS


def is_act(s: Sentence, j: int) -> bool:
    """True where token j tells an act of its own: no state («مواقع تسيطر عليها …»), no word in somebody's name."""
    if (
        not s.has(j, "incident")
        or is_state(s, j)
        or is_regained(s, j)
        or s.covering(s.actors, j) is not None
        or s.covering(s.times, j) is not None
    ):
        return False
    place = s.covering(s.places, j)
    return place is None or place.first == j


def _marks_agent(s: Sentence, j: int) -> bool:
    """True for the `قبل` of `من قبل`."""
    return j > 0 and s.has(j - 1, "agent_mark")


def _run(s: Sentence, first: int, end: int) -> list[Place]:
    return [p for p in s.places if first <= p.first and p.last <= end and is_located(s, p) and not _is_beside(s, p)]


def _is_beside(s: Sentence, place: Place) -> bool:
    """True for a place whence somebody comes, and for one that only describes another, or who helps."""
    return is_origin(s, place) or only_describes(s, place) or of_helper(s, place)


def is_located(s: Sentence, place: Place) -> bool:
    """False for a place inside somebody's name or title, for «أكبر مدن الجنوب», for a state named as a side («إسرائيل»)."""
    if is_dateline(s, place) or s.key(place.first - 1) in GREATEST or s.has(place.first, "month") and s.covering(s.times, place.first):
        return False
    around = s.actors.covers.get(place.first)
    if around and place.last <= around.last and (around.first < place.first or around.last > place.last):
        return False
    if place.first and s.tokens[place.first].depth and s.starting(s.actors, place.first) and s.key(place.first - 2) == "ل":
        return False
    if not _is_side(s, place) or is_entered(s, place):
        return True
    if has_conjunction(s.tokens[place.first]) and (listed := s.places.ends.get(place.first)):
        return is_located(s, listed)
    tok, before = s.tokens[place.first], place.first - 1
    with_b = "ب" in tok.word.prefix.removesuffix("ال")
    headed = (place.head is not None or s.has(place.first, "place_word")) and s.starting(s.actors, place.first) is None
    return with_b or headed or s.has(before, "place_prep", "target_mark", "place_head")


def is_entered(s: Sentence, place: Place) -> bool:
    """True for a town right behind whoever came to it («دخل الحوثيون | صنعاء»): the object, no second side."""
    if place.id is not None and "/" not in place.id or has_conjunction(s.tokens[place.first]):
        return False
    actor = s.actors.ends.get(place.first)
    return actor is not None and actor.first > 0 and actor.sort != "adjective" and is_verb(s.tokens[actor.first - 1])


def _is_side(s: Sentence, place: Place) -> bool:
    """True for a name that may be a side as well as a place: a state, or a capital for its government."""
    actor = s.starting(s.actors, place.first)
    if actor is None or actor.id is None:
        return place.id is not None and "/" not in place.id
    return place.id is not None or actor.last >= place.last


def _names(s: Sentence, places: list[Place]) -> list[Name]:
    return [_bare(s, p) for p in places]


def _is_whole(s: Sentence, place: Place) -> bool:
    """True where the word of kind is part of the name: a country's own («الولايات المتحدة»), or with a direction («الأحياء الغربية»)."""
    return place.id is not None and "/" not in place.id or s.tokens[place.first + 1].key in DIRECTIONS


def _bare(s: Sentence, place: Place) -> Name:
    """The place's name; a plural or dual head word belongs to the whole list («بلدتي أ وب»), not to the name."""
    head = s.tokens[place.first].entry("place_head")
    definite = s.tokens[place.first].word.prefix.endswith(("ال", "لل"))  # «المدن العراقية»
    if head is None or definite or not heads_list(s, place.first) or place.last == place.first + 1 or _is_whole(s, place):
        return Name(place.text, place.span, place.id)
    return s.name(place.first + 1, place.last, id=place.id, strip=False)

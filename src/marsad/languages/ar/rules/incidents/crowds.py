"""Incidents of a crowd: protesters who gather (`احتشد المتظاهرون`), and marches (`خرج الآلاف في مسيرة`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, name
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.after import crowd as crowd_after
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.grievance import PROTESTS
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.subjects import skip_adverbs
from marsad.languages.ar.rules.incidents.targets import counted
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim, Incident, Name

BEFORE, AFTER, CAUSE, NEW = 7, 5, 22, 4
DEATH = frozenset({"الموت", "بالموت"})
DEEDS, SIMPLY = ("act", "wreck"), frozenset({"قام", "أقدم"})
COMING = group("coming_out")


@BOOK.rule("incident", "gather")
def gathered(scene: Scene, i: int) -> Iterator[Claim]:
    """«احتشد آلاف المتظاهرين أمام البرلمان في بيروت»: a verb of gathering, and protesters or a march with it."""
    s = scene.sentence
    entry = s.entry(i, "gather")
    if entry is None or entry.person == "1" or s.has(i, "incident") and entry.code not in DEEDS or not is_told(scene, i):
        return
    crowd = _crowd(s, i, entry)
    if crowd is None and entry.code in DEEDS and _is_first(scene):
        crowd = _at_work(s, i, entry)
    if crowd is None or s.among(i + 1, crowd, "incident"):
        return
    last = max(i, crowd) + 1
    frame = Frame(by=_people(s, i, crowd), places=places_of(scene, i, last), when=when_of(scene, i, last), last=last)
    yield incident(scene, min(i, crowd), last, "riot" if entry.code == "wreck" else "protest", frame)


def _is_first(scene: Scene) -> bool:
    """True where the report has told of no protest: later «المتظاهرون» do nothing new by calling out."""
    told: list[Incident] = scene.discourse.memory.get("told", [])
    return not any(isinstance(c, Incident) and c.incident_type in PROTESTS for c in (*told, *scene.claims))


def _at_work(s: Sentence, i: int, entry: Entry) -> int | None:
    """The protesters right behind a verb of what such people do («حطم المحتجون الواجهات»); banners and calls are no new protest."""
    who = counted(s, skip_adverbs(s, i + 1))
    found = s.entry(who, "crowd")
    if found is None or found.code != "protester" or has_clitic_preposition(s.tokens[who]):
        return None
    return who if entry.code == "wreck" or entry.lemma in SIMPLY else None


def _crowd(s: Sentence, i: int, entry: Entry) -> int | None:
    """The token near the verb at i that says that it is a protest: protesters, a march of people, or people with a cause."""
    if entry.code in DEEDS and (new := next((j for j in range(i + 1, i + 1 + NEW) if _are_new(s, j)), None)) is not None:
        return new
    if entry.code in DEEDS and entry.lemma not in COMING:
        return None
    near = (*range(i + 1, min(len(s.tokens), i + 1 + AFTER)), *range(i - 1, max(-1, i - 1 - BEFORE), -1))
    found = next((j for j in near if entry.code not in DEEDS and _protests(s, i, j, entry)), None)
    return found if found is not None or entry.lemma not in COMING else _with_a_cause(s, i, near)


def _protests(s: Sentence, i: int, j: int, entry: Entry) -> bool:
    """True for protesters, and for a march after the verb that is no drone."""
    crowd = s.entry(j, "crowd")
    if crowd is None or s.has(j + 1, "rel") or s.has(i - 1, "rel") or _is_brought(s, i, j, entry):
        return False
    return crowd.code == "protester" or crowd.code == "march" and entry.pos == "verb" and j > i and not s.has(j - 1, "craft")


def _is_brought(s: Sentence, i: int, j: int, entry: Entry) -> bool:
    """True for «يخرج المتظاهرين إلى الشوارع»: behind a verb and no amount the case says that somebody else brings them."""
    object_ = entry.pos == "verb" and j > i and s.key(j).startswith("ال") and s.key(j).endswith("ين")
    return object_ and not s.has(j - 1, "amount", "several", "number", "prep", "people") and s.covering(s.numbers, j - 1) is None


def _are_new(s: Sentence, j: int) -> bool:
    """True for protesters who are spoken of for the first time: without the article («متظاهرون غاضبون»)."""
    crowd = s.entry(j, "crowd")
    word = s.tokens[j].word if j < len(s.tokens) else None
    return crowd is not None and crowd.code == "protester" and word is not None and not word.prefix


def _with_a_cause(s: Sentence, i: int, near: Iterable[int]) -> int | None:
    """The people who come together, where a cause follows: «احتشد مئات اللاجئين خارج المبنى للمطالبة بحقوقهم»."""
    if not any(_is_cause(s, j) for j in range(i + 1, min(len(s.tokens), i + CAUSE))):
        return None
    return next((j for j in near if s.has(j, "people", "several", "number") and not s.has(j, "side", "actor_head", "crowd")), None)


def _is_cause(s: Sentence, j: int) -> bool:
    """True for what a crowd is there for, and for whom it wishes dead («الموت لإسرائيل»)."""
    cause = s.entry(j, "crowd")
    dead = s.key(j) in DEATH and j + 1 < len(s.tokens) and s.key(j + 1).startswith("ل")
    return dead or cause is not None and cause.code == "cause"


def _people(s: Sentence, i: int, crowd: int) -> list[Name]:
    """The protesters at the token `crowd`, with the word of amount before them; of a march those who came out in it."""
    entry = s.entry(crowd, "crowd")
    if entry and entry.code == "protester":
        names, last = agents_from(s, crowd)
        borne = next((j for j in range(crowd + 1, last) if (e := s.entry(j, "crowd")) is not None and e.code == "borne"), None)
        return names if borne is None else [name(s, crowd, borne)]
    found = crowd_after(s, i, skip_adverbs(s, i + 1), coming=s.entry(i, "gather") is not None)
    if found:
        march = entry is not None and entry.code == "march"
        return [n for n in found[0] if not march or n.span.end <= s.tokens[crowd].start]
    return [name(s, *who)] if (who := _before(s, i)) else []


def _before(s: Sentence, i: int) -> tuple[int, int] | None:
    """The people right before a plural verb («كان الآلاف من السكان قد خرجوا»)."""
    at = i
    while at and (s.has(at - 1, "aux") or s.key(at - 1) in ("قد", "وقد")):
        at -= 1
    first = next((j for j in range(at - 1, max(-1, at - 3), -1) if s.has(j, "people", "national", "title")), None)
    return (first, at) if first is not None and not has_clitic_preposition(s.tokens[first]) else None

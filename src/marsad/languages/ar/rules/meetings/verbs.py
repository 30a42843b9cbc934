"""Meetings by a verb: who met, called, received, visited or set out for whom or where."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, is_nisba, is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.meetings.goers import delegation_before, person_before
from marsad.languages.ar.rules.meetings.parts import between, is_traveller, meeting, place_of
from marsad.languages.ar.rules.meetings.trips import trip_for
from marsad.languages.ar.rules.statements.senses import FOREIGN_SUFFIXES
from marsad.languages.ar.speech.implied import agrees, implied
from marsad.languages.ar.speech.names import speaker_end, speakers_from
from marsad.languages.ar.speech.subject import subject_before
from marsad.languages.ar.speech.who import can_speak, is_accusative, skip_adverbs
from marsad.model.claim import Claim, Name

GOES_ON = frozenset("حيث ثم وهناك قبل كما".split())
DURING = frozenset("خلالها خلاله فيها اثناءها اثناءه".split())
WITH_THEM = frozenset("معه معها معهم معهما به بها بهم".split())  # «الذين اجتمع الوفد معهم»
PRAYING = group("together_for")  # who come together for it meet nobody
PHONE, CLAUSE = 4, 12
TOPICAL = ("بحث", "ناقش")
MET = ("title", "delegate", "people", "actor_head", "some", "quantifier")
KNOWN = ("title", "actor_head", "people", "delegate", "side", "quantifier", "some", "source_noun")


@BOOK.rule("meeting", "meet")
def met(scene: Scene, i: int) -> Iterator[Claim]:
    """«التقى وزير الخارجية المبعوث الدولي في جنيف»: a verb of encounter with its sides."""
    s = scene.sentence
    entry = s.entry(i, "meet")
    if entry is None or not (is_verb(s.tokens[i]) or _opens(s, i)) or s.tokens[i].word.suffix in FOREIGN_SUFFIXES:
        return
    mode, _, frame = entry.code.partition(":")
    if s.tokens[i].word.stem.endswith("جتمع") and any(s.key(k) in PRAYING for k in range(i + 1, min(i + CLAUSE, len(s.tokens)))):
        return
    if entry.person == "1" or frame == "with" and (s.tokens[i].word.suffix or s.key(i + 1) == "عن"):
        return
    subject, first, last = _subject(scene, i, entry.person, frame)
    others, end = _others(s, last, frame)
    if frame == "object" and not others and (swapped := _as_object(scene, i, entry.person, subject, first)):
        subject, others, end = swapped[0], subject, last
    if not _told(scene, i, frame, subject, others):
        return
    places = _visited(s, i, last) if mode == "visit" else ()
    if mode == "visit" and not places:
        return
    aim = trip_for(scene, i, end, (*subject, *others), places) if mode == "visit" else None
    if aim == "meets":
        return
    mode = aim or _mode(s, i, mode, end, others)
    if mode == "talks" and not places:
        places = place_of(s, end) or place_of(s, last)
    others = tuple(_cut_topic(s, n) for n in others) if s.tokens[i].word.stem.endswith(TOPICAL) else others
    made = meeting(scene, i, mode, (*subject, *others), first if 0 <= i - first < 5 else i, end, places)
    if made is not None:
        yield made


@BOOK.rule("meeting", "arrival")
def arrived(scene: Scene, i: int) -> Iterator[Claim]:
    """«ينتظر وصول المبعوث الدولي إلى دمشق»: the arrival of a person or a delegation."""
    s = scene.sentence
    j = i + 1
    if s.tokens[i].word.prefix.endswith("ال") or j >= len(s.tokens) or not can_speak(s, j):
        return
    names, last = speakers_from(s, j, placed=False)
    places = place_of(s, last)
    if not places or not is_traveller(scene, j, names):
        return
    aim = trip_for(scene, i, last, names, places)
    if aim != "meets" and (made := meeting(scene, i, aim or "visit", names, i, last, places)):
        yield made


def _opens(s: Sentence, i: int) -> bool:
    """True for a verb that could be a noun («بحث», «هاتف»), where it opens what is said and a side follows at once."""
    opens = i == 0 or bool(s.tokens[i - 1].mark) and s.tokens[i - 1].mark not in "،,"
    entry = s.entry(i, "meet")
    past = entry is not None and entry.shape == "past" and not s.tokens[i].word.suffix and not s.tokens[i].word.prefix.strip("وف")
    return opens and past and i + 1 < len(s.tokens) and (s.starting(s.actors, i + 1) is not None or s.has(i + 1, "title", "delegate"))


def _subject(scene: Scene, i: int, person: str, frame: str) -> tuple[tuple[Name, ...], int, int]:
    """(names, first token, one past the last) of who meets."""
    s = scene.sentence
    before, first = subject_before(s, i)
    j = skip_adverbs(s, i + 1)
    if before:
        names, last = speakers_from(s, j, split=True, placed=False) if s.tokens[i - 1].has("rel") else ((), j)
        return ((*names, *before), first, last + 1) if names and s.key(last) in WITH_THEM else (before, first, i + 1)
    if frame == "to" and s.key(j) == "الي" and (place := s.starting(s.places, j + 1)) is not None:
        j = skip_adverbs(s, place.last)
    if (delegation := delegation_before(s, i)) is not None:
        return (delegation,), i, i + 1
    names, last = speakers_from(s, j, split=True, placed=False)
    return (names, i, last) if names else (implied(scene, i, person) if frame not in ("to", "delegate") else (), i, i + 1)


def _others(s: Sentence, j: int, frame: str) -> tuple[tuple[Name, ...], int]:
    """The other side, as the verb's frame wants it, and one past its last token."""
    if frame == "object":
        k = _past_relative(s, skip_adverbs(s, j))
        if s.key(k) == "في":
            comma = next((c for c in range(k + 1, min(k + 7, len(s.tokens))) if s.tokens[c].mark in ("،", ",")), None)
            place = next((p for p in s.places if k < p.first <= k + 3), None)
            k = skip_adverbs(s, comma if comma is not None else place.last if place is not None else k)
        if can_speak(s, k):
            return speakers_from(s, k, placed=False)
        if k < len(s.tokens) and s.tokens[k].has(*MET) and is_accusative(s, k):
            end = speaker_end(s, k, placed=False)
            return (s.name(k, end),), end
    if frame in ("object", "with", "by"):
        sides, end = between(s, j, ("مع",))
        return (sides, end) if sides else _glued(s, j)
    return (), j


def _past_relative(s: Sentence, k: int) -> int:
    """One past a relative clause that a comma closes («التقى الوزير الذي يزور باكستان، أمس، الرئيس»), else k."""
    if not s.has(k, "rel"):
        return k
    comma = next((c for c in range(k + 1, min(k + CLAUSE, len(s.tokens))) if s.tokens[c].mark in ("،", ",")), None)
    return skip_adverbs(s, comma + 1) if comma is not None else k


def _glued(s: Sentence, j: int) -> tuple[tuple[Name, ...], int]:
    """The other side with `ب` written on it (`التقى بالمبعوث`), and one past its last token."""
    k = skip_adverbs(s, j)
    if k >= len(s.tokens) or not s.tokens[k].key.startswith("ب") or not has_clitic_preposition(s.tokens[k]):
        return (), j
    if not (s.starting(s.actors, k) or s.has(k, "title", "actor_head", "delegate", "people", "side", "some")):
        return (), j
    mention = s.starting(s.actors, k)
    end = mention.last if mention else max(k + 1, speakers_from(s, k + 1, placed=False)[1])
    return (s.name(k, end, id=mention.id if mention else None),), end


def _cut_topic(s: Sentence, name: Name) -> Name:
    """The name without the topic behind it: «بحث مع نظيره الإيراني تطورات الأوضاع»."""
    inside = [k for k, tok in enumerate(s.tokens) if name.span.start <= tok.start < name.span.end]
    for k in inside[2:]:
        tok, before = s.tokens[k], s.tokens[k - 1]
        other = tok.key.startswith("ال") and not is_nisba(tok) and not tok.word.entries or tok.key.endswith("ات")
        if other and is_nisba(before) and before.key.startswith("ال"):
            span = name.span._replace(end=before.end)
            return Name(span.of(s.text), span, name.id)
    return name


def _is_known(s: Sentence, name: Name) -> bool:
    """True for a side, a state, a person with a title or a name from an earlier sentence; not for «الدخان»."""
    k = next((k for k, tok in enumerate(s.tokens) if tok.start <= name.span.start < tok.end), None)
    if k is None or s.text[name.span.start : name.span.end] != name.text:
        return True
    return bool(s.starting(s.actors, k) or s.starting(s.places, k)) or s.has(k, *KNOWN) or s.tokens[k].word.sort != "word"


def _is_person(s: Sentence, name: Name) -> bool:
    """True for a person with a title or a delegation, whom one receives."""
    return any(tok.start <= name.span.start < tok.end and s.has(k, "title", "delegate") for k, tok in enumerate(s.tokens))


def _as_object(scene: Scene, i: int, person: str, names: tuple[Name, ...], first: int) -> tuple[tuple[Name, ...]] | None:
    """Who met those named behind the verb, where the verb goes on with one named before («زار أنقرة، حيث التقى الرئيس التركي»)."""
    s = scene.sentence
    goes_on = s.key(i - 1) in GOES_ON or s.tokens[i].word.prefix.startswith("و") or s.key(i + 1) in DURING
    if len(names) != 1 or first != i or not goes_on or s.tokens[i].word.suffix:
        return None
    said = person_before(s, i) or implied(scene, i, person)
    return (said,) if said and agrees(person, said) and said[0].text != names[0].text else None


def _mode(s: Sentence, i: int, mode: str, end: int, others: tuple[Name, ...]) -> str:
    """`call` where a telephone is named, `contacts` where a body and no person is rung up, else the verb's own mode."""
    near = range(i, min(max(end, i + PHONE) + PHONE, len(s.tokens)))
    if any(s.key(k).startswith("هاتفي") for k in near):
        return "call"
    people = any(s.tokens[k].has("title", "people") for k in range(i + 1, end))
    group = bool(others) and not people and any(a.sort == "named" and s.span_of(a.first, a.last) == others[0].span for a in s.actors)
    return (
        "contacts"
        if mode == "call" and s.entry(i, "meet") and s.tokens[i].word.stem.startswith(("اتصل", "يتصل", "تتصل")) and group
        else mode
    )


def _visited(s: Sentence, i: int, j: int) -> tuple[Name, ...]:
    """The place that is visited or reached: right behind, after `إلى`, or between the verb and who travels."""
    k = skip_adverbs(s, i + 1)
    if s.key(k) == "الي" and (early := place_of(s, k)):
        return early
    k = skip_adverbs(s, j)
    place = s.starting(s.places, k) if k < len(s.tokens) else None
    return (s.name(place.first, place.last, id=place.id),) if place is not None else place_of(s, j)


def _told(scene: Scene, i: int, frame: str, subject: tuple[Name, ...], others: tuple[Name, ...]) -> bool:
    """True where enough is named: both sides, several who meet, a council, or a traveller."""
    s = scene.sentence
    if not subject or s.tokens[i].word.suffix and not others:
        return False
    if frame == "delegate":
        return bool(s.among(i + 1, i + 3, "delegate")) or s.has(i - 2, "delegate")
    if frame == "place" and any(s.tokens[k].word.suffix for k in range(i + 1, i + 2)):
        return False
    if frame == "to":
        at = next((k for k, tok in enumerate(s.tokens) if tok.start <= subject[0].span.start < tok.end), i)
        return is_traveller(scene, at, subject)
    if not any(_is_known(s, n) for n in (*subject, *others)):
        return False
    if s.tokens[i].word.stem.endswith("ستقبل") and not any(_is_person(s, n) for n in others):
        return False
    if frame == "place" or any(s.key(k).startswith("هاتفي") for k in range(i, min(i + 2 * PHONE, len(s.tokens)))):
        return True
    body = s.entry(i, "meet") is not None and s.entry(i, "meet").lemma == "اجتمع"  # type: ignore[union-attr]
    return bool(others) or body or len(subject) > 1 and frame in ("object", "with")

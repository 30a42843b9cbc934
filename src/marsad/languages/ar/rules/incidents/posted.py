"""Places that are not where it happened: where somebody is posted or comes from; and sites that stand for the place."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_nisba
from marsad.model.claim import Name
from marsad.model.mention import Place

POSTED_REACH = 4
DESCRIBED_REACH, HELP_REACH = 4, 3
DESCRIBING = group("describing_place")
JOINING = frozenset({"تربط", "يربط"})  # «على الطريق التي تربط أ بـب»
SITE_REACH = 5
DATELINE, DASHES = 14, frozenset({"-", "--", "–", "—"})
BEFORE_SITE = frozenset("علي في داخل حول الي نحو باتجاه تجاه ضد قرب".split())


def is_origin(s: Sentence, place: Place) -> bool:
    """True for a place that says where somebody comes from («تعزيزات قادمة من منطقة أ»)."""
    return _described(s, place, "from")


def is_dateline(s: Sentence, place: Place) -> bool:
    """True for the town from which a report is filed («القاهرة، مصر (CNN) --»)."""
    if place.last > DATELINE:
        return False
    bracketed = ")" in s.keys[place.last : DATELINE]
    return bracketed and any(s.key(k) == ")" and s.key(k + 1) in DASHES for k in range(place.last, min(DATELINE, len(s.tokens) - 1)))


def only_describes(s: Sentence, place: Place) -> bool:
    """True for a place that only says what another one is («جبل صبر المطل على أ», «الطريق التي تربط أ بـب»), named before it."""
    if DESCRIBING.isdisjoint(s.keys):
        return False
    for j in range(place.first - 1, max(0, place.first - 1 - DESCRIBED_REACH), -1):
        if s.tokens[j].mark or s.has(j, "incident", "light", "speech"):
            return False
        if s.key(j) in DESCRIBING:
            named = next((p for p in reversed(s.places) if p.last <= j), None)
            return named is not None and (named.id or named.head) is not None and (named.last >= j - 2 or s.key(j) in JOINING)
    return False


def of_helper(s: Sentence, place: Place) -> bool:
    """True for the place of those who only help («بإسناد من قوات التحالف | في اليمن»)."""
    if "escort" not in s.held or s.key(place.first - 1) != "في":
        return False
    helper = s.actors.ends.get(place.first - 1)
    return helper is not None and bool(s.among(helper.first - HELP_REACH, helper.first, "escort"))


def without_posts(s: Sentence, places: list[Name]) -> list[Name]:
    """The places without those at which somebody is only posted («قصفت القوات المتمركزة في أ قرية ب»), where others stand."""
    if len(places) < 2:
        return places
    posts = [p.span for p in s.places if _described(s, p, "at") and not _of_the_struck(s, p)]
    return [n for n in places if not any(n.span.overlaps(span) for span in posts)] or places


def _of_the_struck(s: Sentence, place: Place) -> bool:
    """True where it is those struck who are posted there («مواقع للقوات المتمركزة في أ»)."""
    before = next((a for a in reversed(s.actors) if a.first < place.first), None)
    return before is not None and has_clitic_preposition(s.tokens[before.first])


def _described(s: Sentence, place: Place, code: str) -> bool:
    """True where a participle puts somebody at the place, or at the one that it goes on («المتمركزة في أ بريف ب»)."""
    if not (participles := _participles(s, code)):
        return False
    for j in range(place.first - 1, max(-1, place.first - 1 - POSTED_REACH), -1):
        if s.tokens[j].mark and s.covering(s.places, j - 1) is None or s.has(j, "incident", "light", "speech"):
            return False
        if j in participles:
            return True
        if before := s.covering(s.places, j):
            if any(not (s.has(k, "prep") or s.tokens[k].mark) for k in range(before.last, place.first)):
                return False
            apart = before.last == place.first and place.head != "direction" and not has_clitic_preposition(s.tokens[place.first])
            return not apart and _described(s, before, code)
    return False


def _participles(s: Sentence, code: str) -> list[int]:
    """The tokens of the class `posted` with that code: `at` (standing there) or `from` (coming from there)."""
    return [j for j in s.among(0, len(s.tokens), "posted") if (e := s.entry(j, "posted")) is not None and e.code == code]


def site_behind(s: Sentence, last: int, end: int) -> list[Name]:
    """The definite site right behind the act, which stands for the place where none is named («اقتحموا المقر», «هجمات على المعسكر»)."""
    for j in range(last, min(last + SITE_REACH, end)):
        tok = s.tokens[j]
        if tok.mark or s.has(j, "sub", "rel") or s.covering(s.actors, j):
            return []
        governed = j == last or s.key(j - 1) in BEFORE_SITE
        head = s.entry(j, "building")
        if head and head.shape == "sg" and governed and tok.word.prefix.endswith("ال") and not tok.word.prefix.startswith(("ب", "ل")):
            k = j + 1
            while k < end and s.key(k).startswith("ال") and is_nisba(s.tokens[k]) and not has_conjunction(s.tokens[k]):
                k += 1
            return [s.name(j, k)]
    return []

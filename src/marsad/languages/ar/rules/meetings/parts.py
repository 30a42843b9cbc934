"""The parts of a meeting: its sides, places, days and status, read around the word that tells it."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence, Token
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import clause, has_clitic_preposition, is_nisba, is_verb
from marsad.languages.ar.rules.incidents.moment import ahead, when_of
from marsad.languages.ar.speech.names import last_word, speakers_from
from marsad.languages.ar.speech.who import can_speak, is_deed, skip_adverbs
from marsad.model.claim import Days, Meeting, Name

TRAVELLERS = ("title", "delegate")
DASHES = frozenset("-–—")
QUOTES = frozenset('«»"“”')
ABOUT = frozenset("بشان حول بهدف بغيه لبحث لمناقشه لوقف".split())
REACH = 9
AIMS = ("لقاء", "اجتماع", "زياره")
LIGHT = group("round_of")
PLACE_WORDS = frozenset("في الي بالعاصمه".split())


def meeting(
    scene: Scene, i: int, mode: str, sides: tuple[Name, ...], first: int, last: int, places: tuple[Name, ...] = ()
) -> Meeting | None:
    """The meeting told by token i; None where neither side nor place is named, or the sentence told it already."""
    sides = tuple({n.text: n for n in sides}.values())
    places = places or place_of(scene.sentence, last)
    when = when_of(scene, i, max(last, i + 1))
    status = status_of(scene.sentence, i)
    if status == "reported" and when is not None and scene.sentence.day is not None and when[0] > scene.sentence.day:
        status = "intended"
    when = ahead(when, scene.sentence.day) if status == "intended" else when
    if mode == "call":
        places = ()
    if not (sides or places) or _known(scene, mode, sides, places, when):
        return None
    return scene.make(
        Meeting,
        first,
        max(last, i + 2),
        trigger=i,
        mode=mode,
        participants=sides,
        places=places,
        when=when,
        status=status,
    )


def _known(scene: Scene, mode: str, sides: tuple[Name, ...], places: tuple[Name, ...], when: Days | None) -> bool:
    """True where an earlier meeting of the report had all these sides, so that this mention adds none; else it is kept for later."""
    key = {last_word(n) for n in sides or places}
    met: list[tuple[str, set[str], Days | None]] = scene.discourse.memory.setdefault("met", [])
    if any(mode == m and key <= k and (when is None or when == w) for m, k, w in met):
        return True
    met.append((mode, key, when))
    return False


def is_traveller(scene: Scene, j: int, names: tuple[Name, ...]) -> bool:
    """True where a person or a delegation is named from token j on: by a title, or by a name heard before."""
    heard: set[str] = scene.discourse.memory.get("heard", set())
    return scene.sentence.tokens[j].has(*TRAVELLERS) or any(last_word(n) in heard for n in names)


def status_of(s: Sentence, i: int) -> str:
    """`denied` or `intended` by the cues before token i in its clause, else `reported`."""
    first, _ = clause(s, i)
    before = range(max(first, i - REACH), i)
    if any(s.has(k, "denial") or s.tokens[k].key in ("ينفي", "نفي") for k in before) or _is_negated(s, i):
        return "denied"
    if s.tokens[i].word.prefix.endswith("س") or any(s.tokens[k].word.prefix.endswith("س") and is_verb(s.tokens[k]) for k in before):
        return "intended"
    planned = any(_plans(s, k, i) for k in before) or s.has(i - 1, "intent") or bool(s.among(i + 1, i + 3, "intent"))
    hoped = s.key(i - 1) == "ان" and any(e.shape == "present" for e in s.tokens[i].word.entries)
    aimed = s.tokens[i].word.prefix.lstrip("وف").startswith("ل") and s.tokens[i].word.stem in AIMS
    aimed = aimed or (s.has(i - 1, "hold_noun") and s.tokens[i - 1].word.prefix.endswith("ل"))
    return "intended" if planned or hoped or aimed else "reported"


def _is_negated(s: Sentence, i: int) -> bool:
    """True for «لم يلتق», «لم نحضر المفاوضات», not for «لا تزال المحادثات»."""
    verb = next((k for k in range(i, max(-1, i - 3), -1) if is_verb(s.tokens[k])), None)
    told = verb is not None and (verb == i or s.has(verb, "hold", "meet"))
    return verb is not None and told and s.has(verb - 1, "neg") and not s.tokens[verb].key.endswith(("زال", "زالت"))


def _plans(s: Sentence, k: int, i: int) -> bool:
    """True where token k says that what token i tells is planned; a noun of planning only right before it."""
    entry = s.entry(k, "intent")
    return entry is not None and (entry.pos != "noun" or i - k <= 2)


def place_of(s: Sentence, j: int, *, to: bool = False) -> tuple[Name, ...]:
    """The place named with `في` or `إلى` (with `to` also `ل`) within a few tokens from j, before another verb or clause."""
    for k in range(j, min(j + REACH, len(s.tokens) - 1)):
        tok = s.tokens[k]
        place = s.starting(s.places, k)
        if place is not None and (to and k < j + REACH // 2 and tok.word.prefix.startswith("ل") or tok.word.prefix == "ب"):
            return (s.name(k, place.last, id=place.id),)
        if to and tok.has("meeting_run", "covering") and (listed := _listed(s, k + 1)):
            return listed
        if is_verb(tok) or tok.has("rel", "sub") or (tok.key.startswith("ل") and has_clitic_preposition(tok)):
            break
        if tok.key in PLACE_WORDS and (place := next((p for p in s.places if k < p.first <= k + 3), None)):
            capital = s.key(k + 1) == "العاصمه"
            return (s.name(k + 1 if capital else place.first, place.last, id=place.id),) if capital or place.first == k + 1 else ()
    return ()


def _listed(s: Sentence, j: int) -> tuple[Name, ...]:
    """The places of a journey: «تشمل الأردن وإسرائيل», «قادته إلى طهران»."""
    found: list[Name] = []
    j += s.key(j) in ("ايضا", "كلا", "كل")
    j += s.key(j) == "من"
    j += s.key(j) == "الي"
    while (place := s.starting(s.places, j)) is not None:
        found.append(Name(place.text, place.span, place.id))
        j = place.last + (s.tokens[place.last].mark == "،" if place.last < len(s.tokens) else 0)
    return tuple(found)


def between(s: Sentence, j: int, words: tuple[str, ...] = ("بين", "مع", "بحضور", "بمشاركه")) -> tuple[tuple[Name, ...], int]:
    """The sides after `بين` and `مع` from token j on, and one past the last; none before a verb or a comma."""
    sides: tuple[Name, ...] = ()
    end, k = j, j
    while k < min(end + REACH, len(s.tokens)):
        tok = s.tokens[k]
        if tok.key in words:
            first = skip_adverbs(s, k + 1)
            two = s.has(first, "delegate") and s.key(first).endswith("دي")  # «بين وفدي أ وب»
            first += two and s.starting(s.actors, first + 1) is not None
            names, last = speakers_from(s, first, placed=False)
            if not names and sides:
                break
            sides += names
            end = k = max(last, k + 1)
            continue
        if (tok.mark and tok.mark not in DASHES | QUOTES) or is_verb(tok) or tok.has("sub", "rel", "trip_aim") or tok.key in ABOUT:
            break
        if is_deed(tok) and s.key(k - 1) != "غير" and not (s.covering(s.actors, k) or s.covering(s.places, k) or is_nisba(tok)):
            break
        k += 1
    return sides, end


def by_adjectives(s: Sentence, j: int) -> tuple[tuple[Name, ...], int]:
    """The sides that two adjectives joined by a dash name (`اتصالات أميركية - روسية`), and one past the last."""
    names: list[Name] = []
    k = j
    while k < len(s.tokens) and is_nisba(s.tokens[k]) and not s.tokens[k].word.prefix.startswith("و"):
        names.append(s.name(k, k + 1))
        if k + 2 >= len(s.tokens) or s.tokens[k + 1].mark not in DASHES or not s.tokens[k + 1].mark:
            k += 1
            break
        k += 2
    return (tuple(names), k) if len(names) > 1 else ((), j)


def _parts(s: Sentence, k: int) -> bool:
    """True for a noun between the holder and the encounter that is what is held instead («واصلت الشرطة فرض قيود على زيارة»)."""
    tok = s.tokens[k]
    if tok.mark or s.covering(s.times, k) or s.covering(s.places, k) or s.covering(s.actors, k) or s.covering(s.numbers, k):
        return False
    if tok.has("hold_noun", "prep", "rel", "ordinal", "meeting", "amount", "quality", "adverb", "title", "part_of", "some"):
        return False
    return tok.has("incident", "harm", "fighting", "intent") or is_verb(tok) or tok.word.sort == "word" and not _light(tok)


def _light(tok: Token) -> bool:
    """True for a word that may stand before an encounter: an adjective, an adverb, «أي», «أرفع»."""
    return is_nisba(tok) or len(tok.key) < 4 or tok.key.startswith("ا") and len(tok.key) == 4 or bool(tok.word.prefix) or tok.key in LIGHT


def holder(s: Sentence, i: int) -> tuple[tuple[Name, ...], int]:
    """Who holds, brokers or attends the encounter at token i, and the token of the verb that says so; (none, i) where no verb does."""
    for v in range(i - 1, max(-1, i - 14), -1):
        tok = s.tokens[v]
        if tok.mark in ("؛", ":") and tok.mark:
            break
        if tok.has("hold_noun") and v and (is_verb(s.tokens[v - 1]) or s.tokens[v - 1].has("prep") or tok.word.prefix):
            names, end = speakers_from(s, v + 1, until=i, placed=False) if s.starting(s.actors, v + 1) else ((), v)
            return (names, v) if end == i else ((), i)  # «إجراء روسيا محادثات»
        if tok.has("hold") and not tok.word.prefix.endswith("ال"):
            j = skip_adverbs(s, v + 1)
            names, end = speakers_from(s, j, until=i, placed=False) if j < i and can_speak(s, j) else ((), j)
            if any(_parts(s, k) for k in range(end, i)):
                return (), i
            return names if end <= i else (), v
    return (), i

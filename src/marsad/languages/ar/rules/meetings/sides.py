"""The sides of an encounter that a noun tells, read behind it: `بين X وY`, `جمع X بـY`, `التي تقودها X`, `اجتماع لـX`."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import CLOSE_QUOTES, OPEN_QUOTES, is_nisba, is_verb, names_from
from marsad.languages.ar.rules.meetings.parts import between, by_adjectives
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.parts import noun_phrase
from marsad.languages.ar.speech.who import can_speak, hidden_preposition, skip_adverbs
from marsad.model.claim import Name
from marsad.model.span import Span

Sides = tuple[tuple[Name, ...], int]
DESCRIBERS, REACH, QUOTED, ATTENDED = 4, 4, 8, 12
DASHES = frozenset("-–—")
SCHEDULED = group("due_encounter")
MADE = frozenset("بها به بهما".split())
ATTENDING = frozenset({"بمشاركه", "بحضور"})
PEOPLE = ("title", "actor_head", "people", "delegate", "side", "quantifier", "some")


def sides_of(s: Sentence, i: int, end: int) -> Sides:
    """The sides named behind the noun at token i, and one past the last; `end` is one past the noun."""
    if _takes_in(s, i):
        names, last = names_from(s, end)
        return tuple(names), last
    found = by_adjectives(s, end)
    if not found[0]:
        found = _of_nations(s, end)
    k = found[1] if found[0] else past_verb(s, end)
    run = s.entry(k - 1, "meeting_run") if k > end else None
    if run is not None and run.code == "gather" and (met := _gathered(s, k)):
        return met
    entry = s.entry(i, "meeting")
    visit = entry is not None and entry.code in ("visit", "tour")
    with_whom = between(s, k) if not visit else ((), k)
    if found[0]:
        return (*found[0], *with_whom[0]), max(found[1], with_whom[1] if with_whom[0] else 0)
    for read in (_from_whom, _held_by):
        if (made := read(s, i, end))[0]:
            return made
    if with_whom[0]:
        return _with_owner(s, i, end, with_whom)
    owned = _owned(s, i, end)
    return owned if owned[0] or visit else _attended(s, i, max(end, owned[1]))


def _attended(s: Sentence, i: int, end: int) -> Sides:
    """Those who are said to take part farther on («المحادثات بشأن سوريا | بمشاركة روسيا وتركيا»)."""
    for j in range(end, min(end + ATTENDED, len(s.tokens) - 1)):
        if s.key(j) in ATTENDING and can_speak(s, j + 1):
            return speakers_from(s, j + 1, placed=False)
        if is_verb(s.tokens[j]) or s.tokens[j].mark or s.has(j, "sub", "rel", "speech", "meeting"):
            break
    return (), end


def _with_owner(s: Sentence, i: int, end: int, others: Sides) -> Sides:
    """The sides after «مع» and whose talks they are («محادثات لافروف مع كيري»)."""
    owned = s.starting(s.actors, end) is not None and not is_nisba(s.tokens[end]) and not is_city(s, end)
    if not owned or s.tokens[i].word.prefix.endswith("ال") or s.tokens[i].word.suffix or not can_speak(s, end):
        return others
    until = next((k for k in range(end, min(end + 6, len(s.tokens))) if s.key(k) == "مع"), end)
    names = speakers_from(s, end, until=until, placed=False)[0] if until > end else ()
    return (*names, *(n for n in others[0] if n not in names)), others[1]


def _takes_in(s: Sentence, i: int) -> bool:
    """True for «شملت المحادثات ضباطا وقادة»: those who take part follow the noun."""
    run = s.entry(i - 1, "meeting_run") if i else None
    end = s.end_of(i, "meeting")
    return run is not None and run.code in ("gather", "lead") and s.tokens[i].word.prefix.endswith("ال") and s.has(end, *PEOPLE)


def past_verb(s: Sentence, end: int) -> int:
    """One past the verb that says the encounter is held («محادثات جرت», «الاجتماع الذي انعقد»), else `end`."""
    for k in range(end, min(end + DESCRIBERS, len(s.tokens))):
        if s.has(k, "meeting_run") and not (s.has(k, "hold") and s.tokens[k].word.suffix):
            return k + 1
        if s.has(k, "hold") and s.key(k + 1) in MADE:
            return k + 2
        if s.key(k) in SCHEDULED:
            return k + 1
        if s.tokens[k].mark or not (s.has(k, "rel", "aux", "quality") or is_nisba(s.tokens[k]) or s.covering(s.times, k)):
            break
    return end


def _of_nations(s: Sentence, j: int) -> Sides:
    """The nations of «المحادثات اليمنية السعودية»; one alone where «مع» follows («المحادثات الإسرائيلية مع دمشق»)."""
    names: list[Name] = []
    while j < len(s.tokens) and _is_nation(s, j) and len(names) < 2:
        names.append(s.name(j, j + 1))
        j += 1
    return (tuple(names), j) if len(names) == 2 or names and s.key(j) == "مع" else ((), j)


def _is_nation(s: Sentence, j: int) -> bool:
    actor = s.starting(s.actors, j)
    state = s.starting(s.places, j) is not None and s.key(j).endswith("يه")
    national = actor is not None and actor.sort == "adjective" or s.has(j, "national") or state
    return national and is_nisba(s.tokens[j]) and not s.tokens[j].word.prefix.startswith("و")


def _gathered(s: Sentence, k: int) -> Sides | None:
    """Those brought together: «جمع X بـY», «ضم X وY», «جمعه مع Y»."""
    j = skip_adverbs(s, k)
    first, last = speakers_from(s, j, placed=False) if can_speak(s, j) else ((), j)
    other, end = by_prefix(s, last, "ب")
    if not other and last < len(s.tokens) and s.key(last).startswith("بنظ"):
        end = max(noun_phrase(s, last), last + 1)
        other = (s.name(last, end),)
    if not other:
        other, end = between(s, last, ("مع",))
    return ((*first, *other), end if other else last) if first or other else None


def by_prefix(s: Sentence, j: int, prefix: str) -> Sides:
    """The names whose first word carries the preposition («بوفد المعارضة», «لقادة الجيش»), without it."""
    if j >= len(s.tokens) or not s.tokens[j].word.prefix.lstrip("و").startswith(prefix):
        return (), j
    if s.has(j, "incident") or not (s.starting(s.actors, j) or s.has(j, *PEOPLE) or s.starting(s.actors, j + 1)):
        return (), j
    if s.has(j, "quantifier") and s.key(j + 1) == "من" and j + 2 < len(s.tokens):
        last = max(speakers_from(s, j + 2, placed=False)[1], j + 3)
        return (s.name(j, last),), last
    names, end = names_from(s, j)
    owner = s.starting(s.actors, j + 1)
    if not names and owner is not None:
        return (s.name(j, owner.last),), owner.last
    return tuple(names), end


def _from_whom(s: Sentence, i: int, end: int) -> Sides:
    """Who rang up: «اتصالا هاتفيا من الرئيس», «اتصال هاتفي تلقاه الملك من الرئيس»; whom: «بالمبعوث ورياض حجاب»."""
    entry = s.entry(i, "meeting")
    if entry is None or entry.code != "call" or end >= len(s.tokens):
        return (), end
    if s.tokens[end].word.prefix in ("ب", "بال"):
        names, last = names_from(s, end)
        counterpart = s.tokens[end].has("title") and s.tokens[end].word.suffix
        return _called_by_title(s, end) if counterpart or not names else (tuple(names), last)
    got, last = _held_by(s, i, end)
    if s.key(last) == "من" and can_speak(s, last + 1):
        caller, last = speakers_from(s, last + 1, placed=False)
        return (*got, *caller), last
    return (), end


def _called_by_title(s: Sentence, end: int) -> Sides:
    """Who is rung up where a title with a pronoun stands for the name («بنظيره التركي هاكان فيدان»)."""
    if not s.tokens[end].has("title"):
        return (), end
    last = end + 1 + (end + 1 < len(s.tokens) and is_nisba(s.tokens[end + 1]))
    while last < min(end + 6, len(s.tokens)) and _is_unknown(s, last):
        last += 1
    return (s.name(end, last),), last


def _is_unknown(s: Sentence, j: int) -> bool:
    """True for a word that no table holds, as the names of people are."""
    tok = s.tokens[j]
    return not tok.mark and not tok.word.entries and not tok.key.startswith("ال") and not is_verb(tok)


def _held_by(s: Sentence, i: int, end: int) -> Sides:
    """Who holds it: «اجتماع عقدته الحكومة مع …», «زيارة يقوم بها الوفد»."""
    verb = next((k for k in range(end, min(end + REACH, len(s.tokens))) if s.has(k, "hold") and _of_it(s, k)), None)
    if verb is None:
        return (), end
    j = verb + 1 + (s.key(verb + 1) in MADE)
    held_by, last = speakers_from(s, skip_adverbs(s, j), placed=False)
    held_by = () if len(held_by) == 1 and is_city(s, skip_adverbs(s, j)) else held_by
    others, after = between(s, last)
    return (*held_by, *others), max(last, after, j)


def _of_it(s: Sentence, k: int) -> bool:
    return bool(s.tokens[k].word.suffix) or s.key(k + 1) in MADE


def _owned(s: Sentence, i: int, end: int) -> Sides:
    """Whose it is: «لقائه نظيره», «اجتماعه بعدد من السفراء», «اجتماع لقادة الحركة», «اجتماع المجلس»."""
    word, entry = s.tokens[i].word, s.entry(i, "meeting")
    visit = entry is not None and entry.code in ("visit", "tour")
    if end + 1 < len(s.tokens) and s.tokens[end].mark in OPEN_QUOTES and s.tokens[end].mark and (quoted := _quoted(s, end, visit=visit)):
        return quoted
    if end >= len(s.tokens) or s.key(end) in ("له", "لها", "لهم"):
        return (), end
    if word.suffix and (time := s.starting(s.times, end)):
        end = time.last
    if word.suffix or visit and s.starting(s.places, end):
        if visit:
            return (), end
        if can_speak(s, end) and _person(s, end):
            return speakers_from(s, end, placed=False)
        return _unheard(s, end) if _is_unheard(s, end) else by_prefix(s, end, "ب")
    k = end
    while k < min(end + 3, len(s.tokens)) and (s.has(k, "quality", "intent") or is_nisba(s.tokens[k]) and not s.starting(s.actors, k)):
        k += 1
    if not word.prefix.endswith("ال") and (whose := by_prefix(s, k, "ل"))[0] and not (visit and s.starting(s.places, k)):
        return whose
    if visit and k == end and s.has(k, "title") and not word.prefix.endswith("ال"):
        way = next(
            (j for j in range(k + 1, min(k + 9, len(s.tokens))) if s.starting(s.places, j) and s.tokens[j].word.prefix[:1] == "ل"), None
        )
        names, last = speakers_from(s, k, until=way, placed=False)
        received, stop = by_prefix(s, last, "ل")
        return (*names, *received), stop if received else last
    if word.prefix.startswith("ل") and not visit and _person(s, end):
        return speakers_from(s, end, placed=False)
    owned = s.starting(s.actors, end) is not None or (_unknown_name(s, end) if visit else _person(s, end))
    if word.prefix.endswith("ال") or not owned or is_city(s, end) or is_nisba(s.tokens[end]) or not can_speak(s, end):
        return (), end
    names, last = speakers_from(s, end, placed=False)
    if visit or len(names) != 1:
        return names, last
    others, stop = by_prefix(s, last, "ب")
    return (*names, *others), stop if others else last


def _quoted(s: Sentence, j: int, *, visit: bool) -> Sides | None:
    """The owner in quotation marks, or two with a dash («زيارة "أحمد العودة" لموسكو», «اجتماع "أردوغان - بوتين"»)."""
    close = next((k for k in range(j + 1, min(j + QUOTED, len(s.tokens))) if s.tokens[k].mark and s.tokens[k].mark in CLOSE_QUOTES), None)
    if close is None or close == j + 1 or any(is_verb(s.tokens[k]) or s.has(k, "sub", "prep") for k in range(j + 1, close)):
        return None
    dash = next((k for k in range(j + 2, close - 1) if s.tokens[k].mark in DASHES and s.tokens[k].mark), None)
    bounds = [(j + 1, close)] if dash is None else [(j + 1, dash), (dash + 1, close)]
    way = s.key(close + 1) == "الي" or close + 1 < len(s.tokens) and s.tokens[close + 1].word.prefix[:1] == "ل"
    return (tuple(s.name(a, b) for a, b in bounds), close + 1) if dash is not None or visit and way else None


def _is_unheard(s: Sentence, j: int) -> bool:
    """True for an unknown name with `ب` on it that ends its clause («عقب اجتماعه بدانيلوف»)."""
    tok = s.tokens[j]
    ends = j + 1 >= len(s.tokens) or bool(s.tokens[j + 1].mark) or s.has(j + 1, "prep")
    return (
        ends
        and len(tok.key) > 5
        and tok.key.startswith("ب")
        and not tok.word.prefix
        and not tok.word.entries
        and not hidden_preposition(tok)
    )


def _unheard(s: Sentence, j: int) -> Sides:
    """The name behind the `ب` that no table shows."""
    tok = s.tokens[j]
    span = Span(tok.start + 1, tok.end)
    return (Name(span.of(s.text), span),), j + 1


def _person(s: Sentence, j: int) -> bool:
    return s.starting(s.actors, j) is not None or s.tokens[j].has("title", "delegate", "people")


def _unknown_name(s: Sentence, j: int) -> bool:
    """True for a name that no table holds right before a way («زيارة بتريوس إلى صنعاء»)."""
    return _is_unknown(s, j) and not is_nisba(s.tokens[j]) and s.key(j + 1) in ("الي", "ل")


def is_city(s: Sentence, j: int) -> bool:
    """True where a place that is no state follows: talks are called by their town (`محادثات جنيف`)."""
    place = s.starting(s.places, j)
    return place is not None and any("/" in c for c in place.candidates)

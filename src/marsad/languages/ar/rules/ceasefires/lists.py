"""Lists of names beside a ceasefire: cut where the ceasefire or an act begins, taken apart where `و` joins two sides."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_nisba, names_from
from marsad.model.claim import Name
from marsad.model.mention import Actor

NAMING = ("truce_act", "ceasefire", "calming")
GOINGS = frozenset({"reach", "start", "extend", "announce", "end"})
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
    if s.key(k) == "حيز" or s.has(k, *NAMING) and not s.covering(s.actors, k) or entry and entry.pos == "noun" and entry.code in GOINGS:
        return True
    return has_clitic_preposition(s.tokens[k]) and not s.starting(s.actors, k) and not s.starting(s.places, k) or s.has(k, "conj", "sub")


def _apart(s: Sentence, name: Name) -> list[Name]:
    """The name, taken apart where a side joined by `و` begins inside it («الفصائل الفلسطينية وإسرائيل»)."""
    joined = [a for a in s.actors if name.span.start < a.span.start < name.span.end and is_joined(s, a)]
    if not joined:
        return [name]
    actor = joined[0]
    first, rest = name.span._replace(end=s.tokens[actor.first - 1].end), name.span._replace(start=actor.span.start)
    return [Name(first.of(s.text), first, name.id), Name(rest.of(s.text), rest, actor.id)]


def is_joined(s: Sentence, actor: Actor) -> bool:
    tok = s.tokens[actor.first]
    return tok.key.startswith("و") and actor.span.start > tok.start


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


def is_third(names: list[Name]) -> bool:
    """True where those named are states or bodies of states, who broker rather than fight."""
    return any(n.id and n.id.split("/")[0] in THIRD for n in names)

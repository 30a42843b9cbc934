"""What a redaction hides in a content: names of people, places that are too exact, sources; found in claims and mentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.redaction import LEVELS, Redaction
from marsad.extract.claims import read_scenes
from marsad.languages.ar.words import word
from marsad.resolve.gazetteer import above, place, thing
from marsad.text.fold import fold_key

PEOPLE = ("source", "speaker", "to", "participants", "by", "against")
AREAS = ("places", "areas")
LONG = 4  # letters of a last name that is no common word


def names(content: Content, how: Redaction) -> set[str]:
    """All names to be hidden, as the texts and our tables write them."""
    found = set(how.names)
    for claim in content.claims:
        found |= set(_of_claim(claim, how))
    for report in content.reports:
        found |= set(_of_text(report, how))
        if how.sources and report["outlet"]:
            found.add(report["outlet"])
    return found | {name for ident in _exact(content, how) for name in _all_names(ident)} | set(_of_sources(content, how))


def coarse(ident: str, level: str) -> str | None:
    """The place itself, or the first that it lies in, that is of this level or wider; None where none is known.

    >>> coarse("sy/aleppo/kallasa", "governorate")
    'sy/aleppo'
    """
    allowed = LEVELS[level]
    return next((one for one in (ident, *above(ident)) if (known := place(one)) and known.type in allowed), None)


def is_description(name: str) -> bool:
    """True where all words stand in the lexicon (`ناشطون`, `سكان`): it names nobody. A common word that is none of ours may be a name.

    >>> is_description("ناشطون"), is_description("حسن كريم")
    (True, False)
    """
    return all(any(entry.pos in ("noun", "adj") for entry in word(key).entries) for key in fold_key(name).split())


def forms(name: str) -> Iterator[str]:
    """A person's name, without the words before it that are no name (`الناشط`), and the last name, by which it is told again.

    >>> list(forms("الناشط سالم الحمداوي"))
    ['الناشط سالم الحمداوي', 'سالم الحمداوي', 'الحمداوي']
    """
    yield name
    words = name.split()
    while len(words) > 1 and is_description(words[0]):
        words = words[1:]
    yield " ".join(words)
    if len(words) > 1 and len(fold_key(words[-1]).removeprefix("ال")) >= LONG:
        yield words[-1]


def _of_claim(claim: Row, how: Redaction) -> Iterator[str]:
    for field in PEOPLE:
        ids = claim["ids"].get(field) or []
        for n, name in enumerate(claim.get(field) or ()):
            known = ids[n] if n < len(ids) else None
            if how.persons and not known and not is_description(name):
                yield from forms(name)
            if how.sources and field == "source":
                yield name
    for field in AREAS if how.places else ():
        ids = claim["ids"].get(field) or []
        for n, name in enumerate(claim.get(field) or ()):
            ident = ids[n] if n < len(ids) else None
            if ident is None or coarse(ident, how.places) != ident:
                yield name


def _of_text(report: Row, how: Redaction) -> Iterator[str]:
    """The names that the coder saw in the text, whether or not anything is claimed with them."""
    if not (how.persons or how.places):
        return
    day = dt.date.fromisoformat(report["date"]) if report["date"] else None
    for scene in read_scenes(report["text"], day):
        for one in scene.sentence.places if how.places else ():
            ids = [one.id] if one.id else list(one.candidates)
            if not ids or any(coarse(ident, how.places) != ident for ident in ids):
                yield one.text
        for actor in scene.sentence.actors if how.persons else ():
            if not actor.id and not actor.candidates and not is_description(actor.text):
                yield from forms(actor.text)


def _exact(content: Content, how: Redaction) -> set[str]:
    """The places of claims and records that are finer than the level."""
    if not how.places:
        return set()
    ids = {ident for claim in content.claims for ident in claim["place_ids"]}
    ids |= {place["id"] for record in content.records["incidents"] if (place := record["place"])}
    return {ident for ident in ids if coarse(ident, how.places) != ident}


def sources(content: Content) -> set[str]:
    """The codes of all who say something: monitors, actors, outlets (`outlet:…`)."""
    codes = {code for record in content.records["incidents"] for code in record["sources"]}
    codes |= {i for claim in content.claims for i in claim["ids"].get("source") or () if i}
    return codes | {f"outlet:{report['outlet']}" for report in content.reports if report["outlet"]}


def _of_sources(content: Content, how: Redaction) -> Iterator[str]:
    if not how.sources:
        return
    for code in sources(content):
        yield code.removeprefix("outlet:")
        yield from _all_names(code)
    yield from (toll["source"] for toll in content.records["tolls"] if toll["source"])


def _all_names(ident: str) -> Iterator[str]:
    known = thing(ident)
    if known:
        yield from (known.name_ar, known.name_en, *(form.text for form in known.names))

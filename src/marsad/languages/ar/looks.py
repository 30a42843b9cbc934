"""What a word's form and readings say of its part in a phrase, told once a word: it joins, it ends a noun phrase, it is indefinite."""

from __future__ import annotations

import re

from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group

STOPS = frozenset({"made_of", "prep", "according", "conj", "sub", "rel", "dem", "pron", "neg", "aux"})
EVENTS = frozenset({"incident", "weapon", "harm", "light", "amount"})
TANWIN = re.compile("[\u064b-\u064d]ا?$")
IN_THE_NAME = "باسم"  # goes on a spokesman's title
TOWNS = group("village")  # a noun with the look of an adjective
SHE_DID = re.compile("(?:ت\\w{2}|است)\\w+(?<!ا)ت$")  # «تناولت», «استعرضت»
NISBA = ("ي", "يه", "يين", "يون")


def is_verbal(key: str, entries: tuple[Entry, ...], *, named: bool) -> bool:
    """True for a verb by the lexicon, and for an unknown word with the look of one («يتوغل», «تناولت») that no theatre has as a name."""
    if entries:
        return all(e.pos == "verb" for e in entries)
    if named:
        return False
    key = key.removeprefix("و").removeprefix("ف").removeprefix("س")
    noun = key.endswith(("ه", "ي", "ات")) or key.startswith("يارت")  # «سيارات», «سيارتين» are no futures
    return key.startswith("ي") and len(key) > 3 and not noun or SHE_DID.match(key) is not None


def is_joined(prefix: str) -> bool:
    """True where the clitics begin with `و` or `ف`."""
    return prefix.startswith(("و", "ف"))


def is_preposed(key: str, prefix: str) -> bool:
    """True where `ب`, `ل` or `ك` is among the clitics (or unmistakably: `بال`, `لل`)."""
    return key != IN_THE_NAME and any(c in prefix.removesuffix("ال") for c in "بلك")


def is_nisba(key: str) -> bool:
    """True for the look of an adjective of relation (`الإسلامية`, `الشرقي`)."""
    return len(key) > 4 and key.endswith(NISBA) and key not in TOWNS


def has_tanwin(surface: str) -> bool:
    """True where the vowel marks of an indefinite noun are written."""
    return TANWIN.search(surface) is not None


def stops_phrase(classes: frozenset[str], prefix: str) -> bool:
    """True for readings with which no noun phrase goes on: function words, and words of an event, unless they are definite."""
    event = not classes.isdisjoint(EVENTS) and ("weapon" in classes or not prefix.endswith("ال"))
    return event or not classes.isdisjoint(STOPS)

"""The Arabic lexicon: TSV rows to a table from folded form to entries.

Columns of `lexicon/*.tsv`: class, code, pos, forms (separated by `|`), gloss. What pos makes of the forms:
`verb` past|present, conjugated · `noun` singular|plurals, with duals and cases · `adj` masculine forms, each
with its feminine and sound plurals · `word` exactly as given. A form of several words is a phrase; only its first word
is inflected.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from marsad.grammar.word import Entry
from marsad.languages.ar.inflect import forms_of
from marsad.text.fold import fold_key

COLUMNS = ["class", "code", "pos", "forms", "gloss"]
POS = ("verb", "noun", "adj", "word")
Phrases = list[tuple[tuple[str, ...], Entry]]


@dataclass(slots=True)
class Lexicon:
    """`forms`: folded word to entries; `phrases`: folded first word to (the other words, entry), longest first."""

    forms: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    phrases: dict[str, Phrases] = field(default_factory=dict)


@cache
def lexicon() -> Lexicon:
    """The whole lexicon, read once.

    Raises ValueError with file and line where a row is not what the columns want.
    """
    table = Lexicon()
    folder = files("marsad.languages.ar") / "lexicon"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".tsv"):
            found = list(rows(path.name, path.read_text("utf-8")))
            keys = fold_key("\n".join([form for _, form in found])).split("\n")
            _add_all(table, [entry for entry, _ in found], keys)
    for others in table.phrases.values():
        others.sort(key=lambda o: -len(o[0]))
    return table


def rows(name: str, text: str) -> Iterator[tuple[Entry, str]]:
    """Every inflected form of every row of one file, with its entry."""
    reader = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if (header := next(reader, None)) != COLUMNS:
        raise ValueError(f"{name}:1: columns are {header}, wanted {COLUMNS}")
    for number, row in enumerate(reader, 2):
        if not row or row[0].startswith("#"):
            continue
        if len(row) != len(COLUMNS):
            raise ValueError(f"{name}:{number}: {len(row)} columns, wanted {len(COLUMNS)} separated by tabs")
        cls, code, pos, forms, gloss = row
        if pos not in POS or not cls or not forms or not gloss:
            raise ValueError(f"{name}:{number}: wanted a class, a pos of {'|'.join(POS)}, forms and a gloss")
        given = [f.strip() for f in forms.split("|")]
        if pos == "verb" and len(given) > 1 and len(given) % 2:
            raise ValueError(f"{name}:{number}: {len(given)} forms of a verb, wanted pairs past|present")
        made: dict[tuple[str, str], Entry] = {}
        for form, shape, person in forms_of(pos, given):
            entry = made.get((shape, person))
            if entry is None:
                entry = made[shape, person] = Entry(cls, code, pos, given[0], shape, person)
            yield entry, form


def _add_all(table: Lexicon, entries: list[Entry], keys: list[str]) -> None:
    """Enters each entry under its folded form; of two with the same class, code and part of speech the first stands."""
    forms = table.forms
    for entry, form in zip(entries, keys, strict=True):
        if " " in form:
            first, *others = form.split()
            table.phrases.setdefault(first, []).append((tuple(others), entry))
        elif (known := forms.get(form)) is None:
            forms[form] = (entry,)
        else:
            for e in known:
                if e.code == entry.code and e.cls == entry.cls and e.pos == entry.pos:
                    break
            else:
                forms[form] = (*known, entry)

"""The fields of a claim that a person may correct, as forms show them: each with its name, its sort and the codes it takes."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from marsad.model.claim import KINDS, Claim, key_of, to_json
from marsad.model.vocabulary import TABLES, TYPES
from marsad.web.language import Speech

FIRST = ("min", "max", "approx")
LEFT_OUT = frozenset({"quote", "span", "trigger", "rule", "of", "of_span"})


def book(ui: Speech) -> dict[str, Any]:
    """For each kind its label, its types and its fields: `{name, label, sort, options}`, in the order of a form."""
    return {kind: _kind(kind, ui) for kind in KINDS}


def values(claim: Claim) -> dict[str, Any]:
    """The values of the fields that a form shows, in the codebook's shape."""
    row = to_json(claim)
    return {name: row[name] for name in names(claim.kind)}


def names(kind: str) -> list[str]:
    """The fields of this kind that may be corrected, in the order of a form: figures first, the type next, sources last."""
    every = [key_of(f.name) for f in fields(KINDS[kind]) if f.name not in LEFT_OUT]
    typed = KINDS[kind].type_key()
    lead = [name for name in (*FIRST, typed) if name in every]
    return [*lead, *(name for name in every if name not in (*lead, "source")), "source"]


def _kind(kind: str, ui: Speech) -> dict[str, Any]:
    typed = KINDS[kind].type_key()
    types = [[code, ui.type_label(kind, code)] for code in TYPES[kind]]
    return {
        "label": ui.label("kind", kind),
        "typed": typed,
        "fields": [_field(kind, name, types if name == typed else None, ui) for name in names(kind)],
    }


def _field(kind: str, name: str, types: list[list[str]] | None, ui: Speech) -> dict[str, Any]:
    label = {"min": ui.plain("least"), "max": ui.plain("most")}.get(name) or ui.label("field", name)
    options = types or [[code, ui.label(name, code)] for code in TABLES.get(name, {})]
    return {"name": name, "label": label, "sort": _sort(kind, name, bool(types)), "options": options if options else []}


def _sort(kind: str, name: str, typed: bool) -> str:
    """How a form asks for it: code | codes | number | names | days | day | text."""
    annotation = next(str(f.type) for f in fields(KINDS[kind]) if key_of(f.name) == name)
    if typed or name in TABLES:
        return "codes" if "tuple" in annotation else "code"
    for sign, sort in (("Name", "names"), ("Days", "days"), ("date", "day"), ("int", "number")):
        if sign in annotation:
            return sort
    return "text"

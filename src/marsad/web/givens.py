"""What a decision gives beside its verb, in the visitor's words: the field that stands, the state, the grade, what was corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from marsad.model.vocabulary import FIELD, OUTCOME, TABLES
from marsad.web.language import Speech
from marsad.web.record import checks, words

Given = Mapping[str, Any]
CODED = {"type": "incident_type", "act": "act"}  # fields whose table has another name than theirs


def in_words(given: Given, ui: Speech) -> list[tuple[str, str]]:
    """(what, value) of all that a decision gives, codes by their names; what only the machine needs is left out.

    >>> in_words({"field": "place"}, Speech("en"))
    [('field', 'place')]
    """
    scale = str(given.get("scale", ""))
    flat = {k: v for k, v in given.items() if k not in ("scale", "changes")} | dict(given.get("changes") or {})
    return [(_name(key, ui), _value(key, value, scale, ui)) for key, value in flat.items() if value not in (None, "", [])]


def _name(key: str, ui: Speech) -> str:
    names = {
        "field": ui.plain("field"),
        "state": ui.plain("state"),
        "code": ui.plain("grade"),
        "check": ui.plain("check"),
        "is": ui.plain("taken as"),
        "owner": ui.plain("owner"),
        "outlet": ui.plain("outlet"),
        "definition": ui.plain("definition"),
        "verb": ui.plain("judged"),
        "report": ui.plain("report"),
        "seq": ui.plain("entry"),
        "start": ui.plain("first character"),
        "end": ui.plain("last character"),
        "min": ui.plain("least"),
        "max": ui.plain("most"),
    }
    return names.get(key) or ui.label("field", key)


def _value(key: str, value: Any, scale: str, ui: Speech) -> str:
    if isinstance(value, list | tuple):
        return ui.listed(_value(key, one, scale, ui) for one in value)
    if isinstance(value, int):
        return ui.number(value)
    named = _NAMED.get(key)
    text = str(value)
    if named:
        return named(text, scale, ui)
    table = CODED.get(key, key)
    return ui.label(table, text) if table in TABLES else ui.number(text) if text[:4].isdigit() else text


def _field(code: str, _: str, ui: Speech) -> str:
    return ui.label("outcome", code) if code in OUTCOME else ui.label("field", code) if code in FIELD else _plain_field(code, ui)


def _plain_field(code: str, ui: Speech) -> str:
    return {"place": ui.plain("Place"), "class": ui.plain("Class"), "when": ui.plain("When")}.get(code, code)


def _is(code: str, _: str, ui: Speech) -> str:
    names = {
        "open": ui.plain("open"),
        "accepted": ui.plain("accepted as it is"),
        "muted": ui.plain("muted"),
        "assigned": ui.plain("given to somebody"),
    }
    return names.get(code, code)


def _verb(code: str, _: str, ui: Speech) -> str:
    return {"accept": ui.plain("accepted"), "correct": ui.plain("corrected"), "reject": ui.plain("rejected")}.get(code, code)


_NAMED: dict[str, Callable[[str, str, Speech], str]] = {
    "field": _field,
    "state": lambda code, _, ui: words.state(code, ui),
    "code": words.grade,
    "check": lambda code, _, ui: checks.check(code, ui)[0],
    "is": _is,
    "verb": _verb,
    "source": lambda ident, _, ui: words.thing(ident, ui),
}

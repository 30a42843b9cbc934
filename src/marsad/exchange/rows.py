"""One row or one text to a report: what `{id?, date?, outlet?, url?, title?, text}` must hold, and what is said where it does not."""

from __future__ import annotations

import json
import re
from typing import Any

from marsad.exchange.given import Defaults, Unfit, day, short
from marsad.model.report import Report, make_id, sha256
from marsad.text.damage import refuse_damaged
from marsad.text.decode import decode
from marsad.text.letters import arabic_share

_OTHER_NAMES = ("body", "content", "article", "full_text", "fulltext", "raw_text", "story", "نص")
_LONGEST_ID = 2000
_GLANCE = 4000
TEXT_LIMIT = 1_000_000
"""The most characters that one report's text may have: twenty times the longest that was met, coded in well under 500 MB."""


def from_text(data: bytes, defaults: Defaults) -> Report:
    """The report that the bytes are the text of; raises Unfit or Undecodable."""
    decoded = decode(data)
    return _report({"text": decoded.text}, data, decoded.encoding, defaults)


def from_line(data: bytes, defaults: Defaults) -> Report:
    """The report of one line of JSON; raises Unfit or Undecodable."""
    decoded = decode(data)
    return from_row(parse(decoded.text), data, decoded.encoding, defaults)


def from_row(row: object, data: bytes, encoding: str, defaults: Defaults, found: str = "given") -> Report:
    """The report of a parsed row; raises Unfit (a key is missing or wrong) or Undecodable (the text is damaged).

    `found` says where the row has its own day from (see Report.date_from).
    """
    if not isinstance(row, dict):
        raise Unfit(f"a JSON {_kind(row)} where an object was expected", 'write {"date": "2016-05-02", "text": "…"}')
    if "text" not in row:
        other = next((key for key in _OTHER_NAMES if key in row), None)
        raise Unfit(
            'no "text"', f'rename "{other}" to "text"' if other else f"its keys are: {', '.join(map(short, list(row)[:8])) or 'none'}"
        )
    if not isinstance(row["text"], str):
        raise Unfit(f'"text" is a JSON {_kind(row["text"])}, not a string')
    refuse_damaged(row["text"])
    return _report(row, data, encoding, defaults, found)


def parse(text: str) -> object:
    """What a JSON text holds; raises Unfit saying at which character it breaks."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unfit(f"broken JSON at line {error.lineno}, character {error.colno}: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        raise Unfit(f"broken JSON: {type(error).__name__}, nested too deep or a number too long") from None


def _report(row: dict[str, Any], data: bytes, encoding: str, defaults: Defaults, found: str = "given") -> Report:
    text = row["text"]
    if len(text) > TEXT_LIMIT:
        raise Unfit(f"{len(text):,} characters, more than the {TEXT_LIMIT:,} that one report may have", "split it into its reports")
    _check_letters(text)
    outlet = _words(row, "outlet") or defaults.outlet
    own = day(None if row.get("date") == "" else row.get("date"))
    date = own or defaults.date
    return Report(
        id=_ident(row.get("id")) or make_id(text, date, outlet),
        text=text,
        date=date,
        outlet=outlet,
        title=_words(row, "title"),
        url=_words(row, "url"),
        date_from=found if own else "given" if date else None,
        bytes_sha256=sha256(data),
        encoding=encoding,
        retrieved_at=_words(row, "retrieved_at"),
    )


def _check_letters(text: str) -> None:
    if half := re.search("[\ud800-\udfff]", text):
        raise Unfit(f"the text holds half a character (a lone surrogate) at {half.start()}")
    arabic, letters = arabic_share(text[:_GLANCE])
    if arabic < 2 or arabic * 10 < letters:
        arabic, letters = arabic_share(text)
    if arabic < 2 or arabic * 10 < letters:
        raise Unfit(f"no Arabic text: {arabic:,} of its {letters:,} letters are Arabic", "marsad reads Arabic reports")


def _words(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise Unfit(f'"{key}" is a JSON {_kind(value)}, not a string')
    if value is not None and re.search("[\x00\ud800-\udfff]", value):
        raise Unfit(f'"{key}" holds a character that is none (NUL or a lone surrogate)')
    return value or None


def _ident(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unfit(f'"id" is a JSON {_kind(value)}, not a string')
    ident = str(value).strip()
    if len(ident) > _LONGEST_ID or not ident.isprintable():
        raise Unfit(f'"id" {short(ident)} is longer than {_LONGEST_ID} characters or holds control characters')
    return ident


def _kind(value: object) -> str:
    names = {dict: "object", list: "array", str: "string", bool: "true/false", int: "number", float: "number", type(None): "null"}
    return names.get(type(value), type(value).__name__)

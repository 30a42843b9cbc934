"""doccano JSONL: a text a line with its labelled spans (`label: [[start, end, name]]`, or `entities`), offsets in code points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from marsad.exchange.given import Refused, Unfit
from marsad.exchange.reference.labels import annotation, coded
from marsad.exchange.reference.record import Import, Outcome, Reference
from marsad.exchange.rows import parse
from marsad.exchange.sources import lines, opened, shown, why
from marsad.exchange.trying import refused, too_long
from marsad.text.decode import Undecodable, decode


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Outcome]:
    """The annotations of the file."""
    where = shown(path)
    try:
        with opened(path) as stream:
            for number, line in lines(stream):
                if line is None:
                    yield too_long(f"{where}:{number}")
                elif line.strip():
                    yield from _line(f"{where}:{number}", line, columns)
    except OSError as error:
        yield Refused(where, why(error))


def _line(where: str, line: bytes, columns: Mapping[str, str]) -> Iterator[Outcome]:
    try:
        yield from list(_annotations(where, parse(decode(line).text), columns))
    except (Unfit, Undecodable) as error:
        yield refused(where, error)


def _annotations(where: str, row: Any, columns: Mapping[str, str]) -> Iterator[Reference]:
    text = row.get("text", row.get("data")) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise Unfit('no "text"', "export the project as JSONL")
    spans = row.get("label", row.get("labels", row.get("entities", [])))
    for number, span in enumerate(spans if isinstance(spans, list) else [], 1):
        start, end, label = _span(span)
        if not 0 <= start < end <= len(text):
            raise Unfit(f"the span {start} to {end} lies outside its text of {len(text)} characters")
        yield annotation(f"{where.rpartition('/')[2]}#{number}", text, (start, end), coded(label, columns))


def _span(span: Any) -> tuple[int, int, str]:
    try:
        if isinstance(span, dict):
            return int(span["start_offset"]), int(span["end_offset"]), str(span["label"])
        start, end, label = span
        return int(start), int(end), str(label)
    except (KeyError, TypeError, ValueError):
        raise Unfit(f"no labelled span: {span!r}"[:120], "write [start, end, label]") from None


DOCCANO = Import("doccano", "doccano JSONL, annotations of texts", read, (), ("*",))

"""WebAnno TSV 3, as INCEpTION writes it: tokens with their labels; a span over several tokens has one number (`label[3]`) in all of them.

Its offsets count UTF-16 units, for it runs on Java; ours count code points. In a cell `|` parts labels that are stacked, `_` is
none, `*` a label without a value, and a backslash stands before any of these signs that is meant as itself (INCEpTION's guide,
appendix WebAnno TSV 3.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from marsad.exchange.given import Refused, Unfit
from marsad.exchange.reference.labels import annotation, coded
from marsad.exchange.reference.record import Import, Outcome, Reference
from marsad.exchange.sources import opened, shown, why
from marsad.exchange.trying import refused, too_long, whole
from marsad.text.decode import Undecodable, decode

_TOKEN = re.compile(r"(\d+)-(\d+)(?:\.\d+)?")
_LABEL = re.compile(r"(.*?)(?:(?<!\\)\[(\d+)\])?", re.DOTALL)
_STACKED = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NONE = ("", "_", "*")


class Token(NamedTuple):
    """One row: where the token stands in UTF-16 units, and the cells of its labels."""

    start: int
    end: int
    cells: list[str]


def read(path: Path, columns: Mapping[str, str]) -> Iterator[Outcome]:
    """The annotations of the file, one for each labelled span."""
    where = shown(path)
    try:
        with opened(path) as stream:
            data = whole(stream)
        if data is None:
            yield too_long(where)
            return
        yield from _annotations(where, decode(data).text.replace("\r\n", "\n"), columns)
    except OSError as error:
        yield Refused(where, why(error))
    except (Unfit, Undecodable) as error:
        yield refused(where, error)


def _annotations(where: str, content: str, columns: Mapping[str, str]) -> Iterator[Reference]:
    if not content.startswith("#FORMAT=WebAnno TSV 3"):
        raise Unfit("no WebAnno TSV 3", "export the document as WebAnno TSV 3.3")
    tokens, sentences = _tokens(content), _sentences(content)
    text = _text(tokens, sentences)
    units = text.encode("utf-16-le")
    for number, (label, start, end) in enumerate(_spans(tokens), 1):
        first, last = (len(units[: 2 * at].decode("utf-16-le", "ignore")) for at in (start, end))
        yield annotation(f"{where.rpartition('/')[2]}#{number}", text, (first, last), coded(label, columns))


def _sentences(content: str) -> list[str]:
    return [_ESCAPED.sub(_plain, line.removeprefix("#Text=")) for line in content.split("\n") if line.startswith("#Text=")]


def _plain(escaped: re.Match[str]) -> str:
    return {"n": "\n", "r": "\r", "t": "\t"}.get(escaped[1], escaped[1])


def _tokens(content: str) -> list[Token]:
    found = []
    for number, line in enumerate(content.split("\n"), 1):
        cells = line.split("\t")
        if len(cells) < 3 or not _TOKEN.fullmatch(cells[0]):
            continue
        start, _, end = cells[1].partition("-")
        if not (start.isdigit() and end.isdigit()):
            raise Unfit(f"line {number}: {cells[1]!r} is no pair of offsets")
        found.append(Token(int(start), int(end), cells[3:]))
    return found


def _text(tokens: list[Token], sentences: list[str]) -> str:
    """The document: each sentence where its first token stands, line breaks between."""
    units = bytearray()
    rest = iter(tokens)
    for sentence in sentences:
        data = sentence.encode("utf-16-le")
        first = next((t for t in rest if t.start * 2 >= len(units)), None)
        begins = first.start * 2 if first else len(units)
        units += "\n".encode("utf-16-le") * ((begins - len(units)) // 2) + data
    return units.decode("utf-16-le", "replace")


def _spans(tokens: list[Token]) -> Iterator[tuple[str, int, int]]:
    """(label, start, end) of each span, in the order in which they begin."""
    found: dict[tuple[object, ...], tuple[str, int, int]] = {}
    for n, token in enumerate(tokens):
        for layer, cell in enumerate(token.cells):
            for part in _STACKED.split(cell):
                told = _LABEL.fullmatch(part)
                if not told or told[1] in _NONE:
                    continue
                key = (layer, told[2]) if told[2] else (layer, n, told[1])
                label, start, _ = found.get(key, (_ESCAPED.sub(_plain, told[1]), token.start, token.end))
                found[key] = label, start, token.end
    yield from found.values()


WEBANNO = Import("webanno", "WebAnno TSV 3 (INCEpTION), annotations of texts", read, (), ("*",))

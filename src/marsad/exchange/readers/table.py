"""CSV and TSV, a report a row: the header names the columns, `--map` those that are called otherwise; bad rows are told one by one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from marsad.exchange.given import Defaults, Refused, Unfit
from marsad.exchange.readers.columns import places, row
from marsad.exchange.rows import TEXT_LIMIT, from_row
from marsad.exchange.sources import REPORT_LIMIT, lines
from marsad.exchange.trying import AS_UTF8, Outcome, refused, tried, whole
from marsad.model.report import Report
from marsad.text.decode import Undecodable, decode

SEPARATORS = ",;\t|"
ROWS = 1000
"""Lines that one row may go over: beyond them a quotation mark was left open."""
_SAMPLE = 1 << 16
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class TooLong(Unfit):
    """A line that is longer than a report may be."""


class Lines:
    """The lines of a table as text, one by one, with the bytes of those that the present row took.

    The encoding is told by the first 64 kB. Raises Undecodable, Unfit; goes on with the next line after either.
    """

    def __init__(self, stream: BinaryIO, first: bytes = b"") -> None:
        stream, first = _narrow(stream, first)
        self._lines, self._held = lines(stream, first), []
        size = 0
        for number, line in self._lines:
            self._held.append((number, line))
            size += len(line or b"")
            if size > _SAMPLE:
                break
        sample = b"\n".join(line for _, line in self._held if line is not None)
        decoded = decode(sample)
        self.encoding, self.number, self.taken = decoded.encoding, 0, [b""][:0]
        self.sign = separator(decoded.text.partition("\n")[0])
        self._bom = decoded.bom
        self._source = chain(self._held, self._lines)

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        self.number, line = next(self._source)
        if line is None:
            raise TooLong(f"longer than {REPORT_LIMIT >> 20} MB, the most that one report may have", "split it into its reports")
        self.taken.append(line)
        if len(self.taken) > ROWS:
            raise Unfit(f"a row of more than {ROWS} lines: a quotation mark was left open", "close it, or double it inside a cell")
        try:
            return line.removeprefix(self._bom if self.number == 1 else b"").decode(self.encoding) + "\n"
        except UnicodeDecodeError as error:
            raise Undecodable(f"{self.encoding.upper()} text with a broken character at byte {error.start} of the line") from None


def _narrow(stream: BinaryIO, first: bytes) -> tuple[BinaryIO, bytes]:
    """The stream, in UTF-8 where it is UTF-16 (spreadsheets call that Unicode text)."""
    first = first or stream.readline(REPORT_LIMIT + 1)
    if not first.startswith(_WIDE):
        return stream, first
    if (data := whole(stream, first)) is None:
        raise Unfit(f"a UTF-16 table of more than {REPORT_LIMIT >> 20} MB", AS_UTF8)
    return BytesIO(decode(data).text.encode()), b""


def separator(header: str) -> str:
    """The sign that parts the cells of the header: the one that stands in it most often.

    >>> separator("id;text;date")
    ';'
    """
    return max(SEPARATORS, key=header.count)


def read(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    """Each row's report, or why it is none; raises OSError where the file cannot be read on."""
    try:
        source = Lines(stream, first)
        told = rows(source)
        _, names, _ = next(told, (0, [], b""))
        if isinstance(names, Unfit | Undecodable):
            raise names
        found = places(names, defaults.columns)
    except (Undecodable, Unfit) as error:
        yield refused(where, error)
        return
    empty = True
    for number, cells, raw in told:
        empty = False
        if isinstance(cells, Unfit | Undecodable):
            yield refused(f"{where}:{number}", cells)
        else:
            yield tried(f"{where}:{number}", raw, lambda c=cells, r=raw: _report(c, r, found, len(names), source, defaults))  # type: ignore[misc]
    if empty:
        yield Refused(where, "empty: a header without any row")


def rows(source: Lines) -> Iterator[tuple[int, list[str] | Unfit | Undecodable, bytes]]:
    """(line, cells, bytes) of each row that is not empty; in place of its cells what is wrong with it."""
    csv.field_size_limit(max(csv.field_size_limit(), 2 * TEXT_LIMIT))
    reader = csv.reader(source, delimiter=source.sign)
    while True:
        begins, source.taken = source.number + 1, []
        cells: list[str] | Unfit | Undecodable
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (Unfit, Undecodable) as error:
            cells = error
        except csv.Error as error:
            cells = Unfit(f"no row of a table: {error}", "close the quotation mark, or double it inside a cell")
        if cells:
            yield begins, cells, b"\n".join(source.taken)


def _report(cells: list[str], raw: bytes, found: dict[str, int | str], width: int, source: Lines, defaults: Defaults) -> Report:
    return from_row(row(cells, found, defaults.columns, width), raw, source.encoding, defaults)

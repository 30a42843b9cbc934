"""Reading one TSV table of a theatre; what is wrong in it stops the load with file, line, column and what would be right.

A table is UTF-8, one row a line, fields parted by one tab, no quoting; the first line names the columns. Empty lines
and lines that begin with `#` are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from operator import itemgetter
from typing import NoReturn

from marsad.theatres.faults import Fault, Faults, said

# bytes of UTF-8 text that holds nothing but ASCII and Arabic letters: no mark, no presentation form, nothing taken apart
PLAIN = b"\t\n" + bytes((*range(0x20, 0x7F), 0xD8, 0xD9, *range(0x80, 0x8B), *range(0xA1, 0xBB)))

Row = tuple[int, list[str]]
INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0000-\u0008\u000b-\u001f\u007f-\u009f]")
FORMS = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]")
GARBLED = re.compile("[\u00d8\u00d9\u00da\u00db\u0637\u0638][\u0080-\u00bf\u2018-\u203a\u0152\u0153\u0192\u2026]|\ufffd")
SUSPECT = re.compile("|".join((INVISIBLE.pattern, FORMS.pattern, GARBLED.pattern)))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file as (line number, fields); `where` names the file in messages."""

    where: str
    rows: list[Row]
    faults: Faults = field(default_factory=Faults)

    def refuse(self, line: int, what: str, column: str = "") -> NoReturn:
        """Raises a Fault naming the file, the line and the column."""
        raise Fault(said(self.where, line, column, what))

    def check_code(self, line: int, column: str, value: str, codes: Collection[str]) -> None:
        """Refuses a value that is none of the codes."""
        if value not in codes:
            self.refuse(line, f"{value!r} is unknown; it may be one of: {', '.join(c for c in codes if c)}", column)


def read_table(folder: Traversable, file: str, columns: str, faults: Faults | None = None) -> Table:
    """The table in `file`; `columns` are its header's names in order, `?` after those that may be empty."""
    table = Table(f"{folder.name}/{file}", [], faults or Faults())
    try:
        raw = _raw(folder, file, table)
    except Fault as fault:
        table.faults.note(fault)
        return table
    text, lines = _lines(raw, table)
    reader = _Reader(table, columns.split(), text, raw)
    if (rows := reader.rows_at_once(lines)) is not None:
        table.rows.extend(rows)
        return table
    for number, line in lines:
        try:
            if fields := reader.fields(number, line):
                table.rows.append((number, fields))
        except Fault as fault:
            table.faults.note(fault)
            if number == 1:
                break
    return table


class _Reader:
    """Checks the lines of one table; the slow looks are taken only where the text holds something that asks for them."""

    def __init__(self, table: Table, columns: list[str], text: str, raw: bytes) -> None:
        self.table = table
        self.names = [column.rstrip("?") for column in columns]
        self.filled = [i for i, column in enumerate(columns) if not column.endswith("?")]
        self.must = itemgetter(*self.filled)
        spaced = any(pair in text for pair in ("  ", " \t", "\t ", " \n", "\n ")) or text[:1] == " " or text[-1:] == " "
        lettered = bool(raw.translate(None, PLAIN))
        self.looks = [look for look, asked in ((self._check_spaces, spaced), (self._check_letters, lettered)) if asked]

    def rows_at_once(self, lines: list[tuple[int, str]]) -> list[Row] | None:
        """All rows of a table in which nothing asks for a closer look, None of any other."""
        if self.looks or not lines or lines[0][1].split("\t") != self.names:
            return None
        cut = [(number, line.split("\t")) for number, line in lines[1:] if line and line[0] != "#"]
        width, must = len(self.names), self.must
        if any(len(fields) != width or "" in must(fields) for _, fields in cut):
            return None
        return cut

    def fields(self, number: int, line: str) -> list[str] | None:
        """The fields of a line, None of one that is passed over."""
        if not line or line[0] == "#":
            return None
        fields = line.split("\t")
        if number == 1:
            self._check_header(fields)
            return None
        if len(fields) != len(self.names):
            self.table.refuse(number, f"{len(fields)} columns instead of {len(self.names)}: {' '.join(self.names)}")
        if "" in self.must(fields):
            empty = next(self.names[i] for i in self.filled if not fields[i])
            self.table.refuse(number, f"{empty} is empty; it must be filled", empty)
        for look in self.looks:
            look(number, fields)
        return fields

    def _check_header(self, fields: list[str]) -> None:
        if fields != self.names:
            self.table.refuse(1, f"the header is {' '.join(fields)!r}; it must be: {' '.join(self.names)}")

    def _check_spaces(self, number: int, fields: list[str]) -> None:
        for name, value in zip(self.names, fields, strict=True):
            if value != value.strip() or "  " in value:
                self.table.refuse(number, f"{value!r} has spaces too many", name)

    def _check_letters(self, number: int, fields: list[str]) -> None:
        line = "\t".join(fields)
        if not SUSPECT.search(line) and unicodedata.is_normalized("NFC", line):
            return
        for name, value in zip(self.names, fields, strict=True):
            if found := INVISIBLE.search(value):
                clean = INVISIBLE.sub("", value)
                mark = f"U+{ord(found[0]):04X}"
                self.table.refuse(number, f"an invisible mark ({mark}) stands at character {found.start() + 1}; write {clean!r}", name)
            if FORMS.search(value):
                plain = unicodedata.normalize("NFKC", value)
                self.table.refuse(number, f"{value!r} is written in presentation forms; write {plain!r}", name)
            if GARBLED.search(value):
                self.table.refuse(number, f"{value!r} was read in a wrong encoding; write the name anew, in UTF-8", name)
            if not unicodedata.is_normalized("NFC", value):
                self.table.refuse(number, f"the letters of {value!r} are taken apart; save the file in composed form (NFC)", name)


def _raw(folder: Traversable, file: str, table: Table) -> bytes:
    path = folder / file
    if not path.is_file():
        raise Fault(f"{table.where} is missing; a theatre has theatre.toml and six tables, see CONTRIBUTING.md")
    raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if not raw or raw[:1] == b"\n":
        table.refuse(1, "the header is missing")
    return raw


def _lines(raw: bytes, table: Table) -> tuple[str, list[tuple[int, str]]]:
    """The text and its lines with their numbers, those that are not UTF-8 left out and noted."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        lines = list(_lines_of_utf8(raw, table))
        return "\n".join(line for _, line in lines), lines
    return text, list(enumerate(text.split("\n"), 1))


def _lines_of_utf8(raw: bytes, table: Table) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"not UTF-8 from byte {error.start + 1} of the line (0x{line[error.start]:02X}); save the file as UTF-8"
            table.faults.note(Fault(said(table.where, number, "", what)))

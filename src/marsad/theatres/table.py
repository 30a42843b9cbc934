"""Reading one TSV table of a theatre; what is wrong in it stops the load with file, line and what would be right.

A table is UTF-8, one row a line, fields parted by one tab, no quoting; the first line names the columns. Empty lines
and lines that begin with `#` are passed over.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from operator import itemgetter
from typing import NoReturn

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file as (line number, fields); `where` names the file in messages."""

    where: str
    rows: list[Row]

    def refuse(self, line: int, what: str) -> NoReturn:
        """Raises ValueError naming the file and the line."""
        raise ValueError(f"{self.where}, line {line}: {what}")

    def check_code(self, line: int, column: str, value: str, codes: Collection[str]) -> None:
        """Refuses a value that is none of the codes."""
        if value not in codes:
            self.refuse(line, f"{column} {value!r} is unknown; it may be one of: {', '.join(codes)}")


def read_table(folder: Traversable, file: str, columns: str) -> Table:
    """The table in `file`; `columns` are its header's names in order, `?` after those that may be empty."""
    table = Table(f"{folder.name}/{file}", [])
    names = columns.replace("?", "").split()
    filled = [i for i, column in enumerate(columns.split()) if not column.endswith("?")]
    must = itemgetter(*filled)
    text = _text(folder, file, table)
    spaced = any(pair in text for pair in ("  ", " \t", "\t ", " \n", "\n ")) or text[0] == " " or text[-1] == " "
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        fields = line.split("\t")
        if len(fields) != len(names):
            table.refuse(number, f"{len(fields)} columns instead of {len(names)}: {' '.join(names)}")
        if number == 1:
            _check_header(table, fields, names)
            continue
        if spaced or "" in must(fields):
            _check_fields(table, number, fields, names, filled)
        table.rows.append((number, fields))
    return table


def _text(folder: Traversable, file: str, table: Table) -> str:
    path = folder / file
    if not path.is_file():
        raise ValueError(f"{table.where} is missing; a theatre has theatre.toml and six tables, see CONTRIBUTING.md")
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        table.refuse(line, "not UTF-8; save the file as UTF-8")
    if not text or text[0] == "\n":
        table.refuse(1, "the header is missing")
    return text


def _check_header(table: Table, fields: list[str], names: list[str]) -> None:
    if fields != names:
        table.refuse(1, f"the header is {' '.join(fields)!r}; it must be: {' '.join(names)}")


def _check_fields(table: Table, number: int, fields: list[str], names: list[str], filled: list[int]) -> None:
    for i in filled:
        if not fields[i]:
            table.refuse(number, f"{names[i]} is empty; it must be filled")
    for name, field in zip(names, fields, strict=True):
        if field != field.strip() or "  " in field:
            table.refuse(number, f"{name} {field!r} has spaces too many")

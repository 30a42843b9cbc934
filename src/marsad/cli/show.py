"""Tables and texts for the terminal: cut to fit, Arabic isolated from the Latin around it, nothing that could steer the terminal."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import click

FSI, PDI = "\u2068", "\u2069"
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LEAST, _LEAST_NUMBER = 8, 5
_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its heading, whether its cells may be cut to fit, and whether they are numbers (whose heading may be cut)."""

    title: str
    flexible: bool = False
    number: bool = False


def clean(text: str) -> str:
    """The text on one line, without control and direction characters.

    >>> clean("a\\nb\\x1b[31m")
    'a b [31m'
    """
    return _STEERING.sub(" ", text.replace("\r\n", "\n"))


def isolated(text: str) -> str:
    """Arabic or other right-to-left text between isolates, so that it does not turn its neighbours around."""
    return f"{FSI}{text}{PDI}" if _RIGHT_TO_LEFT.search(text) else text


def cut(text: str, width: int) -> str:
    """The text in at most `width` columns of the terminal, with an ellipsis where it was cut.

    >>> cut("monitors", 5)
    'moni…'
    """
    from rich.cells import cell_len

    if cell_len(text) <= width:
        return text
    while text and cell_len(text) >= width:
        text = text[: max(len(text) - max(1, (cell_len(text) - width) // 2), 0)]
    return text + "…"


def table(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
    """Prints a table that fits the terminal; flexible columns give way, the widest first."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[clean("" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell)) for cell in row] for row in rows]
    widths = _widths(columns, cells, width())
    drawn = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for column, wide in zip(columns, widths, strict=True):
        drawn.add_column(cut(column.title, wide), justify="right" if column.number else "left", no_wrap=True, width=wide)
    for row in cells:
        drawn.add_row(*(Text(isolated(cut(cell, wide))) for cell, wide in zip(row, widths, strict=True)))
    Console(file=sys.stdout, width=max(width(), sum(widths) + _GAP * len(widths)), highlight=False).print(drawn)


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], room: int) -> list[int]:
    from rich.cells import cell_len

    inner = [max((cell_len(row[i]) for row in cells), default=0) for i in range(len(columns))]
    widths = [max(cell_len(column.title), wide) for column, wide in zip(columns, inner, strict=True)]
    least = [_LEAST if c.flexible else max(_LEAST_NUMBER, wide) if c.number else 999 for c, wide in zip(columns, inner, strict=True)]
    while sum(widths) + _GAP * len(widths) > room:
        able = [i for i in range(len(columns)) if widths[i] > least[i]]
        if not able:
            break
        widths[max(able, key=widths.__getitem__)] -= 1
    return widths


def width() -> int:
    """How many columns the terminal has; 120 where the output is none."""
    return max(40, shutil.get_terminal_size((120, 24)).columns)


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "report"), count(2888, "report"), count(0, "reply")
    ('1 report', '2,888 reports', '0 replies')
    """
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int | None, str], None]]:
    """A function to call with (how many are done, of how many or None, a note); it draws only where the standard error is a terminal."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda done, total, note: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn(label), BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[note]}", markup=False)
    with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=5) as bar:
        task = bar.add_task(label, total=None, note="")
        yield lambda done, total, note: bar.update(task, completed=done, total=total, note=isolated(clean(note)[-60:]))


def warn(message: str) -> None:
    """A line to the standard error."""
    click.echo(clean(message), err=True)

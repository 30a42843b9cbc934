"""What is wrong in a theatre's files: one at a time when it is loaded, all at once when it is checked."""

from __future__ import annotations

from dataclasses import dataclass, field


class Fault(ValueError):
    """Something wrong in a file: its message says file, line, column where one is meant, and what would be right."""


@dataclass(slots=True)
class Faults:
    """Faults that were found; with `gather` they are kept and reading goes on, without it the first one is raised."""

    gather: bool = False
    found: list[Fault] = field(default_factory=list)

    def note(self, fault: Fault) -> None:
        """Keeps the fault, or raises it."""
        if not self.gather:
            raise fault
        self.found.append(fault)


def said(where: str, line: int, column: str, what: str) -> str:
    """The words of a fault.

    >>> said("land/places.tsv", 3, "lat", "write degrees")
    'land/places.tsv, line 3, column lat: write degrees'
    """
    return f"{where}, line {line}{f', column {column}' if column else ''}: {what}"

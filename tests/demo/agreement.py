"""How many of the expected claims of the example reports the coder makes, field by field; the number is pinned and only rises.

    PYTHONPATH=src python -m tests.demo.agreement [--raise]

prints what differs. With `--raise` a higher number is written to agreed.json; a lower one is refused with exit code 1.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from marsad.demo import reports
from marsad.model.claim import Claim, to_json
from marsad.model.report import Report
from marsad.text.fold import fold_key

HERE = Path(__file__).parent
PINNED = HERE / "agreed.json"
CLITICS = "وفبلك"
QUOTE_FIELDS = ("kind", "quote")

Row = dict[str, Any]
Coder = Callable[[Report], list[Claim]]


@dataclass(frozen=True, slots=True)
class Judged:
    """An expected claim of a report and how the coded claim nearest to it differs: field -> (coded, expected); None: not coded."""

    report: str
    claim: Row
    differs: dict[str, tuple[Any, Any]] | None

    @property
    def agrees(self) -> bool:
        return self.differs == {}

    def __str__(self) -> str:
        told = "no claim" if self.differs is None else "; ".join(f"{k}: coded {a!r}, expected {b!r}" for k, (a, b) in self.differs.items())
        return f"{self.report} {self.claim['kind']} «{self.claim['quote']}»: {told}"


def expected(path: Path = HERE / "expected.yml") -> dict[str, list[Row]]:
    """The expected claims by report."""
    rows: dict[str, list[Row]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def judge(report: Report, claims: list[Row], coded: list[Row]) -> Iterator[Judged]:
    """Each expected claim beside the coded claim of its kind that overlaps its quote and differs least; one serves only one."""
    left = list(coded)
    for claim in claims:
        start = report.text.index(claim["quote"])
        end = start + len(claim["quote"])
        near = [c for c in left if c["kind"] == claim["kind"] and c["start"] < end and start < c["end"]]
        pairs = [(differences(report.text, claim, c), c) for c in near]
        least, best = min(pairs, key=lambda pair: len(pair[0]), default=(None, None))
        if least == {}:
            left.remove(best)  # type: ignore[arg-type]
        yield Judged(report.id, claim, least)


def differences(text: str, claim: Row, coded: Row) -> dict[str, tuple[Any, Any]]:
    """The fields that the expected claim gives and the coded one has otherwise: field -> (coded, expected)."""
    fields = {field: value for field, value in claim.items() if field not in QUOTE_FIELDS}
    return {f: (coded.get(f), v) for f, v in fields.items() if not _same(f, v, coded, text)}


def _same(field: str, value: Any, coded: Row, text: str) -> bool:
    if field == "of" and value is not None:
        start = text.index(value)
        span = coded.get("of_span")
        return span is not None and span[0] < start + len(value) and start < span[1]
    got = coded.get(field)
    if not isinstance(value, list) or field in ("when", "period"):
        return bool(got == value)
    return len(got or []) == len(value) and all(any(same_name(v, g) for g in got or []) for v in value)


def same_name(one: str, other: str) -> bool:
    """True where two names have the same folded words, quotation marks and a clitic on the first aside.

    >>> same_name("تنظيم «داعش»", "لتنظيم داعش"), same_name("حلب", "ريف حلب")
    (True, False)
    """
    a, b = _plain(one), _plain(other)
    return a == b or (a[:1] in CLITICS and a[1:] == b) or (b[:1] in CLITICS and b[1:] == a)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold_key(name)))


def judged(code: Coder) -> list[Judged]:
    """All expected claims beside what the coder makes of the example reports."""
    known = {report.id: report for report in reports()}
    return [row for name, claims in expected().items() for row in judge(known[name], claims, [_row(c) for c in code(known[name])])]


def _row(claim: Claim) -> Row:
    return to_json(claim)


def pinned(path: Path = PINNED) -> int:
    """The number of expected claims that must agree."""
    return int(json.loads(path.read_text(encoding="utf-8"))["agreed"])


def main(arguments: list[str] | None = None, code: Coder | None = None, path: Path = PINNED) -> int:
    """0 where as many agree as are pinned (and the pin is raised, where asked), 1 where fewer do."""
    parser = argparse.ArgumentParser(prog="python -m tests.demo.agreement", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="pin the number that agrees now, where it is higher")
    given = parser.parse_args(arguments)
    rows = judged(code or _pipeline())
    agreed, floor = sum(row.agrees for row in rows), pinned(path)
    print("\n".join([*(str(row) for row in rows if not row.agrees), f"{agreed} of {len(rows)} agree; {floor} are pinned"]))
    if agreed < floor:
        print(f"{agreed} is below the {floor} of {path.name}: nothing is written", file=sys.stderr)
        return 1
    if given.lift:
        path.write_text(json.dumps({"agreed": agreed}) + "\n", encoding="utf-8")
    return 0


def _pipeline() -> Coder:
    from marsad.pipeline import code

    return code


if __name__ == "__main__":
    sys.exit(main())

"""What a coder got wrong, claim by claim: missed, invented, or matched with a field that differs.

    python -m marsad.measure.errors GOLD.jsonl [PREDICTED.jsonl] [--errors N] [--kind KIND] [--report ID]

Without PREDICTED the gold reports are coded afresh by marsad's own pipeline. It is the tool for work on rules.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.measure.gold import coded, pipeline_coder, rows
from marsad.measure.match import COMPLETE, NOWHERE, TYPE_KEY, UNSAID, Row, agreement, in_body, match, placed

CONTEXT = 60
MISPLACED = "(its quote is not the text at its offsets, or is too long)"


@dataclass(frozen=True, slots=True)
class Error:
    """One disagreement. `fields` holds field -> (annotated, coded) for `wrong`; `around` is the text about the quote."""

    error: str
    report: str
    kind: str
    type: str | None
    quote: str
    start: int
    around: str
    rule: str | None = None
    fields: tuple[tuple[str, Any, Any], ...] = ()


def errors(
    gold: Iterable[Row], predicted: Iterable[Row], *, limit: int | None = None, kind: str | None = None, report: str | None = None
) -> list[Error]:
    """Missed, invented and wrong claims in the order of the reports and of their text.

    `limit` keeps at most so many of each (error, kind), `kind` one kind, `report` the reports whose id begins so.
    """
    coded = {row["id"]: row.get("claims", []) for row in predicted}
    kept: list[Error] = []
    seen: Counter[tuple[str, str]] = Counter()
    for row in gold:
        if row["id"].startswith(report or ""):
            for error in _of_report(row, coded.get(row["id"], [])):
                seen[error.error, error.kind] += 1
                if kind in (None, error.kind) and (limit is None or seen[error.error, error.kind] <= limit):
                    kept.append(error)
    return kept


def _of_report(report: Row, claims: list[Row]) -> list[Error]:
    wanted = in_body(report, report["claims"])
    got = [placed(row, report["text"]) for row in in_body(report, claims)]
    pairs = match(wanted, got)
    matched = {id(row) for pair in pairs for row in pair}
    found = [_error("missed", report, row) for row in wanted if id(row) not in matched]
    found += [_error("invented", report, row) for row in got if id(row) not in matched]
    found += [_error("wrong", report, row, fields, rule) for row, fields, rule in _differing(pairs)]
    return sorted(found, key=lambda error: (error.start, error.error))


def _differing(pairs: Iterable[tuple[Row, Row]]) -> Iterator[tuple[Row, tuple[tuple[str, Any, Any], ...], str | None]]:
    for gold, got in pairs:
        low = (key for key, value in agreement(gold, got).items() if value < COMPLETE)
        if fields := tuple((key, gold.get(key, UNSAID.get(key)), got.get(key, UNSAID.get(key))) for key in low):
            yield gold, fields, got.get("rule")


def _error(error: str, report: Row, row: Row, fields: tuple[tuple[str, Any, Any], ...] = (), rule: str | None = None) -> Error:
    text, span = report["text"], row["span"]
    around = text[max(0, span.start - CONTEXT) : span.end + CONTEXT] if span != NOWHERE else MISPLACED
    code = row.get(TYPE_KEY[row["kind"]])
    quote = str(row.get("quote"))
    return Error(error, report["id"], row["kind"], code, quote, span.start, " ".join(around.split()), rule or row.get("rule"), fields)


def listing(found: Iterable[Error]) -> str:
    """The errors as lines of text: what, where, the words around, and each field annotated ≠ coded."""
    return "\n".join(line for error in found for line in _lines(error))


def _lines(error: Error) -> Iterator[str]:
    rule = f" by {error.rule}" if error.rule else ""
    yield f"{error.error} {error.kind}/{error.type} [{error.report} @{error.start}]{rule} {error.quote}"
    yield f"    … {error.around} …"
    yield from (f"    {key}: {wanted!r} ≠ {got!r}" for key, wanted, got in error.fields)


def main(arguments: list[str] | None = None) -> None:
    """Prints the errors of PREDICTED, or of the pipeline as it stands, on GOLD."""
    parser = argparse.ArgumentParser(prog="python -m marsad.measure.errors", description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path, nargs="?")
    parser.add_argument("--errors", type=int, metavar="N", help="at most N missed, N invented and N wrong of each kind")
    parser.add_argument("--kind", choices=TYPE_KEY)
    parser.add_argument("--report", metavar="ID", help="only reports whose id begins so")
    given = parser.parse_args(arguments)
    gold = list(rows(given.gold))
    predicted = list(rows(given.predicted)) if given.predicted else coded(gold, pipeline_coder())
    print(listing(errors(gold, predicted, limit=given.errors, kind=given.kind, report=given.report)))


if __name__ == "__main__":
    main()

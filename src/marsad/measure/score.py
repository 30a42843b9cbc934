"""The score of coded claims against annotated ones: detection, fields and completeness, for each kind and over all.

Rows are reports in the shape of the codebook: {"id", "text", "claims", "ignore"?}; a coded row may leave `text` out.
`score` gives the figures, `table` prints them, `errors` (from marsad.measure.errors) lists what went wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from marsad.measure.errors import errors, listing
from marsad.measure.match import COMPLETE_KEYS, TYPE_KEY, Row, agreement, in_body, is_complete, match, placed

__all__ = ["errors", "listing", "score", "table"]

ALL = "all"


@dataclass
class Tally:
    """What was counted for one kind: claims annotated, coded, matched and complete, and each field's agreements."""

    counts: Counter[str] = field(default_factory=Counter)
    agreed: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def score(gold: Iterable[Row], predicted: Iterable[Row]) -> dict[str, Any]:
    """`{"reports": n, kind: {gold, got, precision, recall, f1, complete, fields}, …, "all": {…}}`, shares rounded to 3 places.

    A report that was not coded counts as coded with no claims; a coded report that is not annotated counts nothing.
    Raises KeyError where a row has no `id`, or a gold row no `text` or `claims`; ValueError where a gold claim is of no known kind.
    """
    annotated = {row["id"]: row for row in gold}
    coded = {row["id"]: row for row in predicted}
    tallies = {kind: Tally() for kind in TYPE_KEY}
    for ident, report in annotated.items():
        _count(report, coded.get(ident, {}).get("claims", []), tallies)
    total = Tally(sum((tally.counts for tally in tallies.values()), Counter()))
    return {"reports": len(annotated)} | {kind: _figures(tally) for kind, tally in (tallies | {ALL: total}).items()}


def _count(report: Row, claims: list[Row], tallies: dict[str, Tally]) -> None:
    for number, row in enumerate(report["claims"], 1):
        if row.get("kind") not in TYPE_KEY:
            raise ValueError(f"gold report {report['id']}, claim {number}: kind {row.get('kind')!r} is none of {', '.join(TYPE_KEY)}")
    gold = in_body(report, report["claims"])
    got = [placed(row, report["text"]) for row in in_body(report, claims)]
    for name, rows in (("gold", gold), ("got", got)):
        for row in rows:
            tallies[row["kind"]].counts[name] += 1
    for wanted, found in match(gold, got):
        _count_pair(wanted, found, tallies[wanted["kind"]])


def _count_pair(wanted: Row, found: Row, tally: Tally) -> None:
    agreed = agreement(wanted, found)
    tally.counts["hit"] += 1
    tally.counts["complete"] += is_complete(wanted["kind"], agreed)
    for key, value in agreed.items():
        tally.agreed[key].append(value)


def _figures(tally: Tally) -> dict[str, Any]:
    counts = tally.counts
    precision, recall, f1 = _shares(counts, "hit")
    figures = {"gold": counts["gold"], "got": counts["got"], "precision": round(precision, 3), "recall": round(recall, 3)}
    figures |= {"f1": round(f1, 3), "complete": round(_shares(counts, "complete")[2], 3)}
    return figures | {"fields": {key: round(sum(values) / len(values), 3) for key, values in tally.agreed.items()}}


def _shares(counts: Counter[str], key: str) -> tuple[float, float, float]:
    precision = counts[key] / counts["got"] if counts["got"] else 0.0
    recall = counts[key] / counts["gold"] if counts["gold"] else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def table(result: dict[str, Any]) -> str:
    """The figures as lines of text; a field marked * counts for completeness."""
    head = f"{'kind':<11}{'gold':>6}{'got':>6}{'prec':>7}{'rec':>7}{'F1':>7}{'complete':>10}"
    head += "   fields of matched claims (* counts for complete)"
    return "\n".join([f"{result['reports']} reports", head, *(_line(kind, result[kind]) for kind in (*TYPE_KEY, ALL))])


def _line(kind: str, row: dict[str, Any]) -> str:
    starred = (TYPE_KEY.get(kind), *COMPLETE_KEYS.get(kind, ()))
    fields = " ".join(f"{key}{'*' if key in starred else ''} {value:.2f}" for key, value in row["fields"].items())
    shares = f"{row['precision']:>7.3f}{row['recall']:>7.3f}{row['f1']:>7.3f}{row['complete']:>10.3f}"
    return f"{kind:<11}{row['gold']:>6}{row['got']:>6}{shares}   {fields}"

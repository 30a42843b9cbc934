"""The figures of the bench as lines of text, each with how it was measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

NO_SPACY = "spaCy is not installed (pip install '.[bench]' in marsad's checkout): no ratios"


def table(figures: dict[str, Any]) -> str:
    """The figures of `bench.run`, one line a fact."""
    return "\n".join(_lines(figures))


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    machine, other = figures["machine"], figures["baseline"]
    yield f"{machine['processor']}, {machine['cores']} cores, {machine['system']}, {machine['python']}, marsad {machine['marsad']}"
    yield f"against spaCy {other['spacy']} blank('ar') + {other['names']:,} names + {other['patterns']} patterns" if other else NO_SPACY
    yield "CPU seconds of one thread, both in this process on the same text in turn; MB = 10^6 bytes of UTF-8"
    for name in ("mixed news", "dev gold"):
        if name in figures:
            yield from _speed(name, figures[name])
    yield from _founding(figures.get("founding report"))
    yield from _memory(figures.get("memory"))
    yield from _size(figures.get("theatre size"))
    for done in figures.get("checks", []):
        yield from _check(done)
    yield from (f"not there, left out: {path}" for path in figures["absent"])


def _speed(name: str, row: dict[str, Any]) -> Iterator[str]:
    yield f"{name}: {row['reports']:,} reports, {row['mb']:.2f} MB, best of {row['passes']} passes"
    for who in ("marsad", "spacy"):
        if who in row:
            rates = row[who]
            best = f"{rates['best_mb_s']:7.2f} MB/s {rates['best_reports_s']:9,.0f} reports/s {rates['best_s']:8.2f} s"
            yield f"  {who:<8}{best}   (first pass {rates['cold_mb_s']:.2f} MB/s)"
    if "ratio" in row:
        yield f"  ratio   {row['ratio']:7.2f} (marsad's speed in units of spaCy's, best passes)"


def _founding(row: dict[str, float] | None) -> Iterator[str]:
    if row:
        yield "founding report, after the passes above, milliseconds: first time, best of repeated times"
        for work, name in (
            ("code", "marsad codes it"),
            ("tokenise", "spaCy tokenises it"),
            ("read", "spaCy's whole pipeline, tokens seen"),
        ):
            if f"{work}_best_ms" in row:
                yield f"  {name:<36}{row[f'{work}_first_ms']:9.2f}{row[f'{work}_best_ms']:9.2f}"


def _memory(row: dict[str, Any] | None) -> Iterator[str]:
    if row:
        peak = f"{row['peak_mb']:.0f} MB, {row['start_mb']:.0f} before the first" if row["peak_mb"] else "not told by this system"
        yield f"peak memory of coding {row['reports']:,} reports in a process of its own: {peak}"


def _size(row: dict[str, Any] | None) -> Iterator[str]:
    if row:
        yield f"a made-up theatre of {row['places']:,} places: {row['load_s']:.2f} s to load, {row['index_s']:.2f} s to enter all names"
        both = f"{row['with_s']:.3f} s with it, {row['without_s']:.3f} s without"
        yield f"  coding {row['reports']:,} reports: {both}: ratio {row['ratio']:.2f}"


def _check(done: dict[str, Any]) -> Iterator[str]:
    verdict = "holds" if done["passed"] else f"{done['faults']} FAULTS" if done["faults"] else "nothing was checked"
    refused = f", {sum(done['refused'].values())} files refused" if done["refused"] else ""
    yield f"{done['name']}: {verdict}: no crash, quote == text[start:end]: {done['reports']:,} reports, {done['claims']:,} claims{refused}"
    yield from (f"  refused {count} x {reason}" for reason, count in done["refused"].items())
    yield from (f"  {example}" for example in done["examples"])

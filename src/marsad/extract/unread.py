"""What was not read: digits, number words, triggers and harm words that no claim used and that have no other named reading.

Law 3 of the project, nothing is silently skipped: the scan (marsad.extract.sightings) shares no code with the rules and is
cruder than they are. A word is claimed where a claim's quote, its whole or one of its names covers any of its letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from marsad.extract.crude import NUMBER, fold
from marsad.extract.sightings import Sighting, sightings
from marsad.model.claim import Claim, Name
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.text.furniture import furniture

CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Unread:
    """One unread word: its span and characters, its kind (number, harm, trigger) and why it is listed, in English."""

    span: Span
    text: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many numbers a text has, and how many of them a claim uses, have another named reading, or are unread."""

    numbers: int
    claimed: int
    other: tuple[tuple[str, int], ...]
    unread: int

    @property
    def other_reading(self) -> int:
        """How many are no claim's but a date, a duration, money or another named thing."""
        return sum(count for _, count in self.other)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unread form over a corpus: how often, in how many reports, and where it was first seen."""

    kind: str
    text: str
    count: int
    reports: int
    report: str
    around: str


def unread(report: Report, claims: Iterable[Claim] = ()) -> list[Unread]:
    """The unread words of the report in the order of its text; the page around it is none of it."""
    return _unread(report.text, sightings(report.text), covered(claims, len(report.text)), furniture(report.text))


def numbers(report: Report, claims: Iterable[Claim] = ()) -> Numbers:
    """The count of the report's numbers by what became of them; a number that a claim uses has no other reading."""
    return _numbers(sightings(report.text), covered(claims, len(report.text)), furniture(report.text))


def looked_at(report: Report, claims: Iterable[Claim] = ()) -> tuple[list[Unread], Numbers]:
    """What `unread` and `numbers` give, of one look at the text."""
    found, used, page = sightings(report.text), covered(claims, len(report.text)), furniture(report.text)
    return _unread(report.text, found, used, page), _numbers(found, used, page)


def _unread(text: str, found: Iterable[Sighting], used: bytearray, page: Iterable[Span]) -> list[Unread]:
    used = bytearray(used)
    for span in page:
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    return [
        Unread(seen.span, seen.span.of(text), seen.kind, f"{seen.kind}: {seen.gloss}")
        for seen in found
        if seen.reading is None and not _claimed(seen, used)
    ]


def _numbers(found: Iterable[Sighting], used: bytearray, page: Sequence[Span]) -> Numbers:
    seen = [sighting for sighting in found if sighting.kind == NUMBER]
    free = [sighting for sighting in seen if not _claimed(sighting, used)]
    readings = ("page" if any(p.overlaps(sighting.span) for p in page) else sighting.reading for sighting in free)
    other = Counter(reading for reading in readings if reading)
    return Numbers(len(seen), len(seen) - len(free), tuple(other.most_common()), len(free) - other.total())


def rank(coded: Iterable[tuple[Report, Iterable[Claim]]], limit: int | None = None) -> list[Ranked]:
    """The unread forms of a corpus, spelling folded, the most frequent first; the reports are streamed and not kept.

    Digits are one form for each word that follows them, so that what is counted shows.
    """
    counts: Counter[tuple[str, str]] = Counter()
    reports: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for report, claims in coded:
        forms = Counter(_form(word, report, first) for word in unread(report, claims))
        counts.update(forms)
        reports.update(forms.keys())
    return [Ranked(*form, count, reports[form], *first[form]) for form, count in counts.most_common(limit)]


def _form(word: Unread, report: Report, first: dict[tuple[str, str], tuple[str, str]]) -> tuple[str, str]:
    shown = fold(word.text)[0]
    if word.kind == NUMBER:
        following = fold(report.text[word.span.end : word.span.end + CONTEXT])[0].split()
        shown = " ".join(["N" if shown[0].isdigit() else shown, *following[:1]])
    around = report.text[max(0, word.span.start - CONTEXT) : word.span.end + CONTEXT]
    first.setdefault((word.kind, shown), (report.id, " ".join(around.split())))
    return word.kind, shown


def covered(claims: Iterable[Claim], length: int) -> bytearray:
    """One byte for each character of the text, 1 where a claim's quote, its whole or one of its names stands."""
    mask = bytearray(length)
    for claim in claims:
        for span in _spans(claim):
            mask[span.start : span.end] = b"\1" * len(mask[span.start : span.end])
    return mask


def _spans(claim: Claim) -> Iterator[Span]:
    for field in fields(claim):
        value = getattr(claim, field.name)
        if isinstance(value, Span):
            yield value
        elif isinstance(value, tuple):
            yield from (part.span for part in value if isinstance(part, Name))


def _claimed(seen: Sighting, used: bytearray) -> bool:
    return 1 in used[seen.span.start : seen.span.end]

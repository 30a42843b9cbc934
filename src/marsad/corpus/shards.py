"""A corpus cut into shards: so many reports each, in the order of the inputs, named after what is in them and who codes them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice

from marsad.exchange.inputs import Given, Refused
from marsad.model.report import Report

Item = Report | Refused
REPORTS = 200
NAME = re.compile(r"(?P<n>\d{6})-(?P<digest>[0-9a-f]{16})\.jsonl")


@dataclass(frozen=True, slots=True)
class Shard:
    """Some reports of the corpus in order, and what was refused among them; `n` counts from 0."""

    n: int
    items: tuple[Item, ...]
    digest: str

    @property
    def name(self) -> str:
        """The name of its file: a changed report, or another coder, has another name.

        >>> Shard(7, (), "5f1c0d2e4a6b8c90").name
        '000007-5f1c0d2e4a6b8c90.jsonl'
        """
        return f"{self.n:06}-{self.digest}.jsonl"


def cut(outcomes: Iterable[Given | Refused], coder: str, reports: int = REPORTS) -> Iterator[Shard]:
    """The shards of the outcomes, `reports` in each and the rest in the last; the bytes that reports were read from are let go."""
    items = iter(outcome.report if isinstance(outcome, Given) else outcome for outcome in outcomes)
    for n in count():
        if not (batch := tuple(islice(items, reports))):
            return
        yield Shard(n, batch, _digest(batch, coder))


def _digest(items: tuple[Item, ...], coder: str) -> str:
    made = hashlib.sha256(coder.encode())
    for item in items:
        made.update(repr(item).encode("utf-8", "surrogatepass"))
    return made.hexdigest()[:16]

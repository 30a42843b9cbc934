"""Example reports in many copies, and work that a worker does not outlive."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

from marsad.corpus.shards import Shard
from marsad.corpus.work import coded
from marsad.demo import reports
from marsad.exchange.inputs import Given, Refused


def outcomes(copies: int = 2) -> list[Given | Refused]:
    """The example reports, each so many times under an id of its own, and one refusal among them."""
    given: list[Given | Refused] = [Given(replace(r, id=f"{r.id}-{n}"), b"") for n in range(copies) for r in reports()]
    given.insert(3, Refused("rows.jsonl:4", 'no "text"', 'rename "body" to "text"'))
    return given


def deadly(shard: Shard, theatres: tuple[str, ...]) -> bytes:
    """As `coded`, but the second shard kills whoever codes it."""
    if shard.n == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return coded(shard, theatres)

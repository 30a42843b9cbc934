"""The command that watches feeds: watch."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli import options
from marsad.cli.failing import telling
from marsad.cli.keeping import Tally, keep
from marsad.cli.reading import Reading

if TYPE_CHECKING:
    from marsad.exchange.feeds.listed import Plan
    from marsad.exchange.feeds.memory import Memory
    from marsad.exchange.feeds.polite import Asking
    from marsad.exchange.inputs import Given, Refused


@click.command(short_help="Read what is new in feeds, again and again.")
@click.argument("feeds", type=click.Path(dir_okay=False, path_type=Path), metavar="FEEDS.toml")
@click.option("--once", is_flag=True, help="One round, then end.")
@click.option(
    "--state", type=click.Path(dir_okay=False, path_type=Path), help="Where what was read is remembered. [default: beside FEEDS.toml]"
)
@click.option("--allow-private", is_flag=True, help="Fetch addresses of private networks too.")
@options.theatre
@options.db
@options.as_json
def watch(feeds: Path, once: bool, state: Path | None, allow_private: bool, db: str, as_json: bool) -> int:
    """Add what is new in RSS and Atom feeds to the store, until Ctrl-C; FEEDS.toml names them (docs/inputs.md).

    Sites are asked politely, and only for what changed. Stopped at any moment, it goes on where it was.

    \b
    Example: marsad watch feeds.toml --db syria.db
             marsad watch feeds.toml --once
    """
    from marsad.exchange.feeds.listed import load
    from marsad.exchange.feeds.memory import Memory
    from marsad.exchange.feeds.polite import Asking
    from marsad.pipeline import coder
    from marsad.store import open_store

    try:
        plan, memory = load(feeds), Memory(state or feeds.with_suffix(".state.json"))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    asking = Asking(plan.delay, allow_private)
    reading, tally = Reading((), None, None), Tally(db, as_json)
    with telling(tally.kept), open_store(db) as store:
        for given in _given(plan, memory, asking, reading, once):
            claims = reading.code(given.report, given.where)
            if claims is not None and (kept := keep(store, given, claims, coder(), reading)):
                tally.add(given, claims, kept)
    tally.end(reading)
    return reading.exit_code


def _given(plan: Plan, memory: Memory, asking: Asking, reading: Reading, once: bool) -> Iterator[Given]:
    """Each new report of all feeds, round after round; what is none is told."""
    from marsad.exchange.inputs import Refused

    while True:
        for outcome in _round(plan, memory, asking):
            if isinstance(outcome, Refused):
                reading.refuse(outcome)
                continue
            reading.reports += 1
            yield outcome
        if once:
            return
        soonest = min(memory.of(feed.url).next for feed in plan.feeds)
        time.sleep(max(1.0, soonest - time.time()))


def _round(plan: Plan, memory: Memory, asking: Asking) -> Iterator[Given | Refused]:
    from marsad.exchange.feeds.visiting import visit

    for feed in plan.feeds:
        yield from visit(feed, memory, asking)

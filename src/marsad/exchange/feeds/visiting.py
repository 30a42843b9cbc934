"""A visit to a feed: what is new in it, each entry's report one by one; what was read is remembered as soon as it was taken.

Stopped at any moment, the next visit goes on where this one stopped: an entry counts as read only once its report was taken, and the
feed's version only once all of its entries were.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from marsad.exchange import addresses
from marsad.exchange.feeds.listed import Feed
from marsad.exchange.feeds.memory import Memory, Remembered
from marsad.exchange.feeds.polite import Asking
from marsad.exchange.fetch import Answer, NotFetched
from marsad.exchange.given import Defaults, Given, Refused, Unfit, day
from marsad.exchange.readers import feed as feeds
from marsad.exchange.readers.feed import Entry
from marsad.exchange.trying import Outcome, tried

TRIES = 3
LONGEST_WAIT = 86_400.0


def visit(feed: Feed, memory: Memory, asking: Asking, now: float | None = None) -> Iterator[Outcome]:
    """Each new report of the feed, or why it is none; nothing where it is not yet time to ask again."""
    told, moment = memory.of(feed.url), time.time() if now is None else now
    if told.next > moment:
        return
    try:
        answer = asking.fetch(feed.url, _condition(told), feeds.LIMIT)
        found = feeds.entries(answer.body) if answer.status == 200 else []
    except (NotFetched, Unfit) as error:
        _failed(told, feed, moment, error)
        memory.save()
        yield Refused(
            feed.url, f"not fetched: {error.strerror}" if isinstance(error, NotFetched) else str(error), getattr(error, "hint", "")
        )
        return
    seen = set(told.seen)
    new = [entry for entry in reversed(found) if entry.id and entry.id not in seen]
    for entry in new:
        yield from _entry(entry, feed, answer, asking, told)
        memory.save()
    if answer.status == 200 and not told.tried:
        told.etag, told.modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    told.failures, told.next = 0, moment + feed.every
    memory.save()


def _condition(told: Remembered) -> dict[str, str]:
    """The headers that spare the server an answer where nothing changed."""
    asked = {"If-None-Match": told.etag, "If-Modified-Since": told.modified}
    return {name: value for name, value in asked.items() if value}


def _failed(told: Remembered, feed: Feed, moment: float, error: Exception) -> None:
    """A feed that fails is asked again after twice as long each time, or when its server says."""
    told.failures += 1
    wait = max(feed.every * 2 ** min(told.failures - 1, 10), getattr(error, "retry_after", 0))
    told.next = moment + min(wait, LONGEST_WAIT)


def _entry(entry: Entry, feed: Feed, answer: Answer, asking: Asking, told: Remembered) -> Iterator[Outcome]:
    """The report of an entry; a page that cannot be fetched is tried again at the next visits."""
    defaults = Defaults(day(entry.day), feed.outlet)
    if not feed.pages or not entry.url:
        yield tried(f"{feed.url}: {entry.id}", answer.body, lambda: feeds.of_entry(entry, answer.body, defaults))
        told.read(entry.id)
        return
    try:
        page = asking.fetch(entry.url)
    except NotFetched as error:
        told.tried[entry.id] = told.tried.get(entry.id, 0) + 1
        if told.tried[entry.id] >= TRIES or 400 <= error.status < 500 and error.status != 429:
            told.read(entry.id)
        yield Refused(entry.url, f"not fetched: {error.strerror}")
        return
    for outcome in addresses.read(page, defaults):
        yield _of_feed(outcome, feed, entry)
    told.read(entry.id)


def _of_feed(outcome: Outcome, feed: Feed, entry: Entry) -> Outcome:
    """The report under the outlet that the list of feeds gives it, with the feed's title and day where the page states none."""
    if isinstance(outcome, Refused):
        return outcome
    report = outcome.report
    outlet, title = feed.outlet or report.outlet, report.title or entry.title
    found = "page" if entry.day and report.date_from == "given" else report.date_from
    return Given(replace(report, outlet=outlet, title=title, date_from=found), outcome.raw, outcome.where)

"""The feeds to watch, from a TOML file: `delay` and `every` for all, and a `[[feed]]` with `url` for each.

delay = 5        # seconds between two requests to one host
every = 900      # seconds between two visits to a feed

[[feed]]
url = "https://news.example/rss.xml"
outlet = "hayat"
pages = true     # fetch each entry's page; false takes the text that stands in the feed
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from marsad.exchange.sources import from_toml

DELAY, EVERY = 5.0, 900.0
LEAST_EVERY = 60.0


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its address, the outlet of its reports (the page's own where None), whether the pages are fetched, how often in seconds."""

    url: str
    outlet: str | None = None
    pages: bool = True
    every: float = EVERY


@dataclass(frozen=True, slots=True)
class Plan:
    """The feeds of a file, and the seconds between two requests to one host."""

    feeds: tuple[Feed, ...]
    delay: float = DELAY


def load(path: Path) -> Plan:
    """The plan that the file holds; raises ValueError with what would be right."""
    found = from_toml(path, "list of feeds")
    _known(found, ("delay", "every", "feed"), str(path))
    delay, every = _seconds(found, "delay", DELAY, 1.0, path), _seconds(found, "every", EVERY, LEAST_EVERY, path)
    listed = found.get("feed")
    if not isinstance(listed, list) or not listed:
        raise ValueError(f'{path} names no feed; write [[feed]] and under it url = "https://…"')
    feeds = tuple(_feed(one, n, every, path) for n, one in enumerate(listed, 1))
    if doubled := next((f.url for n, f in enumerate(feeds) if f.url in {g.url for g in feeds[:n]}), None):
        raise ValueError(f"{path} names {doubled} twice")
    return Plan(feeds, delay)


def _feed(given: dict[str, Any], number: int, every: float, path: Path) -> Feed:
    where = f"{path}, feed {number}"
    _known(given, tuple(f.name for f in fields(Feed)), where)
    if not isinstance(given.get("url"), str) or not given["url"].startswith(("http://", "https://")):
        raise ValueError(f'{where}: no address; write url = "https://…"')
    for name, kind in (("outlet", str), ("pages", bool)):
        if name in given and not isinstance(given[name], kind):
            raise ValueError(f"{where}: {name} must be a {'text' if kind is str else 'true or false'}")
    own = _seconds(given, "every", every, LEAST_EVERY, path)
    return Feed(given["url"], given.get("outlet"), given.get("pages", True), own)


def _known(given: dict[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in given:
        if name not in names:
            raise ValueError(f"{where}: {name} means nothing here; there are: {', '.join(names)}")


def _seconds(given: dict[str, Any], name: str, unsaid: float, least: float, path: Path) -> float:
    value = given.get(name, unsaid)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < least:
        raise ValueError(f"{path}: {name} must be a number of seconds, {least:.0f} or more")
    return float(value)

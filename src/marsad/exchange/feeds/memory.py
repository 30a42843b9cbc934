"""What is remembered of feeds between visits: which entries were read, what the server said of the feed's version, when to ask again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from marsad.exchange.putting import put

KEPT = 5000
"""Entries remembered of one feed, the latest; an older one that a feed shows again is read again, and the store knows it."""


@dataclass
class Remembered:
    """One feed: entries read, tries of those that failed, `ETag` and `Last-Modified`, the moment of the next visit, failures in a row."""

    seen: list[str] = field(default_factory=list)
    tried: dict[str, int] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""
    next: float = 0.0
    failures: int = 0

    def read(self, entry: str) -> None:
        """Notes that an entry needs no further visit."""
        self.seen = [*self.seen, entry][-KEPT:]
        self.tried.pop(entry, None)


class Memory:
    """All feeds' memory, kept in a JSON file that is replaced whole; a file that cannot be read raises ValueError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.feeds: dict[str, Remembered] = {}
        if path.exists():
            try:
                self.feeds = {url: Remembered(**told) for url, told in json.loads(path.read_text(encoding="utf-8")).items()}
            except (ValueError, TypeError, AttributeError) as error:
                raise ValueError(f"{path} is no memory of feeds ({error}): remove it to begin anew") from None

    def of(self, url: str) -> Remembered:
        """What is remembered of a feed."""
        return self.feeds.setdefault(url, Remembered())

    def save(self) -> None:
        """Writes the file, whole or not at all."""
        put(self.path, json.dumps({url: asdict(told) for url, told in self.feeds.items()}, ensure_ascii=False).encode())

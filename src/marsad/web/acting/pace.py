"""Pace: how often one visitor may write and search in a minute; more is answered 429 with the seconds to wait.

Whoever sits before a store without accounts is not slowed. A restart forgets what was counted: the throttle of signing in does not.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from dataclasses import dataclass
from threading import Lock

SEARCHES = frozenset({"/search", "/api/search"})
WINDOW = 60.0  # seconds
SEEN = 10_000  # visitors that are remembered


@dataclass(frozen=True, slots=True)
class Pace:
    """The most requests of a sort in a minute."""

    writes: int = 600
    searches: int = 120


class Throttle:
    """Counts the writes and searches of each visitor over the last minute."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self._seen: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._turn = Lock()

    def wait(self, visitor: str, method: str, path: str) -> int:
        """The seconds that this visitor has to wait before asking so; 0 where they may now, and then it is counted."""
        sort = "searches" if path in SEARCHES else "writes" if method not in ("GET", "HEAD") else ""
        if not sort:
            return 0
        now = time.monotonic()
        with self._turn:
            told = self._seen.setdefault((visitor, sort), deque())
            self._seen.move_to_end((visitor, sort))
            while len(self._seen) > SEEN:
                self._seen.popitem(last=False)
            while told and told[0] <= now - WINDOW:
                told.popleft()
            if len(told) >= getattr(self.pace, sort):
                return max(1, int(told[0] + WINDOW - now) + 1)
            told.append(now)
        return 0

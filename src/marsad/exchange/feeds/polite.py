"""Asking politely: so many seconds between two requests to one host, and nothing that the site's robots.txt asks not to be fetched."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from marsad.exchange.fetch import AGENT, Answer, NotFetched, fetch

_ROBOTS = 1 << 19
_LONGEST = 60.0


@dataclass
class Asking:
    """Fetches, one address after the other; `sleep` and `clock` are the machine's unless a test gives others."""

    delay: float
    private: bool = False
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _last: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None, limit: int | None = None) -> Answer:
        """What the address holds; raises NotFetched, also where the site asks not to fetch it."""
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        rules = self._of(site)
        if not rules.can_fetch(AGENT, url):
            raise NotFetched("the site's robots.txt asks not to fetch it", 403)
        return self._asked(url, site, headers, limit)

    def _asked(self, url: str, site: str, headers: Mapping[str, str] | None = None, limit: int | None = None) -> Answer:
        rules = self._rules.get(site)
        pause = min(_LONGEST, max(self.delay, float((rules.crawl_delay(AGENT) if rules else 0) or 0)))
        if (wait := self._last.get(site, -_LONGEST) + pause - self.clock()) > 0:
            self.sleep(wait)
        try:
            return fetch(url, private=self.private, headers=headers, **({"limit": limit} if limit else {}))
        finally:
            self._last[site] = self.clock()

    def _of(self, site: str) -> RobotFileParser:
        if site not in self._rules:
            rules = RobotFileParser()
            try:
                rules.parse(self._asked(f"{site}/robots.txt", site, limit=_ROBOTS).body.decode("utf-8", "replace").splitlines())
            except NotFetched:
                rules.parse([])  # a site without rules allows all
            self._rules[site] = rules
        return self._rules[site]

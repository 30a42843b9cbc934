"""Reads a page as a sceptic does: every number in it must be a link to the words that state it, or plainly not a report's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

VOID = frozenset({"input", "meta", "link", "br"})
NOT_OF_REPORTS = frozenset({"own", "written", "called", "claim"})
"""marsad's own counts, what stands as the reports write it, titles, and the reader's list of claims (see `listed`)."""
NOT_FIGURES = frozenset({"time", "q", "code", "kbd", "option", "title"})
DIGITS = re.compile(r"[0-9٠-٩]+")


@dataclass
class Lit:
    """A link to characters of a report: whose, which, the words it promises, the text it shows, whether it is a figure."""

    key: str
    span: tuple[int, int]
    quote: str
    figure: bool
    shown: str = ""


@dataclass
class Formula:
    """A figure that is derived: its text and the links in it."""

    text: str = ""
    terms: list[Lit] = field(default_factory=list)


class Page(HTMLParser):
    """The links of a page to characters, its formulas, its other links, and the numbers that lead nowhere."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lit: list[Lit] = []
        self.formulas: list[Formula] = []
        self.links: set[str] = set()
        self.astray: list[str] = []
        self._open: list[tuple[str, frozenset[str], Lit | None, Formula | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes links and formulas as they open."""
        given = {k: v or "" for k, v in attrs}
        classes = frozenset(given.get("class", "").split())
        href = given.get("href", "")
        lit = formula = None
        if tag == "a" and "lit" in classes:
            lit = _lit(href, given, classes)
            self.lit.append(lit)
            for *_, outer in self._open:
                if outer:
                    outer.terms.append(lit)
        elif tag == "a" and href.startswith("/"):
            self.links.add(href)
        if "formula" in classes:
            formula = Formula()
            self.formulas.append(formula)
        if tag not in VOID:
            self._open.append((tag, classes, lit, formula))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands in an element that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        """Closes the element."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Gives the text to the link and the formula it stands in; a number in neither has gone astray."""
        tags = {tag for tag, *_ in self._open}
        inside = [(lit, formula) for *_, lit, formula in self._open if lit or formula]
        for lit, formula in inside:
            if lit and "title" not in tags:
                lit.shown += data
            if formula:
                formula.text += data
        classes = {c for _, some, *_ in self._open for c in some}
        free = tags & NOT_FIGURES or classes & NOT_OF_REPORTS
        if "main" in tags and "script" not in tags and DIGITS.search(data) and not inside and not free:
            self.astray.append(data.strip())


def _lit(href: str, given: dict[str, str], classes: frozenset[str]) -> Lit:
    found = re.fullmatch(r"/r/(.+)#c=(\d+)-(\d+)", href)
    assert found, f"{href!r} lights no characters"
    quote = given.get("title") or given.get("data-quote") or ""
    return Lit(unquote(found[1]), (int(found[2]), int(found[3])), quote, "figure" in classes)


def numbers(text: str) -> list[int]:
    """The numbers in the text, thousands together, digits of either kind."""
    return [int(n) for n in DIGITS.findall(text.replace("\u202f", ""))]


def listed(html: str) -> list[tuple[str, str]]:
    """Of each claim of the text in the reader's list its quote and the address of its characters."""
    html = html.partition('id="claims"')[2]
    items = re.findall(r'<li class="claim .*?</li>(?=\s*(?:<li|</ol>))', html, re.S)
    quotes = [unescape(re.sub("<[^>]*>", "", re.search(r'<q class="quote">(.*?)</q>', item, re.S)[1])) for item in items]  # type: ignore[index]
    return [(quote, (re.search(r'<a class="spot" href="([^"]*)"', item) or [""] * 2)[1]) for quote, item in zip(quotes, items, strict=True)]

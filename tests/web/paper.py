"""A bulletin as a sceptic reads it: a tree of its page, and every number in it that neither leads to a note nor counts what is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "path", "rect", "circle", "line"})
DIGITS = re.compile(r"[0-9٠-٩\u202f]+")
LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789", "\u202f")
VERBATIM = frozenset({"time", "q", "code", "style", "title", "sup", "del", "ins"})
APART = frozenset({"axis", "back", "deep", "edition"})  # a chart's scale, the numbers of notes, addresses
CHECKED = frozenset({"title", "why", "sum", "written"})  # looked at by tests of their own


@dataclass
class Element:
    """An element: its tag, attributes, and what is in it."""

    tag: str
    told: dict[str, str]
    above: Element | None
    inside: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set(self.told.get("class", "").split())

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    def all(self) -> Iterator[Element]:
        """Every element in it, in order."""
        for one in self.inside:
            if isinstance(one, Element):
                yield one
                yield from one.all()

    def strings(self) -> Iterator[tuple[str, Element]]:
        """Every text in it with the element that it stands in."""
        for one in self.inside:
            if isinstance(one, str):
                yield one, self
            else:
                yield from one.strings()

    def way(self) -> Iterator[Element]:
        """The element and what it stands in, to the top."""
        yield self
        if self.above:
            yield from self.above.way()

    def of(self, tag: str) -> list[Element]:
        """The elements of this tag in it."""
        return [one for one in self.all() if one.tag == tag]

    def having(self, name: str, value: str | None = None) -> list[Element]:
        """The elements in it with this attribute, one of whose words is the value."""
        return [one for one in self.all() if name in one.told and (value is None or value in one.told[name].split())]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = self.at = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.inside.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.inside.append(Element(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.at.tag == tag, (self.at.tag, tag)
            self.at = self.at.above or self.top

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)


def read(html: str) -> Element:
    """The page as a tree; fails where a tag is not closed as it was opened."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.top
    return reader.top


def numbers(text: str) -> list[int]:
    """The numbers in a text, in either digits."""
    return [int(found.translate(LATIN)) for found in DIGITS.findall(text) if found.strip("\u202f")]


def bare(page: Element) -> list[str]:
    """The texts with a number that stands for nothing: no figure with a note, no count of what is listed, no date, no report's words."""
    return [text for text, at in page.strings() if numbers(text) and not any(_accounted(one) for one in at.way())]


def _accounted(one: Element) -> bool:
    return one.tag in VERBATIM or bool(one.classes & (APART | CHECKED | {"fig", "tally", "ref"}))

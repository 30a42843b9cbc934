"""The notes of a bulletin: each claim that a word of it rests on, once, in the order in which it is first called upon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from marsad.exchange.export.content import Content, Row
from marsad.text.sentences import next_break, sentence_bounds
from marsad.text.tokens import tokens
from marsad.web.language import Speech
from marsad.web.offsets import verbatim

ROOM = 160  # signs of a long sentence that are shown on either side of a quote


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of a report within their sentence: what stands before and after them there, and where they begin and end."""

    before: str
    quote: str
    after: str
    report: str
    start: int
    end: int


@dataclass(slots=True)
class Note:
    """A claim that was called upon: its number, and how often (each call has an anchor to come back to)."""

    n: int
    claim: Row
    calls: int = 0


@dataclass
class Notes:
    """The notes of one bulletin. `call` gives the mark that leads to one."""

    content: Content
    ui: Speech
    made: dict[str, Note] = field(default_factory=dict)

    def note(self, ref: str) -> Note | None:
        """The note of the claim with this ref, None where the claim is not here."""
        if ref not in self.made:
            if ref not in self.content.by_ref:
                return None
            self.made[ref] = Note(len(self.made) + 1, self.content.by_ref[ref])
        self.made[ref].calls += 1
        return self.made[ref]

    def call(self, ref: str, told: Markup | str = "", kind: str = "ref") -> Markup:
        """What is told, leading to the note of the claim that tells it; bare where that claim is not here."""
        note = self.note(ref)
        if note is None:
            return Markup("{}").format(told)
        mark = Markup("<sup><bdi>{}</bdi></sup>").format(self.ui.number(str(note.n)))
        return Markup('<a class="{}" id="c{}-{}" href="#n{}">{}{}</a>').format(kind, note.n, note.calls, note.n, told, mark)

    def calls(self, refs: Iterable[str]) -> Markup:
        """The marks of these claims, one after the other."""
        return Markup("").join(self.call(ref) for ref in dict.fromkeys(refs))

    def words(self, claim: Row) -> Words:
        """The claim's quote within its sentence."""
        return around(self.content.by_report[claim["report"]], claim["start"], claim["end"])


def around(report: Row, start: int, end: int) -> Words:
    """These characters of the report within their sentence, cut at words where it is long."""
    text = report["text"]
    first, last = _sentence(text, start, end)
    low, high = max(first, start - ROOM), min(last, end + ROOM)
    low = text.find(" ", low, start) + 1 or low if low > first else first
    high = max(text.rfind(" ", end, high), end) if high < last else last
    before = ("…" if low > first else "") + text[low:start].lstrip()
    return Words(before, text[start:end], text[end:high].rstrip() + ("…" if high < last else ""), report["id"], start, end)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of these characters begins and ends: read from their line alone, however long the text is."""
    first = text.rfind("\n", 0, start) + 1
    last = next_break(text, max(end - 1, start))
    toks = [_Token(m.start() + first, m.end() + first, m.group() if m.lastgroup == "mark" else "") for m in tokens(text[first:last])]
    for one, two in sentence_bounds(text[:last], toks):
        if toks[one].start <= start < toks[two - 1].end:
            first = toks[one].start
        if toks[one].start < end <= toks[two - 1].end:
            last = toks[two - 1].end
    return min(first, start), max(last, end)


@dataclass(slots=True)
class _Token:
    """What the splitter of sentences asks of a token; quotations are not followed here."""

    start: int
    end: int
    mark: str
    depth: int = 0


def lit(words: Words, ui: Speech) -> Markup:
    """The words as the report writes them, the quote marked; the offsets stand beside them for whoever checks."""
    inside = Markup("{}<mark>{}</mark>{}").format(verbatim(words.before), verbatim(words.quote), verbatim(words.after))
    attributes = Markup('data-report="{}" data-start="{}" data-end="{}"').format(words.report, words.start, words.end)
    return Markup('<q class="words" dir="auto" {}>{}</q>').format(attributes, inside)

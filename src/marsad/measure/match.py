"""Which coded claim answers which annotated claim, and where the two agree.

A coded claim answers an annotated one of the same report and kind when their quotes overlap; each is matched once,
pairs of one type first, then the largest overlap. Claims are rows in the shape of the codebook (docs/codebook.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from marsad.model.claim import KINDS
from marsad.model.span import Span

Row = dict[str, Any]
Pair = tuple[Row, Row]

TYPE_KEY = {"incident": "type", "casualties": "outcome", "ceasefire": "action", "statement": "act", "meeting": "mode"}
NAME_KEYS = {
    "incident": ("by", "against", "places"),
    "casualties": ("who", "places", "by"),
    "ceasefire": ("areas", "excluded", "parties", "brokers"),
    "statement": ("speaker", "to"),
    "meeting": ("participants", "places"),
}
VALUE_KEYS = {
    "incident": ("when", "status"),
    "casualties": ("min", "max", "approx", "period"),
    "ceasefire": ("starts", "hours"),
    "statement": (),
    "meeting": ("status", "when"),
}
COMPLETE_KEYS = {
    "incident": ("by", "places", "status"),
    "casualties": ("min", "max", "who"),
    "ceasefire": ("areas", "hours"),
    "statement": ("speaker",),
    "meeting": ("participants",),
}
UNSAID = {"status": "reported", "approx": "exact"}
NOWHERE = Span(-1, -1)
MOST_QUOTED_WORDS = 10
MOST_WORDS_MORE = 4
COMPLETE = 0.99

_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_HAMZAS = re.compile("[إأآٱ]")
_ARTICLE = re.compile("^(?:[وفبلك]?ال|لل)(?=..)")


def match(annotated: list[Row], coded: list[Row]) -> list[Pair]:
    """The pairs (annotated, coded) of claims that carry a `span`, each claim in at most one pair."""
    taken_annotated: set[int] = set()
    taken_coded: set[int] = set()
    pairs = []
    for _, i, j in sorted(_candidates(annotated, coded)):
        if i not in taken_annotated and j not in taken_coded:
            taken_annotated.add(i)
            taken_coded.add(j)
            pairs.append((annotated[i], coded[j]))
    return pairs


def _candidates(annotated: list[Row], coded: list[Row]) -> Iterator[tuple[tuple[bool, int], int, int]]:
    for i, gold in enumerate(annotated):
        for j, got in enumerate(coded):
            shared = min(gold["span"].end, got["span"].end) - max(gold["span"].start, got["span"].start)
            if gold["kind"] == got["kind"] and got["span"].start >= 0 and shared > 0:
                yield (not same_type(gold, got), -shared), i, j


def same_type(gold: Row, got: Row) -> bool:
    """True where both claims of one kind carry one code."""
    key = TYPE_KEY[gold["kind"]]
    return bool(gold.get(key) == got.get(key))


def agreement(gold: Row, got: Row) -> dict[str, float]:
    """For each scored field of a matched pair 0.0 to 1.0: equality of a value, F1 over the names of a list; the type first."""
    kind = gold["kind"]
    agreed = {TYPE_KEY[kind]: float(same_type(gold, got))}
    agreed |= {key: names_f1(gold.get(key), got.get(key)) for key in NAME_KEYS[kind]}
    agreed |= {key: float(gold.get(key, UNSAID.get(key)) == got.get(key, UNSAID.get(key))) for key in VALUE_KEYS[kind]}
    return agreed | {"source": names_f1((gold.get("source") or [])[:1], (got.get("source") or [])[:1])}


def is_complete(kind: str, agreed: dict[str, float]) -> bool:
    """True where the type and every field that the codebook stars agree."""
    return all(agreed[key] >= COMPLETE for key in (TYPE_KEY[kind], *COMPLETE_KEYS[kind]))


def names_f1(gold: Iterable[str] | None, got: Iterable[str] | None) -> float:
    """The F1 of two lists of names, 1.0 where both are empty.

    >>> names_f1(["حلب", "إدلب"], ["مدينة حلب"])
    0.6666666666666666
    """
    wanted, left = list(gold or []), list(got or [])
    both = len(wanted) + len(left)
    hits = 0
    for name in wanted:
        if (found := next((i for i, other in enumerate(left) if same_name(name, other)), None)) is not None:
            del left[found]
            hits += 1
    return 2 * hits / both if both else 1.0


def same_name(one: str, other: str) -> bool:
    """True where one name holds all the words of the other and at most four more, the article and a clitic before it aside.

    >>> same_name("الجنرال سيرغي", "للجنرال سيرغي"), same_name("حلب", "حماة")
    (True, False)
    """
    a, b = _bare_words(one), _bare_words(other)
    return bool(a and b) and (a <= b or b <= a) and abs(len(a) - len(b)) <= MOST_WORDS_MORE


def _bare_words(name: str) -> set[str]:
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", str(name)))
    folded = _HAMZAS.sub("ا", folded).replace("ى", "ي").replace("ة", "ه")
    return {_ARTICLE.sub("", word) for word in re.findall(r"\w+", folded)}


def in_body(report: Row, rows: Iterable[Row]) -> list[Row]:
    """Copies of the claims of a known kind with their `span`, without those that touch the report's `ignore` stretches."""
    ignored = [Span(*stretch) for stretch in report.get("ignore", [])]
    known = (row | {"span": where(row, report["text"])} for row in rows if row.get("kind") in KINDS)
    return [row for row in known if not any(row["span"].overlaps(stretch) for stretch in ignored)]


def where(row: Row, text: str) -> Span:
    """Where the claim says that its quote stands; where it says nothing, the quote's first place in the text."""
    start, end, quote = row.get("start"), row.get("end"), row.get("quote")
    if isinstance(start, int) and isinstance(end, int):
        return Span(start, end)
    if not isinstance(quote, str):
        return NOWHERE
    first = text.find(quote)
    return Span(first, first + len(quote))


def placed(row: Row, text: str) -> Row:
    """The claim, put nowhere when its quote is not the text at its span or has more than ten words."""
    honest = row["span"].of(text) == row.get("quote") and len(row["quote"].split()) <= MOST_QUOTED_WORDS
    return row if honest else row | {"span": NOWHERE}

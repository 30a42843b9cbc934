"""What the program says of itself in English, in Arabic too: what rules do, what formats of export are, what monitors mean by their words.

These words belong to the rules, formats and theatres; texts.tsv has each with its Arabic. A theatre of one's own is shown as it is written.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

HEAD = "en\tar"


@cache
def texts() -> dict[str, str]:
    """English -> Arabic, from texts.tsv; raises ValueError where its head or a row is not two columns."""
    head, *lines = files("marsad.web").joinpath("texts.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if head != HEAD or any(len(row) != 2 for row in rows):
        raise ValueError("texts.tsv: every row has two columns, en and ar, parted by one tab")
    return {row[0]: row[1] for row in rows}


def text(english: str, language: str) -> str:
    """The words in this language; as they are where texts.tsv has none.

    >>> text("their links", "ar")
    'روابطها'
    """
    return texts().get(english, english) if language == "ar" else english

"""What all readers of gazetteers share: rows of a CSV with their lines, clean cells, Arabic names, numbers."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from marsad.theatres.fetched import Unfit

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0640\u064b-\u0652]")
KEYBOARDS = str.maketrans("کیھە", "كيهه")  # the same letters from a Persian or Kurdish keyboard
ARABIC = re.compile("[\u0621-\u064a]")
FOREIGN = re.compile("[\u067b-\u06d3\u0679A-Za-z]")  # letters of Persian, Urdu or Kurdish, or Latin ones
CUT = re.compile(r"\s*[(\[«\"].*$|[\"'`]")


def rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """(file:line, cells by column) of each row; ValueError says what is wrong with the file as a whole."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ValueError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from None
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter="\t" if first.count("\t") > first.count(",") else ",")
    for row in reader:
        yield (
            f"{path}:{reader.line_num}",
            {key: value or "" for key, value in row.items() if isinstance(key, str) and not isinstance(value, list)},
        )


def arabic(text: str) -> str:
    """The name in plain composed letters on one line, without vowel marks, direction marks, brackets or quotation marks."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(KEYBOARDS)
    return unicodedata.normalize("NFC", " ".join(CUT.sub("", plain).split())).strip(" ،,-–/")


def is_arabic(name: str) -> bool:
    """True for a name that has Arabic letters and no others."""
    return bool(ARABIC.search(name)) and not FOREIGN.search(name)


def latin(text: str) -> str:
    """The name on one line."""
    return " ".join(text.split())


def degrees(lat: str, lon: str, where: str) -> tuple[float | None, float | None] | Unfit:
    """Both in degrees, (None, None) where both are empty, else what is wrong with them."""
    if not lat.strip() and not lon.strip():
        return None, None
    try:
        y, x = float(lat), float(lon)
    except ValueError:
        return Unfit(where, f"lat {lat!r}, lon {lon!r} are no degrees; write both as 36.2, 37.15, or neither")
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        return Unfit(where, f"lat {lat}, lon {lon} lie outside the earth; latitude goes to 90, longitude to 180")
    return round(y, 5), round(x, 5)

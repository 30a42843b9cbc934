"""Bytes to text: which of UTF-8, UTF-16, Windows-1256 and ISO-8859-6 a report is written in, or why it is none of them.

The encoding is told by evidence (validity, control characters, Arabic letter pairs), never by a file's name, and the text is
verbatim: `decoded.bom + decoded.text.encode(decoded.encoding) == data`. What is damaged is refused, not mended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.text.damage import Undecodable, refuse_binary, refuse_damaged
from marsad.text.letters import Likeness, likeness

__all__ = ["Decoded", "Undecodable", "decode"]

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_UTF8_ARABIC = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")
_HIGH = bytes(range(0x80))
_CORE = re.compile("[\t\n\r -~\u0600-\u06ff]")
_COMMON = re.compile("[\t\n\r -~\u00a0-\u00ff\u0600-\u06ff\u2010-\u2026\ufb50-\ufdff\ufe70-\ufeff]")
_LEAST_LIKE = -12.5
_SURE, _UNSURE = 6.0, 2.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the Python codec that it was written in (`utf-8`, `utf-16-le`, `windows-1256` …) and its byte order mark."""

    text: str
    encoding: str
    bom: bytes = b""


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """The text of a report's bytes, unaltered; raises Undecodable with the reason where it is empty, binary or damaged.

    A web page's source is no report's text, unless `markup` is asked for.

    >>> decode("هدنة في حلب".encode("windows-1256"))
    Decoded(text='هدنة في حلب', encoding='windows-1256', bom=b'')
    """
    refuse_binary(data)
    bom = next((mark for mark in _BOMS if data.startswith(mark)), b"")
    encoding = _BOMS[bom] if bom else _unmarked(data)
    text = _strict(data[len(bom) :], encoding, len(bom))
    refuse_damaged(text, markup=markup)
    return Decoded(text, encoding, bom)


def _unmarked(data: bytes) -> str:
    sample = _sample(data)
    if wide := _wide(sample):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if any(_mostly_utf8(window) for window in _windows(data)):
            return "utf-8"
        return _code_page(sample)
    return "utf-8"


def _strict(data: bytes, encoding: str, offset: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        at, line = error.start + offset, data.count(b"\n", 0, error.start) + 1
        cut = "it is cut off in the middle of a character" if error.end >= len(data) else "the file is damaged or mixes encodings"
        raise Undecodable(f"{encoding.upper()} text with a broken character at byte {at} (line {line}): {cut}") from None


def _windows(data: bytes) -> list[bytes]:
    if len(data) <= 1 << 16:
        return [data]
    step = len(data) // 16 & ~3
    return [data[at : at + 4096] for at in range(0, step * 16, step)]


def _sample(data: bytes) -> bytes:
    return b"".join(_windows(data))


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: nearly every pair of bytes is an Arabic or a common character in one of the two orders."""
    if 4 * (sample.count(0) + sample.count(6)) < len(sample):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        core, common = len(_CORE.findall(text)), len(_COMMON.findall(text))
        if core > 1 and 2 * core >= len(text) and common >= 0.9 * len(text) - 1:
            return encoding
    return None


def _mostly_utf8(window: bytes) -> bool:
    high = len(window.translate(None, _HIGH))
    return high > 1 and 2 * len(_UTF8_ARABIC.findall(window)) > 0.2 * high


def _code_page(sample: bytes) -> str:
    """The 8-bit reading whose letter pairs are Arabic; Windows-1256 where little speaks for either, for it is far commoner."""
    windows, iso = likeness(sample.decode("windows-1256")), _iso(sample)
    if max(windows.mean, iso.mean) < _LEAST_LIKE:
        refuse_damaged(sample.decode("windows-1256"))
        raise Undecodable("no Arabic text in UTF-8, UTF-16, Windows-1256 or ISO-8859-6")
    gain = (iso.mean - windows.mean) * min(iso.pairs, windows.pairs)
    if _UNSURE < gain <= _SURE:
        raise Undecodable("too short to tell Windows-1256 from ISO-8859-6")
    return "iso-8859-6" if gain > _SURE else "windows-1256"


def _iso(sample: bytes) -> Likeness:
    try:
        return likeness(sample.decode("iso-8859-6"))
    except UnicodeDecodeError:
        return Likeness(0.0, 0)

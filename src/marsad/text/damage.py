"""Why bytes or a text are no report: empty, another kind of file, binary, or letters lost on the way."""

from __future__ import annotations

import re

from marsad.text.letters import likeness

_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or a Word document",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"SQLite format 3\x00": "an SQLite database",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a sound, film or WebP file",
    b"OggS": "a sound file",
    b"\x7fELF": "a program",
    b"\xff\xfe\x00\x00": "UTF-32 text",
    b"\x00\x00\xfe\xff": "UTF-32 text",
}
_CONTROLS = [chr(c) for c in (*range(9), *range(14, 32), *range(127, 160)) if c != 0x85]
_NOTHING = "".join(_CONTROLS) + "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WESTERN = re.compile("[\u00c0-\u00ff]")
_UTF8_ARABIC = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")


class Undecodable(ValueError):
    """Bytes that are no report's text; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refuse_binary(data: bytes) -> None:
    """Nothing, or Undecodable where the bytes are none at all or begin as a picture, an archive or a document does."""
    if not data:
        raise Undecodable("empty: no bytes at all")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise Undecodable(f"not plain text: it is {kind}")


def refuse_damaged(text: str, *, markup: bool = False) -> None:
    """Nothing, or Undecodable where a decoded text is blank, binary, has lost its letters, or (without `markup`) is a web page's source."""
    if _blank(text):
        raise Undecodable(
            "binary: only control characters" if set(_CONTROLS[1:]).intersection(text) - {"\x1a"} else "empty: nothing but white space"
        )
    if wrong := _misread(text[:20000]):
        raise Undecodable(f"too damaged: {wrong} text that was once read in another encoding and saved so")
    if (controls := sum(map(text.rstrip("\x00\x1a").count, _CONTROLS))) > 1 + len(text) // 100:
        raise Undecodable(f"binary: {controls} of its {len(text)} characters are control characters")
    if not markup and _PAGE.match(text):
        raise Undecodable("a web page's HTML source, not its text")
    written = len(text) - sum(map(text.count, " \n\r\t\u00a0"))
    if (lost := text.count("\ufffd")) * 50 > written:
        raise Undecodable(f"too damaged: {lost} of its {written} characters were lost (U+FFFD)")
    if (lost := text.count("?")) * 4 > written and lost > 2:
        raise Undecodable(f"too damaged: {lost} of its {written} characters are question marks where letters were")


def _blank(text: str) -> bool:
    return not text.strip().strip(_NOTHING).strip(_NOTHING + " \t\n\r")


def _misread(text: str) -> str | None:
    """The encoding that a text had before it was misread as a Western or an Arabic code page (`ط§ظ„`, `Ø§Ù„`, `ÇáÍíÇÉ`)."""
    for codec in ("windows-1256", "latin-1", "windows-1252"):
        data = text.encode(codec, "ignore")
        high = len(data.translate(None, bytes(range(0x80))))
        if high > 5 and 4 * len(_UTF8_ARABIC.findall(data)) > high:
            return "UTF-8"
    western = len(_WESTERN.findall(text))
    if western > 5 and 2 * western > sum(map(str.isalpha, text)) and likeness(data.decode("windows-1256", "replace")).mean > -11:
        return "Windows-1256"
    return None

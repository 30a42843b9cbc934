"""Lines as they are seen, from left to right, to lines as they are read: Arabic from the right, digits and Latin from the left."""

from __future__ import annotations

import re
import unicodedata

from marsad.text.letters import likeness

_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_FROM_LEFT = re.compile(r"[0-9\u0660-\u0669A-Za-z@](?:[0-9\u0660-\u0669A-Za-z.,:/@%_\u066b\u066c-]*[0-9\u0660-\u0669A-Za-z@])?")
_LATIN_PHRASE = re.compile(r"[A-Za-z][A-Za-z.'-]*(?: +[A-Za-z][A-Za-z.'-]*)+")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_FULL = 0.75
_STOPS = ".!؟?:؛"


def read_lines(seen: list[str]) -> list[str]:
    """The lines in reading order, in plain letters; those that already are in it stay as they are."""
    plain = [_plain(line) for line in seen]
    turned = [turn(line) for line in plain]
    return turned if likeness("\n".join(turned)).mean > likeness("\n".join(plain)).mean else plain


def turn(line: str) -> str:
    """A line as it is read, from one as it is seen.

    >>> turn("نيسان، بينهم 49"[::-1].replace("94", "49"))
    'نيسان، بينهم 49'
    """
    if not _ARABIC.search(line):
        return line
    back = line[::-1].translate(_MIRRORED)
    back = _FROM_LEFT.sub(lambda found: found[0][::-1], back)
    return _LATIN_PHRASE.sub(lambda found: " ".join(reversed(found[0].split())), back)


def _plain(line: str) -> str:
    """Letters in place of their printed forms; in a line as it is seen a ligature's letters stand turned."""
    return _PRESENTATION.sub(lambda found: "".join(unicodedata.normalize("NFKC", sign)[::-1] for sign in found[0]), line)


def paragraphs(lines: list[str]) -> str:
    """The text of a page: a line that reaches across goes on in the next, unless it ends a sentence."""
    widest = max(map(len, lines), default=0)
    made: list[str] = []
    joined = False
    for line in lines:
        if made and joined:
            made[-1] += f" {line}"
        else:
            made.append(line)
        joined = len(line) >= _FULL * widest and line[-1:] not in _STOPS
    return "\n".join(made)

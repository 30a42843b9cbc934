"""Where inputs stand: files of a folder in order, packed files opened, lines of bounded length, and the limits of all three."""

from __future__ import annotations

import importlib
import io
import os
import stat
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from marsad.exchange.given import Refused

REPORT_LIMIT = 64 * 2**20
"""The most bytes that one report may have; what is longer is refused, never read into memory."""
RATIO_LIMIT = 100
"""A packed file may unpack to this many times its size (news text reaches ten), or to REPORT_LIMIT if that is more."""
_CHUNK = 1 << 20
_MAIL = ("cur", "new")
_PACKINGS = {".gz": ("gzip", "GzipFile"), ".bz2": ("bz2", "BZ2File"), ".xz": ("lzma", "LZMAFile")}


def walk(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path | Refused]:
    """The files of the paths: files as they are, folders recursively in the order of their names, hidden files left out."""
    for given in paths:
        path = Path(given)
        if not path.is_dir():
            yield path
        elif (found := _inside(path)) is not None:
            yield from found


def _inside(folder: Path) -> Iterator[Path | Refused]:
    empty = True
    for entry in _entries(folder):
        empty = False
        yield entry
    if empty:
        yield Refused(shown(folder), "a folder without any file to read", "hidden files are left out")


def _entries(folder: Path) -> Iterator[Path | Refused]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
        names = [name for name in names if name != "tmp" or not _is_maildir(folder)]  # messages still being delivered
    except OSError as error:
        yield Refused(shown(folder), why(error))
        return
    for path in (folder / name for name in names):
        if path.is_dir():
            yield from () if path.is_symlink() else _entries(path)
        elif path.exists() and not path.is_file():
            yield Refused(shown(path), "not a regular file")
        else:
            yield path


def in_maildir(path: Path) -> bool:
    """True for a message in a Maildir: a file of its folder `cur` or `new`, whatever its name."""
    return path.parent.name in _MAIL and _is_maildir(path.parent.parent)


def _is_maildir(folder: Path) -> bool:
    return all((folder / name).is_dir() for name in (*_MAIL, "tmp"))


def kind_of(path: Path) -> tuple[str, str]:
    """The suffix that tells the format and the one that tells the packing, both in small letters.

    >>> kind_of(Path("news/2016.JSONL.xz"))
    ('.jsonl', '.xz')
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packing = suffixes.pop() if suffixes and suffixes[-1] in _PACKINGS else ""
    return (suffixes[-1] if suffixes else ""), packing


def opened(path: Path) -> BinaryIO:
    """The file open for reading, unpacked on the way where its name says that it is packed; raises OSError."""
    packing = kind_of(path)[1]
    if not packing:
        return path.open("rb")
    size = path.stat()
    bound = max(REPORT_LIMIT, RATIO_LIMIT * size.st_size) if stat.S_ISREG(size.st_mode) else REPORT_LIMIT
    module, opener = _PACKINGS[packing]
    try:
        inner = getattr(importlib.import_module(module), opener)(path)
    except ImportError:
        raise OSError(None, f"this Python cannot unpack {packing} files") from None
    return cast(BinaryIO, io.BufferedReader(_Unpacked(inner, bound)))


class _Unpacked(io.RawIOBase):
    """What comes out of a packed file; raises OSError where it is damaged or grows beyond `bound` bytes."""

    def __init__(self, inner: BinaryIO, bound: int) -> None:
        self._inner, self._left = inner, bound

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except Exception as error:  # each packing has its own kinds of error
            raise OSError(None, f"damaged or cut off: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise OSError(None, f"it unpacks to more than {RATIO_LIMIT} times its size")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def lines(stream: BinaryIO, first: bytes = b"") -> Iterator[tuple[int, bytes | None]]:
    """Each line's number and bytes without the line's end; None in place of a line longer than REPORT_LIMIT."""
    number, line = 0, first or stream.readline(REPORT_LIMIT + 1)
    while line:
        number += 1
        if len(line) > REPORT_LIMIT and not line.endswith(b"\n"):
            _skip_line(stream)
            yield number, None
        else:
            yield number, line.rstrip(b"\r\n")
        line = stream.readline(REPORT_LIMIT + 1)


def _skip_line(stream: BinaryIO) -> None:
    while (piece := stream.readline(_CHUNK)) and not piece.endswith(b"\n"):
        pass


def from_toml(path: Path, what: str) -> dict[str, Any]:
    """What the file of settings holds; raises ValueError where it cannot be read, or is none: `what` it should have been."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{path} {why(error)}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path} holds no {what}: {error}") from None


def why(error: OSError | ValueError) -> str:
    """Why a file cannot be read, in words.

    >>> why(PermissionError(13, "Permission denied"))
    'cannot be read: Permission denied'
    """
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it can be printed, whatever bytes its name has."""
    return os.fsencode(path).decode(sys.getfilesystemencoding(), "replace")

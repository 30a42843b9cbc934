"""Documents that are zip files of XML (DOCX, XLSX): refused before they are unpacked where they would grow or declare entities."""

from __future__ import annotations

import io
import zipfile

from marsad.exchange.given import Unfit

RATIO = 200
"""A document may unpack to this many times its size, or to `FREE` if that is more; sheets of numbers reach thirty."""
FREE = 4 * 2**20
_PROLOG = 2048


def checked(data: bytes, kind: str, limit: int) -> None:
    """Raises Unfit where the bytes are no such document, would unpack to more than `limit` bytes, or declare entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            size = sum(member.file_size for member in members)
            if size > limit or size > max(FREE, RATIO * len(data)):
                told = f"a {kind} that unpacks to {size >> 20:,} MB, from {len(data) >> 10:,} kB"
                raise Unfit(told, "it may be a zip bomb; split it if not")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _without_entities(packed, member, kind)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(f"a damaged {kind}, or none: {error}") from None


def _without_entities(packed: zipfile.ZipFile, member: zipfile.ZipInfo, kind: str) -> None:
    with packed.open(member) as file:
        if b"<!DOCTYPE" in file.read(_PROLOG).replace(b"\0", b"").upper():
            raise Unfit(f"a {kind} that declares XML entities in {member.filename}", f"no {kind} needs any: it may be an attack")

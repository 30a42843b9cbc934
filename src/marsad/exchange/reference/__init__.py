"""Reference records: what others coded of the same events, read from their files and kept beside ours, never mixed into our claims.

One file a format; `formats.IMPORTS` lists them.
"""

from __future__ import annotations

from marsad.exchange.reference.formats import IMPORTS
from marsad.exchange.reference.record import Import, Reference

__all__ = ["IMPORTS", "Import", "Reference"]

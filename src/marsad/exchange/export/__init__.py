"""Exports: claims and records of a store in the formats of the field, each with a list of what it cannot carry.

One file a format; `formats.FORMATS` lists them. A format takes plain rows (`content.Content`), never a store.
"""

from __future__ import annotations

from marsad.exchange.export.content import Content
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.formats import FORMATS
from marsad.exchange.export.losses import losses

__all__ = ["FORMATS", "Content", "Format", "Made", "losses"]

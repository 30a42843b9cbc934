"""Ceasefires: truces, calms, cessations, pauses and local deals, and what happens to them."""

from marsad.languages.ar.rules.ceasefires import calm, meant, told

__all__ = ["calm", "meant", "told"]

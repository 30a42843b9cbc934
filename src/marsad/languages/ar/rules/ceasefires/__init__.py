"""Ceasefires: truces, calms, cessations, pauses and local deals, and what happens to them."""

from marsad.languages.ar.rules.ceasefires import calm, counted, deals, meant, told, verbal, windows

__all__ = ["calm", "counted", "deals", "meant", "told", "verbal", "windows"]

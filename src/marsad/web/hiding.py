"""What a form or a query asks to be hidden of what is given out: the profiles of `--redact` without names of one's own.

Names stay out of addresses, which browsers and proxies keep: whoever hides names of their own does it by the command.
"""

from __future__ import annotations

from typing import Literal

from marsad.exchange.export.redaction import LEVELS, Redaction
from marsad.web.wanted import Form


class Hiding(Form):
    """Persons that no theatre knows, sources, all of the texts but the quotes, places below a level."""

    hide_persons: bool = False
    hide_sources: bool = False
    hide_texts: bool = False
    places: Literal["", "country", "governorate", "district", "town"] = ""

    def redaction(self) -> Redaction | None:
        """The profile; None where nothing is to be hidden."""
        asked = Redaction(self.hide_persons, self.places, self.hide_sources, not self.hide_texts)
        return asked if asked != Redaction() else None

    @staticmethod
    def levels() -> tuple[str, ...]:
        """The levels of places that may stay."""
        return tuple(LEVELS)

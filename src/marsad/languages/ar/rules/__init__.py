"""The Arabic rules, one module a kind of claim; importing this package fills the rulebook."""

from marsad.languages.ar.rules import casualties, ceasefires, incidents, meetings, statements
from marsad.languages.ar.rules.book import BOOK

__all__ = ["BOOK", "casualties", "ceasefires", "incidents", "meetings", "statements"]

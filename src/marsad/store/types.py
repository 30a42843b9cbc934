"""The types of the tables' columns that databases keep differently: strings, which compare by code point in both."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

TEXT: TypeEngine[str] = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def chars(most: int) -> TypeEngine[str]:
    """A string of at most so many characters."""
    return String(most).with_variant(postgresql.VARCHAR(most, collation="C"), "postgresql")

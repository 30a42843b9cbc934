"""The full-text index that SQLite makes over `searchable` (FTS5), and queries of it."""

from __future__ import annotations

from sqlalchemy import Connection, Float, Integer, TextualSelect, text
from sqlalchemy.exc import DBAPIError

MOST = 1000
"""Rows that are weighed: of a word that stands nearly everywhere those that were kept last."""
_FOUND = text("SELECT rowid AS id, -bm25(searched) AS score FROM searched WHERE searched MATCH :query ORDER BY rowid DESC LIMIT :most")
_MANY = text("SELECT count(*) FROM (SELECT 1 FROM searched WHERE searched MATCH :query ORDER BY rowid DESC LIMIT :most)")


def make_index(conn: Connection) -> bool:
    """Makes the full-text index over `searchable` and fills it; False where this SQLite has none (FTS5)."""
    try:
        conn.exec_driver_sql(
            "CREATE VIRTUAL TABLE searched USING fts5(folded, content='searchable', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
    except DBAPIError as error:
        if "no such module" in str(error):
            return False
        raise
    rebuild_index(conn)
    return True


def rebuild_index(conn: Connection) -> None:
    """Fills the full-text index anew."""
    conn.exec_driver_sql("INSERT INTO searched(searched) VALUES ('rebuild')")


def drop_index(conn: Connection) -> None:
    """Drops the full-text index, where there is one."""
    conn.exec_driver_sql("DROP TABLE IF EXISTS searched")


def has_index(conn: Connection) -> bool:
    """Whether the full-text index is there and this SQLite can read it."""
    try:
        conn.exec_driver_sql("SELECT rowid FROM searched LIMIT 1")
    except DBAPIError as error:
        if "no such" in str(error):
            return False
        raise
    return True


def index_damage(conn: Connection) -> str | None:
    """What is wrong with the full-text index, None where nothing is; needs a writing transaction and changes nothing."""
    try:
        conn.exec_driver_sql("INSERT INTO searched(searched) VALUES ('integrity-check')")
    except DBAPIError as error:
        return f"the full-text index is not that of the words it is made of: {error.orig}"
    return None


def index_new(conn: Connection, after: int) -> None:
    """Adds the rows of `searchable` above this id to the full-text index."""
    conn.execute(text("INSERT INTO searched(rowid, folded) SELECT id, folded FROM searchable WHERE id > :after"), {"after": after})


def found(conn: Connection, words: list[list[str]]) -> TextualSelect:
    """The rows (id, score) with, for each list, a word that begins with one of its words.

    Where very many rows have the words as they are, words that only begin so are not looked for: all of these would be gathered first.
    """
    whole = match(words, whole=True)
    query = whole if conn.execute(_MANY, {"query": whole, "most": MOST}).scalar_one() == MOST else match(words)
    return _FOUND.bindparams(query=query, most=MOST).columns(id=Integer, score=Float)


def match(words: list[list[str]], *, whole: bool = False) -> str:
    """The full-text query for rows with, for each list, a word that begins with one of its words; a single letter is a whole word.

    >>> match([["حلب", "بحلب"], ["و"]])
    '("حلب"* OR "بحلب"*) AND ("و")'
    """
    any_of = ("(" + " OR ".join(_quoted(form) + "*" * (len(form) > 1 and not whole) for form in forms) + ")" for forms in words)
    return " AND ".join(any_of)


def _quoted(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'

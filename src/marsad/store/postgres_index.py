"""The full-text index that PostgreSQL makes over `searchable` (GIN), and queries of it; the same functions as sqlite_index.py.

The words are folded and cut already, so its own parser, which knows no Arabic, is not asked: a row's words are its lexemes.
"""

from __future__ import annotations

from sqlalchemy import Connection, Float, Integer, TextualSelect, text

LONGEST = 64
MOST = 250_000
"""The index holds the first so many characters of a text (a tsvector has at most 1 MB)."""
_WORDS = (
    "CREATE OR REPLACE FUNCTION searched_words(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
    f"$$ SELECT array_to_tsvector(ARRAY(SELECT DISTINCT left(word, {LONGEST}) FROM "
    f"unnest(string_to_array(left(folded, {MOST}), ' ')) AS word WHERE word <> '')) $$"
)
_FOUND = (
    "SELECT id, (SELECT count(*) FROM unnest(CAST(:words AS text[])) AS word WHERE folded LIKE '% ' || word || ' %')"
    " + 1.0 / (1 + length(folded)) AS score FROM "
    "(SELECT id, folded FROM searchable WHERE searched_words(folded) @@ CAST(:query AS tsquery) ORDER BY id DESC LIMIT 1000) AS latest"
)


def make_index(conn: Connection) -> bool:
    """Makes the full-text index over `searchable`, which keeps itself up to date; True."""
    conn.exec_driver_sql(_WORDS)
    conn.exec_driver_sql("CREATE INDEX searched ON searchable USING gin (searched_words(folded))")
    return True


def rebuild_index(conn: Connection) -> None:
    """Fills the full-text index anew."""
    conn.exec_driver_sql("REINDEX INDEX searched")


def drop_index(conn: Connection) -> None:
    """Drops the full-text index, where there is one."""
    conn.exec_driver_sql("DROP INDEX IF EXISTS searched")
    conn.exec_driver_sql("DROP FUNCTION IF EXISTS searched_words")


def has_index(conn: Connection) -> bool:
    """Whether the full-text index is there."""
    return conn.execute(text("SELECT to_regclass('searched')")).scalar() is not None


def index_damage(conn: Connection) -> str | None:
    """None: the index is kept by the database itself."""
    return None


def index_new(conn: Connection, after: int) -> None:
    """Nothing: the index follows the table by itself."""


def found(conn: Connection, words: list[list[str]]) -> TextualSelect:
    """The rows (id, score) with, for each list, a word that begins with one of its words; whole words score."""
    every = text(_FOUND).bindparams(query=match(words), words=[form for forms in words for form in forms])
    return every.columns(id=Integer, score=Float)


def match(words: list[list[str]]) -> str:
    """The full-text query for rows with, for each list, a word that begins with one of its words; a single letter is a whole word.

    >>> match([["حلب", "بحلب"], ["و"]])
    "('حلب':* | 'بحلب':*) & ('و')"
    """
    return " & ".join("(" + " | ".join(f"'{_quoted(form)}'" + ":*" * (len(form) > 1) for form in forms) + ")" for forms in words)


def _quoted(form: str) -> str:
    return form.replace("\\", "\\\\").replace("'", "''")

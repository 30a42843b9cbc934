"""The messages that the templates say, as a set of (message, plural or None)."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir

import marsad.web

WEB = Path(marsad.web.__file__).parent
WORDS = {"say": None, "plain": None, "say_n": (1, 2), "plain_n": (1, 2)}
METHODS = [("**.html", "jinja2"), ("**.py", "python")]


def said() -> set[tuple[str, str | None]]:
    """Every message in the templates and modules of the pages."""
    found = extract_from_dir(WEB, METHODS, {"**.html": {"trimmed": "false"}}, WORDS)
    return {(m[0], m[1]) if isinstance(m, tuple) else (m, None) for _, _, m, _, _ in found}

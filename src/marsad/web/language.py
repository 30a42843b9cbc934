"""The language of the pages: catalogues, plural forms, digits and dates, and values kept apart by <bdi>.

`say` gives markup in which every value stands in a <bdi>; `plain` gives text for attributes, values in Unicode isolates.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from markupsafe import Markup, escape

from marsad.model.vocabulary import label, type_label
from marsad.web import texts
from marsad.web.filled import filled

CATALOGUES = Path(__file__).parent / "locale"
DIRECTION = {"ar": "rtl", "en": "ltr"}
LOCALES = {"ar": "ar_SY", "en": "en_GB"}
DIGITS = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩"}
_DIGITS = {name: str.maketrans(DIGITS["latn"], digits) for name, digits in DIGITS.items()}
THEMES = ("auto", "light", "dark")
REFUSALS = "refusals.tsv"


@cache
def catalogue(language: str) -> Translations:
    """The messages of one language, compiled in memory from its .po file."""
    with (CATALOGUES / language / "LC_MESSAGES" / "marsad.po").open("rb") as source:
        messages = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


def bdi(value: object) -> Markup:
    """The value as text, kept apart from the direction of what stands around it."""
    return Markup(f'<bdi dir="auto">{escape(value)}</bdi>')


@lru_cache(4096)
def _escaped(language: str, message: str) -> str:
    """The message in the language as markup, its values not yet filled in."""
    return str(escape(catalogue(language).gettext(message)))


@lru_cache(8192)
def _dated(day: dt.date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=LOCALES[language])


def isolated(value: object) -> str:
    """The value between Unicode isolates, for attributes and other places without markup."""
    return f"\u2068{value}\u2069"


@dataclass(frozen=True, slots=True)
class Speech:
    """How one visitor wants the pages: language, digits of the pages' own numbers, and light, dark or as the system says."""

    language: str = "ar"
    digits: str = "latn"
    theme: str = "auto"

    @property
    def dir(self) -> str:
        """The direction of the language, `rtl` or `ltr`."""
        return DIRECTION[self.language]

    @property
    def column(self) -> int:
        """Which of a pair (Arabic, English) is in the language."""
        return 0 if self.language == "ar" else 1

    def say(self, message: str, **values: object) -> Markup:
        """The message in the visitor's language, every value in a <bdi>."""
        return _filled(_escaped(self.language, message), values)

    def say_n(self, one: str, many: str, n: int, **values: object) -> Markup:
        """The message in the plural form that `n` asks for; `%(n)s` is the number in the visitor's digits."""
        message = str(escape(catalogue(self.language).ngettext(one, many, n)))
        return _filled(message, values | {"n": self.number(n)})

    def plain(self, message: str, **values: object) -> str:
        """The message as bare text, every value between isolates."""
        return str(catalogue(self.language).gettext(message)) % {k: isolated(v) for k, v in values.items()}

    def plain_n(self, one: str, many: str, n: int) -> str:
        """The counted message as bare text."""
        return str(catalogue(self.language).ngettext(one, many, n)) % {"n": isolated(self.number(n))}

    def number(self, value: int | str) -> str:
        """The number in the visitor's digits; thousands are parted by a thin space."""
        text = f"{value:,}".replace(",", "\u202f") if isinstance(value, int) else value
        return text.translate(_DIGITS[self.digits]) if self.digits != "latn" else text

    def date(self, day: dt.date | None) -> str:
        """The day in words of the visitor's language (Levantine month names in Arabic); empty for None."""
        return self.number(_dated(day, "d MMMM y", self.language)) if day else ""

    def short(self, day: dt.date, year: bool = False) -> str:
        """The day and the month, as an axis has room for; with its year where it begins one there."""
        pattern = "d MMM y" if year else "d MMM"
        return self.number(_dated(day, pattern, self.language))

    def days(self, span: tuple[dt.date, dt.date] | None) -> str:
        """The day, or the first and last day; empty for None."""
        if span is None:
            return ""
        first, last = span
        return self.date(first) if first == last else f"{self.date(first)} – {self.date(last)}"

    def tongue(self, code: str) -> str:
        """The name of a language; the code where it has none here."""
        return str(Locale.parse(LOCALES[self.language]).languages.get(code, code))

    def label(self, table: str, code: str) -> str:
        """The code's name (see vocabulary.label)."""
        return label(table, code, self.language)

    def type_label(self, kind: str, code: str) -> str:
        """The name of a claim's type (see vocabulary.type_label)."""
        return type_label(kind, code, self.language)

    def text(self, english: str) -> str:
        """What a rule, a format or a theatre says of itself, in the visitor's language (see texts.text)."""
        return texts.text(english, self.language)

    def refusal(self, english: str) -> Markup:
        """Why something is refused, in the visitor's language, each value kept apart; as it is where refusals.tsv does not know it."""
        if said := filled(english, REFUSALS, self.language):
            return Markup(said[0]).format(*(self.refusal(value) for value in said[1]))
        return bdi(self.number(english) if english.isdecimal() else english)

    def refusal_text(self, english: str) -> str:
        """The same as bare text."""
        said = filled(english, REFUSALS, self.language)
        return said[0].format(*(self.refusal_text(value) for value in said[1])) if said else english

    def listed(self, parts: Iterable[str]) -> str:
        """The parts with the language's comma between them."""
        return ("، " if self.language == "ar" else ", ").join(parts)


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    return Markup(message % {k: bdi(v) for k, v in values.items()})

"""Catalogues are complete, plurals are right, digits and dates are those asked for."""

from __future__ import annotations

import datetime as dt
import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from marsad.web.language import CATALOGUES, Speech
from tests.web.messages import said

PLACE = re.compile(r"%\((\w+)\)s")


def messages(language: str) -> Catalog:
    """The catalogue of one language."""
    with (CATALOGUES / language / "LC_MESSAGES" / "marsad.po").open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_catalogue_has_what_the_pages_say_and_no_more(language: str) -> None:
    known = {m.id if isinstance(m.id, tuple) else (m.id, None) for m in messages(language) if m.id}
    assert said() - known == set(), "add these messages to the catalogue"
    assert known - said() == set(), "no page says these any more"


@pytest.mark.parametrize(("language", "forms"), [("ar", 6), ("en", 2)])
def test_every_message_is_translated_with_its_values(language: str, forms: int) -> None:
    for message in messages(language):
        if not message.id:
            continue
        given = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.fuzzy and all(given), message.id
        assert len(given) == (forms if isinstance(message.id, tuple) else 1), message.id
        wanted = set(PLACE.findall(message.id[1] if isinstance(message.id, tuple) else message.id))
        assert all(set(PLACE.findall(text)) <= wanted for text in given), message.id
        assert set(PLACE.findall(given[-1])) == wanted, message.id
        assert not any(field for _, field, _, _ in Formatter().parse(given[0]))


def test_arabic_messages_are_arabic() -> None:
    for message in messages("ar"):
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            assert not message.id or re.search("[\u0621-\u064a]", text), message.id


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "لا ادعاءات"),
        (1, "ادعاء واحد"),
        (2, "ادعاءان"),
        (3, "\u20683\u2069 ادعاءات"),
        (11, "\u206811\u2069 ادعاءً"),
        (99, "\u206899\u2069 ادعاءً"),
        (100, "\u2068100\u2069 ادعاء"),
        (103, "\u2068103\u2069 ادعاءات"),
    ],
)
def test_six_forms_of_arabic_plural(n: int, words: str) -> None:
    assert Speech("ar").plain_n("%(n)s claim", "%(n)s claims", n) == words


def test_values_in_messages_are_escaped_and_isolated() -> None:
    filled = Speech("en").say("Found for %(words)s", words="<b>%(n)s حلب")
    assert filled == 'Found for <bdi dir="auto">&lt;b&gt;%(n)s حلب</bdi>'


def test_dates_have_levantine_months_and_digits_of_choice() -> None:
    assert Speech("ar").date(dt.date(2016, 4, 22)) == "22 نيسان 2016"
    assert Speech("ar", "arab").date(dt.date(2016, 4, 22)) == "٢٢ نيسان ٢٠١٦"
    assert Speech("en").days((dt.date(2016, 4, 22), dt.date(2016, 4, 30))) == "22 April 2016 – 30 April 2016"
    assert Speech("en", "arab").number(12345) == "١٢\u202f٣٤٥"

"""Offsets in UTF-16, whatever the text; markup whose parsed form is as long as the text."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from marsad.web.offsets import Units, paragraphs, verbatim


@given(st.text(), st.data())
def test_units_are_those_of_utf16(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert Units(text).at(at) == len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(alphabet=st.sampled_from("اب \n\r\t😀")))
def test_paragraphs_are_the_text_without_empty_lines(text: str) -> None:
    found = list(paragraphs(text))
    assert all(text[start : start + len(line)] == line and "\n" not in line for start, line in found)
    assert "\n".join(line for _, line in found).split() == text.split()


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\r")))
def test_verbatim_parses_back_to_the_text(text: str) -> None:
    parser = HTMLParser(convert_charrefs=True)
    seen: list[str] = []
    parser.handle_data = seen.append  # type: ignore[method-assign,assignment]
    parser.handle_starttag = lambda *_: seen.append("a tag")  # type: ignore[method-assign,assignment]
    parser.feed(str(verbatim(text)))
    parser.close()
    assert "".join(seen) == text


def test_what_no_page_can_carry_is_shown_as_one_sign() -> None:
    assert verbatim("a\x00\ud800b") == "a&#xFFFD;&#xFFFD;b"

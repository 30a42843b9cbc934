"""Bytes to text: each encoding is told by its evidence, what is damaged is refused with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.decode import Decoded, Undecodable, decode

REPORT = (
    "أعلن مصدر عسكري مساء أمس تمديد الهدنة في المدينة مدة 48 ساعة، فيما قال ناشطون إن قصفاً مدفعياً أصاب "
    "حياً في شمالها وأسفر عن مقتل سبعة مدنيين بينهم طفلان وإصابة أكثر من عشرين بجروح؛ وأضافوا أن الأهالي نزحوا."
)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6")
SHORT = ("هدنة في المدينة منذ أمس", "مقتل طفل بقصف على حي", "اتفاق على وقف إطلاق النار", "قال المصدر إن القصف توقف")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [REPORT, REPORT * 40, f"\r\n{REPORT}\r\n\r\n", REPORT + "\x00", *SHORT])
def test_each_encoding_is_told_and_kept_verbatim(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize(("bom", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(bom: bytes, encoding: str) -> None:
    assert decode(bom + REPORT.encode(encoding)) == Decoded(REPORT, encoding, bom)


def test_windows_1256_with_quotation_marks_vowels_and_latin_words() -> None:
    text = "قالَ «المرصدُ» إن شبكة BBC نقلت عن résumé للأمم المتحدة – ٪5 فقط… أُفرج عنهم"
    text = text.replace("٪", "%")
    assert decode(text.encode("windows-1256")) == Decoded(text, "windows-1256")


def test_no_newline_is_translated_and_nothing_is_composed() -> None:
    text = "سطر أول\r\nثان\rثالث\nرابع \u0627\u0653 و\u0622 \u200f\u202bنص\u202c\u00a0\u0640"
    assert decode(text.encode()).text == text


@given(st.text(alphabet=st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى ،؛؟.0123456789\n«»ABc"), min_size=12, max_size=200))
def test_utf8_is_always_given_back_to_the_byte(text: str) -> None:
    data = f"قال مصدر {text}".encode()
    decoded = decode(data)
    assert decoded.bom + decoded.text.encode(decoded.encoding) == data
    assert decoded.encoding == "utf-8"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_to_the_byte_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Undecodable as undecodable:
        back, reason = data, undecodable.reason
    else:
        back, reason = decoded.bom + decoded.text.encode(decoded.encoding), "none"
    assert back == data and reason


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\t ", b"\x00\x00", "\u200f \u00a0\n".encode(), b"    "])
def test_nothing_to_read_is_called_empty(data: bytes) -> None:
    assert _reason(data).startswith("empty")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4\n1 0 obj", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or a Word document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"SQLite format 3\x00\x10\x00", "an SQLite database"),
        (b"{\\rtf1\\ansi\\ansicpg1256 text}", "an RTF document"),
        (REPORT.encode("utf-32"), "UTF-32"),
        (bytes(range(32)) * 8, "binary"),
        (b"\x01\x02", "binary"),
        (f"<!DOCTYPE html>\n<html><body>{REPORT}</body></html>".encode(), "HTML"),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, said: str) -> None:
    assert said in _reason(data)


def test_letters_replaced_by_question_marks_are_refused() -> None:
    lost = REPORT.encode("ascii", "replace")
    assert "question marks where letters were" in _reason(lost)
    half = "".join("?" if c in "لمنهوي" else c for c in REPORT).replace("ا", "C").encode("windows-1256")
    assert "question marks" in _reason(half)


def test_some_question_marks_at_word_edges_are_no_damage() -> None:
    text = REPORT.replace(" ", "? ", 6)
    assert decode(text.encode("windows-1256")).text == text


@pytest.mark.parametrize(("wrong", "was"), [("windows-1252", "Windows-1256"), ("latin-1", "Windows-1256")])
def test_windows_1256_once_misread_as_western_is_refused(wrong: str, was: str) -> None:
    assert f"{was} text that was once read in another encoding" in _reason(REPORT.encode("windows-1256").decode(wrong).encode())


@pytest.mark.parametrize("wrong", ["windows-1256", "latin-1"])
def test_utf8_once_misread_is_refused(wrong: str) -> None:
    assert "UTF-8 text that was once read in another encoding" in _reason(REPORT.encode().decode(wrong).encode())


def test_one_broken_character_of_utf8_is_refused_with_its_place() -> None:
    data = f"{REPORT}\n{REPORT}".encode()
    at = len(REPORT.encode()) + 3
    reason = _reason(data[:at] + b"\xff" + data[at:])
    assert f"byte {at} " in reason
    assert "(line 2)" in reason and "UTF-8" in reason


def test_a_file_cut_off_in_mid_character_says_so() -> None:
    assert "cut off" in _reason(REPORT.encode("utf-8")[:-2])
    assert "cut off" in _reason(REPORT.encode("utf-16-le")[:-1])


def test_two_encodings_in_one_file_are_refused() -> None:
    assert "mixes encodings" in _reason((REPORT * 60).encode("windows-1256") + b"\n" + (REPORT * 60).encode("utf-8"))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Об этом сообщили вчера агентства, переговоры о прекращении огня продолжаются", "windows-1251"),
        ("Об этом сообщили вчера агентства, переговоры о прекращении огня продолжаются", "koi8-r"),
        ("Χθες ανακοινώθηκε κατάπαυση του πυρός στην πόλη", "iso-8859-7"),
        ("Gestern wurde über eine längere Waffenruhe für die größere Stadt geführt", "latin-1"),
        ("אתמול הודיעו על הפסקת אש בעיר לפי סוכנויות הידיעות", "windows-1255"),
    ],
)
def test_other_alphabets_are_not_read_as_arabic(text: str, encoding: str) -> None:
    assert "no Arabic text" in _reason(text.encode(encoding))


def test_a_word_too_short_to_tell_is_refused_rather_than_guessed() -> None:
    assert "too short to tell" in _reason("حلب".encode("iso-8859-6"))


def _reason(data: bytes) -> str:
    with pytest.raises(Undecodable) as refused:
        decode(data)
    return refused.value.reason

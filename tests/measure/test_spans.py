"""Recall of marked places: a name counts as found where a place mention overlaps it, as known where a theatre has it."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

from marsad.measure.spans import labelled, recall, tweets


def test_rows_with_offsets(tmp_path: Path) -> None:
    text = "قصف على بلدة المخترعة قرب مدينة سراقب وقال فلان"
    at = [(text.index(name), text.index(name) + len(name)) for name in ("المخترعة", "سراقب", "فلان")]
    row = {"text": text, "location_mentions": [{"start_offset": a, "end_offset": b} for a, b in at]}
    with lzma.open(tmp_path / "t.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    assert recall(tweets(tmp_path / "t.xz")) == {"marked": 3, "found": 0.667, "known": 0.333}


def test_words_with_labels(tmp_path: Path) -> None:
    with lzma.open(tmp_path / "t.xz", "wt", encoding="utf-8") as file:
        file.write("زار O\nفلان B-PER\nدير B-LOC\nالزور I-LOC\nوحمص O B-GPE\n\nفي O\nحلب B-LOC")
    first, second = labelled(tmp_path / "t.xz")
    assert [span.of(first.text) for span in first.spans] == ["دير الزور", "وحمص"]
    assert [span.of(second.text) for span in second.spans] == ["حلب"]
    assert recall([first, second]) == {"marked": 3, "found": 1.0, "known": 1.0}

"""Style sheets read from either side and have contrast; what is carried from others is named, small and fetches nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import marsad.web

STATIC = Path(marsad.web.__file__).parent / "static"
SHEETS = sorted(STATIC.glob("*.css"))
SCRIPTS = sorted(STATIC.glob("*.js"))
SIDES = r"\b(?:left|right)\b|(?<![\w-])(?:(?:margin|padding|border|inset)-)?(?:top|bottom)\s*:"
SIZES = r"(?<![\w-])(?:(?:min|max)-)?(?:width|height)\s*:"
PHYSICAL = re.compile(f"{SIDES}|{SIZES}", re.IGNORECASE)
COLOURS = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")


def rules(path: Path) -> str:
    """The sheet without comments and media conditions."""
    return re.sub(r"/\*.*?\*/|@media[^{]*", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.name)
def test_sheets_use_logical_properties_only(path: Path) -> None:
    assert PHYSICAL.findall(rules(path)) == []


@pytest.mark.parametrize("wrong", ["margin-left: 1px", "text-align: right", "top: 0", "border-bottom: 0", "width: 3rem", "max-height:1px"])
def test_the_check_above_sees_physical_properties(wrong: str) -> None:
    assert PHYSICAL.search("a { " + wrong + " }")


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, 0 to 1, as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_has_contrast_on_every_ground(theme: int) -> None:
    colours = {name: pair[theme] for name, *pair in COLOURS.findall((STATIC / "base.css").read_text("utf-8"))}
    text = [n for n in colours if n in ("ink", "soft", "brass") or n.startswith("k-")]
    assert len(text) == 8
    for name in text:
        for ground in ("paper", "sheet"):
            dark, light = sorted((luminance(colours[name]), luminance(colours[ground])))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=lambda p: p.name)
def test_nothing_is_fetched_from_elsewhere_or_made_from_strings(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"https?://|@import", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\.cssText", text)


def test_what_others_made_is_named_with_its_licence_and_small() -> None:
    listed = (STATIC / "vendor" / "THIRD_PARTY.md").read_text("utf-8")
    for folder in (p for p in (STATIC / "vendor").iterdir() if p.is_dir()):
        assert f"`{folder.name}/`" in listed
        assert [p for p in folder.iterdir() if "LICENSE" in p.name]
    assert sum(p.stat().st_size for p in STATIC.rglob("*") if p.is_file()) < 3_000_000

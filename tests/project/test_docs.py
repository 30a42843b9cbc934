"""The pages for readers stay true: the codebook names every code, its example adds up, the design every floor, links lead somewhere."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from marsad.model.claim import from_json
from marsad.model.vocabulary import APPROX, KIND, STATUS, TARGET, TYPES, WHO
from tests.project.tracked import ROOT, tracked

CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
CODES = {code for table in (KIND, APPROX, WHO, STATUS, TARGET, *TYPES.values()) for code in table}
PAGES = [path for path in tracked() if path.endswith(".md") and "/static/" not in path]


def block(language: str) -> str:
    """The first fenced block of the codebook in that language."""
    found = re.search(rf"```{language}\n(.*?)```", CODEBOOK, re.DOTALL)
    assert found
    return found[1].strip()


def test_the_codebook_names_every_code() -> None:
    assert sorted(code for code in CODES if f"`{code}`" not in CODEBOOK) == []


@pytest.mark.parametrize("row", json.loads(block("json")), ids=lambda row: f"{row['kind']}@{row['start']}")
def test_the_example_of_the_codebook_quotes_its_text(row: dict) -> None:
    text = block("text")
    assert text[row["start"] : row["end"]] == row["quote"]
    assert [name for key in ("source", "by", "against", "places", "speaker") for name in row.get(key, ()) if name not in text] == []
    assert from_json(row).quote == row["quote"]


def test_the_design_names_every_floor() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
    floors = [re.findall(r"\w+", layer) for layer in contract["layers"] if layer != "(__main__)"]
    rows = [re.findall(r"`(\w+)`", line.split("|")[2]) for line in DESIGN.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [set(floor) for floor in floors] == [set(row) for row in rows]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:", link)]
    assert [target for target in targets if target and not ((ROOT / page).parent / target).exists()] == []

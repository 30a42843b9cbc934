"""The proof bundle: its verifier, run by itself, finds it sound and finds what was changed; its page needs nothing from outside."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from marsad.exchange.export.content import GROUPS
from tests.exchange.exported import made, only

VERIFIER = Path(__file__).resolve().parents[2] / "src/marsad/exchange/export/bundle_verify.txt"


def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(only("bundle"))) as bundle:
        assert bundle.testzip() is None
        return {name: bundle.read(name) for name in bundle.namelist()}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files()[name].decode().split("\n") if line]


def unpacked(folder: Path, change: dict[str, bytes] | None = None) -> Path:
    for name, data in (files() | (change or {})).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def verified(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What the bundle's own verifier says, alone: no packages, no environment."""
    command = [sys.executable, "-I", "-S", "verify.py", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def relisted(change: dict[str, bytes]) -> dict[str, bytes]:
    """A change by somebody who also mends the hashes that the crate lists."""
    crate = json.loads(files()["ro-crate-metadata.json"])
    for entity in crate["@graph"]:
        if entity["@id"] in change:
            entity["sha256"] = hashlib.sha256(change[entity["@id"]]).hexdigest()
    return change | {"ro-crate-metadata.json": json.dumps(crate).encode()}


def test_nothing_is_lost() -> None:
    assert rows("claims.jsonl") == list(made().claims) and rows("reports.jsonl") == list(made().reports)
    assert json.loads(files()["records.json"]) == json.loads(json.dumps({group: made().records[group] for group in GROUPS}))
    texts = {name.partition("/")[2]: data.decode() for name, data in files().items() if name.startswith("reports/")}
    assert texts == {f"{report['key']}.txt": report["text"] for report in made().reports}
    (raw,) = [data for name, data in files().items() if name.startswith("raw/")]
    assert raw.decode("windows-1256") == made().by_report["r1"]["text"]
    assert len(rows("ledger.jsonl")) == 2 * len(made().reports)


def test_the_crate_lists_each_file_with_its_hash() -> None:
    crate = json.loads(files()["ro-crate-metadata.json"])
    found = {entity["@id"]: entity for entity in crate["@graph"]}
    assert crate["@context"] == "https://w3id.org/ro/crate/1.2/context"
    assert found["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert found["ro-crate-metadata.json"]["about"] == {"@id": "./"} and found["./"]["@type"] == "Dataset"
    parts = {part["@id"] for part in found["./"]["hasPart"]}
    assert parts == set(files()) - {"ro-crate-metadata.json"}
    assert all(found[name]["sha256"] == hashlib.sha256(files()[name]).hexdigest() for name in parts)
    assert found["./"]["identifier"] == rows("ledger.jsonl")[-1]["hash"] and "alleged" in found["./"]["name"]


def test_the_verifier_is_short_and_needs_python_alone() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 200
    modules = set(re.findall(r"^(?:import|from) (\w+)", source, re.MULTILINE))
    assert modules <= sys.stdlib_module_names and not modules & {"socket", "urllib", "http", "subprocess"}


def test_a_bundle_is_sound_as_a_folder_and_as_a_file_and_by_its_head(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "b")
    head = rows("ledger.jsonl")[-1]["hash"]
    (tmp_path / "b.zip").write_bytes(only("bundle"))
    for words in ([], ["../b.zip"], ["--head", head], ["../b.zip", "--head", head]):
        said = verified(folder, *words)
        assert (said.returncode, said.stdout.splitlines()[-1]) == (0, "sound"), said
    assert "its head is" in verified(folder, "--head", "0" * 64).stdout


def _text() -> tuple[str, bytes]:
    name = next(name for name in sorted(files()) if name.startswith("reports/"))
    return name, files()[name] + b"!"


def _coded() -> tuple[str, bytes]:
    name = next(name for name in sorted(files()) if name.startswith("coded/"))
    return name, files()[name].replace(b'"start":', b'"start": ')


def _ledger() -> tuple[str, bytes]:
    first, *more = rows("ledger.jsonl")
    return "ledger.jsonl", "".join(f"{json.dumps(row)}\n" for row in ({**first, "actor": "somebody"}, *more)).encode()


def _claim() -> tuple[str, bytes]:
    first, *more = rows("claims.jsonl")
    return "claims.jsonl", "".join(f"{json.dumps(row)}\n" for row in ({**first, "start": first["start"] + 1}, *more)).encode()


def _raw() -> tuple[str, bytes]:
    return next(name for name in files() if name.startswith("raw/")), b"other bytes"


@pytest.mark.parametrize(
    ("changed", "what"),
    [(_text, "text"), (_coded, "claims"), (_ledger, "entry 1 does not hold"), (_claim, "its quote is not"), (_raw, "bytes")],
)
def test_what_was_changed_is_found_even_where_the_crate_was_mended(changed: Any, what: str, tmp_path: Path) -> None:
    name, data = changed()
    assert "not those that the crate lists" in verified(unpacked(tmp_path / "a", {name: data})).stdout
    said = verified(unpacked(tmp_path / "b", relisted({name: data})))
    assert said.returncode == 1 and what in said.stdout and "crate lists" not in said.stdout


def test_a_file_that_is_gone_or_came_from_elsewhere_is_found(tmp_path: Path) -> None:
    folder = unpacked(tmp_path, {"reports/other.txt": b"x"})
    (folder / "records.json").unlink()
    said = verified(folder).stdout
    assert "reports/other.txt: the crate does not list it" in said and "records.json: its bytes" in said


def test_the_page_holds_all_it_needs_and_no_text_of_a_report_can_run() -> None:
    page = files()["ro-crate-preview.html"].decode()
    assert not re.search(r"""(?:src|href)=|@import|url\(|https?://(?!news\.example|marsad\.example)""", page)
    assert page.count("</script>") == 2 and "default-src 'none'" in page


@pytest.mark.browser
def test_the_page_opens_offline_in_both_languages(browser: Browser, tmp_path: Path) -> None:
    folder = unpacked(tmp_path)
    page = browser.new_page(offline=True)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((folder / "ro-crate-preview.html").as_uri())
    assert page.locator("html").get_attribute("dir") == "rtl" and "الحوادث" in page.inner_text("#list")
    assert any("غارة جوية، الكلاسة، 2016-04-28" in one.inner_text() for one in page.locator("summary").all())
    for claim in page.locator("#list > ul button").all()[:6]:
        claim.click()
        assert claim.inner_text().endswith(page.inner_text("mark"))
    page.click("#language")
    assert page.locator("html").get_attribute("dir") == "ltr" and "alleged, as reported" in page.inner_text("#said")
    assert "air strike, at Kallasa, 2016-04-28" in page.inner_text("#list")
    assert faults == []
    page.close()

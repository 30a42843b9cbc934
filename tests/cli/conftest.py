"""What the tests of the commands share: a small coder in place of the rules, a runner, input files, a filled store."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from marsad.cli import main
from marsad.model.claim import Casualties, Claim, Name
from marsad.model.report import Report
from marsad.model.span import Span

ROOT = Path(__file__).resolve().parents[2]
TEXT = "قال مصدر طبي إن قصفاً على حلب أدى إلى مقتل طفل، وإصابة 12 شخصاً مساء أمس."
Run = Callable[..., Result]


def small_coder(report: Report) -> list[Claim]:
    """One killed for each `مقتل …`, in the place after `على`."""
    place = re.search(r"على (\w+)", report.text)
    places = (Name(place[1], Span(*place.span(1)), "sy/aleppo"),) if place else ()
    return [
        Casualties(quote=m[0], span=Span(*m.span()), trigger=Span(m.start(), m.start() + 4), rule="test.killed", outcome="killed",
                   min=1, max=1, places=places, source=(Name("مصدر طبي", Span(4, 12)),))
        for m in re.finditer(r"مقتل \w+", report.text)
    ]  # fmt: skip


@pytest.fixture
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small coder stands in for the rules."""
    monkeypatch.setattr("marsad.pipeline.code", small_coder)


@pytest.fixture
def run(coder: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder of its own; `input` is its standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MARSAD_DB", raising=False)
    monkeypatch.delenv("MARSAD_DEBUG", raising=False)

    def running(*words: object, input: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], input=input, prog_name="marsad")

    return running


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of three reports, one of them broken: two texts and rows."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode("windows-1256"))
    (folder / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    row = {"id": "hayat-1", "date": "2016-05-02", "outlet": "الحياة", "text": f"{TEXT} وأكد آخر مقتل امرأة."}
    (folder / "c.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def db(run: Run, reports: Path, tmp_path: Path) -> Path:
    """A store with the two good reports."""
    path = tmp_path / "test.db"
    assert run("read", reports / "a.txt", reports / "c.jsonl", "--db", path).exit_code == 0
    return path


def started(*words: object, cwd: Path, **more: str) -> subprocess.Popen[str]:
    """The real command in a process of its own, with the real rules."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1", **more}
    env.pop("MARSAD_DEBUG", None)
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "marsad", *map(str, words)]
    return subprocess.Popen(command, cwd=cwd, env=env, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", start_new_session=True)

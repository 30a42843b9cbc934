"""Files that would fill the memory or never end: each is refused in words, in bounded time and memory, and the rest is read."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import marsad
from tests.exchange import given_files as made
from tests.exchange.given_files import TEXT

MEMORY = 512 * 2**20
SECONDS = 100
SOURCES = Path(marsad.__file__).parents[1]
READ = """
import json, resource, sys
from pathlib import Path
from marsad.exchange.inputs import Given, read_inputs
print(json.dumps([[type(o).__name__, o.where, getattr(o, "reason", "")] for o in read_inputs(sys.argv[1:])]))
status = Path("/proc/self/status")  # what a process is told it used at most begins with what its parent used
told = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
print(1024 * int(told[0] if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DTD = f'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY l0 "ha">{LAUGHS}]>'


def read(*paths: Path) -> tuple[list[list[str]], int]:
    """(kind, where, reason) of each outcome, and the most memory that the reader took, in bytes."""
    command, environment = [sys.executable, "-c", READ, *map(str, paths)], os.environ | {"PYTHONPATH": str(SOURCES)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True, env=environment)
    found, memory = done.stdout.splitlines()
    return json.loads(found), int(memory)


def long_line(folder: Path, name: str, before: bytes, after: bytes) -> Path:
    """A file with a line of 1 GB (a hole in the disk) between what stands before and after it."""
    path = folder / name
    with path.open("wb") as file:
        file.write(before)
        file.seek(2**30, 1)
        file.write(b"\n" + after)
    return path


def long_jsonl(folder: Path) -> Path:
    return long_line(folder, "a.jsonl", made.row().encode() + b"\n", made.row(id="last").encode())


def long_csv(folder: Path) -> Path:
    return long_line(folder, "a.csv", f"id,text\n1,{TEXT}\n".encode(), f"2,{TEXT}\n".encode())


def long_mail(folder: Path) -> Path:
    begins = b"From x Mon May  2 20:30:00 2016\n"
    return long_line(folder, "a.mbox", begins + made.mail() + b"\n\n" + begins + b"Subject: a\n\n", b"\n" + begins + made.mail())


def test_a_line_of_a_gigabyte_costs_itself(tmp_path: Path) -> None:
    found, memory = read(long_csv(tmp_path), long_jsonl(tmp_path), long_mail(tmp_path))
    assert [kind for kind, _, _ in found] == ["Given", "Refused", "Given"] * 3
    assert all("longer than" in reason for kind, _, reason in found if kind == "Refused") and memory < MEMORY


def test_zip_bombs_are_refused_before_they_unpack(tmp_path: Path) -> None:
    for name, inner in (("a.docx", "word/document.xml"), ("b.xlsx", "xl/worksheets/sheet1.xml")):
        (tmp_path / name).write_bytes(made.bomb(inner, 300 << 20))
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    found, memory = read(tmp_path)
    assert [kind for kind, _, _ in found] == ["Refused", "Refused", "Given"] and memory < MEMORY
    assert found[0][2].startswith("a DOCX that unpacks to 300 MB, from 2") and found[1][2].startswith("a XLSX that unpacks to 300 MB")


def with_entities(data: bytes, inner: str) -> bytes:
    """The document with a DTD before one of its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (DTD.encode() if name == inner else b"") + old.read(name).removeprefix(b"<?xml version='1.0'?>"))
    return out.getvalue()


def test_xml_entities_are_never_opened(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(with_entities(made.docx(TEXT), "word/document.xml"))
    (tmp_path / "b.xlsx").write_bytes(with_entities(made.xlsx(("text",), (TEXT,)), "xl/worksheets/sheet1.xml"))
    (tmp_path / "c.rss").write_text(DTD + made.rss(("1", "https://x.example", "ha", "&l9;")).partition("?>")[2], encoding="utf-8")
    (tmp_path / "d.html").write_text(DTD + made.page(text=f"{TEXT} &l9;"), encoding="utf-8")
    (tmp_path / "e.txt").write_text(TEXT, encoding="utf-8")
    found, memory = read(tmp_path)
    assert [kind for kind, _, _ in found] == ["Refused", "Refused", "Refused", "Given", "Given"] and memory < MEMORY
    assert all("declares XML entities" in reason for kind, _, reason in found if kind == "Refused")


def test_damaged_and_empty_documents_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    whole = made.parquet([{"text": TEXT}] * 50)
    for name, data in (("a.parquet", whole[: len(whole) // 2]), ("b.parquet", whole[:-6]), ("c.pdf", made.pdf()), ("d.csv", b"a,b\n1,2\n")):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "e.txt").write_text(TEXT, encoding="utf-8")
    found, memory = read(tmp_path)
    reasons = [reason for _, _, reason in found]
    assert [kind for kind, _, _ in found] == ["Refused"] * 4 + ["Given"] and memory < MEMORY
    assert all(reason.startswith("a damaged Parquet file (it was cut off, or is no Parquet)") for reason in reasons[:2])
    assert reasons[2].startswith("a PDF without text") and reasons[3].startswith('no column "text"')


def test_a_page_of_endless_depth_and_a_huge_one_are_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{'<div>' * 200_000}{TEXT}", encoding="utf-8")
    (tmp_path / "b.html").write_bytes(b"<html>" + b"a" * (9 << 20))
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    found, memory = read(tmp_path)
    assert found[1][2].startswith("longer than 8 MB") and found[2][0] == "Given" and memory < MEMORY

"""The wheel is whole: built here without a network, unpacked elsewhere, it holds every data file and codes a report."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.project.tracked import ROOT, VENDORED, tracked

CODE = """
import marsad
from marsad.demo import reports
claims = [claim for report in reports() for claim in marsad.code(report)]
print(marsad.__version__, marsad.__file__, len({claim.kind for claim in claims}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as hatchling builds it from this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return next(out.glob("marsad-*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """The folder that an installation of the wheel would leave."""
    folder = wheel.parent / "site"
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def run(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with the unpacked wheel and without this checkout."""
    command = [sys.executable, "-P", *arguments]
    environment = os.environ | {"PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=unpacked.parent, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    ours = {path.removeprefix("src/") for path in tracked() if path.startswith("src/marsad/")}
    assert ours - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    strange = [name for name in zipfile.ZipFile(wheel).namelist() if not re.match(r"marsad/|marsad-[\w.]+\.dist-info/", name)]
    assert strange == []


def test_licence_notice_and_command(unpacked: Path) -> None:
    info = next(unpacked.glob("marsad-*.dist-info"))
    assert (info / "licenses" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (info / "licenses" / "NOTICE").read_bytes() == (ROOT / "NOTICE").read_bytes()
    assert "marsad = marsad.cli:main" in (info / "entry_points.txt").read_text(encoding="utf-8")


def test_the_installed_package_codes_its_example_reports(unpacked: Path) -> None:
    result = run(unpacked, "-c", CODE)
    assert result.returncode == 0, result.stderr
    version, file, kinds = result.stdout.split()
    assert (version, kinds) == (re.findall(r"marsad-([\w.]+)\.dist-info", " ".join(map(str, unpacked.iterdir())))[0], "5")
    assert Path(file).is_relative_to(unpacked)


def test_the_installed_command_line_starts(unpacked: Path) -> None:
    result = run(unpacked, "-m", "marsad", "--help")
    assert result.returncode == 0, result.stderr
    assert {"read", "code", "explain", "claims", "search", "score", "serve", "demo"} <= set(result.stdout.split())


def test_what_others_made_is_named_in_the_notice() -> None:
    vendored = [path.removeprefix(VENDORED).split("/") for path in tracked() if path.startswith(VENDORED)]
    folders = {parts[0] for parts in vendored if len(parts) > 1}
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert [folder for folder in sorted(folders) if folder not in notice] == []

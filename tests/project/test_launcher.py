"""The launcher builds its environment once, again only when a lock changes, and leaves folders of others alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.tracked import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the launcher is for POSIX shells")

# stands in for Python: notes what it is asked, and "makes" environments that hold itself
PYTHON = """#!/bin/sh
case "$1 $2" in
  "-c import os"*) echo "$0" ;;
  "-m venv") mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; : >"$3/bin/pip"; echo venv >>"$NOTES" ;;
  "-m pip") for last; do :; done; echo "pip ${last##*/}" >>"$NOTES"; [ -z "${BROKEN-}" ] ;;
  "-c import ensurepip"*) ;;
  *) echo "$@" ;;
esac
"""


class Clone:
    """A checkout with nothing but the launcher and the locks, on a machine with the stand-in for Python."""

    def __init__(self, folder: Path) -> None:
        self.root, self.bin, self.notes = folder / "a clone", folder / "bin", folder / "notes"
        shutil.copytree(ROOT / "pack", self.root / "pack")
        shutil.copy(ROOT / "marsad", self.root)
        self.bin.mkdir()
        (self.bin / "python3").write_text(PYTHON)
        (self.bin / "python3").chmod(0o755)
        for tool in "basename cat cksum cp dirname grep ls mkdir readlink rm sh sleep".split():
            (self.bin / tool).symlink_to(str(shutil.which(tool)))

    def run(self, *words: str, launcher: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        given = {"PATH": str(self.bin), "NOTES": str(self.notes), **environment}
        command = [str(launcher or self.root / "marsad"), *words]
        return subprocess.run(command, env=given, capture_output=True, text=True, check=False, timeout=60)

    def done(self) -> list[str]:
        """What was asked of Python since the last look."""
        text = self.notes.read_text() if self.notes.exists() else ""
        self.notes.unlink(missing_ok=True)
        return text.splitlines()


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_every_word_but_test_goes_to_the_command_line(clone: Clone) -> None:
    assert clone.run("code", "a report.txt").stdout == "-P -m marsad code a report.txt\n"
    assert clone.run("test", "-k", "toll").stdout == "-m tools.check -k toll\n"
    assert clone.run().stdout == "-P -m marsad\n"


def test_built_once(clone: Clone) -> None:
    assert "setting up" in clone.run("demo").stderr
    assert clone.done() == ["venv", "pip core.lock"]
    assert clone.run("demo").stderr == ""
    assert clone.done() == []


def test_the_dev_lock_is_added_in_place_and_serves_the_demo_too(clone: Clone) -> None:
    clone.run("demo")
    clone.done()
    clone.run("test")
    assert clone.done() == ["pip dev.lock"]
    clone.run("demo")
    clone.run("test")
    assert clone.done() == []


@pytest.mark.parametrize(
    ("lock", "demo", "test"),
    [("core", ["venv", "pip core.lock"], ["pip dev.lock"]), ("dev", [], ["venv", "pip dev.lock"])],
)
def test_a_changed_lock_builds_anew(clone: Clone, lock: str, demo: list[str], test: list[str]) -> None:
    clone.run("test")
    clone.done()
    with (clone.root / "pack" / f"{lock}.lock").open("a") as file:
        file.write("\n")
    clone.run("demo")
    assert clone.done() == demo
    clone.run("test")
    assert clone.done() == test


def test_a_failed_build_says_so_and_is_tried_again(clone: Clone) -> None:
    failed = clone.run("demo", BROKEN="yes")
    assert failed.returncode == 69
    assert "pack/core.lock could not be installed" in failed.stderr
    clone.done()
    assert clone.run("demo").returncode == 0
    assert clone.done() == ["venv", "pip core.lock"]


def test_a_folder_of_others_is_left_alone(clone: Clone, tmp_path: Path) -> None:
    mine = tmp_path / "thesis"
    mine.mkdir()
    (mine / "chapter.txt").write_text("years of work")
    refused = clone.run("demo", MARSAD_VENV=str(mine))
    assert refused.returncode == 69
    assert "left alone" in refused.stderr
    assert (mine / "chapter.txt").read_text() == "years of work"


def test_the_environment_may_stand_elsewhere(clone: Clone, tmp_path: Path) -> None:
    assert clone.run("demo", MARSAD_VENV=str(tmp_path / "new" / "env")).returncode == 0
    assert (tmp_path / "new" / "env" / "bin" / "python").exists()
    assert not (clone.root / ".venv").exists()


def test_without_python_it_says_what_is_needed(clone: Clone) -> None:
    (clone.bin / "python3").unlink()
    refused = clone.run("demo")
    assert refused.returncode == 69
    assert "Python 3.11 or newer is needed" in refused.stderr
    assert not (clone.root / ".venv").exists()


def test_through_a_symbolic_link(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(clone.root / "marsad")
    assert clone.run(launcher=tmp_path / "link").stdout == "-P -m marsad\n"
    assert (clone.root / ".venv").exists()


def test_a_lock_left_by_a_killed_run_is_taken_over(clone: Clone) -> None:
    left = clone.root / ".venv.lock"
    left.mkdir()
    ended = subprocess.Popen(["true"])
    ended.wait()
    (left / "pid").write_text(str(ended.pid))
    assert clone.run("demo").returncode == 0
    assert not left.exists()

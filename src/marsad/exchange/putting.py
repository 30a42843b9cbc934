"""A file that is written whole or not at all: beside its place first, then under its name."""

from __future__ import annotations

import os
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Writes the bytes; whoever reads the file meanwhile sees the one before."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)

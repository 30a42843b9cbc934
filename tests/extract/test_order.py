"""What is claimed does not hang on the order in which sets happen to be walked, which Python changes from process to process."""

from __future__ import annotations

import os
import subprocess
import sys

CODE = """
import json
from importlib.resources import files
from marsad.extract.claims import claims_of
from marsad.model.claim import to_json
lines = files("marsad.demo").joinpath("reports.jsonl").read_text(encoding="utf-8").splitlines()
texts = [json.loads(line)["text"] for line in lines]
texts.append("ونشر الجيش قناصين على أسطح منازل السكان في المدينة. نشر الجيش قواته البرية ودباباته في القطاع.")
print(json.dumps([[to_json(c) for c in claims_of(text, None)] for text in texts], sort_keys=True))
"""


def claimed(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_claims_are_the_same_in_every_process() -> None:
    assert len({claimed(seed) for seed in ("1", "2", "3")}) == 1

"""Shards on Spark where there is one, by `mapInArrow` (arrow.py does the same for a data frame of your own)."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa
from pyspark.sql import SparkSession

from marsad.corpus.engines import Results
from marsad.corpus.shards import Shard
from marsad.corpus.work import coded

AHEAD = 64
"""So many shards are one job of Spark."""
SCHEMA = "shard binary, rows binary"


def run(shards: Iterable[Shard], workers: int, theatres: tuple[str, ...], place: str | None = None) -> Results:
    """Each shard with its bytes, a job of AHEAD shards at a time; `place` is a master, else threads of this machine. See engines.py."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.appName("marsad").master(place or f"local[{workers}]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    waiting = iter(shards)
    while job := list(islice(waiting, AHEAD)):
        yield from _coded(spark, job, theatres)
    spark.stop()


def _coded(spark: Any, job: list[Shard], theatres: tuple[str, ...]) -> Results:
    frame = spark.createDataFrame([(pickle.dumps(shard),) for shard in job], "shard binary").repartition(len(job))

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            packed = batch.column("shard").to_pylist()
            rows = [coded(pickle.loads(shard), theatres) for shard in packed]
            yield pa.RecordBatch.from_arrays([pa.array(packed, pa.binary()), pa.array(rows, pa.binary())], ["shard", "rows"])

    for row in frame.mapInArrow(work, SCHEMA).toLocalIterator():
        yield pickle.loads(bytes(row["shard"])), bytes(row["rows"])

"""Our exports opened by the readers of their own fields: libhxl, rocrate, fiona (GDAL), a JSON-LD processor, openpyxl, pyarrow."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import fiona
import hxl
import openpyxl
import pyarrow.parquet as pq
import pytest
from pyld import jsonld
from rocrate.rocrate import ROCrate

from tests.exchange.exported import only, written

pytestmark = pytest.mark.filterwarnings("ignore")  # what others' readers warn of is theirs


def files_of(name: str) -> dict[str, bytes]:
    return dict(written(name).files)


def test_libhxl_reads_rows_under_known_tags(tmp_path: Path) -> None:
    path = tmp_path / "marsad.csv"
    path.write_bytes(only("hxl"))
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        rows = list(source)
        assert rows and {"#date", "#event"} & {column.tag for column in source.columns}


def test_gdal_reads_the_points(tmp_path: Path) -> None:
    path = tmp_path / "marsad.geojson"
    path.write_bytes(only("geojson"))
    with fiona.open(path) as layer:
        found = list(layer)
    assert len(found) == len(json.loads(only("geojson"))["features"]) > 0


def test_a_json_ld_processor_expands_every_annotation() -> None:
    document = json.loads(only("annotation"))
    context = document.pop("@context") if isinstance(document, dict) else None
    assert context
    local = [part for part in (context if isinstance(context, list) else [context]) if not isinstance(part, str)]
    assert jsonld.expand({"@context": [{"@vocab": "http://www.w3.org/ns/oa#"}, *local], **document})


def test_rocrate_reads_the_bundle(tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(only("bundle"))).extractall(tmp_path)
    crate = ROCrate(str(tmp_path))
    assert crate.root_dataset and len(list(crate.data_entities)) > 3


def test_openpyxl_reads_every_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(only("xlsx")), read_only=True)
    assert all(next(sheet.iter_rows(values_only=True)) for sheet in book.worksheets) and len(book.worksheets) > 3


def test_pyarrow_reads_every_table() -> None:
    tables = {name: pq.read_table(io.BytesIO(data)) for name, data in files_of("parquet").items() if name.endswith(".parquet")}
    assert tables and sum(table.num_rows for table in tables.values()) > 0

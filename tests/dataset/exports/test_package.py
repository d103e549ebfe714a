"""What describes an export, for machines and people."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from newsbot.dataset.exports.citing import citation
from newsbot.dataset.exports.formats import FORMATS, Layout
from newsbot.dataset.exports.meanings import meaning
from newsbot.dataset.exports.run import Order, export
from newsbot.records import ArchivePointer, Article, Attendee, Byline, Event, Image, Position, Warn
from newsbot.schema import article_schema
from tests.conftest import ROOT
from tests.dataset.exports.records import article, dataset, silent

pytest.importorskip("pyarrow")


def exported(folder: Path, to: str, layout: Layout | None = None) -> Path:
    data = dataset(folder / "data", article(1), article(1, revision=2, title="- Mới"), article(2, event=None))
    target = folder / "out"
    export(Order(inputs=[data], to=to, target=target, layout=layout or Layout()), silent)
    return target


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("to", FORMATS)
def test_every_file_is_there_described_and_has_its_checksum(tmp_path: Path, to: str) -> None:
    folder = exported(tmp_path, to)
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {*sums, "SHA256SUMS"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())
    package = read(folder / "datapackage.json")
    assert package["records"] == 2
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{sums[resource['path']]}"
        assert resource["bytes"] == (folder / resource["path"]).stat().st_size
    assert read(folder / "article-1.json") == article_schema()


def test_the_run_is_told(tmp_path: Path) -> None:
    record = read(exported(tmp_path, "jsonl") / "prov.json")
    data = tmp_path / "data" / "articles.jsonl"
    entity = record["entity"]["in:1"]
    assert entity["newsbot:path"] == str(data)
    assert entity["newsbot:sha256"] == hashlib.sha256(data.read_bytes()).hexdigest()
    run = record["activity"]["newsbot:run"]
    assert (run["newsbot:records_read"], run["newsbot:records_written"]) == (3, 2)
    assert run["prov:startTime"] <= run["prov:endTime"]


@pytest.mark.parametrize(("to", "layout"), [("csv", Layout()), ("parquet", Layout(flat=True)), ("parquet", Layout())])
def test_the_same_data_gives_the_same_bytes(tmp_path: Path, to: str, layout: Layout) -> None:
    folders = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        folders.append(exported(tmp_path / name, to, layout))
    names = [path.name for path in folders[0].iterdir() if path.suffix in {".csv", ".parquet"}]
    assert names
    assert all((folders[0] / name).read_bytes() == (folders[1] / name).read_bytes() for name in names)


@pytest.mark.parametrize("to", ["csv", "parquet", "jsonl", "sqlite"])
def test_frictionless_finds_the_package_valid(tmp_path: Path, to: str) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(exported(tmp_path, to) / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])


def test_frictionless_takes_empty_texts(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    data = dataset(tmp_path / "data", article(1, body=[""], tags=[""], title="", provenance={"title": ""}))
    export(Order(inputs=[data], to="csv", target=tmp_path / "out"), silent)
    report = frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("layout", [Layout(), Layout(flat=True)])
def test_the_card_names_the_types_of_the_files(tmp_path: Path, layout: Layout) -> None:
    yaml = pytest.importorskip("yaml")
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = exported(tmp_path, "parquet", layout)
    head = yaml.safe_load((folder / "README.md").read_text(encoding="utf-8").split("---\n")[1])
    assert head["language"] == ["vi"]
    infos = {info["config_name"]: info["features"] for info in head["dataset_info"]}
    for config in head["configs"]:
        schema = parquet.read_schema(folder / config["data_files"][0])
        features = infos[config["config_name"]]
        assert [feature["name"] for feature in features] == schema.names
        for feature in features:
            assert _fits(feature, schema.field(feature["name"]).type), feature


def _fits(feature: dict[str, Any], kind: Any) -> bool:
    words = {"int64": "int64", "int32": "int32", "bool": "bool", "date32": "date32[day]", "string": "string"}
    if "struct" in feature:
        return [inner["name"] for inner in feature["struct"]] == [field.name for field in kind]
    if "list" in feature:
        inner = feature["list"]
        return str(kind.value_type) == "string" if inner == "string" else len(inner) == kind.value_type.num_fields
    if str(kind).startswith("dictionary"):
        return bool(feature["dtype"] == "string")
    return str(kind) == words.get(feature["dtype"], feature["dtype"])


@pytest.mark.parametrize("to", ["csv", "parquet", "jsonl", "sqlite"])
def test_croissant_names_files_and_columns_that_are_there(tmp_path: Path, to: str) -> None:
    folder = exported(tmp_path, to)
    croissant = read(folder / "croissant.json")
    files = {file["@id"] for file in croissant["distribution"]}
    assert all((folder / name).is_file() for name in files)
    for records in croissant["recordSet"]:
        names = {field["@id"] for field in records["field"]}
        keys = records["key"] if isinstance(records["key"], list) else [records["key"]]
        assert {key["@id"] for key in keys} <= names
        assert all(field["source"]["fileObject"]["@id"] in files for field in records["field"])
    assert bool(croissant["recordSet"]) == (to != "sqlite")


def test_the_citation_is_the_one_of_the_repository() -> None:
    assert (ROOT / "CITATION.cff").read_text(encoding="utf-8") == citation()


@pytest.mark.parametrize("to", ["csv", "parquet", "jsonl"])
def test_a_version_can_be_cited(tmp_path: Path, to: str) -> None:
    yaml = pytest.importorskip("yaml")
    cited = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        folder = exported(tmp_path / name, to)
        text = (folder / "CITATION.cff").read_text(encoding="utf-8")
        cited.append(text)
        citing = yaml.safe_load(text)
        data = {resource["path"] for resource in read(folder / "datapackage.json")["resources"]}
        sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
        lines = "".join(line for line in sums if line[66:-1] in data)
        digest = hashlib.sha256(lines.encode()).hexdigest()
        assert (citing["type"], citing["version"]) == ("dataset", f"sha256-{digest[:12]}")
        assert citing["identifiers"][0]["value"] == f"sha256:{digest}"
        assert citing["title"].endswith(", 2 records")
        assert citing["references"][0]["title"] == yaml.safe_load(citation())["title"]
    assert cited[0] == cited[1]


def test_every_key_and_code_has_a_meaning() -> None:
    for cls in (Article, Attendee, Position, Event, Byline, Image, ArchivePointer):
        assert all(meaning(cls, name).endswith((".", '"')) for name in cls.__annotations__)
    assert all(meaning(Warn, code.name) for code in Warn)

"""An export in Croissant 1.0 (JSON-LD), the format that dataset searches and machine-learning libraries read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsbot.dataset.exports.features import croissant_record, croissant_table
from newsbot.version import __version__

if TYPE_CHECKING:
    from newsbot.dataset.exports.package import Written

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(written: list[Written], title: str, about: str, published: str) -> dict[str, Any]:
    """The description of the files of an export. Of whole records it names the keys that hold a single value."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "newsbot-export",
        "alternateName": title,
        "description": about,
        "datePublished": published,
        "inLanguage": "vi",
        "version": __version__,
        "citeAs": f"the newsbot authors: newsbot, version {__version__} (software), and the publishers of the articles",
        "distribution": [_file(one) for one in written],
        "recordSet": [_records(one) for one in written if one.file.table or one.file.is_records],
    }


def _file(one: Written) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": one.file.path,
        "name": one.file.path,
        "description": one.file.about,
        "contentUrl": one.file.path,
        "contentSize": f"{one.size} B",
        "encodingFormat": "application/x-parquet" if one.file.format == "parquet" else one.media_type,
        "sha256": one.digest,
    }


def _records(one: Written) -> dict[str, Any]:
    table = one.file.table
    name = table.name if table else one.file.path.partition(".")[0]
    fields = croissant_table(table) if table else croissant_record()
    records: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": one.file.about,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field}",
                "name": field,
                "description": words,
                "dataType": type_,
                "source": {"fileObject": {"@id": one.file.path}, "extract": {"column": field}},
            }
            for field, type_, words in fields
        ],
    }
    keys = [{"@id": f"{name}/{key}"} for key in (table.key if table else ("id", "revision"))]
    return {**records, "key": keys[0] if len(keys) == 1 else keys}

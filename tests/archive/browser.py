"""A WACZ file as browsertrix lays it out."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def browser_wacz(path: Path, urls: Sequence[str], html: bytes, date: str) -> Path:
    """Several archives (here one for each page), lists of pages, indexes, and a text and resources of each page."""
    files = {f"archive/rec-{n}-20250105.warc.gz": _archive(url, html, date) for n, url in enumerate(urls)}
    lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"id": str(n), "url": url} for n, url in enumerate(urls))]
    files["pages/pages.jsonl"] = "".join(json.dumps(line) + "\n" for line in lines).encode()
    files["pages/extraPages.jsonl"] = json.dumps(lines[0]).encode()
    files["indexes/index.cdx.gz"] = gzip.compress(b"")
    files["indexes/index.idx"] = b"!meta 0 {}"
    files["logs/crawl.log"] = b"{}"
    resources = [
        {"name": name, "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        for name, data in files.items()
    ]
    files["datapackage.json"] = json.dumps({"profile": "data-package", "resources": resources}).encode()
    files["datapackage-digest.json"] = b"{}"
    with zipfile.ZipFile(path, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def _archive(url: str, html: bytes, date: str) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record("rec.warc.gz", {"software": "Browsertrix-Crawler 1.5.0"}))
    for target, kind, body in (
        (url, "text/html; charset=utf-8", html),
        ("https://quanuy-tanlap.example/a.css", "text/css", b"p { color: red }"),
        ("https://quanuy-tanlap.example/api", "application/json", b"{}"),
    ):
        answer = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        said = {"WARC-Page-ID": "0190", "WARC-Resource-Type": "document", "WARC-Date": date}
        record = writer.create_warc_record(
            target, "response", io.BytesIO(body), length=len(body), http_headers=answer, warc_headers_dict=said
        )
        writer.write_record(record)
    for prefix, kind in (("urn:pageinfo", "application/json"), ("urn:text", "text/plain")):
        target = f"{prefix}:{url}"
        record = writer.create_warc_record(target, "resource", io.BytesIO(b"{}"), length=2, warc_content_type=kind)
        writer.write_record(record)
    return buffer.getvalue()

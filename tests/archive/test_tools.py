"""Tools of others: what py-wacz makes of our archives is read, and pywb shows them as its manual and ours say.

They are looked for in ``build/tools``, an environment of their own (``.ci/run`` makes it):

    .venv/bin/python -m venv build/tools
    build/tools/bin/python -m pip install wacz==0.6.0 pywb==2.10.0
"""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from warcio.archiveiterator import ArchiveIterator

from newsbot.archive.cdxj import Capture, read_index
from newsbot.archive.checking import check_wacz, check_warc
from newsbot.archive.spans import Span
from newsbot.archive.wacz import listed_pages
from tests.archive.warcs import EVENING, MORNING, exchange, page, read, write
from tests.commands.conftest import Newsbot, newsbot
from tests.conftest import ROOT

__all__ = ["newsbot"]

TOOLS = ROOT / "build" / "tools"
BIN = TOOLS / "bin"
SAMPLES = TOOLS / "sample_archive" / "warcs"
"""Where the package of pywb puts its samples."""
URL = "https://quanuy-tanlap.example/tin-tuc/a-{}.html"
BODIES = {URL.format(70_000 + number): page(f"Hội nghị {number}") for number in range(3)}
PACKED = URL.format(70_009)
PACKED_BODY = gzip.compress(page("Hội nghị 9"), mtime=0)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site's folder with the archive of two crawls: pages, a picture, a page that is gone; then revisits."""
    folder = tmp_path / "tanlap"
    write(
        folder / "warc",
        *[exchange(url, body) for url, body in BODIES.items()],
        exchange(PACKED, PACKED_BODY, headers={"Content-Encoding": "gzip"}),
        exchange("https://quanuy-tanlap.example/anh/a.png", b"\x89PNG", headers={"Content-Type": "image/png"}),
        exchange("https://quanuy-tanlap.example/tin-tuc/cu-60000.html", page("Không tìm thấy"), status=404),
    )
    write(folder / "warc", *[exchange(url, body, EVENING) for url, body in list(BODIES.items())[:2]], name="tanlap2")
    return folder


def archives(site: Path) -> list[Path]:
    return sorted((site / "warc").glob("*.warc.gz"))


def records(newsbot: Newsbot, source: Path, out: Path) -> list[dict[str, object]]:
    assert newsbot("extract", source, "--captures", "all", "-o", out).code == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.skipif(not (BIN / "wacz").exists(), reason="no py-wacz in build/tools")
def test_a_wacz_that_py_wacz_made(newsbot: Newsbot, site: Path, tmp_path: Path) -> None:
    wacz, pages = tmp_path / "tanlap.wacz", tmp_path / "pages.jsonl"
    lines = [
        {"format": "json-pages-1.0", "id": "pages", "title": "Tin"},
        *({"url": url, "title": url} for url in BODIES),
    ]
    pages.write_text("".join(json.dumps(line) + "\n" for line in lines))
    command = [BIN / "wacz", "create", "-o", wacz, "-p", pages, *archives(site)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603

    assert sorted(listed_pages(Span(wacz))) == sorted(BODIES)
    inside, outside = Counter[str](), Counter[str]()
    assert list(check_wacz(wacz, inside)) == []
    for path in archives(site):
        assert list(check_warc(Span(path), outside)) == []
    assert inside == outside
    assert inside["response"] == 6
    assert inside["revisit"] == 2
    assert newsbot("verify", wacz) == (0, "", "archives 1: all is well\n")

    found = records(newsbot, wacz, tmp_path / "inside.jsonl")
    assert len(found) == len(BODIES) + 1 + 2
    for record in found:
        pointer = record["archive"]
        assert isinstance(pointer, dict)
        pointer["path"] = pointer["path"].replace("tanlap.wacz/archive/", "warc/")
    assert found == records(newsbot, site, tmp_path / "outside.jsonl")


@contextmanager
def replay(folder: Path) -> Iterator[str]:
    """pywb at work over the collections in ``folder``; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [BIN / "wayback", "-b", "127.0.0.1", "-p", str(port)]
    log = (folder / "wayback.log").open("wb")
    with log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as server:  # noqa: S603
        try:
            deadline = time.monotonic() + 60
            while server.poll() is None and time.monotonic() < deadline:
                try:
                    urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
                    break
                except URLError:
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.mark.skipif(not (BIN / "wayback").exists(), reason="no pywb in build/tools")
def test_pywb_shows_what_was_archived(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "replay"
    folder.mkdir()
    for arguments in (["init", "news"], ["add", "news", *archives(site)]):
        subprocess.run([BIN / "wb-manager", *arguments], cwd=folder, check=True, capture_output=True, timeout=120)  # noqa: S603

    with replay(folder) as address:

        def shown(moment: str, url: str) -> bytes:
            stamp = moment.translate({ord(sign): None for sign in "-:TZ"})
            with urlopen(f"{address}/news/{stamp}id_/{url}", timeout=30) as response:  # noqa: S310
                body: bytes = response.read()
                return body

        for url, body in BODIES.items():
            assert shown(MORNING, url) == body
            assert shown(EVENING, url) == body  # of two of them by way of a revisit
        assert shown(MORNING, PACKED) == gzip.decompress(PACKED_BODY)  # which was not asked for compressed
        with urlopen(f"{address}/news/mp_/{URL.format(70_002)}", timeout=30) as response:  # noqa: S310
            assert "Hội nghị 2</h1>".encode() in response.read()

    theirs = captures(folder / "collections" / "news" / "indexes" / "index.cdxj")
    assert theirs == sorted(line for path in (site / "warc").glob("*.cdxj") for line in captures(path))
    assert len(theirs) == 8


def captures(index: Path) -> list[tuple[str, str, str, str, int, int | None, str]]:
    """What an index says of each capture, with the key that it is sorted by."""
    keys = [line.split(" ", 1)[0] for line in index.read_text(encoding="utf-8").splitlines()]
    found = [entry for entry in read_index(index) if isinstance(entry, Capture)]
    return sorted(
        (key, c.url, c.stamp, c.filename, c.offset, c.length, c.digest) for key, c in zip(keys, found, strict=True)
    )


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples of pywb in build/tools")
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.warc.gz")), ids=lambda path: path.name)
def test_files_that_pywb_brings(path: Path) -> None:
    with path.open("rb") as file:
        expected = Counter(record.rec_type for record in ArchiveIterator(file))
    records, damage = read(path)
    assert Counter(record.type for record in records) == expected
    assert damage == []

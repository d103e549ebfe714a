"""An index of archives gives the pages that it names."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from newsbot.archive.page import Kind
from newsbot.archive.remote import Remote
from tests.archive.test_captures import HTML, URL, pages, told
from tests.archive.warcs import exchange, ranges, read, write


class TestIndex:
    def test_captures_are_read_where_it_says(self, tmp_path: Path) -> None:
        (path,) = write(tmp_path, *[exchange(f"{URL}?{n}") for n in range(3)], exchange(f"{URL}?x", HTML, status=404))
        index = path.with_name(path.name.replace(".warc.gz", ".cdxj"))
        assert [found.url for found in pages(index)] == [f"{URL}?{n}" for n in range(3)]
        assert told(index, Kind.SKIPPED) == {"status 404": 1}
        moved = tmp_path / "elsewhere"
        moved.mkdir()
        (moved / "b.cdx.gz").write_bytes(gzip.compress(index.read_bytes()))
        assert len(told(moved / "b.cdx.gz", Kind.FAILURE)) == 1
        assert len(pages(moved / "b.cdx.gz", base=str(tmp_path))) == 3

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        (path,) = write(tmp_path, exchange())
        offset = read(path)[0][1].offset
        line = {"url": URL, "filename": path.name, "offset": str(offset), "length": "9"}
        lines = [
            f"a 20250105010000 {json.dumps(line)}",
            f"a 20250105010000 {json.dumps({**line, 'offset': '3'})}",
            f"a 20250105010000 {json.dumps({**line, 'url': 'https://b.example/'})}",
            f"a 20250105010000 {json.dumps({**line, 'mime': 'image/png'})}",
            json.dumps({**line, "timestamp": "20250105010000"}),
            "a 20250105010000 {}",
            "no line",
            f"a 2025 {json.dumps(line)}",
        ]
        index = tmp_path / "x.cdxj"
        index.write_text("\n".join(lines))
        assert len(pages(index)) == 3
        assert told(index, Kind.SKIPPED) == {}
        assert told(index, Kind.SKIPPED, base="https://public.example") == {"no page (image/png)": 1}  # not asked for
        assert told(index, Kind.FAILURE) == {
            "no record begins here": 1,
            "the index names another address: https://b.example/": 1,
            "the line names no capture": 3,
        }

    def test_archives_on_another_host_by_range_requests(self, tmp_path: Path) -> None:
        (path,) = write(tmp_path, *[exchange(f"{URL}?{n}") for n in range(3)])
        index = path.with_name(path.name.replace(".warc.gz", ".cdxj"))
        data = path.read_bytes()
        seen: list[tuple[str, str]] = []
        with ranges(data, seen) as url:
            remote = Remote("ban-doc@newsbot.example", pause=0)
            found = pages(index, base=url, remote=remote)
            assert [page.body for page in found] == [HTML] * 3
            assert found[1].location.startswith(f"{url}/{path.name}, offset ")
            assert found[1].place is not None
            assert found[1].place.pointer.offset > 0
            assert {agent for agent, _ in seen} == {"newsbot/0.1.0 (+ban-doc@newsbot.example)"}
            assert len(seen) == 4  # the first was answered with 503
        assert told(index, Kind.FAILURE, base=url, remote=remote) == {
            "the host cannot be asked: [Errno 111] Connection refused": 3
        }
        assert told(index, Kind.FAILURE, base="https://public.example") == {
            "public.example is a public host: name a contact for its operator first (NEWSBOT_CONTACT)": 3
        }

"""A broken archive costs the records that are broken, says so, and never gives a wrong one."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from newsbot.archive.spans import OpenSpan, Piece, Span
from newsbot.archive.warc import Damage, Reader, Record
from tests.archive.damage import archive, break_archive, ids
from tests.archive.warcs import read

SEEDS = int(os.environ.get("NEWSBOT_TEST_DAMAGES", "200"))
PAGES = int(os.environ.get("NEWSBOT_TEST_DAMAGED_PAGES", "167"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Record]]:
    data, records = archive(tmp_path_factory.mktemp("sound"), PAGES)
    assert len(records) == 1 + 3 * PAGES  # warcinfo, and request, response, metadata of each page
    return data, records


def content(record: Record) -> tuple[str, str, bytes]:
    return record.headers["warc-record-id"], record.type, record.block


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_readable_is_read_and_damage_is_told(seed: int, sound: tuple[bytes, list[Record]]) -> None:
    data, records = sound
    kind, broken = break_archive(seed, data, records)
    found = list(Reader(Piece(broken.data, "a.warc.gz")).records())
    damage = [one for one in found if isinstance(one, Damage)]
    read_records = [one for one in found if isinstance(one, Record)]
    known = {content(record) for record in records}
    assert all(content(record) in known for record in read_records), kind
    missing = set(broken.survivors) - set(ids(read_records))
    assert not missing, kind
    noted = any(record.note for record in read_records)
    assert damage or noted or broken.is_harmless, kind
    for one in damage:
        assert 0 <= one.offset < one.end <= len(broken.data)


@pytest.mark.parametrize("seed", range(0, SEEDS, 5))
def test_stretches_give_what_the_whole_gives(seed: int, sound: tuple[bytes, list[Record]]) -> None:
    data, records = sound
    broken = break_archive(seed, data, records)[1].data
    whole = list(Reader(Piece(broken, "a.warc.gz")).records())
    stretched: list[Record | Damage] = []
    reader = Reader(Piece(broken, "a.warc.gz"))
    size = len(broken) // 4 + 1
    for start in range(0, len(broken), size):
        end = reader.position
        found = list(reader.records(start, start + size))
        if (found[0].offset if found else reader.position) != end:  # as an extraction does
            found = list(reader.records(end, start + size, is_exact=True))
        stretched += found
    assert stretched == whole
    assert reader.position == len(broken)


def test_a_damaged_plain_file_goes_on_at_the_next_record(tmp_path: Path, sound: tuple[bytes, list[Record]]) -> None:
    data, records = sound
    plain, raw = [], data
    while raw:
        z = zlib.decompressobj(31)
        plain.append(z.decompress(raw))
        raw = z.unused_data
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(plain))
    assert [content(record) for record in read(path)[0]] == [content(record) for record in records]
    body = plain[4].replace(b"Content-Length: ", b"Content-Length: 1", 1)
    flipped = plain[7].replace("Hội".encode(), b"Hoi___"[: len("Hội".encode())])
    assert flipped != plain[7]
    parts = [*plain[:4], body, *plain[5:7], flipped, *plain[8:-1], plain[-1][:-30]]
    path.write_bytes(b"".join(parts))
    found, damage = read(path)
    expected = [record for n, record in enumerate(records) if n not in {4, 7, len(records) - 1}]
    assert [content(record) for record in found] == [content(record) for record in expected]
    assert len(damage) == 3


def test_an_empty_file_and_one_of_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    for data, damages in ((b"", 0), (b"rubbish", 1), (bytes(5000), 1), (b"\x1f\x8b", 1), (b"WARC/1.0\r\n", 1)):
        path.write_bytes(data)
        records, damage = read(path)
        assert (records, len(damage)) == ([], damages)


def test_a_record_is_found_by_its_offset(tmp_path: Path, sound: tuple[bytes, list[Record]]) -> None:
    data, records = sound
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    with OpenSpan(Span(path)) as span:
        for record in records:
            assert Reader(span).record_at(record.offset) == record

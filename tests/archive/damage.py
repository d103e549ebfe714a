"""Ways in which archives break, each drawn from a seed, with the records that must survive."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from newsbot.archive.warc import Record
from tests.archive.warcs import exchange, page, read, write


@frozen
class Broken:
    """A broken archive.

    :ivar data: its bytes; :ivar survivors: ids of the records that nothing touches.
    :ivar is_harmless: the bytes that were touched carry nothing.
    """

    data: bytes
    survivors: list[str]
    is_harmless: bool = False


Hurt = Callable[[random.Random, bytes, list[Record]], Broken]


def archive(folder: Path, pages: int) -> tuple[bytes, list[Record]]:
    """The bytes of a sound archive and its records."""
    url = "https://quanuy-tanlap.example/tin-tuc/a-{}.html"
    exchanges = [
        exchange(url.format(70_000 + n), page(f"Hội nghị số {n}", "Dân vận. " * (n % 40))) for n in range(pages)
    ]
    (path,) = write(folder, *exchanges)
    records, damage = read(path)
    assert damage == []
    return path.read_bytes(), records


def break_archive(seed: int, data: bytes, records: list[Record]) -> tuple[str, Broken]:
    """One way of breaking it."""
    rng = random.Random(seed)  # noqa: S311
    hurt = KINDS[seed % len(KINDS)]
    return hurt.__name__, hurt(rng, data, records)


def ids(records: list[Record]) -> list[str]:
    return [record.headers["warc-record-id"] for record in records]


def untouched(records: list[Record], start: int, end: int) -> list[str]:
    return ids([record for record in records if record.end <= start or record.offset >= end])


def truncated(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    cut = rng.randrange(1, len(data))
    while any(record.end == cut for record in records):
        cut -= 1
    return Broken(data[:cut], ids([record for record in records if record.end <= cut]))


def flipped_bits(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    victim = rng.choice(records)
    place = rng.randrange(victim.offset, victim.end)
    changed = bytearray(data)
    changed[place] ^= 1 << rng.randrange(8)
    within = place - victim.offset
    return Broken(bytes(changed), untouched(records, place, place + 1), is_harmless=4 <= within <= 9)


def zeroed(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    start, end = sorted(rng.sample(range(len(data)), 2))
    end = min(end, start + rng.choice([1, 64, 4096, 20_000])) + 1
    changed = data[:start] + bytes(end - start) + data[end:]
    same = changed == data
    return Broken(changed, untouched(records, start, end), is_harmless=same or end - start <= 8)


def noise(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    start = rng.randrange(len(data))
    size = min(rng.choice([16, 512, 9000]), len(data) - start)
    filler = rng.randbytes(size)
    return Broken(
        data[:start] + filler + data[start + size :], untouched(records, start, start + size), is_harmless=size <= 8
    )


def garbage_between(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    place = rng.choice(records).offset
    filler = rng.choice([b"\x1f\x8b\x08\x00garbage", rng.randbytes(300), b"\x00" * 1000, b"<html>Bad gateway</html>"])
    return Broken(data[:place] + filler + data[place:], ids(records))


def garbage_member(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    place = rng.choice(records).offset
    return Broken(data[:place] + gzip.compress(b"no record " * 9, mtime=0) + data[place:], ids(records))


def lost_piece(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    victim = rng.choice(records)
    start = rng.randrange(victim.offset + 1, victim.end - 1)
    size = rng.randrange(1, min(6000, len(data) - start))
    while any(record.end == start + size for record in records):
        size += 1
    return Broken(data[:start] + data[start + size :], untouched(records, start, start + size))


def wrong_length(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    victim = rng.choice([record for record in records if record.type == "response"])
    raw = zlib.decompress(data[victim.offset : victim.end], 31)
    length = f"Content-Length: {victim.size}\r\n\r\nHTTP".encode()
    wrong = f"Content-Length: {max(0, victim.size + rng.choice([-50, -1, 1, 700]))}\r\n\r\nHTTP".encode()
    assert length in raw
    z = zlib.compressobj(6, zlib.DEFLATED, 31)
    member = z.compress(raw.replace(length, wrong)) + z.flush()
    return Broken(data[: victim.offset] + member + data[victim.end :], ids(records))


def doubled(rng: random.Random, data: bytes, records: list[Record]) -> Broken:
    victim = rng.choice(records)
    member = data[victim.offset : victim.end]
    return Broken(data[: victim.end] + member + data[victim.end :], ids(records), is_harmless=True)


KINDS: list[Hurt] = [
    truncated,
    flipped_bits,
    zeroed,
    noise,
    garbage_between,
    garbage_member,
    lost_piece,
    wrong_length,
    doubled,
]

"""Bodies as they came over the wire become what the page says, whatever is declared."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from newsbot.archive.bodies import dechunk, decode
from newsbot.archive.http import read_response
from newsbot.errors import SourceError

PAGE = ("<html>" + "Đảng bộ phường tổ chức hội nghị. " * 500 + "</html>").encode()
MOST = 1 << 20
RAW = zlib.compressobj(wbits=-15)
CODED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]),
    "deflate": zlib.compress(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstd.compress(PAGE),
}


@pytest.mark.parametrize("name", CODED)
def test_each_coding(name: str) -> None:
    assert decode(CODED[name], [name], MOST) == PAGE
    assert decode(CODED[name], [name.upper()], 100) == PAGE[:100]


def test_deflate_without_its_header() -> None:
    assert decode(RAW.compress(PAGE) + RAW.flush(), ["deflate"], MOST) == PAGE


def test_several_codings() -> None:
    assert decode(brotli.compress(gzip.compress(PAGE)), ["gzip, br"], MOST) == PAGE
    assert decode(brotli.compress(gzip.compress(PAGE)), ["gzip", "br"], MOST) == PAGE
    assert decode(gzip.compress(PAGE), ["sdch, gzip"], MOST) == PAGE


@pytest.mark.parametrize("name", [*CODED, "identity", "sdch", ""])
def test_what_is_declared_and_is_not_so(name: str) -> None:
    assert decode(PAGE, [name], MOST) == PAGE


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_what_is_so_and_is_not_declared(name: str) -> None:
    assert decode(CODED[name], [], MOST) == PAGE
    assert decode(CODED[name], ["br"], MOST) == PAGE


@pytest.mark.parametrize("name", CODED)
def test_a_cut_body_is_an_error(name: str) -> None:
    with pytest.raises(SourceError, match="cut or broken"):
        decode(CODED[name][:-12], [name], MOST)


def test_a_bomb_is_cut() -> None:
    assert len(decode(gzip.compress(bytes(50_000_000)), ["gzip"], 1000)) == 1000


def test_chunks() -> None:
    assert dechunk(b"5\r\nTin t\r\n7;x=1\r\n\xe1\xbb\xa9c...\r\n0\r\n\r\n") == "Tin tức...".encode()
    assert dechunk(b"5\nTin t\n0\n\n") == b"Tin t"
    assert dechunk(b"5\r\nTin t\r\nffff\r\ncut") == b"Tin tcut"
    assert dechunk(b"0\r\n\r\n") == b""
    assert dechunk(PAGE) == PAGE


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "zstd", ""]))
def test_nothing_else_is_raised(body: bytes, name: str) -> None:
    dechunk(body)
    with suppress(SourceError):
        assert len(decode(body, [name], 100)) <= 100


def test_a_response() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a\r\nset-cookie: b\r\nX: 1\r\n 2\r\n\r\n" + PAGE
    response = read_response(block)
    assert (response.status, response.payload) == (200, PAGE)
    assert response.headers == {"Content-Type": "text/html", "Set-Cookie": "a,b", "X": "1 2"}
    chunked = b"HTTP/1.0 200\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nTin\r\n0\r\n\r\n"
    assert read_response(chunked).body(MOST) == b"Tin"
    assert read_response(b"HTTP/2 404 \r\n\r\nx").status == 404
    assert read_response(b"HTTP/1.1 204 No Content\r\n").payload == b""


@pytest.mark.parametrize("block", [b"", b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 2x0 OK\r\n\r\n", b"<html>"])
def test_what_is_no_response(block: bytes) -> None:
    with pytest.raises(SourceError, match="no HTTP response"):
        read_response(block)

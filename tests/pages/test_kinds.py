"""Pages that are no articles, told by what they hold."""

from __future__ import annotations

import pytest

from newsbot import extract_article

ATTRIBUTES = (
    ("Số ký hiệu", "17-HD/BTCTU"),
    ("Ngày ban hành", "14/10/2016"),
    ("Cơ quan ban hành", "Ban Tổ chức Tỉnh ủy"),
    ("Trích yếu", "Về nội dung sinh hoạt chi bộ"),
)


def _with_menu(table: str) -> str:
    menu = "".join(f'<li><a href="/{n}">Chuyên mục thứ {n} của cổng</a></li>' for n in range(30))
    return f"<html><body><ul>{menu}</ul><table>{table}</table></body></html>"


@pytest.mark.parametrize("cells", ["<tr><td>{}</td><td>{}</td></tr>", "<tr><th>{}:</th></tr><tr><td>{}</td></tr>"])
def test_a_table_of_attributes_is_a_document(cells: str) -> None:
    page = _with_menu(
        "".join(cells.format(*pair) for pair in ATTRIBUTES) + '<tr><td><a href="/1.pdf">Tải về</a></td></tr>'
    )
    assert extract_article(page, "https://a.example/vb/217").provenance["kind"].startswith("document:")


def test_a_list_of_documents_is_none() -> None:
    head = "".join(f"<th>{label}</th>" for label, _ in ATTRIBUTES)
    rows = "".join(
        f'<tr><td><a href="/{n}">Hướng dẫn công tác đại hội chi bộ năm {n}</a></td><td>{n}-HD/BTC</td></tr>'
        for n in range(20)
    )
    page = _with_menu(f"<tr>{head}</tr>{rows}")
    assert extract_article(page, "https://a.example/vb").provenance["kind"].startswith("listing:")

"""Which lines are the article, and which only stand beside it."""

from __future__ import annotations

import pytest

from newsbot import extract_article

FIRST = "Sáng 25/11, Tỉnh ủy tổ chức hội nghị tổng kết công tác xây dựng Đảng với sự tham dự của đông đảo đại biểu."
SECOND = "Hội nghị đã nghe báo cáo kết quả công tác năm qua và phương hướng nhiệm vụ trọng tâm của năm tới trong tỉnh."
THIRD = "Các đại biểu thảo luận, đề xuất nhiều giải pháp nâng cao chất lượng sinh hoạt chi bộ và phát triển đảng viên."


def text_of(inside: str) -> list[str]:
    """Lead and paragraphs of a page with ``inside`` below its headline."""
    article = extract_article(
        "<html><body><h1>Tỉnh ủy tổng kết công tác xây dựng Đảng năm 2026</h1><div>25/11/2026 08:30</div>"
        f"{inside}</body></html>",
        "https://x.example/tin-1491932517.html",
    )
    return [*([article.lead] if article.lead else []), *article.body]


@pytest.mark.parametrize("tool", ["Chia sẻ", "Lượt xem: 12", "Facebook", "Nghe bài viết", "Từ khóa"])
def test_a_short_article_below_a_tool_is_kept(tool: str) -> None:
    assert text_of(f"<div><p>{tool}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>") == [FIRST, SECOND, THIRD]


def test_a_paragraph_beside_a_player_is_kept() -> None:
    player = '<iframe src="https://www.youtube.com/embed/x"></iframe>'
    assert text_of(f"<div><p>{FIRST}</p><p>{player}{SECOND}</p><p>{THIRD}</p></div>") == [FIRST, SECOND, THIRD]


def test_sentences_behind_the_element_of_the_body_are_its_end() -> None:
    ends = (
        "Chiều cùng ngày, đoàn công tác đã đến thăm xã Hòa Bình.",
        "Dịp này, tỉnh tặng 20 suất quà cho hộ nghèo.",
    )
    inside = f"<div><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div><p>{ends[0]}</p><p>{ends[1]}</p></div>"
    assert text_of(inside) == [FIRST, SECOND, THIRD, *ends]

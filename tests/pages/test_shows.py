"""Picture shows: counters are nothing of an article, the lines beside them are captions."""

from __future__ import annotations

import pytest

from tests.pages.invented import LEAD, TEXT, TITLE, paragraphs, read

CAPTIONS = ["Lớp học buổi tối ở bản Nà Đon.", "Bộ đội biên phòng dạy chữ", "Các mẹ, các chị viết tên của chính mình."]


def show(slide: str, *, total: int = 3) -> str:
    filled = (
        slide.format(picture=f'<img src="/{n}.jpg">', counter=f"{n}/{total}", caption=caption)
        for n, caption in enumerate(CAPTIONS, 1)
    )
    return f"<ol class=gal>{''.join(filled)}</ol>"


@pytest.mark.parametrize(
    "slide",
    [
        "<li>{picture}<span>{counter}</span><div>{caption}</div></li>",
        "<li>{picture}<div>{caption}</div><div>{counter}</div></li>",
        "<li><div>{counter}</div>{picture}<p>{caption}</p></li>",
        "<li><a href='#'>{picture}</a><p>Ảnh {counter}</p><p>{caption}</p></li>",
        "<div><div>{picture}</div><div>({counter})</div><div><p>{caption}</p></div></div>",
    ],
)
@pytest.mark.parametrize("behind", [True, False])
def test_lines_beside_counters_are_captions(slide: str, *, behind: bool) -> None:
    text = paragraphs((LEAD, *TEXT))
    article = read(f"<h1>{TITLE}</h1>", body=f"{text}{show(slide)}" if behind else f"{show(slide)}{text}")
    assert [article.lead, *article.body] == [LEAD, *TEXT]
    assert [(image.url, image.caption) for image in article.images] == [
        (f"https://xathanhluong.example/{n}.jpg", caption) for n, caption in enumerate(CAPTIONS, 1)
    ]


def test_shares_are_no_counters() -> None:
    rows = "".join(f"<tr><td>Bản Nà Đon {n}</td><td>{n * 7}/40</td></tr>" for n in (1, 2, 3))
    pictures = "".join(f'<p><img src="/{n}.jpg"></p>' for n in (1, 2, 3))
    article = read(f"<h1>{TITLE}</h1>", body=f"{paragraphs()}<table>{rows}</table>{pictures}")
    assert [line for line in article.body if "/" in line] == ["7/40", "14/40", "21/40"]

import pytest

from newsbot.pages.blocks import Block, Blocks, read_blocks
from newsbot.pages.document import parse


def blocks(html: str) -> Blocks:
    return read_blocks(parse(f"<html><body>{html}</body></html>")[0])


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html).blocks]


def only(html: str) -> Block:
    (block,) = blocks(html).blocks
    return block


def test_elements_and_line_breaks_part_blocks() -> None:
    assert texts("<p>Một.</p><div>Hai <b>ba</b></div>Bốn") == ["Một.", "Hai ba", "Bốn"]
    assert texts("Một câu.<br><br>Câu hai.") == ["Một câu.", "Câu hai."]
    assert texts("<td>Một câu.<br>Câu hai.</td>") == ["Một câu.", "Câu hai."]


def test_a_line_broken_in_the_middle_of_a_sentence_is_one_block() -> None:
    long = "Đồng chí Bí thư Huyện ủy nhấn mạnh tầm quan trọng của công tác kiểm tra, giám sát trong thời gian tới và"
    assert texts(f"<p>{long}<br>yêu cầu các đơn vị thực hiện nghiêm.</p>") == [
        f"{long} yêu cầu các đơn vị thực hiện nghiêm."
    ]


def test_a_headline_is_never_cut() -> None:
    assert texts("<h1>Huyện Bình Lạc:<br>Tập huấn nghiệp vụ</h1>") == ["Huyện Bình Lạc: Tập huấn nghiệp vụ"]


def test_a_date_behind_a_bold_headline_is_its_own_block() -> None:
    html = "<td><b>Huyện Bình Lạc tập huấn nghiệp vụ kiểm tra</b> <i>08:15 25.7.2023</i></td>"
    assert texts(html) == ["Huyện Bình Lạc tập huấn nghiệp vụ kiểm tra", "08:15 25.7.2023"]


def test_words_cut_by_editors_stay_words_and_named_elements_are_words_of_their_own() -> None:
    assert only("<p>công ch<span>ứ</span>c</p>").text == "công chức"
    assert only('<div><span class="time">09:40 AM</span><span class="view">Lượt xem: 5</span></div>').text == (
        "09:40 AM Lượt xem: 5"
    )
    assert only('<p><span class="dropcap">S</span>áng 3/1</p>').text == "Sáng 3/1"


def test_emphasis_alignment_and_links_are_shares() -> None:
    block = only('<p style="text-align: right"><b>Lê An</b></p>')
    assert (block.bold, block.align, block.linked) == (1.0, "right", 0.0)
    block = only('<p>Đọc <a href="/x">bài khác</a></p>')
    assert (round(block.linked, 1), block.links) == (0.7, ("bài khác",))
    assert only('<a name="top">Đầu trang</a>').linked == 0.0
    assert only("<center><em>Quang cảnh</em></center>").align == "center"


def test_what_is_hidden_or_no_text_is_left_out() -> None:
    html = "<script>x()</script><style>a{}</style><noscript>n</noscript><p style='display: none'>ẩn</p><p hidden>ẩn</p>"
    assert texts(html + "<select><option>1</option></select><p>Thấy</p>") == ["Thấy"]


def test_marks_come_from_the_elements_that_hold_one_block_only() -> None:
    assert {"sapo", "article", "articlesapo"} <= only(
        '<div class="article__sapo"><p><span>Lời dẫn</span></p></div>'
    ).marks
    first, second = blocks('<div class="sapo"><p>Một</p><p>Hai</p></div>').blocks
    assert not first.marks | second.marks


def test_names_are_cut_into_words() -> None:
    block = only('<p class="NgayDang date-post" id="lbl_1">x</p>')
    assert {"ngay", "dang", "ngaydang", "date", "post", "datepost", "lbl", "1"} <= block.marks


def test_pictures_know_the_block_behind_them() -> None:
    page = blocks("<p>Một.</p><p><img src=a.jpg></p><p>Chú thích</p><p><img src=b.jpg><br>Chú thích hai</p>")
    assert [(p.element.get("src"), p.before) for p in page.pictures] == [("a.jpg", 1), ("b.jpg", 2)]


def test_a_picture_behind_text_stands_before_the_next_block() -> None:
    page = blocks("<p>Một câu dài.<br><img src=a.jpg><br><i>Chú thích</i></p>")
    assert [block.text for block in page.blocks] == ["Một câu dài.", "Chú thích"]
    assert [picture.before for picture in page.pictures] == [1]


def test_regions_nest_and_know_their_span() -> None:
    page = blocks("<div id=a><p>Một</p><p>Hai</p></div><p>Ba</p>")
    (region,) = [r for r in page.regions if "a" in r.marks]
    assert (region.start, region.end, page.regions[region.parent].tag) == (0, 2, "body")
    assert page.span(region.element) == (0, 2)


def test_players_are_counted() -> None:
    assert len(blocks("<iframe src=x></iframe><video src=y></video><p>Một</p>").players) == 2


@pytest.mark.parametrize("tag", ["wbr", "source srcset=/a.webp", "track src=/a.vtt", "embed src=/a.swf", "keygen"])
def test_what_follows_an_element_that_nothing_closes_is_read(tag: str) -> None:
    page = blocks(f"<p>Một</p><div><{tag}><p>Hai</p><img src=/a.jpg></div><p>Ba</p>")
    assert [block.text for block in page.blocks] == ["Một", "Hai", "Ba"]
    assert [picture.element.get("src") for picture in page.pictures] == ["/a.jpg"]
    assert len(page.players) == (tag[:5] == "embed")


def test_a_place_where_a_word_may_break() -> None:
    assert [block.text for block in blocks("<p>Một từ<wbr>ngữ dài</p>").blocks] == ["Một từngữ dài"]

"""Lines that serve the page rather than the article, and sentences of articles that only begin as such lines do."""

from __future__ import annotations

import pytest

from newsbot.records import Article
from tests.pages.invented import LEAD, TEXT, TITLE, paragraphs, read

HEAD = f"<h1>{TITLE}</h1><p>02/11/2023 06:05</p>"


def assert_nothing_is_added(article: Article) -> None:
    assert [article.lead, *article.body] == [LEAD, *TEXT]
    assert article.byline is None
    assert not article.tags
    assert not [image.caption for image in article.images if image.caption]


@pytest.mark.parametrize(
    "line",
    [
        "Bạn cần bật JavaScript để xem trang này.",
        "(Quảng cáo)",
        "Xem bài viết này trên Facebook",
        "Bấm để xem thêm",
        "Thu gọn",
        "Log in or register to post comments",
        "Chế độ ban đêm Tương phản",
    ],
)
@pytest.mark.parametrize("element", ["p", "div", "span"])
def test_a_line_above_the_text(line: str, element: str) -> None:
    assert_nothing_is_added(read(f"{HEAD}<{element}>{line}</{element}>"))


@pytest.mark.parametrize(
    "line",
    [
        "Bài viết này có hữu ích với bạn không?",
        "Trung bình (0 Bình chọn)",
        "Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *",
        "Bạn phải đăng nhập để gửi bình luận.",
        "Trang 1 <a href=?p=2>2</a> <a href=?p=3>3</a> <a href=?p=2>Tiếp</a>",
        "Đường dây nóng: 0912.345.678",
        "Click to share on Facebook (Opens in new window)",
        "Bình luận của bạn sẽ được kiểm duyệt trước khi đăng.",
        "Xin chào! Tôi là trợ lý ảo của xã. Tôi có thể giúp gì cho bạn?",
        "Hôm nay: 123",
        "Đánh giá của bạn: ☆☆☆☆☆",
        "Bạn nhận được thư này vì đã đăng ký. Hủy đăng ký",
        "Số người đang online: 12",
        "Tháng hiện tại : 4.567",
        "Các bài đã đăng",
        "Sự kiện liên quan",
        "Chủ đề liên quan",
        "Related posts",
        "[Trở về]",
        "[ Quay lại ]",
        "Báo lỗi bài viết",
        "Bài viết thể hiện quan điểm của tác giả, không nhất thiết là quan điểm của Ban Biên tập.",
        "Mọi ý kiến góp ý của quý độc giả xin gửi về địa chỉ email của tòa soạn.",
        "Ghi rõ nguồn khi phát hành lại thông tin từ trang này.",
        "Theo dõi Báo Khau Vai trên Google News để đọc tin sớm nhất.",
    ],
)
@pytest.mark.parametrize("element", ["p", "div"])
def test_a_line_below_the_text(line: str, element: str) -> None:
    assert_nothing_is_added(read(HEAD, body=f"{paragraphs()}<{element}>{line}</{element}>"))
    assert_nothing_is_added(read(HEAD, body=f"{paragraphs()}</div><{element}>{line}</{element}><div>"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo dõi sát tình hình, Bí thư chi bộ yêu cầu các hộ ven suối sơ tán trước buổi chiều.",
        "Lưu ý: học viên mang theo vở viết và đèn pin khi đến lớp vào các tối mưa.",
        "Giấy phép xây dựng lớp học được xã cấp trong vòng ba ngày, nhanh hơn mọi năm.",
        "Bản quyền bộ sách song ngữ được nhóm tác giả tặng lại cho xã Thanh Lương.",
        "Trụ sở cũ của Đảng ủy xã được sửa sang làm lớp học buổi tối cho bà con.",
        "Chịu trách nhiệm điểm danh là chị Sùng Thị Mai, chi hội trưởng phụ nữ bản.",
        "Chia sẻ: “Tôi mừng vì đã viết được tên mình”, mẹ Giàng Thị Dợ rơm rớm.",
        "Từ khóa của năm học này là tự học, thầy hiệu trưởng nói với chúng tôi.",
        "Mời bạn đọc gần xa góp sách, vở cho lớp học qua trường tiểu học Khau Vai.",
        "Quay lại bản sau một năm, chúng tôi gặp những gương mặt rạng rỡ.",
        "Nhận tin vui, cả lớp vỗ tay chúc mừng mẹ Dợ.",
        "Đăng ký nhận sách, mỗi nhà chỉ cần gọi cho trưởng bản.",
        "Quét mã để trả tiền điện, việc ấy nay các mẹ đã làm được.",
        "Ghi rõ nguồn đóng góp của từng hộ, sổ vàng của lớp nay đã dày ba trăm trang.",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_sentence_of_the_text_however_it_begins(sentence: str, place: int) -> None:
    lines = [LEAD, *TEXT]
    lines.insert(place, sentence)
    article = read(HEAD, body=paragraphs(tuple(lines)))
    assert [article.lead, *article.body] == lines

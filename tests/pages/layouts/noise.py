"""What sites print around and inside a text that no field of a record may hold; see ``invented``."""

from __future__ import annotations

import random

ABOVE = (
    ("<div>Theo dõi <b>Báo Đông Kha</b> trên <a href='#'>Zalo</a></div>", "Báo Đông Kha trên"),
    ("<div><a href='#'>In bài viết</a> | <a href='#'>Gửi email</a> | <a href='#'>Lưu bài</a></div>", "Gửi email"),
    ("<div><button>Nghe bài báo</button> <span>Giọng nữ</span> <span>1x</span></div>", "Giọng nữ"),
    ("<div><span>Cỡ chữ</span> <a href='#'>Aa</a> <a href='#'>Aa+</a></div>", "Aa+"),
    ("<div><svg></svg><span>0</span> <span>Thích</span></div>", "Thích"),
    ("<div class='qc'><p>Quảng cáo</p><ins></ins></div>", "Quảng cáo"),
    (
        "<ul><li><a href='#'>Facebook</a></li><li><a href='#'>Twitter</a></li><li>Sao chép liên kết</li></ul>",
        "Sao chép",
    ),
)
INSIDE = (
    ("<div><p>Quảng cáo</p><iframe src='/qc'></iframe></div>", "Quảng cáo"),
    ("<div><h4>Đăng ký nhận bản tin</h4><p>Nhận tin mới mỗi sáng qua email.</p><input></div>", "mỗi sáng qua email"),
    ("<div><a href='/x-9.html'><img src='/x.jpg' alt=''></a><a href='/x-9.html'>{title0}</a></div>", ""),
    ("<p>&gt;&gt;&gt; <a href='/x-9.html'>{title0}</a></p>", ""),
    ("<blockquote><p>Đọc thêm</p><p><a href='/x-9.html'>{title0}</a></p></blockquote>", ""),
    ("<div><b>Tin liên quan</b><div><a href='/x-9.html'>{title0}</a><span>{date0}</span></div></div>", ""),
    ("<table><tr><td>Xem thêm</td></tr><tr><td><a href='/x-9.html'>{title0}</a></td></tr></table>", ""),
    ("<p style='display:none'>{title1} {teaser1}</p>", ""),
)
BELOW = (
    ("<p>Link nội dung: https://trang.example/bai-viet-4471.html</p>", "Link nội dung"),
    ("<p>Mọi ý kiến góp ý xin gửi về địa chỉ email: toasoan@trang.example</p>", "toasoan@"),
    ("<div>Chia sẻ bài viết lên: <a href='#'>Facebook</a> <a href='#'>Zalo</a></div>", "Chia sẻ bài"),
    ("<div>Đánh giá bài viết: ★★★★★ <span>(3 lượt)</span></div>", "★★★"),
    ("<div>Bài viết này đã được đọc 1.203 lần</div>", "đã được đọc"),
    ("<p>© Báo Đông Kha. Không sao chép dưới mọi hình thức.</p>", "dưới mọi hình thức"),
    ("<div><a href='#top'>↑ Về đầu trang</a></div>", "Về đầu trang"),
    ("<div><p>Bạn đang đọc bài viết tại chuyên mục <a href='/cm'>Thời sự</a></p></div>", "Bạn đang đọc"),
    ("<div><p>Nhận tin mới mỗi sáng qua email.</p><input><button>Đăng ký</button></div>", "mỗi sáng qua email"),
    ("<div><h3>Tải ứng dụng</h3><p>Đọc tin nhanh hơn trên điện thoại của bạn.</p></div>", "trên điện thoại của bạn"),
    (
        "<div role='dialog'><p>Chúng tôi dùng cookie để phục vụ bạn tốt hơn.</p><button>Đồng ý</button></div>",
        "dùng cookie",
    ),
)


class Noise:
    """The noise of one site."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.forbidden: list[str] = []

    def draw(self, kind: tuple[tuple[str, str], ...], most: int) -> str:
        """Up to ``most`` pieces; what they must not leave in a record is noted."""
        chosen = self._rng.sample(kind, self._rng.randint(0, most))
        self.forbidden += [text for _, text in chosen if text]
        return "".join(markup for markup, _ in chosen)

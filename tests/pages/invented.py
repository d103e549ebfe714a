"""An invented article, to be read from markup of any kind: what the tests of single shapes share."""

from __future__ import annotations

from newsbot import extract_article
from newsbot.records import Article

TITLE = "Xã Thanh Lương đưa chữ về bản trên núi Khau Vai"
LEAD = "Sau ba mùa rẫy, lớp học xóa mù chữ của chi bộ bản Nà Đon đã có hơn bốn mươi học viên theo học đều đặn."
TEXT = (
    "Lớp mở vào các tối thứ hai, thứ tư và thứ sáu, do giáo viên trường tiểu học cùng cán bộ biên phòng đứng lớp dạy.",
    "Theo Bí thư chi bộ Lò Văn Pản, người học đông nhất là các mẹ, các chị đã ngoài bốn mươi tuổi của bản Nà Đon.",
    "Xã đã vận động được hơn một trăm bộ bàn ghế, lắp điện mặt trời và tặng sách vở cho toàn bộ học viên của lớp học.",
)
MENU = "".join(f'<li><a href="/{n}">Chuyên mục số {n}</a></li>' for n in range(8))
OTHERS = "".join(
    f'<li><a href="/x{n}">{text}</a></li>'
    for n, text in enumerate(
        (
            "Bản Nà Đon có thêm giếng nước sạch mùa khô",
            "Đoàn xã Thanh Lương trồng hai héc-ta quế giống",
            "Chợ phiên Khau Vai họp trở lại sau mưa lũ",
            "Hội Phụ nữ xã tặng mười chiếc xe đạp cho học sinh",
        )
    )
)


def paragraphs(lines: tuple[str, ...] = (LEAD, *TEXT)) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def read(head: str, *, body: str = "", title: str = "", above: str = "", meta: str = "") -> Article:
    """A page with ``head`` above its text, in an element with it, a menu above and other news below."""
    return extract_article(
        f"<html><head><title>{title}</title>{meta}</head><body><div class=top>{above}</div><ul>{MENU}</ul>"
        f"<div class=ct>{head}<div>{body or paragraphs()}</div></div><div><h4>Tin khác</h4><ul>{OTHERS}</ul></div>"
        "</body></html>",
        "https://xathanhluong.example/vi/bai/4711",
    )

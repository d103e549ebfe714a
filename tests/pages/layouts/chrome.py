"""Menus and footers that the families of sites share."""

from __future__ import annotations

from itertools import cycle, islice

from tests.pages.layouts.inline import escape

_MENU = (
    "Giới thiệu",
    "Tin tức - Sự kiện",
    "Xây dựng Đảng",
    "Học tập và làm theo Bác",
    "Văn bản chỉ đạo",
    "Lịch làm việc",
    "Thư viện ảnh",
    "Hỏi đáp",
    "Liên hệ",
)
_SUBMENU = ("Tổ chức", "Kiểm tra", "Tuyên giáo", "Dân vận", "Nội chính", "Văn phòng", "Cơ sở đảng")
LICENCE_BAR = '<div class="top-license">Số giấy phép: 146/GP-TTĐT, cấp ngày 17/10/2020</div>'
COOKIES = (
    '<div id="cookie-consent" role="dialog"><p>Trang web này sử dụng cookie để mang lại trải nghiệm tốt hơn cho bạn. '
    "Bằng việc tiếp tục sử dụng, bạn đồng ý với chính sách của chúng tôi.</p><button>Tôi đồng ý</button></div>"
)


def menu(wrap: str = '<ul class="menu">{}</ul>', item: str = "<li>{}</li>") -> str:
    """The main menu."""
    return wrap.format("".join(item.format(f'<a href="/m{i}">{word}</a>') for i, word in enumerate(_MENU)))


def mega_menu(rounds: int) -> str:
    """A menu of menus, as portals repeat it on every page."""
    blocks = []
    for number, heading in enumerate(islice(cycle(_MENU), rounds)):
        inner = "".join(
            f'<li id="li{number}_{i}"><div class="ms-navItem first-ms-navItem"><div class="div-leftsubmenu">'
            f'<a href="muc-{number}/{i}" class="leftsubmenu" target="_self"> {word}</a></div></div></li>\n'
            for i, word in enumerate(_SUBMENU)
        )
        blocks.append(
            f'<li class="ms-navSubMenu"><div class="ms-navheader"><span class="linkEmpty">{heading}</span></div>'
            f'<ul class="classshow">{inner}</ul></li>\n'
        )
    return f'<div class="left-menu"><ul>{"".join(blocks)}</ul></div>'


def footer(site: str, tag: str = "footer") -> str:
    """The footer with its licence, whose date is no publication date, and a name, which is no byline."""
    return (
        f'<{tag} class="footer"><p><strong>{escape(site.upper())}</strong></p>'
        "<p>Giấy phép số 137/GP-TTĐT, cấp ngày 21/04/2014</p>"
        "<p>Chịu trách nhiệm chính: Ông Đào Duy Khuê - Phó Chánh Văn phòng</p>"
        "<p>Địa chỉ: Số 02 đường Hòa Bình. Điện thoại: 0299.3866.214. Email: banbientap@site.example</p>"
        f"<p>® Ghi rõ nguồn khi phát hành lại thông tin từ trang này</p></{tag}>"
    )


def viewstate(size: int) -> str:
    """The state that an ASP.NET page carries along."""
    return "/wEPDwUKLTE5NDg3" + ("QWxsVGhlc2VCeXRlc0FyZU5vdGhpbmc5" * (size // 32)) + "=="

"""Headers, menus and footers that the families of sites share in their own words."""

from __future__ import annotations

from tests.pages.layouts.boxes import COOKIES
from tests.pages.layouts.draft import Draft

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


def menu(wrap: str = '<ul class="menu">{}</ul>', item: str = "<li>{}</li>", words: tuple[str, ...] = _MENU) -> str:
    return wrap.format("".join(item.format(f'<a href="/m{i}">{word}</a>') for i, word in enumerate(words)))


def mega_menu(rounds: int) -> str:
    """A menu of menus, as portals repeat it on every page."""
    blocks = []
    for number in range(rounds):
        inner = "".join(
            f'<li id="li{number}_{i}"><div class="ms-navItem first-ms-navItem"><div class="div-leftsubmenu">'
            f'<a href="muc-{number}/{i}" class="leftsubmenu" target="_self"> {word}</a></div></div></li>\n'
            for i, word in enumerate(_SUBMENU)
        )
        blocks.append(
            f'<li class="ms-navSubMenu"><div class="ms-navheader"><span class="linkEmpty">'
            f'{_MENU[number % len(_MENU)]}</span></div><ul class="classshow">{inner}</ul></li>\n'
        )
    return f'<div class="left-menu"><ul>{"".join(blocks)}</ul></div>'


def footer(draft: Draft, tag: str = "footer") -> str:
    licence = "Giấy phép số 137/GP-TTĐT, cấp ngày 21/04/2014"
    return (
        f'<{tag} class="footer"><p><strong>{draft.esc(draft.family.site.upper())}</strong></p><p>{licence}</p>'
        "<p>Chịu trách nhiệm chính: Ông Đào Duy Khuê - Phó Chánh Văn phòng</p>"
        "<p>Địa chỉ: Số 02 đường Hòa Bình. Điện thoại: 0299.3866.214. Email: banbientap@site.example</p>"
        f"<p>® Ghi rõ nguồn khi phát hành lại thông tin từ trang này</p></{tag}>"
    )


def licence_bar() -> str:
    """The licence in the page header, before the article."""
    return '<div class="top-license">Số giấy phép: 146/GP-TTĐT, cấp ngày 17/10/2020</div>'


def cookies(draft: Draft) -> str:
    return COOKIES if draft.rng.random() < 0.3 else ""

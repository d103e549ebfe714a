"""Links become plain absolute URLs; traps and page numbers are told apart from the rest."""

import time

import pytest

from newsbot.discovery.urls import MAX_LENGTH, Trap, resolve, split_page, trap

PAGE = "https://an-phu.example/tin-tuc/muc/trang.html"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/a", "https://an-phu.example/a"),
        ("a.html", "https://an-phu.example/tin-tuc/muc/a.html"),
        ("../a", "https://an-phu.example/tin-tuc/a"),
        ("?trang=2", "https://an-phu.example/tin-tuc/muc/trang.html?trang=2"),
        ("//AN-PHU.example/x", "https://an-phu.example/x"),
        ("HTTP://An-Phu.example:80/x", "http://an-phu.example/x"),
        ("https://an-phu.example:8443/x", "https://an-phu.example:8443/x"),
        ("https://an-phu.example", "https://an-phu.example/"),
        ("https://me:secret@an-phu.example/x", "https://an-phu.example/x"),
        ("/a#binh-luan", "https://an-phu.example/a"),
        (" /a\n", "https://an-phu.example/a"),
        ("/a\tb", "https://an-phu.example/ab"),
        ("/tin mới", "https://an-phu.example/tin%20m%E1%BB%9Bi"),
        ("/a?fbclid=x&id=7&utm_source=y", "https://an-phu.example/a?id=7"),
        ("/a?PHPSESSID=0123456789abcdef0123", "https://an-phu.example/a"),
        ("/a?sid=123", "https://an-phu.example/a?sid=123"),
        ("/a;jsessionid=0A1B2C3D?id=7", "https://an-phu.example/a?id=7"),
        ("/(S(abc123def456))/a.aspx", "https://an-phu.example/a.aspx"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("https://thành-phố.example/x", "https://xn--thnh-ph-9va4010e.example/x"),
    ],
)
def test_a_link_becomes_an_absolute_url(href: str, url: str) -> None:
    assert resolve(PAGE, href) == url


@pytest.mark.parametrize(
    "href",
    [
        "",
        "  ",
        "#top",
        "javascript:void(0)",
        "JavaScript:print()",
        "mailto:a@b.vn",
        "tel:02838000000",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://an-phu.example/x",
        "http://",
        "http://[::1",
        "http://an-phu.example:99999/",
        "http://a..b\ud800.example/",
    ],
)
def test_what_is_no_page_becomes_nothing(href: str) -> None:
    assert resolve(PAGE, href) is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/in-bai/hoi-nghi-1491932517", Trap.DUPLICATE),
        ("/vi/news/print/hoi-nghi-12.html", Trap.DUPLICATE),
        ("/vi/news/savefile/hoi-nghi-12.html", Trap.DUPLICATE),
        ("/portal/pages/print.aspx?p=12", Trap.DUPLICATE),
        ("/bai-1.html?print=1", Trap.DUPLICATE),
        ("/bai-1?format=pdf", Trap.DUPLICATE),
        ("/tin?update_language=en", Trap.DUPLICATE),
        ("/tin-1.html/amp", Trap.DUPLICATE),
        ("/tim-kiem?q=x", Trap.SEARCH),
        ("/Search.aspx", Trap.SEARCH),
        ("/?s=x", Trap.SEARCH),
        ("/tag/dai-hoi", Trap.SEARCH),
        ("/dang-nhap", Trap.ACCOUNT),
        ("/users/login/", Trap.ACCOUNT),
        ("/a?returnUrl=%2Fb", Trap.ACCOUNT),
        ("/lich?month=3", Trap.CALENDAR),
        ("/su-kien?ngay=2025-01-05", Trap.CALENDAR),
        ("/2025/01/", Trap.CALENDAR),
        ("/2025/01/05", Trap.CALENDAR),
        ("/lich/2025-01", Trap.CALENDAR),
        ("/su-kien?khi=05/01/2025", Trap.CALENDAR),
        ("/c/portal/update_language?p_l_id=1", Trap.DUPLICATE),
        ("/bai-1?tmpl=component", Trap.DUPLICATE),
        ("/bai-1?p_p_state=pop_up", Trap.DUPLICATE),
        ("/a?id=1&id=2", Trap.REPETITION),
        ("/tin?sort=asc", Trap.SORT),
        ("/tin?OrderBy=date", Trap.SORT),
        ("/bai-1?replytocom=5", Trap.COMMENT),
        ("/rss.aspx", Trap.FEED),
        ("/tin/feed/", Trap.FEED),
        ("/van-ban/cong-van.PDF", Trap.ATTACHMENT),
        ("/a.doc", Trap.ATTACHMENT),
        ("/uploads/anh.jpg", Trap.ATTACHMENT),
        ("/a/b/a/b/a/b", Trap.REPETITION),
        ("/" + "/".join(f"x{i}" for i in range(13)), Trap.REPETITION),
        ("/a?" + "&".join(f"p{i}=1" for i in range(7)), Trap.PARAMETERS),
        ("/a?x=" + "y" * 201, Trap.PARAMETERS),
        ("/" + "a" * MAX_LENGTH, Trap.LENGTH),
    ],
)
def test_a_trap_is_told(target: str, expected: Trap) -> None:
    assert trap("https://an-phu.example" + target) is expected


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/tin-tuc/quan-tan-lap-doi-moi-1491932517",
        "/nhom-tin/xay-dung-dang-1425350014?trang=2",
        "/tin-tuc/lich-tiep-cong-dan-cua-thanh-uy-1491932296",
        "/in-dam-dau-an-nhiem-ky-12345.html",
        "/tim-kiem-hai-cot-liet-si-o-bien-gioi-1491932111",
        "/Pages/noi-dung-hoatdong.aspx?NewsID=12&TopicID=3",
        "/2025/01/hoi-nghi-tong-ket",
        "/?p=123",
        "/modules.php?name=News&file=article&sid=123",
    ],
)
def test_articles_and_listings_are_no_traps(target: str) -> None:
    assert trap("https://an-phu.example" + target) is None


@pytest.mark.parametrize(
    ("url", "first", "number"),
    [
        ("https://a.example/tin?trang=2", "https://a.example/tin", 2),
        ("https://a.example/tin?page=12&cat=3", "https://a.example/tin?cat=3", 12),
        ("https://a.example/tin?PageIndex=2", "https://a.example/tin", 2),
        ("https://a.example/tin?_101_INSTANCE_x_cur=4", "https://a.example/tin", 4),
        ("https://a.example/doan?start=20", "https://a.example/doan", 20),
        ("https://a.example/tin/trang-2", "https://a.example/tin", 2),
        ("https://a.example/tin/trang-2.html", "https://a.example/tin.html", 2),
        ("https://a.example/tin/page/3/", "https://a.example/tin/", 3),
        ("https://a.example/page/3", "https://a.example/", 3),
        ("https://a.example/tin-page-3.html", "https://a.example/tin.html", 3),
        ("https://a.example/tin/p2", "https://a.example/tin", 2),
        ("https://a.example/tin", "https://a.example/tin", None),
        ("https://a.example/tin?page=all", "https://a.example/tin?page=all", None),
        ("https://a.example/ky-uc-p2.html", "https://a.example/ky-uc-p2.html", None),
        ("https://a.example/trang-trong-le-ky-niem-123456", "https://a.example/trang-trong-le-ky-niem-123456", None),
    ],
)
def test_the_page_number_is_split_off(url: str, first: str, number: int | None) -> None:
    assert split_page(url) == (first, number)


@pytest.mark.parametrize("filler", ["/a", "-trang-1", "?x=1&", "%", ";sid=", "(S(", "../", "a@", "\x00"])
def test_hostile_urls_take_linear_time(filler: str) -> None:
    href = "/" + filler * 20_000
    start = time.perf_counter()
    url = resolve(PAGE, href)
    if url is not None:
        trap(url)
        split_page(url)
    assert time.perf_counter() - start < 1

"""URLs of links: made absolute and plain, traps recognised, page numbers split off. Knows no page and no site."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

MAX_LENGTH = 1000
"""Longest URL that is followed; servers and archives rarely take more than 2000."""
_MAX_SEGMENTS = 12
_MAX_PARAMETERS = 6
_MAX_VALUE = 200
_PORTS = {"http": 80, "https": 443}

_BLANKS = re.compile(r"[\x00-\x20\x7f]+")
_TRACKING = re.compile(
    r"(?:utm_.*|fbclid|gclid|dclid|msclkid|zarsrc|igshid|mc_[ce]id|_ga|_|rand|random|rnd|nocache)\Z", re.I
)
_SESSION = re.compile(r"(?:phpsessid|jsessionid|aspsessionid\w*|sessionid|session|sid|cfid|cftoken|zenid)\Z", re.I)
_SESSION_VALUE = re.compile(r"[A-Za-z0-9_.!-]{16,}\Z")
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]{0,200}|\([SXF]\([^()/]{1,200}\)\)/", re.I)


class Trap(StrEnum):
    """Why a link is not worth a request, or would lead on for ever."""

    ACCOUNT = "account"
    """Logging in, registering, a basket, an administrator's page."""
    ATTACHMENT = "attachment"
    """A file that is no page: PDF, office document, picture, film, archive, script."""
    CALENDAR = "calendar"
    """A day, month or year to page through without end."""
    COMMENT = "comment"
    """A form or a single answer of the comments."""
    DENIED = "denied"
    """What the file of the site rules out."""
    DUPLICATE = "duplicate"
    """Another view of a page: for printing, saving, sending, another language or size."""
    FEED = "feed"
    """A feed or site map, not read as a page."""
    LENGTH = "length"
    """Longer than ``MAX_LENGTH``."""
    PARAMETERS = "parameters"
    """More, or longer, parameters than an article or a listing needs."""
    REPETITION = "repetition"
    """A path that repeats itself or is very deep, as wrong relative links build it."""
    SEARCH = "search"
    """Search results and tags: the same articles once more."""
    SORT = "sort"
    """The same listing in another order."""


_SEGMENTS = {
    Trap.ACCOUNT: "login dang-nhap dangnhap signin sign-in register dang-ky dangky logout dang-xuat dangxuat "
    "account tai-khoan quen-mat-khau user users thanh-vien members wp-admin wp-login admin administrator cart "
    "gio-hang _layouts _vti_bin",
    Trap.CALENDAR: "calendar lich lich-tuan lich-thang lich-su-kien events-calendar",
    Trap.COMMENT: "comment comments reply captcha gop-y feedback",
    Trap.DUPLICATE: "print printview print-view printpreview print-article in-bai inbai in-tin intin ban-in savefile "
    "save-file sendmail send-mail gui-mail gui-email email amp download tai-ve taive share xuat-ban-in update_language "
    "export_word export-word ban-de-in xem-ban-in mobile-view",
    Trap.FEED: "rss rss2 feed feeds atom sitemap site-map",
    Trap.SEARCH: "search tim-kiem timkiem search-results ket-qua-tim-kiem tag tags tu-khoa tukhoa",
}
_PARAMETERS = {
    Trap.ACCOUNT: "login returnurl return_url redirect redirect_to redirect_url nv_redirect destination logout",
    Trap.CALENDAR: "month year day date ngay thang nam fromdate todate tungay denngay from_date to_date date_from "
    "date_to tu-ngay den-ngay week tuan calendar",
    Trap.COMMENT: "replytocom reply comment_id commentid",
    Trap.DUPLICATE: "print printable inbai in-bai isprint update_language setlang set_language setlanguage changelang "
    "changelanguage switch_language fontsize share download savefile hl langid layout_mode viewmode",
    Trap.SEARCH: "s q query keyword keywords tukhoa tu-khoa tu_khoa search searchtext search_text tag tags",
    Trap.SORT: "sort sortby sort_by sortorder sort_order order orderby order_by sapxep sap-xep",
}
_VALUES = {
    "print": Trap.DUPLICATE,
    "pdf": Trap.DUPLICATE,
    "component": Trap.DUPLICATE,  # Joomla: ?tmpl=component is the page without its frame
    "pop_up": Trap.DUPLICATE,  # Liferay: ?p_p_state=pop_up
    "exclusive": Trap.DUPLICATE,
    "rss": Trap.FEED,
    "atom": Trap.FEED,
    "login": Trap.ACCOUNT,
    "search": Trap.SEARCH,
}
_BY_SEGMENT = {word: trap for trap, words in _SEGMENTS.items() for word in words.split()}
_BY_PARAMETER = {word: trap for trap, words in _PARAMETERS.items() for word in words.split()}
_ATTACHMENT = re.compile(
    r"\.(?:pdf|docx?|dotx?|xlsx?|pptx?|ppsx?|rtf|od[tsp]|epub|csv|txt|xml|json|zip|rar|7z|t?gz|tar|exe|apk|msi|iso|swf"
    r"|jpe?g|png|gif|webp|svg|bmp|tiff?|ico|mp[34]|m4[av]|avi|wmv|wma|flv|mov|mkv|wav|ogg|webm|css|js|map|woff2?|ttf)\Z",
    re.I,
)
_EXTENSION = re.compile(r"\.[a-z]{2,5}\Z", re.I)
_DATE_PATH = re.compile(r"/(?:19|20)\d\d(?:([/-])[01]?\d(?:\1[0-3]?\d)?)?/?\Z")
_DATE_VALUE = re.compile(r"(?:(?:19|20)\d\d[-/][01]?\d(?:[-/][0-3]?\d)?|[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d)\Z")

_PAGE_PARAMETER = re.compile(
    r"(?:page|trang|pg|paged|page_?index|page_?no|page_?number|cpage|current_?page|start|offset|\w{1,200}_cur|cur)\Z",
    re.I,
)
_PAGE_PATH = re.compile(
    r"(?:/(?:trang|page|p)[/_-]?|[_.-](?:trang|page)[_-]?)(?P<number>\d{1,5})(?=/?\Z|\.[a-z]{3,5}\Z)", re.I
)


def resolve(base: str, href: str) -> str | None:
    """The absolute http(s) URL that ``href`` means on the page ``base``; ``None`` where there is none to request.

    Dropped are the fragment, tracking and session parameters, user names and default ports; a host is lower case,
    what is not ASCII is percent-encoded.
    """
    href = _BLANKS.sub(lambda m: "%20" if m[0].strip("\x00\t\n\r") else "", href.strip())
    if not href or href.startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(base, href))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return None
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return None
    host = f"[{host}]" if ":" in host else host
    netloc = host if port is None or port == _PORTS[scheme] else f"{host}:{port}"
    path = quote(_SESSION_PATH.sub("", parts.path), safe="/%:=&~+!$,;'@()*[]-._") or "/"
    return urlunsplit((scheme, netloc, path, _plain_query(parts.query), ""))


def _plain_query(query: str) -> str:
    """``query`` without tracking and session parameters; untouched where it holds none."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(k, v) for k, v in pairs if not (_TRACKING.match(k) or (_SESSION.match(k) and _SESSION_VALUE.match(v)))]
    return quote(query, safe="%/:=&~+!$,;'@()*[]?-._|") if len(kept) == len(pairs) else urlencode(kept)


def trap(url: str) -> Trap | None:
    """What makes ``url`` a trap; ``None`` for one that may be requested."""
    if len(url) > MAX_LENGTH:
        return Trap.LENGTH
    parts = urlsplit(url)
    return _path_trap(parts) or _query_trap(parts)


def _path_trap(parts: SplitResult) -> Trap | None:
    path = unquote(parts.path).lower()
    if _ATTACHMENT.search(path):
        return Trap.ATTACHMENT
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) > _MAX_SEGMENTS or any(segments.count(segment) > 2 for segment in segments):
        return Trap.REPETITION
    for segment in segments:
        found = _BY_SEGMENT.get(_EXTENSION.sub("", segment))
        if found is not None:
            return found
    return Trap.CALENDAR if _DATE_PATH.search(path) else None


def _query_trap(parts: SplitResult) -> Trap | None:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for key, value in pairs:
        found = _BY_PARAMETER.get(key.lower()) or _VALUES.get(value.lower())
        if found is not None:
            return found
        if _DATE_VALUE.match(value):
            return Trap.CALENDAR
    if len({key for key, _ in pairs}) < len(pairs):
        return Trap.REPETITION
    if len(pairs) > _MAX_PARAMETERS or any(len(value) > _MAX_VALUE for _, value in pairs):
        return Trap.PARAMETERS
    return None


def split_page(url: str) -> tuple[str, int | None]:
    """``url`` without its page number, and that number: "/tin?trang=2" and "/tin/trang-2" give "/tin" and 2.

    The number is ``None`` where the URL names no page.
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    numbers = [value for key, value in pairs if _PAGE_PARAMETER.match(key) and value.isascii() and value.isdigit()]
    if numbers:
        kept = [(key, value) for key, value in pairs if not (_PAGE_PARAMETER.match(key) and value in numbers)]
        return urlunsplit(parts._replace(query=urlencode(kept))), int(numbers[0][:9])
    match = _PAGE_PATH.search(parts.path)
    if match is None:
        return url, None
    path = parts.path[: match.start()] + parts.path[match.end() :]
    return urlunsplit(parts._replace(path=path or "/")), int(match["number"])

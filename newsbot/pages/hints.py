"""What the names in the markup suggest: class, id and itemprop words, in Vietnamese and English.

A hint is weak evidence: it may raise or lower a candidate, never decide alone. The words are those that 230 crawled
Vietnamese hosts use (names with date, time or ngay cover 78 % of their date lines, sapo or summary 40 % of leads).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Hint(StrEnum):
    """What an element may hold, as its names say."""

    TITLE = "title"
    LEAD = "lead"
    DATE = "date"
    CLOCK = "clock"
    CAPTION = "caption"
    BYLINE = "byline"
    SOURCE = "source"
    BODY = "body"
    TAGS = "tags"
    BREADCRUMB = "breadcrumb"
    RELATED = "related"
    COMMENT = "comment"
    NAVIGATION = "navigation"
    FOOTER = "footer"
    HEADER = "header"
    SIDEBAR = "sidebar"
    TOOLS = "tools"
    ADVERT = "advert"
    OVERLAY = "overlay"


# Each hint: what a word must be, or (with * at an end) what it starts, ends with or holds.
_WORDS = {
    Hint.TITLE: "*title* headline tieude* tit tenbai h1",
    Hint.LEAD: "sapo *sapo chapeau chappeau *summary sumary *tomtat* trichdan* hometext abstract *abstract desc "
    "description *description mota lead leadtext leaddetail intro teaser excerpt newsabstract assetdesc subtitle dek",
    Hint.DATE: "*date *date* time *time datetime* ngay ngaydang* ngaythang* *ngaydang posted publish* thoigian* "
    "pubdate",
    Hint.CLOCK: "clock *clock today homnay *homnay timenow datenow currentdate currenttime dateheader headerdate "
    "datetop topdate thoitiet weather* dongho",
    Hint.CAPTION: "*caption* *chuthich* figcaption imagedesc imgdesc *imgdesc photodesc imagenote imgnote altimgeditor "
    "ghichuanh cthich",
    Hint.BYLINE: "author* *author tacgia* *tacgia byline *byline writer createdby nguoiviet butdanh kyten authorname",
    Hint.SOURCE: "source *source nguon nguontin *nguon",
    Hint.BODY: "articlebody *articlebody entrycontent postcontent detailcontent *detailcontent newscontent* *noidung* "
    "fckdetail maincontent contentdetail* textdetail cmsbody articlecontent bodytext chitiet* *bodycontent longtext "
    "contentbody zcecontentbody singularcontent",
    Hint.TAGS: "tag tags *tags taglist tukhoa keyword keywords *keywords hashtag tagcloud",
    Hint.BREADCRUMB: "*breadcrumb* duongdan *duongdan crumb crumbs path",
    Hint.RELATED: "*related* relate *lienquan* *tinkhac* other othernews *othernews othertitle *docnhieu* *mostread* "
    "*xemnhieu* mostview* *cungchuyenmuc* suggest* recommend* readmore *tinmoi* morenews *tincu* seealso "
    "*postnavigation* "
    "*itemnavigation* prevnext pager "
    "xemthem* *tincungloai* newsother *baikhac* hotnews tinhot tinnoibat *docthem*",
    Hint.COMMENT: "*comment* cmt *binhluan* *ykien* phanhoi feedback disqus reply",
    Hint.NAVIGATION: "nav nav* menu *menu menu* pagination paging phantrang sitemap toplink hotlink megamenu",
    Hint.FOOTER: "footer *footer footer* chantrang bottomsite copyright",
    Hint.HEADER: "header masthead topbar banner *banner topsite logo",
    Hint.SIDEBAR: "sidebar* *sidebar rightcol* colright cotphai widget widgets rightbar leftbar cottrai",
    Hint.TOOLS: "share* *share social* *social toolbar tools tool *print print* rating vote* *vote fontsize congcu* "
    "like zalo* tts readspeaker audio* subscribe* newsletter* captcha login* search* timkiem* counter "
    "luotxem viewcount hits qr qrcode* survey thamdo bieuquyet donate reaction*",
    Hint.OVERLAY: "cookie* consent* gdpr* popup* modal* overlay toast",
    Hint.ADVERT: "ad ads adv advert* quangcao* sponsor* adsense rennab zoneads",
}


_PAGE_BUILDERS = frozenset(("elementor", "wpb", "siteorigin"))
"""They call every element of a page a widget."""


def _pattern(spec: str) -> str:
    parts = []
    for word in spec.split():
        core = re.escape(word.strip("*"))
        parts.append(("[a-z0-9]*" if word[0] == "*" else "") + core + ("[a-z0-9]*" if word[-1] == "*" else ""))
    return "|".join(parts)


_PATTERNS = {hint: re.compile(rf"(?:{_pattern(spec)})\Z") for hint, spec in _WORDS.items()}


@lru_cache(maxsize=20_000)
def hints_of_word(word: str) -> frozenset[Hint]:
    """What one word suggests."""
    found = frozenset(hint for hint, pattern in _PATTERNS.items() if pattern.match(word))
    return found - {Hint.TITLE} if "subtitle" in word else found


@lru_cache(maxsize=20_000)
def hints(marks: frozenset[str]) -> frozenset[Hint]:
    """What the words of an element suggest."""
    found = frozenset().union(*(hints_of_word(word) for word in marks))
    return found - {Hint.SIDEBAR} if marks & _PAGE_BUILDERS else found

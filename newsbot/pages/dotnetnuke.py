"""DotNetNuke and its kin: parts are labels with ids such as ``dnn_ctr512_lblNgayDang``, most of them ``<span>``."""

from __future__ import annotations

from newsbot.pages.family import Family

DOTNETNUKE = Family(
    name="dotnetnuke",
    generators=("dotnetnuke",),
    names=("dnncontentpane", "dnnmodule", "lbl noi dung tom tat"),
    assets=("/DesktopModules/", "/Portals/_default/"),
    parts={
        "title": "span[id$=lblTieuDe], h1[id$=lblTieuDe], h1.post-title",
        "date": "span[id$=lblNgayDang], div.lbPublishedDate",
        "clock": "span[id$=CURRENTDATE_lblDate]",
        "drop": "span[id$=dnnTITLE_titleLabel]",
        "lead": "span[id$=lblTomTat], div[id$=lblTomTat], div.post-summary",
        "body": "span[id$=lblNoiDung], div[id$=lblNoiDung], div.post-content",
        "byline": "span[id$=lblTacGia]",
        "source": "span[id$=lblNguon]",
        "caption": "tr.alt_imgEditor",
        "related": "table[id$=dgTinKhac]",
    },
)

"""Press systems: ePi, VCCorp, the article page of a large daily, MasterCMS without an h1, a body split by a player."""

from __future__ import annotations

from tests.pages.layouts import boxes, chrome
from tests.pages.layouts.draft import Draft
from tests.pages.layouts.model import Family


def _epi(d: Draft) -> str:
    return f"""<!DOCTYPE html> <html lang="vi" class="site"> <head> {d.head()}
<script>window.setTimeout(function() {{ var el = document.querySelector('.scroll a'); if (el) {{ el.innerHTML = 'Cổng <br />tin';
}} }}, 3000);</script> </head> <body class="detail-normal"> <div class="rennab rennab-top"></div>
<header class="site-header"> <h1 class="logo"><a href="/" title="{d.family.site}"></a></h1>{d.clock('<time class="time-now">{}</time>')}
{chrome.menu('<nav class="menu">{}</nav>', "{}")} </header> <div class="site-body"> <div class="container">
{d.crumbs('<div class="breadcrumbs">{}</div>', " ")} <div class="main-col"> <article class="article">
<h2 class="article__title cms-title" style="display:none"></h2>
<h1 class="article__title cms-title ">{d.title}</h1>
<div class="article__meta">{d.byline_above('<span class="author cms-author">{}</span>')}
<time class="time" datetime="{d.story.published:%Y-%m-%dT%H:%M}:09+0700">{d.date()}</time> <div class="social">
<a>Theo dõi {d.family.site} trên Google News</a></div></div>
{d.lead('<div class="article__sapo cms-desc"> {} </div>')}
<div id="sdaWeb_SdaArticleAfterSapo" class="rennab"></div>{d.cover()}
<div class="article__body zce-content-body cms-body" itemprop="articleBody">{d.body()}
<div id="sdaWeb_SdaArticleAfterBody" class="rennab"></div></div>
{d.byline_outside('<div class="article__source"><div class="source"><span class="name">{}</span></div></div>')}
<div class="article-footer">{d.tags('<div class="article__tag"><h4 class="box-heading">Từ khóa</h4>{}</div>', " ")}
{d.cards("Tin liên quan")}{boxes.SHARE}{d.comments("Bình luận")}</div></article></div>
<div class="sidebar">{d.sidebar()}</div></div></div>{chrome.footer(d)}</body></html>"""


def _vccorp(d: Draft) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head>{d.head('<script>var pageSettings={siteId:"1"};</script>')}</head><body>
<div class="header"><div class="header__top"><a class="logo" href="/"></a>{d.clock('<span class="time">{}</span>')}</div>
{chrome.menu()}</div><div class="main"><div class="detail__page"><div class="container">
<div class="detail-cmain" id="content-detail">{d.crumbs('<div class="detail-cate" data-role="cate-name">{}</div>', " ")}
<div class="detail-top"><h1 class="detail-title article-title" data-role="title">{d.title}</h1></div>
<div class="detail-author-top">{d.byline_above('<div class="detail-author" data-role="author">{}</div>')}
<div class="detail-time"><div data-role="publishdate">{d.date()}</div></div></div>{boxes.AUDIO}
{d.lead('<h2 class="detail-sapo" data-role="sapo">{}</h2>')}{d.cover()}
<div class="detail-content afcbc-body" data-role="content" itemprop="articleBody">{d.body()}
<div class="VCSortableInPreviewMode" data-type="quizz" style="display:none"></div></div>
{d.byline_outside('<div class="detail-author-bot"><div class="author-info"><a class="name">{}</a></div></div>')}
<div class="detail__related" data-layout="1">{d.others("Tin liên quan", "plain")}</div>
{d.tags('<div class="detail-tags" data-role="tags">Từ khóa: {}</div>', " ")}{boxes.SHARE}
<h1 class="article-title"></h1><div class="detail-content popup"></div>
{d.comments("Bình luận")}</div><div class="detail-side">{d.sidebar()}</div></div></div>{d.cards("Đọc thêm", "time_bar")}</div>
{chrome.footer(d)}</body></html>"""


def _daily(d: Draft) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head>{d.head()}</head><body class="page-detail">
<header class="section top-header"><div class="container"><a class="logo" href="/"></a>{d.clock('<span class="time-now">{}</span>')}
</div></header>{chrome.menu('<nav class="main-nav"><ul class="parent">{}</ul></nav>')}
<div class="submenu">{chrome.licence_bar()}</div>
<section class="section page-detail top-detail"><div class="container"><div class="sidebar-1">
<div class="header-content width_common">{d.crumbs('<ul class="breadcrumb">{}</ul>', "")}
<span class="date">{d.date()}</span></div>
<h1 class="title-detail">{d.title}</h1>{d.lead('<p class="description">{}</p>')}{d.cover()}
<article class="fck_detail">{d.body()}</article><div id="box_bantin"></div>
{d.tags('<div class="tags"><h4 class="item-tag">{}</h4></div>', '</h4><h4 class="item-tag">')}
<div class="box-tinlienquanv2">{d.others("Tin liên quan", "day")}</div>
<div class="footer-content width_common">{boxes.SHARE}<a>Trở lại Thời sự</a></div>
<div id="box_comment_vne">{d.comments("Ý kiến ()")}</div></div><div class="sidebar-2">{d.sidebar()}</div></div></section>
{d.cards("Đừng bỏ lỡ", "time_first")}{chrome.footer(d)}
<script>try{{try{{for(const iframe of document.querySelectorAll("iframe")){{iframe.remove()}}}}catch(e){{}}}}catch(e){{}}</script>
</body></html>"""


def _mastercms(d: Draft) -> str:
    """No h1 at all; author and date in one line."""
    return f"""<!DOCTYPE html><html><head>{d.head()}</head><body><div class="header_site">{chrome.menu()}
{d.clock('<div class="today">{}</div>')}</div><div class="container"><div class="col730">
{d.crumbs('<div class="fs16 breadcrumbs">{}</div>', " / ")}
<div class="title-detail">{d.title}</div><div class="author-share-top">{d.dateline()}{boxes.SHARE}</div>
{d.lead('<div class="sapo_detail">{}</div>')}<div class="list_news_relation_top">{d.others("", "day")}</div>{d.cover()}
<div id="content_detail_news" class="__MASTERCMS_CONTENT">{d.body()}</div>
{d.byline_outside('<p align="right"><strong>{}</strong></p>')}
{d.tags('<div class="tag_detail"><span>Từ khóa:</span>{}</div>', " ")}
<div class="news_relate_one">{d.cards("Cùng chuyên mục", "plain")}</div>{d.comments("Bình luận")}</div>
<div class="col300">{d.sidebar()}</div></div>{chrome.footer(d, "div")}</body></html>"""


def _split(d: Draft) -> str:
    """The body in two containers with a player and an advertisement between them."""
    parts = [part for part in d.body_parts() if part]
    half = max(1, len(parts) // 2)
    return f"""<!DOCTYPE html><html lang="vi"><head>{d.head()}</head><body><div class="header">{chrome.menu()}</div>
<div class="main"><div class="detail"><div class="date"><span class="txt">{d.date()}</span> | {d.crumbs("<span>{}</span>", " ")}</div>
<h1 class="detail-title">{d.title}</h1>{d.lead('<h2 class="sapo">{}</h2>')}{d.cover()}
<div class="contents"><div id="divfirst">{"".join(parts[:half])}</div>
<div class="ads-inline"><div id="adplayer"><p>Quảng cáo</p><video src="/qc.mp4"></video></div>
<ins class="adsbygoogle"></ins></div>
<div id="divend">{"".join(parts[half:])}</div></div>
{d.byline_outside('<div class="author"><strong>{}</strong></div>')}{boxes.SHARE}{d.tags()}
{d.others("Các tin khác", "day_brackets")}{d.comments("BẠN ĐỌC PHẢN HỒI")}</div><div class="right">{d.sidebar()}</div></div>
{chrome.footer(d)}</body></html>"""


FAMILIES = (
    Family(
        name="epi",
        host="baosonlinh.example",
        site="Báo Sơn Lĩnh điện tử",
        path=lambda s: f"/{s.key}-post{sum(map(ord, s.key))}.html",
        template=_epi,
        choices={
            "date": ("ngay_dash", "plain", "dash"),
            "byline": ("last_name", "outside", "last_class", "above", "jsonld"),
            "caption": ("span", "figure", "table"),
            "paragraph": ("p",),
            "lead": ("marked", "marked", "repeated"),
            "cover": ("outside", "outside", "none"),
            "related": ("in_table", "in_aside", "after"),
            "meta": ("og_jsonld", "jsonld", "jsonld_trailing"),
            "clock": ("", "same"),
            "title_tag": ("full", "suffix"),
            "comments": ("form", "none", "real"),
        },
    ),
    Family(
        name="vccorp",
        host="laodonghailam.example",
        site="Người Hải Lâm Online",
        path=lambda s: f"/{s.key}-1962{s.published:%y%m%d%H%M}00321.htm",
        template=_vccorp,
        choices={
            "date": ("gmt", "half_after_24", "plain"),
            "byline": ("above", "outside", "last_right", "last_class"),
            "caption": ("vccorp", "vccorp", "figure"),
            "alt": ("caption", "empty"),
            "lead": ("marked",),
            "cover": ("none", "first"),
            "related": ("in_div", "after"),
            "meta": ("og_jsonld", "jsonld_no_zone", "jsonld_blank_zone"),
            "title_tag": ("full",),
            "comments": ("form", "real"),
        },
    ),
    Family(
        name="daily",
        host="nhatbao.example",
        site="Nhật báo",
        path=lambda s: f"/{s.key}-49{sum(map(ord, s.key))}.html",
        template=_daily,
        choices={
            "date": ("unpadded",),
            "byline": ("last_right", "last_class", "jsonld"),
            "caption": ("figure_p",),
            "alt": ("caption", "title", "empty"),
            "paragraph": ("normal",),
            "lead": ("marked",),
            "meta": ("og_jsonld", "jsonld"),
            "clock": ("day_weekday", "same"),
            "title_tag": ("suffix", "full"),
            "comments": ("real", "form"),
        },
    ),
    Family(
        name="mastercms",
        host="baodaututinh.example",
        site="Đầu tư tỉnh",
        path=lambda s: f"/{s.key}-d{sum(map(ord, s.key))}.html",
        template=_mastercms,
        choices={
            "date": ("plain", "time_bar", "day_dashes"),
            "byline": ("dateline", "outside", "last_align"),
            "caption": ("mastercms", "mastercms", "figure"),
            "lead": ("marked",),
            "related": ("after", "in_table"),
            "meta": ("none", "og_no_date", "us"),
            "clock": ("", "same"),
            "title_tag": ("full", "suffix", "section"),
        },
    ),
    Family(
        name="split",
        host="tintucmien.example",
        site="Báo Tin tức miền",
        path=lambda s: f"/thoi-su/{s.key}-{s.published:%Y%m%d%H%M}12345.htm",
        template=_split,
        choices={
            "date": ("dash", "unpadded", "plain"),
            "byline": ("outside", "last_right"),
            "caption": ("figure", "table_plain"),
            "paragraph": ("p", "justify"),
            "lead": ("marked", "bold"),
            "entities": (True, False),
            "meta": ("og", "none"),
        },
        pages=6,
    ),
)

"""Party committee sites: NukeViet 4, two generations of Liferay, and the order of the oldest committee site."""

from __future__ import annotations

from tests.pages.layouts import boxes, chrome
from tests.pages.layouts.draft import Draft
from tests.pages.layouts.model import Family, Story


def _nukeviet(d: Draft) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#"><head>
{d.head('<meta name="generator" content="NukeViet v4.3"><link rel="StyleSheet" href="/themes/default/css/style.css">')}
</head><body>
<noscript><div class="alert alert-danger">Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.<br />
Website chỉ làm việc khi bạn bật nó trở lại.</div></noscript>
<div class="section-header-bg"><header><div id="header"><div class="logo"><a title="{d.family.site}" href="/">
<img src="/uploads/logo.png" alt="{d.family.site}" /></a><span class="site_name">{
        d.family.site
    }</span></div></div></header></div>
<nav class="navbar navbar-default">{chrome.menu('<ul class="nav navbar-nav">{}</ul>')}</nav>
<div class="row"><div class="col-xs-24 current-time">{d.clock()}</div>
<marquee>{d.pool.slogans[0]}</marquee></div>
{d.crumbs('<div class="breadcrumbs-wrap"><ul class="breadcrumbs list-none">{}</ul></div>', "<li></li>")}
<div class="row"><div class="col-sm-16 col-md-18">
<div class="news_column panel panel-default" itemtype="http://schema.org/NewsArticle" itemscope><div class="panel-body">
<h1 class="title margin-bottom-lg" itemprop="headline">{d.title}</h1>
<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5">{d.date()}</span></div>
<div class="col-md-12"><ul class="list-inline text-right">
<li><a class="dimgray" title="Gửi bài viết qua email" href="javascript:void(0);"><em class="fa fa-envelope"></em></a></li>
<li><a class="dimgray" title="In ra" href="#"><em class="fa fa-print"></em></a></li></ul></div></div>
<div class="clearfix">{d.lead('<div class="hometext m-bottom" itemprop="description">{}</div>')}
{_nukeviet_cover(d)}</div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg" itemprop="articleBody">{d.body()}</div>
{d.byline_outside('<div class="margin-bottom-lg"><p class="h5 text-right"><strong>Tác giả: </strong>{}</p></div>')}
</div></div>
<div class="news_column panel panel-default"><div class="panel-body">{boxes.RATING}</div></div>
{
        d.tags(
            '<div class="news_column panel panel-default"><div class="panel-body"><div class="h5"><em class="fa fa-tags"></em>'
            "<strong>Từ khóa: </strong>{}</div></div></div>"
        )
    }
<div class="news_column panel panel-default"><div class="panel-body">{boxes.SHARE}</div></div>
{d.comments()}
{boxes.nukeviet_others(d.news[2:4], d.news[4:6])}
</div><div class="col-sm-8 col-md-6">{d.sidebar()}</div></div>
{chrome.footer(d)}{chrome.cookies(d)}</body></html>"""


def _nukeviet_cover(d: Draft) -> str:
    cover = d.cover()
    return f'<div class="pull-left imghome">{cover}</div>' if cover else ""


def _bkav(d: Draft) -> str:
    return f"""<!DOCTYPE html>
<html class="ltr" dir="ltr" lang="vi-VN"><head>
{d.head('<script>var themeDisplay={getLayoutId:function(){return "312"}};</script>')}</head>
<body class="yui3-skin-sam controls-visible signed-out public-page site">
<a href="#main-content" id="skip-to-content">Skip to Content</a>
<div id="wrapper"><header id="banner" role="banner"><div id="heading"><h1 class="site-title">
<a class="logo custom-logo" href="/web/guest"><img alt="{d.family.site}" src="/image/layout_set_logo"></a></h1>
{d.clock('<div class="portlet-date"><span id="datetime">{}</span></div>')}</div>{chrome.menu()}</header>
<div id="content"><nav id="breadcrumbs">{d.crumbs('<ul class="breadcrumb">{}</ul>', '<span class="divider">/</span>')}</nav>
<div class="columns-2" id="main-content" role="main"><div class="portlet-layout"><div class="aui-w70 portlet-column">
<div class="portlet-boundary portlet-asset-publisher" id="p_p_id_101_INSTANCE_x9Kd_"><span id="p_101"></span>
<section class="portlet" id="portlet_101"><header class="portlet-topper"><h1 class="portlet-title">
<span class="portlet-title-text">Chi tiết tin</span></h1></header><div class="portlet-content">
<div class="asset-full-content"><div class="asset_title"><span>{d.title}</span></div>
<div class="asset-publish-date"><span class="assetPublishDate">{d.date()}</span></div>
{boxes.FONT_TOOLS}{boxes.AUDIO}
{d.lead('<div class="asset-abstract"><span class="assetdesc-text">{}</span></div>')}{d.cover()}
<div class="asset-content" id="asset-content"><div class="journal-content-article">{d.body()}</div></div>
{d.byline_outside('<div class="asset-author"><span>{}</span></div>')}
{d.tags('<div class="taglib-asset-tags-summary"><span>Thẻ:</span> {}</div>')}{boxes.SHARE}
<div class="asset-links"><h2 class="asset-links-title">Tin liên quan</h2>{d.others("", "day_brackets")}</div></div>
{d.comments("Bình luận")}</div></section></div></div><div class="aui-w30 portlet-column">{d.sidebar()}</div></div></div></div>
{chrome.footer(d)}</div><span class="hide">menu_WAR_egovportlet</span></body></html>"""


def _liferay7(d: Draft) -> str:
    return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head>
{d.head()}</head><body class="controls-visible yui3-skin-sam guest-site signed-out public-page site">
<nav class="quick-access-nav"><h1 class="hide-accessible">Điều hướng</h1><ul><li><a href="#main-content">Nhảy đến nội dung</a>
</li></ul></nav><div class="container-fluid" id="wrapper"><header><a class="logo" href="/"><img src="/logo" alt=""></a>
{d.clock('<div id="miniclock">{}</div>')}{chrome.menu()}</header><section id="content"><h2 class="hide-accessible" role="heading">
{d.title} - {d.family.site}</h2>{d.crumbs('<ol class="breadcrumb">{}</ol>', "")}
<div class="portlet-content"><div class="detailNewsCategory"><div class="newDetail">
<h1 id="titleDetail" class="title">{d.title}</h1>
<div class="tool"><span class="date_time">{d.date()}</span> <i class="fa fa-font"></i>{boxes.FONT_TOOLS}{boxes.AUDIO}</div>
{d.lead('<div id="leadDetail" class="summary">{}</div>')}
<div class="img-detail">{d.cover()}</div>
<div id="contentDetail" class="textdetail">{d.body()}</div>
{d.byline_outside('<div class="author">{}</div>')}<div class="source"></div>
{d.tags()}<div id="footerOfNewDetail">{boxes.SHARE}<div class="list_detail"><h4>Tin mới hơn</h4>
<div class="ul_list_detail">{d.others("Tin cũ hơn", "plain")}</div></div></div></div></div>
{d.comments("Bình luận")}</div><div class="sidebar">{d.sidebar()}</div></section>{chrome.footer(d)}</div></body></html>"""


def _committee(d: Draft) -> str:
    """The order of the oldest committee site: clock, title, captioned picture, text, name, comments."""
    return f"""<html><head>{d.head()}</head><body><form id="form1" action="/tin-tuc"><div class="top">
<div class="date">{d.clock("{}")}</div><img src="/banner.jpg" alt="{d.family.site}">{chrome.menu('<div class="nav">{}</div>', "{} | ")}
</div><div class="main"><div class="left">{d.crumbs('<div class="path">{}</div>')}
<div class="detail-title">{d.title}</div>{d.date()}{d.cover()}{d.lead('<div class="sum">{}</div>')}
<div class="detail-body">{d.body()}</div>{d.byline_outside('<div class="pseudonym">{}</div>')}
{boxes.SHARE}<div class="feedback"><div>Ý kiến bạn đọc</div><a href="#">refresh</a><div>Tổng lượt bình luận</div></div>
{d.others("Tin khác", "day_brackets")}</div><div class="right"><div>Thông báo</div>{d.sidebar()}</div></div>
{chrome.footer(d, "div")}</form></body></html>"""


def _slug(story: Story) -> str:
    return f"{story.key}-{1491000000 + sum(map(ord, story.key))}"


FAMILIES = (
    Family(
        name="nukeviet",
        host="tinhuyhailam.example",
        site="Trang thông tin điện tử Tỉnh ủy Hải Lâm",
        path=lambda s: f"/vi/news/tin-tuc/{s.key}-{sum(map(ord, s.key))}.html",
        template=_nukeviet,
        choices={
            "date": ("nukeviet", "nukeviet", "nukeviet_views", "seconds_last"),
            "byline": ("label", "last_right", "last_left", "outside", "none"),
            "caption": ("centred", "figure", "table_plain", "same_p", "italic"),
            "paragraph": ("justify", "p", "span", "div"),
            "lead": ("marked", "repeated", "plain"),
            "cover": ("none", "outside"),
            "related": ("after", "in_list", "in_para"),
            "meta": ("og", "none", "og_no_date", "jsonld"),
            "clock": ("", "same", "day_words"),
        },
    ),
    Family(
        name="bkav",
        host="huyenuy.sonlinh.example",
        site="Cổng thông tin điện tử huyện Thạch Khê",
        path=lambda s: f"/-/asset_publisher/LUd5kC4xHoJm/content/{s.key}",
        template=_bkav,
        choices={
            "date": ("bkav", "bkav", "english", "day"),
            "byline": ("last_right", "outside", "last_nbsp", "none"),
            "caption": ("centred", "table", "italic", "centred_plain"),
            "paragraph": ("justify", "span", "blank"),
            "lead": ("marked", "marked", "bold"),
            "cover": ("none", "first"),
            "meta": ("none", "og_no_date"),
            "clock": ("", "same", "words_time"),
            "title_tag": ("suffix", "portal"),
            "entities": (False, True),
        },
    ),
    Family(
        name="liferay7",
        host="hailam.example",
        site="Cổng thông tin điện tử tỉnh Hải Lâm",
        path=lambda s: f"/-/view_content/{sum(map(ord, s.key))}-{s.key}.html",
        template=_liferay7,
        choices={
            "date": ("plain", "bar", "twelve"),
            "label": ("", "Ngày đăng "),
            "byline": ("outside", "last_right", "none", "glued"),
            "caption": ("centred", "italic", "figure"),
            "alt": ("placeholder", "file"),
            "paragraph": ("p", "blank", "justify"),
            "lead": ("marked", "repeated"),
            "cover": ("none", "outside"),
            "clock": ("", "day_weekday"),
        },
    ),
    Family(
        name="committee",
        host="thanhuylachong.example",
        site="Trang tin điện tử Đảng bộ Thành phố Lạc Hồng",
        path=lambda s: f"/tin-tuc/{_slug(s)}",
        template=_committee,
        choices={
            "date": ("none", "none", "two_spaces"),
            "clock": ("day_words", "words_time"),
            "byline": ("last_plain", "outside", "last_right", "glued_space"),
            "caption": ("doubled", "twice", "div"),
            "cover": ("outside", "first"),
            "lead": ("plain", "bold"),
            "paragraph": ("p", "div", "br"),
            "title_tag": ("full", "portal"),
            "tags": (False,),
        },
    ),
)

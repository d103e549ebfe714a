"""Government portals: SharePoint, DotNetNuke, VNPT, the ministries' SharePoint parts."""

from __future__ import annotations

from tests.pages.layouts import boxes, chrome
from tests.pages.layouts.draft import Draft
from tests.pages.layouts.model import Family

_VIEWSTATE = "/wEPDwUKLTE5NDg3" + "QWxsVGhlc2VCeXRlc0FyZU5vdGhpbmc5" * 900 + "=="


def _sharepoint(d: Draft) -> str:
    """Menus of 100 kB, a hidden h1 that says "Home", the portal's name as the title of every page."""
    home = '<h1 name="onetidProjectPropertyTitle"><a href="" style="height: 14px; display: inline-block">Home</a></h1>'
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns:o="urn:schemas-microsoft-com:office:office" lang="en-us" dir="ltr">
<!-- Mirrored from portal/Pages/default.aspx by HTTrack Website Copier/3.x [XR&CO'2014], Sat, 04 Jun 2016 17:37:32 GMT -->
<head><meta name="GENERATOR" content="Microsoft SharePoint" />{d.head()}<base href="http://{d.family.host}/"></head>
<body class="v4master"><div id="aspnetForm"><noscript><div class='noindex'>You may be trying to access this site from a secured
browser on the server. Please enable scripts and reload this page.</div></noscript>
<div id="s4-ribbonrow" class="s4-pr" style="display:none"><ul class="ms-cui-tts"><li>Browse</li><li>Page</li></ul></div>
<div id="s4-titlerow"><div class="s4-title-inner" style="display:none"><table class="s4-titletable"><tr><td>{home}
</td></tr></table></div></div>{d.clock('<div id="day">{}</div>')}
<div class="snLeft">{chrome.mega_menu(80)}</div>
<div class="snCenter"><div class="postMain"><table width="100%"><tr><td id="MSOZoneCell_WebPartWPQ10" valign="top"><table><tr><td>
<DIV class="container_top_mid2"><TABLE width="100%"><TBODY><TR class="ms-news-header"><TD class="FolderTitle">
 {d.crumbs("{}", " : ")} </TD><TD style="TEXT-ALIGN: right" class="Time" align="right">{d.date()}</TD></TR></TBODY></TABLE></DIV>
<DIV id="part1"><TABLE id="tableforprint" width="100%"><TBODY><TR><TD width="100%"><P class="Title">{d.title} </P></TD></TR>
<TR><TD style="TEXT-ALIGN: justify">{d.lead('<B class="lv_description_mode1 allowMenu">{}</B>')}</TD></TR>
<TR><TD style="TEXT-ALIGN: justify"><div class="ExternalClassD44D9F9779FB"><p><span style="font-size:14px"><br /></span></p>
<div id="content-print">{d.body()}</div></div></TD></TR></TBODY></TABLE>
<span class="css_readCounter">Số lượt người xem : <b id="viewCounter"></b></span><a class="print" href="#"> Bản in </a></DIV>
</td></tr></table></td></tr><tr><td><TABLE class="tbtinkhac"><TBODY><TR><TD class="OtherTitle"><P class="OtherTitle">TIN ĐÃ ĐƯA </P>
</TD></TR></TBODY></TABLE>{d.others("", "day_brackets")}</td></tr></table></div></div>
<div class="snRight">{d.sidebar()}</div>{chrome.footer(d, "div")}</div></body></html>
<script src="http://khac.example/jquery.min.js"></script>"""


def _dnn(d: Draft) -> str:
    return f"""<!DOCTYPE html><html lang="vi-VN"><head id="Head">{d.head()}</head><body id="Body">
<form method="post" action="/tin-chi-tiet" id="Form" enctype="multipart/form-data"><div class="aspNetHidden">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{_VIEWSTATE}" /></div>
<div id="dnn_Header">{d.clock('<span id="dnn_dnnCURRENTDATE_lblDate" class="currentdate">{}</span>')}
<table class="menu"><tr>{chrome.menu("{}", "<td>{}</td>")}</tr></table></div>
<div id="dnn_ContentPane" class="contentpane"><div class="DnnModule"><a name="512"></a>
{d.crumbs('<span class="path">{}</span>', " &gt; ")}<div id="dnn_ctr512_Main_UserControl">
<h1 class="head"><span id="dnn_ctr512_lblTieuDe">{d.title}</span></h1>
<div class="infor"><span id="dnn_ctr512_lblNgayDang">{d.date()}</span>
{d.byline_above('<span id="dnn_ctr512_lblTacGia">{}</span>')}</div>{boxes.FONT_TOOLS}
{d.lead('<span id="dnn_ctr512_lblTomTat"><b>{}</b></span>')}{d.cover()}
<span id="dnn_ctr512_lblNoiDung">{d.body()}</span>
{d.byline_outside('<div style="text-align:right"><span id="dnn_ctr512_lblNguon" class="tacgia">{}</span></div>')}
<div class="tool"><input type="submit" value="Quay lại" /> <a>In bài viết</a></div>
<table id="dnn_ctr512_dgTinKhac" cellspacing="0"><tr><td class="tinkhac">Các tin đã đưa</td></tr>
<tr><td>{d.others("", "day_brackets")}</td></tr></table></div></div></div>
<div id="dnn_RightPane">{d.sidebar()}</div>{chrome.footer(d, "div")}</form></body></html>"""


def _vnpt(d: Draft) -> str:
    return f"""<!DOCTYPE html><html><head>{d.head()}</head><body><form id="form1" method="post" action="./x.aspx">
<input type="hidden" name="__VIEWSTATE" value="{_VIEWSTATE[:9000]}" /><div class="banner"><img src="/b.jpg" alt="">
{d.clock('<div class="Date">{}</div>')}</div>{chrome.menu('<div class="MainMenu">{}</div>', "<span>{}</span>")}
<div class="CenterColumn">{d.crumbs('<div class="Breadcrumb">{}</div>', " / ")}<div class="ArticleDetailControl">
<h1 class="ArticleTitle">{d.title}</h1><div class="PostDate">{d.date()}</div>
<div class="Toolbar">{boxes.FONT_TOOLS}<a class="print">Print</a></div>
{d.lead('<div class="ArticleSummary">{}</div>')}{d.cover()}
<div id="divArticleContent" class="ArticleContent">{d.body()}</div>
{d.byline_outside('<div class="ArticleAuthor">{}</div>')}
<div class="RelatedNews">{d.others("Các tin khác", "day_brackets")}</div></div>{d.comments("Ý kiến")}</div>
<div class="RightColumn">{d.sidebar()}</div>{chrome.footer(d, "div")}</form></body></html>"""


def _ministry(d: Draft) -> str:
    return f"""<html dir="ltr" lang="vi-VN"><head><meta name="GENERATOR" content="Microsoft SharePoint" />{d.head()}</head>
<body scroll="yes"><form name="aspnetForm" method="post" action="/Pages/TinTuc/chitiet.aspx" id="aspnetForm">
<div><input type="hidden" name="__REQUESTDIGEST" value="0x0FA3" /></div><div id="s4-workspace">
{chrome.menu()}{d.clock('<span id="today">{}</span>')}<div class="welcome blank-wp"><div id="news_content">
<div class="title-date"><div class="date-detail"><span>{d.date()}</span></div>
<div id="divArticleDescription3"><h1>{d.title}</h1></div></div>
<div id="divArticleDescription1">{d.lead("<p>{}</p>")}</div><div id="divArticleDescription2">{d.cover()}{d.body()}</div>
<div id="ctl00_pnNguontin">{d.byline_outside('<p><font color="#000">{}</font></p>')}</div>
{boxes.SHARE}<div class="ykien"><h3>Ý kiến ()</h3>{d.comments("Gửi ý kiến")}</div></div>
<div class="tin-lien-quan">{d.others("Tin liên quan", "day_brackets")}</div></div><div class="ms-right">{d.sidebar()}</div></div>
{chrome.footer(d, "div")}</form></body></html>"""


FAMILIES = (
    Family(
        name="sharepoint",
        host="vinhhoaan.hailam.example",
        site="Trang Thông Tin Điện Tử huyện Vĩnh Hòa An - tỉnh Hải Lâm",
        path=lambda s: f"/{s.published:%d%m%Y}{sum(map(ord, s.key)) % 10:02d}",
        template=_sharepoint,
        choices={
            "date": ("day",),
            "byline": ("last_right", "last_left", "last_nbsp", "none"),
            "caption": ("justified", "centred", "centred_plain", "twice"),
            "alt": ("empty", "windows"),
            "paragraph": ("justify", "span"),
            "lead": ("marked", "plain", "bold", "repeated"),
            "description": ("none", "portal"),
            "title_tag": ("portal",),
            "entities": (True, True, False),
            "clock": ("", "day_words"),
            "comments": ("none",),
            "tags": (False,),
        },
    ),
    Family(
        name="dnn",
        host="sonoivu.example",
        site="Sở Nội vụ Sơn Lĩnh",
        path=lambda s: f"/tin-chi-tiet?id={sum(map(ord, s.key))}&_c=93",
        template=_dnn,
        choices={
            "date": ("vietnamese_half", "seconds_last", "comma_half", "minute_mark"),
            "label": ("Ngày đăng: ", "Gửi lúc: ", "Cập nhật lúc: ", ""),
            "byline": ("outside", "last_right", "glued", "above"),
            "caption": ("centred", "table_plain", "same_p"),
            "paragraph": ("justify", "span", "div", "br"),
            "lead": ("marked", "bold"),
            "description": ("none", "portal"),
            "title_tag": ("suffix", "portal"),
            "clock": ("", "same"),
            "comments": ("none",),
            "tags": (False,),
        },
    ),
    Family(
        name="vnpt",
        host="caobangtrang.example",
        site="Cổng thông tin điện tử tỉnh Sơn Lĩnh",
        path=lambda s: f"/tin-tuc-su-kien/{s.key}-{sum(map(ord, s.key))}",
        template=_vnpt,
        choices={
            "date": ("plain", "dash", "weekday_digit", "day_dashes"),
            "label": ("", "Đăng ngày: ", "Ngày đăng: "),
            "updated": (False, True),
            "byline": ("last_right", "outside", "last_align"),
            "caption": ("centred", "table", "italic"),
            "alt": ("placeholder", "empty"),
            "paragraph": ("justify", "blank"),
            "lead": ("marked", "bold", "repeated"),
            "description": ("cut", "full", "none"),
            "clock": ("", "same"),
            "tags": (False,),
        },
    ),
    Family(
        name="ministry",
        host="botrung.example",
        site="Bộ Xây dựng nếp sống",
        path=lambda s: f"/Pages/TinTuc/{sum(map(ord, s.key))}/{s.key}.html",
        template=_ministry,
        choices={
            "date": ("twelve", "vietnamese_half", "minute_zone"),
            "byline": ("outside", "last_right", "last_word"),
            "caption": ("word", "centred"),
            "paragraph": ("word", "justify"),
            "lead": ("marked", "plain"),
            "section": (False,),
            "tags": (False,),
            "title_tag": ("portal", "full"),
            "clock": ("", "same"),
        },
        pages=6,
    ),
)

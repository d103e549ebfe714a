"""Systems that anybody can install: WordPress with two themes, Joomla, Drupal."""

from __future__ import annotations

from tests.pages.layouts import boxes, chrome
from tests.pages.layouts.draft import Draft
from tests.pages.layouts.model import Family


def _wp_block(d: Draft) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><head>{d.head('<meta name="generator" content="WordPress 6.5.2">')}</head>
<body class="post-template-default single single-post wp-embed-responsive"><a class="skip-link screen-reader-text" href="#wp--skip-link">
Chuyển đến phần nội dung</a><div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title">
<a href="/">{d.family.site}</a></p>{chrome.menu('<nav class="wp-block-navigation"><ul>{}</ul></nav>')}</header>
<main class="wp-block-group" id="wp--skip-link--target"><div class="wp-block-group">
<h1 class="wp-block-post-title">{d.title}</h1><div class="wp-block-group is-layout-flex">
<div class="wp-block-post-date"><time datetime="{d.story.published:%Y-%m-%dT%H:%M}:05+07:00">{d.date()}</time></div>
{d.byline_above('<div class="wp-block-post-author"><p class="wp-block-post-author__name">{}</p></div>')}
{d.crumbs('<div class="taxonomy-category wp-block-post-terms">{}</div>', ", ")}</div></div>
<figure class="wp-block-post-featured-image"><img src="/wp-content/uploads/hinh.jpg" alt=""></figure>
<div class="entry-content wp-block-post-content is-layout-flow">{d.lead('<p class="has-medium-font-size"><strong>{}</strong></p>')}
{d.body()}</div>{d.tags('<div class="taxonomy-post_tag wp-block-post-terms"><span>Tags: </span>{}</div>')}
<nav class="post-navigation-link"><a href="/truoc">{d.news[6].title}</a><a href="/sau">{d.news[7].title}</a></nav>
<div class="wp-block-comments">{_wp_comments(d)}</div></main>
<aside>{d.sidebar()}</aside>{chrome.footer(d)}</div></body></html>"""


def _wp_comments(d: Draft) -> str:
    form = (
        '<div id="respond" class="comment-respond"><h3 id="reply-title">Để lại một bình luận</h3><p>Email của bạn sẽ không được '
        "hiển thị công khai. Các trường bắt buộc được đánh dấu *</p><form><textarea></textarea></form></div>"
    )
    return boxes.comment_list(d.pool.comments) + form if d.look.comments == "real" else form


def _wp_classic(d: Draft) -> str:
    return f"""<!doctype html ><html lang="vi"><head>{d.head()}<link rel='stylesheet' href='/wp-content/themes/Newspaper/style.css'>
</head><body class="post-template-default single td-standard-pack"><div class="td-header-wrap"><div class="td-header-top-menu">
{d.clock('<div class="td_data_time"><div>{}</div></div>')}</div>{chrome.menu()}</div>
<div class="td-main-content-wrap"><article class="post type-post" itemscope itemtype="https://schema.org/Article">
{d.crumbs('<div class="entry-crumbs">{}</div>', ' <i class="td-icon-right"></i> ')}
<header class="td-post-title"><ul class="td-category"><li class="entry-category"><a>{d.story.section[-1]}</a></li></ul>
<h1 class="entry-title">{d.title}</h1><div class="td-module-meta-info">
<div class="td-post-author-name"><div class="td-author-by">bởi</div> <a href="/author/admin/">admin</a><div class="td-author-line"> - </div></div>
<span class="td-post-date"><time class="entry-date updated td-module-date">{d.date()}</time></span>
<div class="td-post-views"><i class="td-icon-views"></i><span>545</span></div></div></header>
<div class="td-post-sharing">{boxes.SHARE}</div><div class="td-post-content tagdiv-type">
{d.lead("<p><strong><em>{}</em></strong></p>")}{d.body()}
<div class="wp_rp_wrap"><h3 class="related_post_title">Xem thêm bài viết</h3>{d.others("", "day")}</div></div>
<footer>{d.tags('<div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li>{}</ul></div>', " ")}
<div class="td-author-box"><a class="author-name" href="/author/admin">admin</a><a href="/">{d.family.host}</a></div></footer></article>
<div class="td_block_related_posts">{d.cards("BÀI VIẾT LIÊN QUAN", "day_wordpress")}</div>{_wp_comments(d)}
<div class="td-sidebar">{d.sidebar()}</div></div>{chrome.footer(d)}</body></html>"""


def _joomla(d: Draft) -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="vi-vn" lang="vi-vn"><head><base href="http://{d.family.host}/" />
{d.head('<meta name="generator" content="Joomla! - Open Source Content Management" />')}</head>
<body id="bd" class="fs3 com_content"><div id="ja-wrapper"><div id="ja-header"><h1 class="logo"><a href="/index.php" title="">
<span>{d.family.site}</span></a></h1>{d.clock('<div class="ja-clock">{}</div>')}</div>
<div id="ja-mainnav">{chrome.menu()}</div><div id="ja-container"><div id="ja-content">
{d.crumbs('<span class="breadcrumbs pathway">{}</span>', ' <img src="/arrow.png" alt="" /> ')}
<div class="item-page clearfix"><h2 class="contentheading clearfix"><a href="/tin">{d.title}</a></h2>
<div class="article-tools clearfix"><dl class="article-info"><dt class="article-info-term">Chi tiết</dt>
<dd class="published">{d.date()}</dd>{d.byline_above('<dd class="createdby">Viết bởi {}</dd>')}<dd class="hits">Lượt xem: 2315</dd></dl>
<ul class="actions"><li><a href="#"><img src="/printButton.png" alt="In" /></a></li><li><a href="#">Email</a></li></ul></div>
{d.lead('<p style="text-align: justify;"><strong>{}</strong></p>')}{d.body()}
<ul class="pagenav"><li><a href="/t">&lt; Lùi</a></li><li><a href="/s">Tiếp theo &gt;</a></li></ul></div>
<div class="itemRelated">{d.others("Các tin khác", "day")}</div></div><div id="ja-right">{d.sidebar()}</div></div>
{chrome.footer(d, "div")}</div></body></html>"""


def _drupal(d: Draft) -> str:
    return f"""<!DOCTYPE html><html lang="vi" dir="ltr" prefix="content: http://purl.org/rss/1.0/modules/content/"><head>
{d.head('<meta name="Generator" content="Drupal 8 (https://www.drupal.org)" />')}</head>
<body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden">Nhảy đến nội dung</a>
<header>{chrome.menu()}{d.clock('<div class="block-date">{}</div>')}</header><section class="page-normal"><div class="container">
<article data-history-node-id="13156" role="article" class="detail" itemprop="articleBody">
<div class="row article-breadcrumb">{d.crumbs('<nav><ol class="breadcrumb">{}</ol></nav>', "")}</div>
<div class="row article-title"><div class="col"><h1 class="article-title mb-0">{d.title}</h1></div></div>
<div class="row article-date align-items-center"><div class="col-md-4">
      {d.date()}
    </div><div class="col-md-8">{boxes.SHARE}<span class="copy-tooltip">Copy link thành công!</span></div></div>
<div class="row article-summary">{d.lead('<div class="col"><h2><div>{}<br /><br /></div></h2></div>')}</div>
<div class="row article-content"><div class="col"><div class="text-long">{d.body()}</div></div></div>
{d.byline_outside('<div class="row article-author"><div class="col text-end"><a href="/author">{}</a><br/></div></div>')}
{d.tags('<div class="row article-tags">Tag: {}</div>')}
<div class="row">Mời quý độc giả theo dõi trang trên mạng xã hội</div></article>
<div class="comment-block">{d.comments("Viết bình luận")}</div>{d.cards("Tin liên quan", "gmt")}</div></section>
<aside>{d.sidebar()}</aside>{chrome.footer(d)}</body></html>"""


FAMILIES = (
    Family(
        name="wp_block",
        host="tuyengiaobautram.example",
        site="Tuyên giáo Bàu Trám",
        path=lambda s: f"/{s.published:%Y/%m/%d}/{s.key}/",
        template=_wp_block,
        choices={
            "date": ("day_wordpress", "day_month_word"),
            "byline": ("last_right", "above", "last_left", "none"),
            "caption": ("figure_block",),
            "paragraph": ("block",),
            "lead": ("plain", "bold", "marked"),
            "related": ("after", "in_more", "in_list"),
            "meta": ("graph", "og", "none"),
            "title_tag": ("suffix",),
            "comments": ("form", "real"),
        },
    ),
    Family(
        name="wp_classic",
        host="doanthanhnien.example",
        site="Tuổi trẻ Cù Mông",
        path=lambda s: f"/{s.key}/",
        template=_wp_classic,
        choices={
            "date": ("day", "day_wordpress", "plain"),
            "byline": ("last_right", "last_plain", "br", "none"),
            "caption": ("old_wp", "same_p", "centred"),
            "paragraph": ("justify", "p"),
            "lead": ("marked", "bold", "plain"),
            "related": ("after", "in_para"),
            "meta": ("graph", "jsonld_wrong_author", "none"),
            "clock": ("", "day_weekday"),
            "comments": ("form", "real"),
        },
    ),
    Family(
        name="joomla",
        host="tuyengiaosonlinh.example",
        site="Tuyên giáo Sơn Lĩnh",
        path=lambda s: f"/index.php/tin-tuc/{sum(map(ord, s.key))}-{s.key}.html",
        template=_joomla,
        choices={
            "date": ("joomla",),
            "label": ("", "Được đăng: "),
            "byline": ("last_right", "above", "last_nbsp", "none"),
            "caption": ("joomla", "centred", "same_p", "table_plain"),
            "paragraph": ("justify", "span"),
            "lead": ("marked", "bold", "plain"),
            "clock": ("", "same"),
            "title_tag": ("full", "suffix"),
            "comments": ("none",),
            "tags": (False,),
        },
    ),
    Family(
        name="drupal",
        host="dai.hailam.example",
        site="Đài Phát thanh - Truyền hình Hải Lâm",
        path=lambda s: f"/xa-hoi/{s.key}-post{sum(map(ord, s.key))}.vov",
        template=_drupal,
        choices={
            "date": ("time_first", "dash"),
            "byline": ("outside", "last_right"),
            "caption": ("drupal",),
            "alt": ("caption", "file"),
            "paragraph": ("p",),
            "lead": ("marked",),
            "related": ("in_aside", "after"),
            "meta": ("og", "jsonld", "og_jsonld"),
            "title_tag": ("full",),
        },
    ),
)

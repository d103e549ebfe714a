"""WordPress: block themes, classic themes and the newspaper theme. Its author is often the user who pasted the text."""

from __future__ import annotations

from newsbot.pages.family import Family

WORDPRESS = Family(
    name="wordpress",
    generators=("wordpress",),
    names=("wpsiteblocks", "wpblockposttitle", "singlepost posttemplatedefault", "elementordefault"),
    assets=("/wp-content/", "/wp-includes/"),
    parts={
        "title": "h1.entry-title, h1.wp-block-post-title, h1.post-title, div.elementor-widget-theme-post-title",
        "date": "time.entry-date, div.wp-block-post-date, span.td-post-date, span.posted-on, "
        "span.elementor-post-info__item--type-date",
        "body": "div.entry-content, div.td-post-content, div.wp-block-post-content, "
        "div.elementor-widget-theme-post-content",
        "caption": "figcaption.wp-element-caption, figcaption.wp-caption-text, p.wp-caption-text",
        "tags": "ul.td-tags, span.tags-links, div.taxonomy-post_tag",
        "related": "div.td_block_related_posts, div.wp_rp_wrap, nav.post-navigation, div.jp-relatedposts",
    },
)

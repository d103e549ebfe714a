"""The shapes in which sites print a picture with its caption."""

from __future__ import annotations

from collections.abc import Callable

_Shape = Callable[[str, str], str]


def _nbsp(count: int) -> str:
    return "&nbsp; " * count


SHAPES: dict[str, _Shape] = {
    "figure": lambda img, cap: f"<figure>{img}<figcaption>{cap}</figcaption></figure>",
    "figure_block": lambda img, cap: (
        f'<figure class="wp-block-image size-large">{img}'
        f'<figcaption class="wp-element-caption">{cap}</figcaption></figure>'
    ),
    "figure_p": lambda img, cap: (
        f'<figure class="tplCaption action_thumb" data-size="true"><div class="fig-picture">{img}</div>'
        f'<figcaption itemprop="description"><p class="Image">{cap}</p></figcaption></figure>'
    ),
    "vccorp": lambda img, cap: (
        f'<figure class="VCSortableInPreviewMode active" type="Photo"><div><a href="/anh.jpg" data-fancybox="img-lightbox" '
        f'title="" target="_blank">{img}</a></div><figcaption class="PhotoCMS_Caption">'
        f'<p data-placeholder="Nhập chú thích ảnh">{cap}</p></figcaption></figure>'
    ),
    "table": lambda img, cap: (
        f'<table class="image center" width="550" align="center"><tbody><tr><td>{img}</td></tr>'
        f'<tr><td class="image_desc"><p>{cap}</p></td></tr></tbody></table>'
    ),
    "table_plain": lambda img, cap: (
        f'<table align="center" border="0" cellpadding="0" style="width:500px"><tbody>\n<tr>\n<td>{img}</td>\n</tr>\n'
        f'<tr>\n<td style="text-align:center"><span style="font-size:12px">{cap}</span></td>\n</tr>\n</tbody></table>'
    ),
    "mastercms": lambda img, cap: (
        f'<table class="MASTERCMS_TPL_TABLE" style="width: 100%;"><tbody><tr><td>{img}</td></tr>'
        f'<tr><td class="media-caption"><em>{cap}</em></td></tr></tbody></table>'
    ),
    "centred": lambda img, cap: (
        f'<p style="text-align:center">{img}</p>\n\n<p style="text-align:center"><em>{cap}</em></p>'
    ),
    "centred_plain": lambda img, cap: (
        f'<p style="text-align: center;"><span style="font-size:14.0pt">{img}</span></p>\n'
        f'<p style="text-align: center;"><span style="font-size:11.0pt">{cap}</span></p>'
    ),
    "centred_gap": lambda img, cap: (
        f'<div style="text-align:center">{img}</div>\n<p>&nbsp;</p>\n<p align="center"><i>{cap}</i></p>'
    ),
    "italic": lambda img, cap: f"<p>{img}</p><p><i>{_nbsp(14)}{cap}&nbsp;</i></p><p>&nbsp;</p>",
    "justified": lambda img, cap: (
        f'<p style="text-align:justify"><strong>{img}</strong></p>\n'
        f'<p style="text-align:justify"><strong><em><span style="font-size:11.0pt">{cap}</span></em></strong></p>'
    ),
    "same_p": lambda img, cap: f'<p align="center">{img}<br />\n<em>{cap}</em></p>',
    "old_wp": lambda img, cap: (
        f'<div id="attachment_812" style="width: 710px" class="wp-caption aligncenter">{img}'
        f'<p id="caption-attachment-812" class="wp-caption-text">{cap}</p></div>'
    ),
    "div": lambda img, cap: f'<div class="image-wrap">{img}</div><div class="img_chu_thich">{cap}</div>',
    "span": lambda img, cap: (
        f'<div class="picture cms-photo">{img}<span class="fig cms-photo-caption">{cap}</span></div>'
    ),
    "word": lambda img, cap: (
        f'<p class="MsoNormal" align="center" style="text-align:center;text-indent:.5in"><span style="mso-no-proof:yes">'
        f'{img}</span><o:p></o:p></p>\n<p class="MsoNormal" align="center" style="text-align:center"><i>'
        f'<span style="font-size:13.0pt;mso-ansi-language:VI">{cap}<o:p></o:p></span></i></p>'
    ),
    "doubled": lambda img, cap: f'<div class="news-image">{img}<p>{cap} {cap}</p></div>',
    "twice": lambda img, cap: (
        f'<figure class="image">{img}<figcaption>{cap}</figcaption></figure><p style="text-align:center"><em>{cap}</em></p>'
    ),
    "centre_tag": lambda img, cap: f'<CENTER>{img}<BR><FONT size="2"><I>{cap}</I></FONT></CENTER>',
    "old_table": lambda img, cap: (
        f'<TABLE border="0" cellpadding="3" width="1" align="center"><TR><TD>{img}</TD></TR>'
        f'<TR><TD align="center"><FONT size="1" face="Arial">{cap}</FONT></TD></TR></TABLE>'
    ),
    "tailwind": lambda img, cap: (
        f'<figure class="my-6 flex flex-col"><div class="relative w-full overflow-hidden">{img}</div>'
        f'<figcaption class="mt-2 px-4 text-center text-sm text-zinc-500">{cap}</figcaption></figure>'
    ),
    "tailwind_div": lambda img, cap: (
        f'<div class="my-6" data-type="photo"><div class="relative w-full">{img}</div>'
        f'<div class="mt-2 text-center text-sm italic text-zinc-500">{cap}</div></div>'
    ),
    "amp": lambda img, cap: f"<figure>{img}<figcaption>{cap}</figcaption></figure>",
    "drupal": lambda img, cap: (
        f'<figure role="group" class="caption caption-img align-center">{img}<figcaption>{cap}</figcaption></figure>'
    ),
    "joomla": lambda img, cap: (
        f'<div class="img_caption none" style="width: 600px;">{img}<p class="img_caption">{cap}</p></div>'
    ),
}

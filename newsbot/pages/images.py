"""The pictures of an article, each with the caption that belongs to it."""

from __future__ import annotations

from newsbot.pages.addresses import join
from newsbot.pages.captions import PictureFacts, image_of
from newsbot.pages.parts import Parts
from newsbot.pages.titles import key
from newsbot.records import Image

_MAX_IMAGES = 200


def match_images(parts: Parts, base: str) -> list[Image]:
    """The images of the article in page order; captions without a picture come alone, doubled ones once.

    :param base: the URL that relative addresses are resolved against.
    """
    captions = {line.number: line.text for line in parts.captions}
    pictures = [picture for picture in parts.pictures if picture.url][:_MAX_IMAGES]
    owned = _owned(pictures, sorted(captions))
    images = [
        (picture.before, _image(join(base, picture.url or ""), captions.get(number))) for picture, number in owned
    ]
    taken = {number for _, number in owned}
    images += [(number, _image(None, text)) for number, text in captions.items() if number not in taken]
    unique: dict[tuple[str | None, str], Image] = {}
    for _, image in sorted(images, key=lambda pair: pair[0]):
        if image.url or image.caption:
            unique.setdefault((image.url, key(image.caption or "")), image)
    return list(unique.values())


def _owned(pictures: list[PictureFacts], captions: list[int]) -> list[tuple[PictureFacts, int]]:
    """Each picture with the number of its caption: the next one below it, before the next picture (-1: none)."""
    owned: list[tuple[PictureFacts, int]] = []
    free = set(captions)
    for index, picture in enumerate(pictures):
        last = picture.before + 1
        if index + 1 < len(pictures):
            last = min(last, max(pictures[index + 1].before - 1, picture.before))
        number = next((n for n in captions if n in free and picture.before <= n <= last), -1)
        if index + 1 < len(pictures) and pictures[index + 1].before == picture.before:
            number = -1  # the caption stands under the last picture of a row
        free.discard(number)
        owned.append((picture, number))
    return owned


def _image(url: str | None, text: str | None) -> Image:
    if text is None:
        return Image(url=url)
    caption, credit = image_of(text)
    return Image(url=url, caption=caption or None, credit=credit)

"""Text to markup: the noise of editors that must not change the words."""

from __future__ import annotations

import html
import random
from html.entities import codepoint2name

_ENTITIES = {code: f"&{name};" for code, name in codepoint2name.items() if code > 0xA0}


def chooser(*seed: object) -> random.Random:
    """The same seed always makes the same choices."""
    return random.Random("|".join(map(str, seed)))  # noqa: S311


def escape(text: str, *, entities: bool = False) -> str:
    """``text`` as markup; ``entities`` names every letter that HTML has a name for, as older editors do."""
    escaped = html.escape(text, quote=False)
    return escaped.translate(_ENTITIES) if entities else escaped


def attribute(text: str) -> str:
    """``text`` as the value of an attribute in double quotes."""
    return html.escape(text)


def noisy(text: str, rng: random.Random, *, entities: bool = False) -> str:
    """``text`` as markup with a link, an emphasis or odd white space here and there."""
    words = text.split(" ")
    marked = [escape(word, entities=entities) for word in words]
    if len(words) > 12 and rng.random() < 0.35:
        start = rng.randrange(3, len(words) - 4)
        before, after = rng.choice(
            (
                ("<strong>", "</strong>"),
                ("<em>", "</em>"),
                ('<a href="/chu-de/tin-4471.html" title="" target="_blank">', "</a>"),
                ('<span style="color:#000000">', "</span>"),
                ('<a class="cms-relate" href="https://khac.example/bai-viet">', "</a>"),
            )
        )
        marked[start] = before + marked[start]
        marked[start + 2] += after
    if len(words) > 8:
        gap = rng.randrange(1, len(words) - 1)
        marked[gap] = rng.choice(("&nbsp;", "\n\t\t", " ", "", "")) + marked[gap]
    return " ".join(marked).replace(" \n", "\n")


def shattered(text: str, rng: random.Random, *, entities: bool = False) -> str:
    """``text`` cut into nested spans in the middle of words, as text pasted twice looks."""
    out = []
    for word in text.split(" "):
        if len(word) > 3 and rng.random() < 0.12:
            cut = rng.randrange(1, len(word) - 1)
            head, middle, tail = word[:cut], word[cut], word[cut + 1 :]
            out.append(
                f'{escape(head, entities=entities)}<span lang="VI">{escape(middle, entities=entities)}</span>'
                f"{escape(tail, entities=entities)}"
            )
        else:
            out.append(escape(word, entities=entities))
    return "<span><span>" + " ".join(out) + "</span></span>"

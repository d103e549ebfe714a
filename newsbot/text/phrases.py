"""Words and patterns by which the pieces of a list are told apart; the words are data (``lexicon/vocabulary.tsv``)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from newsbot.text import lexicon
from newsbot.text.unicode import fold


@cache
def filler() -> re.Pattern[str]:
    """What may stand before an entry and says nothing: bullets, numbers, "sự hiện diện của"."""
    words = lexicon.any_of("filler")
    return re.compile(
        rf"(?:(?:{words}|{fold('sự')} \w+ \w+ {fold('của')}|\d{{1,2}}[.)]|\d{{1,3}} {fold('tuổi')})(?:\s|(?=:)|$)"
        r"|[-+•*·▪●\"👉🔹➖✅✨]|\s)+"
    )


@cache
def circumstance() -> re.Pattern[str]:
    """Words that tell when, where or why: what they open is no second half of a post."""
    return re.compile(rf"{lexicon.any_of('circumstance')}(?!\w)")


@cache
def circumstance_inside() -> re.Pattern[str]:
    """The blank before such words."""
    return re.compile(rf" (?={lexicon.any_of('circumstance')} )")


@cache
def remark() -> re.Pattern[str]:
    """Words that tell more about the body of the post before them: "Công ty …, | đơn vị tài trợ"."""
    return re.compile(rf"{lexicon.any_of('remark')}(?!\w)")


@cache
def topic() -> re.Pattern[str]:
    """The blank before what is talked about in a meeting."""
    return re.compile(rf" (?={lexicon.any_of('topic')}(?!\w))")


@cache
def post_end() -> re.Pattern[str]:
    """Words that no post holds: behind them the sentence goes on."""
    return re.compile(rf" (?={lexicon.any_of('post_end')}(?!\w))")


@cache
def _no_description() -> frozenset[str]:
    lists = ("not_description", "namesake", "institution", "group", "circumstance")
    return frozenset(words for name in lists for words in lexicon.words(name))


def may_describe(words: str) -> bool:
    """Whether lower-case words before a name may say what that person does, unlike "gia đình", "trường", "đường"."""
    singles = fold(words).split()
    return _no_description().isdisjoint({*singles, *map(" ".join, pairwise(singles))})


@cache
def of_one_body() -> re.Pattern[str]:
    """The plural inside the name of one body: "Đảng ủy các cơ quan Đảng tỉnh" is no group."""
    return re.compile(rf"\s(?:{fold('các')}|{fold('những')})\s+{lexicon.any_of('of_one_body')}")


@cache
def after_name() -> re.Pattern[str]:
    """What may stand behind a name: punctuation, or words that go on with the sentence."""
    return re.compile(rf"\s*(?:$|[,;:.…)(\"“”-]|{lexicon.any_of('after_name')}(?!\w))")


@cache
def closed_posts() -> tuple[str, ...]:
    """Ends of posts behind which a new one may start with nothing but a blank between them."""
    return tuple(lexicon.words("closed_post"))


@cache
def next_post() -> re.Pattern[str]:
    """A blank behind which a post starts: "Huyện ủy viên Chánh Văn phòng"."""
    return re.compile(rf" (?=(?:{fold('phó ')})?{lexicon.any_of('next_post')}(?!\w)|p?ct (?:hđnd|ubnd))")


@cache
def spread_over() -> re.Pattern[str]:
    """What the holders of one title are spread over: "Bí thư các | xã"."""
    return re.compile(rf"{lexicon.any_of('spread_over')}(?!\w)")

"""The Party Committee of Hồ Chí Minh City: thanhuytphcm.vn, hcmcpv.org.vn and their new edition.

Nobody has written down its markup, so there are no selectors. What is known:

- The top of each page shows the day in words ("Chủ Nhật, ngày 5 tháng 1 năm 2025"): that of the visit, not of the
  article. This class says so.
- The paths of pictures carry the day of publication (``/res/news/2024/12/15-12-2024-slug-7ED51EDC.jpg``), which
  ``newsbot.pages.published`` reads wherever it stands.
- Articles have native ids of ten digits, the same on all mirrors; the site file tells.
"""

from __future__ import annotations

import re

from newsbot.pages.blocks import Blocks
from newsbot.pages.family import Family
from newsbot.text.unicode import fold, fold_pattern

_DAY_IN_WORDS = re.compile(
    fold_pattern(
        r"(?:thứ \w{2,4}|chủ nhật),? ngày \d{1,2} tháng \d{1,2},? năm \d{4}(?:\s?[-,|]?\s?\d{1,2}:\d\d(?::\d\d)?)?"
    )
)
_LONGEST = 60


def _mark_clock(page: Blocks) -> None:
    for block in page.blocks:
        if len(block.text) <= _LONGEST and _DAY_IN_WORDS.fullmatch(fold(block.text)):
            block.marks |= {"homnay"}


THANHUYTPHCM = Family(name="thanhuytphcm", refine=_mark_clock)

"""``python -m newsbot.sites.table``: the table of sites in docs/sites.md, written again from the site files."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from newsbot.sites.files import read_builtin
from newsbot.sites.site import Site

START, END = "<!-- sites -->\n", "<!-- end of sites -->\n"
_MARKED = re.compile(f"(?<={re.escape(START)}).*(?={re.escape(END)})", re.DOTALL)
_HEAD = "| site | body | articles | page class | seen | ended |\n|---|---|---|---|---|---|\n"


def updated(text: str) -> str:
    """``text``, with the table of the sites that come with newsbot between its two comments."""
    table = _HEAD + "".join(_row(site) for site in read_builtin().values())
    return _MARKED.sub(lambda _: table, text)


def _row(site: Site) -> str:
    others = [host for host in site.hosts if host.removeprefix("www.") != site.name]
    name = site.name + (f" ({', '.join(others)})" if others else "")
    pattern = f"`{site.article.replace('|', chr(92) + '|')}`" if site.article else ""
    query = f" `?{'&'.join(site.query)}`" if site.query else ""
    ended = site.ended.isoformat() if site.ended else ""
    return f"| {name} | {site.body or ''} | {pattern}{query} | {site.page or ''} | {site.verified or ''} | {ended} |\n"


if __name__ == "__main__":
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/sites.md")
    path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")

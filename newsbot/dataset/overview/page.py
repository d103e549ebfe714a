"""The report on a dataset: one page that needs nothing else, with plots and the numbers behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from newsbot.dataset.browsing.labels import WARNINGS
from newsbot.dataset.overview.charts import COLOURS, bars, ranks, shares, text
from newsbot.dataset.overview.figures import FIELDS, MANY, Figures
from newsbot.records import Warn
from newsbot.version import __version__

_SITES = len(COLOURS)
_WEEKS = 160
"""Beyond so many weeks, the articles are counted by month."""
_BARS = 360
"""So many weeks or months are shown, the latest ones."""
_MOST = 20

_STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#5a5a5a;--paper:#fff;--line:#d8d8d8}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#b0b0b0;--paper:#161616;--line:#3a3a3a}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:52rem;margin:0 auto;
padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.15rem;margin:2.2rem 0 .2rem}h2 small,p.note{color:var(--soft);
font-weight:normal}p.note{margin:.1rem 0 .6rem;font-size:.9rem}
.plot{overflow-x:auto}svg{width:100%;min-width:40rem;height:auto;display:block}
svg text{font:12px system-ui,sans-serif;fill:var(--ink)}
.grid{stroke:var(--line)}.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;font-size:.9rem}
.legend span{display:inline-block;width:.9em;height:.9em;margin-right:.4em;vertical-align:-.1em}
dl{display:flex;flex-wrap:wrap;gap:.4rem 2rem}dt{color:var(--soft);font-size:.85rem}dd{margin:0;font-size:1.4rem;
font-weight:600}table{border-collapse:collapse;font-size:.9rem}td,th{padding:.15rem .8rem .15rem 0;text-align:left;
border-bottom:1px solid var(--line);vertical-align:top}td.n{text-align:right}details{margin:.4rem 0;overflow-x:auto}
summary{cursor:pointer;color:var(--soft)}footer{margin-top:3rem;color:var(--soft);font-size:.85rem}
""".strip()


def page(figures: Figures, inputs: Iterable[str]) -> str:
    """The report as HTML: no script, nothing loaded, and no text of the data is markup."""
    parts = [part(figures) for part in _PARTS]
    names = ", ".join(text(name) for name in inputs)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>newsbot report</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f"<h1>Report on {names}</h1>\n{''.join(parts)}"
        f"<footer>newsbot {__version__}. Of each article the newest revision counts.</footer>\n</body>\n</html>\n"
    )


def _section(english: str, vietnamese: str, note: str, plot: str, table: str = "") -> str:
    numbers = f"<details><summary>Numbers · Số liệu</summary>{table}</details>\n" if table else ""
    return (
        f'<section>\n<h2>{english} <small lang="vi">· {vietnamese}</small></h2>\n<p class="note">{note}</p>\n'
        f'<div class="plot" tabindex="0">{plot}</div>\n{numbers}</section>\n'
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    def cell(value: object) -> str:
        return f'<td class="n">{value}</td>' if isinstance(value, int) else f"<td>{text(str(value))}</td>"

    top = "".join(f"<th>{text(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return f"<table><tr>{top}</tr>{body}</table>"


def _summary(figures: Figures) -> str:
    values = [
        ("articles · bài viết", f"{figures.records:,}"),
        ("sites · trang", str(len(figures.sites))),
        ("attendances · lượt người dự", f"{figures.named:,}"),
        ("published · xuất bản", f"{figures.first_day} – {figures.last_day}" if figures.first_day else "–"),
    ]
    return "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in values) + "</dl>\n"


def _over_time(figures: Figures) -> str:
    top = figures.sites[:_SITES]
    series = [*top, "other sites"] if len(figures.sites) > _SITES else top
    days = sorted({day for _, day in figures.by_site_and_day})
    label = _month if days and (days[-1] - days[0]).days > 7 * _WEEKS else _week
    shown = _labels(days, label)[-_BARS:]
    counts = {name: [0] * len(series) for name in shown}
    place = {site: order for order, site in enumerate(top)}
    earlier = 0
    for (site, day), number in figures.by_site_and_day.items():
        if label(day) in counts:
            counts[label(day)][place.get(site, _SITES)] += number
        else:
            earlier += number
    unit = "month" if label is _month else "week"
    note = f"One bar per {unit}, by day of publication. Without a date: {figures.by_year[0]}."
    note += f" Before {shown[0]}: {earlier}." if earlier else ""
    return _section(
        f"Articles per {unit} and site",
        "Số bài theo thời gian và trang",
        note,
        bars(f"Articles per {unit} and site", series, list(counts.items()), "articles"),
        _table([unit, *series], [(name, *numbers) for name, numbers in counts.items() if any(numbers)]),
    )


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _week(day: date) -> str:
    """The Monday of the week."""
    return (day - timedelta(day.weekday())).isoformat() if day.toordinal() > 7 else day.isoformat()


def _labels(days: Sequence[date], label: Callable[[date], str]) -> list[str]:
    """Every week or month from the first to the last day, also those without an article."""
    if not days:
        return []
    span = (days[-1] - days[0]).days
    return list(dict.fromkeys(label(days[0] + timedelta(number)) for number in range(span + 1)))


def _coverage(figures: Figures) -> str:
    years = [year for year in sorted(figures.by_year) if year][-9:]
    columns = [*map(str, years), "all"]
    rows = [
        (
            name,
            [figures.filled_by_year[year, name] / figures.by_year[year] for year in years]
            + [figures.filled[name] / max(figures.records, 1)],
        )
        for name in FIELDS
    ]
    return _section(
        "Coverage of the fields",
        "Tỷ lệ bài có từng trường",
        "How many articles in a hundred have the field, by year of publication.",
        shares("Share of articles that have each field, by year", columns, rows),
        _table(["field", "articles"], [(name, figures.filled[name]) for name in FIELDS]),
    )


def _steps(lowest: int, counted: dict[int, int], before: str | None = None) -> list[tuple[str, list[int]]]:
    """A bar per number up to the highest that occurs; the last stands for all beyond."""
    highest = max(counted, default=0)

    def label(number: int) -> str:
        if number < 0 and before:
            return before
        return f"{number}+" if number == MANY else str(number)

    return [(label(number), [counted.get(number, 0)]) for number in range(lowest, highest + 1)]


def _attendees(figures: Figures) -> str:
    points = _steps(0, figures.attendees)
    return _section(
        "Attendees per article",
        "Số người dự mỗi bài",
        "Named people in a clause of attendance; other participants are not counted.",
        bars("Attendees per article", ["articles"], points, "articles"),
        _table(["attendees", "articles"], [(label, number) for label, (number,) in points]),
    )


def _delay(figures: Figures) -> str:
    points = _steps(-1 if figures.delays[-1] else 0, figures.delays, "before")
    return _section(
        "Days from event to publication",
        "Số ngày từ sự kiện đến khi đăng",
        "Of articles with a dateline and a date; “before”: published before the (last) day of the event.",
        bars("Days from event to publication", ["articles"], points, "articles"),
        _table(["days", "articles"], [(label, number) for label, (number,) in points]),
    )


def _bodies(figures: Figures) -> str:
    rows = [
        (f"{body}, {place}" if place else body, number) for (body, place), number in figures.bodies.most_common(_MOST)
    ]
    return _section(
        "Bodies named most",
        "Cơ quan, tổ chức được nêu nhiều nhất",
        "Bodies of the posts of those who took part.",
        ranks("Bodies named most", rows, "posts"),
    )


def _posts(figures: Figures) -> str:
    return _section(
        "Posts named most",
        "Chức vụ được nêu nhiều nhất",
        "Posts without their bodies.",
        ranks("Posts named most", figures.posts.most_common(_MOST), "attendances"),
    )


def _warnings(figures: Figures) -> str:
    rows = sorted(figures.warned.items(), key=lambda pair: (-pair[1], pair[0]))
    words = [(code, number, *reversed(WARNINGS[Warn(code)])) for code, number in rows]
    return _section(
        "Warnings",
        "Cảnh báo",
        "What is unsure: articles with each code.",
        ranks("Articles with each warning", rows, "articles"),
        _table(["code", "articles", "what it says", "ý nghĩa"], words),
    )


_PARTS: tuple[Callable[[Figures], str], ...] = (
    _summary,
    _over_time,
    _coverage,
    _attendees,
    _bodies,
    _posts,
    _delay,
    _warnings,
)

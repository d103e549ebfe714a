"""Plots as SVG, drawn here: no library, nothing loaded, every text escaped, each with a title for those who listen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from newsbot.dataset.exports.visible import visible

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""The colours of Okabe and Ito, which people with any colour vision can tell apart."""
OTHER = "#999999"
WIDTH = 720
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 10, 40
_LABEL = 300
_ROW = 22
_LETTERS = 44
"""A longer label is cut."""

Point = tuple[str, Sequence[int]]
"""A label of the axis, and a number for each series."""


def text(value: str) -> str:
    """``value`` as text of a page: nothing in it is markup, and nothing turns the line."""
    return escape(visible(value))


def bars(title: str, series: Sequence[str], points: Sequence[Point], unit: str) -> str:
    """Stacked bars side by side, from left to right: one per point, one colour per series."""
    height = 240
    plot_width, plot_height = WIDTH - _LEFT - _RIGHT, height - _TOP - _BOTTOM
    most = max((sum(numbers) for _, numbers in points), default=0) or 1
    step = plot_width / max(len(points), 1)
    shapes = [_grid(most, plot_height)]
    for index, (label, numbers) in enumerate(points):
        base = float(_TOP + plot_height)
        left = _LEFT + index * step
        for order, number in enumerate(numbers):
            tall = plot_height * number / most
            base -= tall
            if number:
                of = f" ({series[order]})" if len(series) > 1 else ""
                shapes.append(
                    f'<rect x="{left + step * 0.08:.1f}" y="{base:.1f}" width="{max(step * 0.84, 0.8):.1f}"'
                    f' height="{tall:.1f}" fill="{_colour(order)}">'
                    f"<title>{text(f'{label}: {number} {unit}{of}')}</title></rect>"
                )
    every = max(1, -(-len(points) // 10))
    for index in range(0, len(points), every):
        x = _LEFT + (index + 0.5) * step
        shapes.append(f'<text x="{x:.1f}" y="{height - 20}" text-anchor="middle">{text(points[index][0])}</text>')
    return _svg(title, height, shapes) + (_legend(series) if len(series) > 1 else "")


def ranks(title: str, rows: Sequence[tuple[str, int]], unit: str) -> str:
    """Bars one below the other, each with its label and number."""
    most = max((number for _, number in rows), default=0) or 1
    room = WIDTH - _LABEL - 60
    shapes = []
    for index, (label, number) in enumerate(rows):
        y = _TOP + index * _ROW
        wide = room * number / most
        is_long = len(label) > _LETTERS
        shown = label[: _LETTERS - 1] + "…" if is_long else label
        fitted = f' textLength="{_LABEL - 10}" lengthAdjust="spacingAndGlyphs"' if is_long else ""
        shapes.append(
            f"<g><title>{text(f'{label}: {number} {unit}')}</title>"
            f'<text x="{_LABEL - 8}" y="{y + 15}" text-anchor="end"{fitted}>{text(shown)}</text>'
            f'<rect x="{_LABEL}" y="{y + 3}" width="{wide:.1f}" height="{_ROW - 6}" fill="{COLOURS[0]}"/>'
            f'<text x="{_LABEL + wide + 6:.1f}" y="{y + 15}">{number}</text></g>'
        )
    return _svg(title, 2 * _TOP + len(rows) * _ROW, shapes)


def shares(title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]]) -> str:
    """A field of cells, darker where a share (0 to 1) is larger; each cell prints its share in per cent."""
    left = 130
    wide = min(64.0, (WIDTH - left - _RIGHT) / max(len(columns), 1))
    shapes = [
        f'<text x="{left + (index + 0.5) * wide:.1f}" y="16" text-anchor="middle">{text(column)}</text>'
        for index, column in enumerate(columns)
    ]
    for order, (label, values) in enumerate(rows):
        y = 24 + order * _ROW
        shapes.append(f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{text(label)}</text>')
        for index, share in enumerate(values):
            x = left + index * wide
            ink = "#ffffff" if share > 0.55 else "#1a1a1a"
            shapes.append(
                f"<g><title>{text(f'{label}, {columns[index]}: {100 * share:.1f} %')}</title>"
                f'<rect x="{x:.1f}" y="{y}" width="{wide - 2:.1f}" height="{_ROW - 2}" fill="{_shade(share)}"/>'
                f'<text x="{x + wide / 2 - 1:.1f}" y="{y + 15}" text-anchor="middle" style="fill:{ink}">'
                f"{100 * share:.0f}</text></g>"
            )
    return _svg(title, 34 + len(rows) * _ROW, shapes)


def _colour(order: int) -> str:
    return COLOURS[order] if order < len(COLOURS) else OTHER


def _shade(share: float) -> str:
    """From near white to the first colour."""
    light, dark = (239, 243, 248), (0, 90, 150)
    mixed = (round(low + (high - low) * share) for low, high in zip(light, dark, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _grid(most: int, plot_height: int) -> str:
    step = _round_step(most)
    lines = []
    for value in range(0, most + 1, step):
        y = _TOP + plot_height * (1 - value / most)
        lines.append(f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>')
        lines.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value}</text>')
    return "".join(lines)


def _round_step(most: int) -> int:
    """A round distance of lines, of which there are at most seven."""
    step = 1
    while most / step > 6:
        step = {"1": 2, "2": 5, "5": 10}[str(step)[0]] * 10 ** (len(str(step)) - 1)
    return step


def _svg(title: str, height: int, shapes: Sequence[str]) -> str:
    name = "plot-" + "-".join(re.findall(r"\w+", title.lower()))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}">'
        f'<title id="{name}">{text(title)}</title>{"".join(shapes)}</svg>'
    )


def _legend(series: Sequence[str]) -> str:
    items = "".join(
        f'<li><span style="background:{_colour(order)}"></span>{text(name)}</li>' for order, name in enumerate(series)
    )
    return f'<ul class="legend">{items}</ul>'

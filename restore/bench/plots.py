"""Plots as SVG for the page: no script, no library, nothing fetched. Colours come from the page's style sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

WIDTH, HEIGHT = 640, 380  # of the drawing; the page scales it, two beside each other
LEFT, RIGHT, TOP, BOTTOM = 84, 190, 16, 52  # margins; lines are named at their right end
_GAP = 14  # between two names at least


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, its points, and whether it is the one the page is about."""

    name: str
    points: Sequence[tuple[float, float]]
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: what it shows, the values at its ends, where it is marked, and what a mark is called."""

    label: str
    start: float
    end: float
    marks: Sequence[float]
    name: Callable[[float], str]
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Where on the axis a value is, 0 to 1."""
        scale = log10 if self.logarithmic else float
        return (scale(value) - scale(self.start)) / (scale(self.end) - scale(self.start))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a share, 0 to 1, with its words."""

    name: str
    value: float
    told: str
    ours: bool = False


def line_plot(title: str, across: Axis, up: Axis, series: Sequence[Series], *, diagonal: bool = False) -> str:
    """Lines over two axes, each named at its right end."""
    frame = _Frame(across, up)
    parts = [*_opened(title, HEIGHT), *frame.grid()]
    if diagonal:
        parts.append(f'<path class="diagonal" d="{frame.path([(0, 0), (1, 1)])}"/>')
    for number, line in enumerate(series):
        kind = "ours" if line.ours else f"peer p{number % 6}"
        parts.append(f'<path class="line {kind}" d="{frame.path(line.points)}"/>')
        parts += [
            f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{escape(line.name)}: '
            f"{escape(across.name(a))}, {escape(up.name(b))}</title></circle>"
            for a, b in line.points
            for x, y in [frame.at(a, b)]
        ]
    parts += _names(frame, series)
    return "".join([*parts, "</svg>"])


class _Frame:
    """The plane that the axes span."""

    def __init__(self, across: Axis, up: Axis) -> None:
        self.across, self.up = across, up
        self.right, self.bottom = WIDTH - RIGHT, HEIGHT - BOTTOM

    def at(self, a: float, b: float) -> tuple[float, float]:
        return (
            LEFT + self.across.share(a) * (self.right - LEFT),
            self.bottom - self.up.share(b) * (self.bottom - TOP),
        )

    def path(self, points: Sequence[tuple[float, float]]) -> str:
        return "M" + " L".join("{:.1f} {:.1f}".format(*self.at(*point)) for point in points)

    def grid(self) -> Iterator[str]:
        for mark in self.across.marks:
            x, _ = self.at(mark, self.up.start)
            yield f'<path class="grid" d="M{x:.1f} {TOP} V{self.bottom}"/>'
            name = escape(self.across.name(mark))
            yield f'<text x="{x:.1f}" y="{self.bottom + 18}" text-anchor="middle">{name}</text>'
        for mark in self.up.marks:
            _, y = self.at(self.across.start, mark)
            yield f'<path class="grid" d="M{LEFT} {y:.1f} H{self.right}"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(self.up.name(mark))}</text>'
        x, y = (LEFT + self.right) / 2, (TOP + self.bottom) / 2
        for label, place in ((self.across.label, f"{x} {HEIGHT - 8}"), (self.up.label, f"14 {y}")):
            turned = " rotate(-90)" if label is self.up.label else ""
            yield f'<text transform="translate({place}){turned}" text-anchor="middle">{escape(label)}</text>'


def _names(frame: _Frame, series: Sequence[Series]) -> Iterator[str]:
    """Names beside the last points, pushed apart where they would stand over each other."""
    ends = sorted(
        (frame.at(*line.points[-1])[1], frame.at(*line.points[-1])[0], line.name, line.ours)
        for line in series
        if line.points
    )
    floor = frame.bottom - _GAP * (len(ends) - 1)
    place = float(TOP) - _GAP
    for number, (y, x, name, ours) in enumerate(ends):
        place = max(place + _GAP, min(y, floor + _GAP * number))
        kind = "name ours" if ours else "name"
        yield f'<path class="lead" d="M{x + 5:.1f} {y:.1f} L{frame.right + 8} {place:.1f}"/>'
        yield f'<text class="{kind}" x="{frame.right + 12}" y="{place + 4:.1f}">{escape(name)}</text>'


def bar_plot(title: str, bars: Sequence[Bar]) -> str:
    """Bars across, each with its name before it and its value behind it."""
    row, left, right = 26, 190, 64
    height = row * len(bars) + 8
    parts = [*_opened(title, height)]
    for number, bar in enumerate(bars):
        y = 4 + row * number
        kind = "ours" if bar.ours else "peer"
        length = bar.value * (WIDTH - left - right)
        parts += (
            f'<text class="name {kind}" x="{left - 8}" y="{y + 16}" text-anchor="end">{escape(bar.name)}</text>',
            f'<rect class="bar {kind}" x="{left}" y="{y + 3}" width="{length:.1f}" height="{row - 8}" rx="2"/>',
            f'<text class="value" x="{left + length + 6:.1f}" y="{y + 16}">{escape(bar.told)}</text>',
        )
    return "".join([*parts, "</svg>"])


def _opened(title: str, height: int) -> Iterator[str]:
    yield f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'

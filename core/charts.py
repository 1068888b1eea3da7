"""Charts drawn on the server: SVG without style or script, and the same numbers as the rows of a table.

Colours come only from classes (`static/css/charts.css`, on the tokens), so a chart obeys light, dark and print.
Each chart is one image for a screen reader, with a title and all its values in the description. A hidden cell
is a hatched bar of a fixed size (so it tells no number), an uncounted one is a gap with a dash.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import floor, log10

from django.utils.formats import number_format
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core.suppression import Cell, Missing, Shown, StructuralZero, Suppressed

Number = int | float | Decimal
Value = Number | Cell | None
Text = str | Promise

WIDTH = 360  # drawing units; the page scales the image, text stays readable at 320 px
BAR, GAP, LABEL = 14, 10, 16
PLOT_HEIGHT, FOOT, HEAD = 140, 34, 18
HIDDEN_SHARE = 0.25  # a hidden bar always takes a quarter of the room
GUTTER = 38
VALUE_FITS = 16  # a column this wide can carry its number
KINDS = ("bars", "columns", "line")
NOTHING = SafeString("")


@dataclass(frozen=True)
class Point:
    """One value with its name; the value may be a number, a cell of `core.suppression`, or None (not counted)."""

    label: Text
    value: Value

    @property
    def number(self) -> float | None:
        """Return the value to draw, or None when it is hidden or not counted."""
        if isinstance(self.value, Shown | StructuralZero):
            return float(self.value.value)
        return (
            None if self.value is None or isinstance(self.value, Suppressed | Missing) else float(self.value)
        )

    @property
    def is_hidden(self) -> bool:
        """Say whether the value is suppressed."""
        return isinstance(self.value, Suppressed)


@dataclass(frozen=True)
class Series:
    """A row of points under one name; the name may be empty when a chart has one series."""

    name: Text
    points: tuple[Point, ...]

    @classmethod
    def of(cls, name: Text, values: Sequence[tuple[Text, Value]]) -> "Series":
        """Make a series from (label, value) pairs."""
        return cls(name, tuple(Point(label, value) for label, value in values))


def in_words(value: Value, unit: Text = "") -> str:
    """Return a value as people read it: «1.118 bezoeken», «afgeschermd», «niet geteld»."""
    if isinstance(value, Suppressed):
        return gettext("afgeschermd")
    if value is None or isinstance(value, Missing):
        return gettext("niet geteld")
    number = value.value if isinstance(value, Shown | StructuralZero) else value
    return f"{number_format(number, force_grouping=True)} {unit}".strip()


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What every chart has: a title, a unit, where the numbers come from, and what to know about them."""

    title: Text
    unit: Text
    source: Text
    note: Text = ""

    @property
    def header(self) -> tuple[str, ...]:
        """Return the column titles of the table."""
        raise NotImplementedError

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the rows of the table, as text; the first cell names the row."""
        raise NotImplementedError

    @property
    def has_hidden(self) -> bool:
        """Say whether a value is suppressed, so that the page explains it once."""
        return gettext("afgeschermd") in (cell for row in self.rows for cell in row[1:])

    @property
    def description(self) -> str:
        """Return all values in one line, for who cannot see the image."""
        return "; ".join(f"{row[0]}: {', '.join(row[1:])}" for row in self.rows)

    @cached_property
    def uid(self) -> str:
        """Return an id that is the same for the same chart, so that a swapped page equals a fresh one."""
        return "g" + hashlib.sha256(f"{type(self)}{self.title}{self.rows}".encode()).hexdigest()[:10]

    def frame(self, height: float, body: SafeString, *, kind: str, width: float = WIDTH) -> SafeString:
        """Put the drawing in an accessible SVG element."""
        return format_html(
            '<svg class="vu-chart__svg vu-chart__svg--{kind}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{uid}-t {uid}-d"'
            '><title id="{uid}-t">{title}</title><desc id="{uid}-d">{description}</desc>'
            '<defs><pattern id="{uid}-h" width="6" height="6" patternUnits="userSpaceOnUse"'
            ' patternTransform="rotate(45)"><rect class="vu-chart__hatch-ground" width="6" height="6"/>'
            '<line class="vu-chart__hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>{body}</svg>',
            kind=kind,
            width=coordinate(width),
            height=coordinate(height),
            uid=self.uid,
            title=self.title,
            description=self.description,
            body=body,
        )

    def hatched(self, x: float, y: float, width: float, height: float) -> SafeString:
        """Draw a hidden value."""
        return format_html(
            '<rect class="vu-chart__hidden" fill="url(#{}-h)" x="{}" y="{}" width="{}" height="{}"/>',
            self.uid,
            *map(coordinate, (x, y, width, height)),
        )


@dataclass(frozen=True, kw_only=True)
class Chart(Picture):
    """Values per label: `bars` lie (few things to compare), `columns` and `line` go through time.

    All series have the same labels. Raises ValueError for another kind, no series, or labels that differ.
    """

    series: tuple[Series, ...]
    kind: str = "bars"
    label_title: Text = field(default="")

    def __post_init__(self) -> None:
        if self.kind not in KINDS or not self.series:
            raise ValueError("A chart is bars, columns or line, with at least one series")
        first = [str(point.label) for point in self.series[0].points]
        if any([str(point.label) for point in series.points] != first for series in self.series):
            raise ValueError("All series of a chart have the same labels")

    @property
    def header(self) -> tuple[str, ...]:
        """Return the column titles: what the labels are, then the series."""
        return (
            str(self.label_title) or gettext("Wat"),
            *(str(series.name or self.unit) for series in self.series),
        )

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return one row per label."""
        lines = zip(*(series.points for series in self.series), strict=True)
        return [(str(points[0].label), *(in_words(point.value) for point in points)) for points in lines]

    @cached_property
    def svg(self) -> SafeString:
        """Return the drawing."""
        return {"bars": self._bars, "columns": self._columns, "line": self._line}[self.kind]()

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Return (number, name) of each series, when there is more than one."""
        return (
            [(i, str(series.name)) for i, series in enumerate(self.series, 1)] if len(self.series) > 1 else []
        )

    def _scale(self) -> tuple[float, float]:
        numbers = [p.number for series in self.series for p in series.points if p.number is not None]
        low, high = min([0.0, *numbers]), max([0.0, *numbers])
        return low, high if high > low else low + 1

    def _bars(self) -> SafeString:
        low, high = self._scale()
        room = WIDTH - 70  # the value stands behind the bar
        zero = room * -low / (high - low)
        y, parts = 0.0, []
        for points in zip(*(series.points for series in self.series), strict=True):
            parts.append(_text(0, y + LABEL - 4, points[0].label, "vu-chart__label"))
            y += LABEL
            for i, point in enumerate(points, 1):
                parts.append(self._bar(point, i, y, room, zero, (low, high)))
                y += BAR + 2
            y += GAP
        return self.frame(max(y - GAP, 1), join(parts), kind="bars")

    def _bar(
        self, point: Point, i: int, y: float, room: float, zero: float, scale: tuple[float, float]
    ) -> SafeString:
        low, high = scale
        text_y = y + BAR - 3
        if point.number is None:
            end = room * HIDDEN_SHARE if point.is_hidden else 0
            bar = self.hatched(0, y, end, BAR) if point.is_hidden else NOTHING
            return join(
                [bar, _text(end + 6, text_y, in_words(point.value), "vu-chart__value vu-chart__muted")]
            )
        end = room * (point.number - low) / (high - low)
        left, width = min(zero, end), max(abs(end - zero), 1)
        return join(
            [
                _rect(left, y, width, BAR, f"vu-chart__s{i}"),
                _text(left + width + 6, text_y, in_words(point.value), "vu-chart__value"),
            ]
        )

    def _y(self, number: float, scale: tuple[float, float]) -> float:
        low, high = scale
        return HEAD + PLOT_HEIGHT * (high - number) / (high - low)

    def _columns(self) -> SafeString:
        scale = self._scale()
        base = self._y(0, scale)
        parts = [*self._grid(scale), self._axis(base)]
        for left, width, points in self._slots():
            each = width * 0.7 / len(points)
            for i, point in enumerate(points):
                parts.append(self._column(point, i + 1, left + width * 0.15 + i * each, each, scale))
        return self.frame(HEAD + PLOT_HEIGHT + FOOT, join([*parts, *self._feet()]), kind="columns")

    def _column(self, point: Point, i: int, x: float, width: float, scale: tuple[float, float]) -> SafeString:
        base = self._y(0, scale)
        middle = x + width / 2
        if point.is_hidden:
            height = PLOT_HEIGHT * HIDDEN_SHARE
            return self.hatched(x, base - height, width, height)
        if point.number is None:
            return _text(middle, base - 4, "–", "vu-chart__value vu-chart__muted vu-chart__middle")
        y = self._y(point.number, scale)
        top, height = min(y, base), max(abs(base - y), 1)
        return join(
            [
                _rect(x, top, width, height, f"vu-chart__s{i}"),
                _text(
                    middle, top - 4, in_words(point.value), "vu-chart__value vu-chart__small vu-chart__middle"
                )
                if width >= VALUE_FITS
                else NOTHING,
            ]
        )

    def _line(self) -> SafeString:
        scale = self._scale()
        parts = [*self._grid(scale), self._axis(self._y(0, scale))]
        for i, series in enumerate(self.series, 1):
            parts += self._path(i, series, scale)
        return self.frame(HEAD + PLOT_HEIGHT + FOOT, join([*parts, *self._feet()]), kind="line")

    def _path(self, i: int, series: Series, scale: tuple[float, float]) -> Iterator[SafeString]:
        """Draw a line that breaks where a value is hidden or not counted."""
        run: list[tuple[float, float]] = []
        for (left, width, _), point in zip(self._slots(), series.points, strict=True):
            x = left + width / 2
            if point.number is None:
                yield self.hatched(x - 3, HEAD, 6, PLOT_HEIGHT) if point.is_hidden else NOTHING
                yield _polyline(run, i)
                run = []
                continue
            run.append((x, self._y(point.number, scale)))
            yield format_html(
                '<circle class="vu-chart__dot vu-chart__s{}" cx="{}" cy="{}" r="3"/>',
                i,
                coordinate(run[-1][0]),
                coordinate(run[-1][1]),
            )
        yield _polyline(run, i)
        if run and len(self.series) == 1:
            yield _text(
                run[-1][0], run[-1][1] - 7, in_words(series.points[-1].value), "vu-chart__value vu-chart__end"
            )

    @property
    def _gutter(self) -> int:
        """Return the room left of the plot for round numbers, where the values themselves do not fit in."""
        slot = WIDTH / max(len(self.series[0].points), 1)
        return 0 if self.kind == "columns" and slot * 0.7 / len(self.series) >= VALUE_FITS else GUTTER

    def _slots(self) -> Iterator[tuple[float, float, tuple[Point, ...]]]:
        width = (WIDTH - self._gutter) / max(len(self.series[0].points), 1)
        for i, points in enumerate(zip(*(series.points for series in self.series), strict=True)):
            yield self._gutter + i * width, width, points

    def _grid(self, scale: tuple[float, float]) -> Iterator[SafeString]:
        """Draw two to four faint lines with a round number."""
        if not self._gutter:
            return
        low, high = scale
        rough = (high - low) / 4
        power = 10 ** floor(log10(rough))
        step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
        for times in range(floor(low / step), floor(high / step) + 1):
            if times:
                y = self._y(times * step, scale)
                yield format_html(
                    '<line class="vu-chart__grid" x1="{2}" y1="{0}" x2="{1}" y2="{0}"/>',
                    coordinate(y),
                    WIDTH,
                    GUTTER,
                )
                said = in_words(Decimal(str(round(times * step, 6))).normalize() + 0)
                yield _text(GUTTER - 6, y + 4, said, "vu-chart__small vu-chart__muted vu-chart__end")

    def _axis(self, y: float) -> SafeString:
        return format_html(
            '<line class="vu-chart__axis" x1="0" y1="{0}" x2="{1}" y2="{0}"/>', coordinate(y), WIDTH
        )

    def _feet(self) -> Iterator[SafeString]:
        """Write the labels under the columns; every second or third when they would touch."""
        slots = list(self._slots())
        widest = max((len(str(points[0].label)) for _, _, points in slots), default=0) * 7 + 4
        every = -(-widest // int((WIDTH - self._gutter) / max(len(slots), 1)))
        for i, (left, width, points) in enumerate(slots):
            if i % max(every, 1) == 0:
                yield _text(
                    left + width / 2,
                    HEAD + PLOT_HEIGHT + 16,
                    points[0].label,
                    "vu-chart__label vu-chart__middle",
                )


@dataclass(frozen=True, kw_only=True)
class TargetBar(Picture):
    """Begin, now and target on one bar; `now` and `begin` may be unknown or hidden."""

    begin: Value
    now: Value
    target: Value
    low: Number = 0
    high: Number | None = None

    @property
    def header(self) -> tuple[str, ...]:
        """Return the column titles."""
        return (gettext("Stand"), str(self.unit))

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return begin, now and target."""
        named = (
            (gettext("Beginstand"), self.begin),
            (gettext("Nu"), self.now),
            (gettext("Doel"), self.target),
        )
        return [
            (name, gettext("nog niet gemeten") if value is None else in_words(value)) for name, value in named
        ]

    @cached_property
    def svg(self) -> SafeString:
        """Return the drawing: a track, a bar up to now, a ring for the begin and an upright line for the target."""
        points = [Point("", value) for value in (self.begin, self.now, self.target)]
        numbers = [point.number for point in points if point.number is not None]
        low = min([float(self.low), *numbers])
        high = max([*numbers, low + 1]) * 1.08 if self.high is None else max([float(self.high), *numbers])
        begin, now, target = points
        room = WIDTH - 16

        def x(number: float) -> float:
            return 8 + room * (number - low) / ((high - low) or 1)

        parts = [_rect(8, 10, room, 12, "vu-chart__track")]
        if now.is_hidden:
            parts.append(self.hatched(8, 10, room * HIDDEN_SHARE, 12))
        if now.number is not None:
            parts.append(_rect(8, 10, max(x(now.number) - 8, 1), 12, "vu-chart__s1"))
        if begin.number is not None:
            parts.append(
                format_html(
                    '<circle class="vu-chart__begin" cx="{}" cy="16" r="5"/>', coordinate(x(begin.number))
                )
            )
        if target.number is not None:
            parts.append(
                format_html(
                    '<line class="vu-chart__target" x1="{0}" y1="3" x2="{0}" y2="29"/>',
                    coordinate(x(target.number)),
                )
            )
        for css, at, y, mark, (name, said), point in (
            ("vu-chart__label vu-chart__strong", 8, 46, "▬", self.rows[1], now),
            ("vu-chart__label", 8, 64, "○", self.rows[0], begin),
            ("vu-chart__label vu-chart__end", WIDTH - 8, 64, "|", self.rows[2], target),
        ):
            unit = "%" if self.unit == "%" and point.number is not None else ""
            parts.append(_text(at, y, f"{mark} {name.lower()} {said} {unit}".strip(), css))
        return self.frame(70, join(parts), kind="target")


def coordinate(number: float) -> str:
    """Write a coordinate: a point as decimal sign in every language, no needless digits."""
    return f"{number:.1f}".rstrip("0").rstrip(".")


def join(parts: Sequence[SafeString] | Iterator[SafeString]) -> SafeString:
    """Put drawn parts behind each other."""
    return mark_safe("".join(parts))  # noqa: S308 - every part was made by format_html


def _rect(x: float, y: float, width: float, height: float, css: str) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        css,
        *map(coordinate, (x, y, width, height)),
    )


def _text(x: float, y: float, content: Text, css: str) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', css, coordinate(x), coordinate(y), content)


def _polyline(run: Sequence[tuple[float, float]], i: int) -> SafeString:
    if len(run) < 2:
        return NOTHING
    points = format_html_join(" ", "{},{}", ((coordinate(x), coordinate(y)) for x, y in run))
    return format_html('<polyline class="vu-chart__path vu-chart__s{}" points="{}"/>', i, points)

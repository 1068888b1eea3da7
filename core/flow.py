"""A chain drawn on the server: boxes in columns and lines between them, as SVG without style or script.

Knows nothing of what stands in the boxes. Colours come only from classes (`static/css/keten.css`), so a drawing
obeys light, dark and print. It is one image for a screen reader; the page says the same as a list beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from textwrap import wrap

from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTHS = (184, 150, 184, 150, 184)  # what we do, why it helps, the goal, why it leads there, the effect
GUTTER, PAD, LINE, GAP, HEAD, GROUP = 20, 8, 15, 8, 26, 18
LETTER = 6.4  # the width of a letter at 12 units, on the wide side so that text never leaves its box


@dataclass(frozen=True)
class Box:
    """A text in a column; `kind` names its class, a `group` of None stands beside all groups."""

    key: str
    text: str
    column: int
    kind: str = ""
    group: int | None = None

    @property
    def lines(self) -> list[str]:
        """The text, broken so that it fits."""
        return wrap(self.text, int((WIDTHS[self.column] - 2 * PAD) / LETTER)) or [""]

    @property
    def height(self) -> int:
        """How tall it is drawn."""
        return len(self.lines) * LINE + 2 * PAD


@dataclass(frozen=True)
class Flow:
    """Boxes in groups from top to bottom, the lines between them, and all of it in words."""

    title: str
    description: str
    headers: Sequence[str]
    boxes: Sequence[Box]
    links: Sequence[tuple[str, str]]

    @cached_property
    def uid(self) -> str:
        """An id that is the same for the same drawing."""
        return "k" + sha256(f"{self.title}{self.boxes}".encode()).hexdigest()[:10]

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """The left top of every box by its key."""
        found: dict[str, tuple[int, int]] = {}
        top = HEAD
        for group in sorted({box.group for box in self.boxes if box.group is not None}):
            rows = [box for box in self.boxes if box.group == group]
            height = max(_stack(rows, column) for column in range(len(WIDTHS)))
            found |= _placed(rows, top, height)
            top += height + GROUP
        beside = [box for box in self.boxes if box.group is None]
        height = max([top - GROUP - HEAD, *(_stack(beside, column) for column in range(len(WIDTHS)))])
        return found | _placed(beside, HEAD, height)

    @property
    def svg(self) -> SafeString:
        """The drawing."""
        by_key = {box.key: box for box in self.boxes}
        height = max((self.places[box.key][1] + box.height for box in self.boxes), default=HEAD) + 2
        return format_html(
            '<svg class="vu-flow" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{uid}-t {uid}-d">'
            '<title id="{uid}-t">{title}</title><desc id="{uid}-d">{description}</desc>{heads}{links}{boxes}</svg>',
            width=sum(WIDTHS) + GUTTER * (len(WIDTHS) - 1) + 2,
            height=height,
            uid=self.uid,
            title=self.title,
            description=self.description,
            heads=format_html_join(
                "",
                '<text class="vu-flow__head" x="{}" y="14">{}</text>',
                ((_left(column), head) for column, head in enumerate(self.headers)),
            ),
            links=format_html_join("", '<path class="vu-flow__link" d="{}"/>', self._curves(by_key)),
            boxes=format_html_join("", "{}", ((self._drawn(box),) for box in self.boxes)),
        )

    def _curves(self, boxes: Mapping[str, Box]) -> Iterable[tuple[str]]:
        for start, end in self.links:
            one, other = boxes[start], boxes[end]
            x1, y1 = self.places[start][0] + WIDTHS[one.column], self.places[start][1] + one.height / 2
            x2, y2 = self.places[end][0], self.places[end][1] + other.height / 2
            bend = min((x2 - x1) / 2, GUTTER)
            yield (f"M{x1} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2} {y2:g}",)

    def _drawn(self, box: Box) -> SafeString:
        x, y = self.places[box.key]
        return format_html(
            '<g class="vu-flow__box vu-flow__box--{}"><rect x="{}" y="{}" width="{}" height="{}" rx="4"/>'
            '<text x="{}" y="{}">{}</text></g>',
            box.kind,
            x,
            y,
            WIDTHS[box.column],
            box.height,
            x + PAD,
            y + PAD + 11,
            format_html_join(
                "",
                '<tspan x="{}" dy="{}">{}</tspan>',
                ((x + PAD, LINE if number else 0, line) for number, line in enumerate(box.lines)),
            ),
        )


def _left(column: int) -> int:
    return 1 + sum(WIDTHS[:column]) + GUTTER * column


def _stack(boxes: Iterable[Box], column: int) -> int:
    heights = [box.height for box in boxes if box.column == column]
    return sum(heights) + GAP * max(len(heights) - 1, 0)


def _placed(boxes: Sequence[Box], top: int, height: int) -> dict[str, tuple[int, int]]:
    """Each column of these boxes in the middle of the room it has."""
    found = {}
    for column in range(len(WIDTHS)):
        y = top + (height - _stack(boxes, column)) // 2
        for box in boxes:
            if box.column == column:
                found[box.key] = (_left(column), y)
                y += box.height + GAP
    return found

"""Who stands where on a short scale: a line per party with a dot for what it said, never an average."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core.charts import WIDTH, Picture, Text, coordinate, join

LEFT, RIGHT, LINE, FOOT = 14, 14, 38, 22


@dataclass(frozen=True)
class Party:
    """One party: per moment (the columns of the chart) what it said; more than one when it was asked more than once."""

    name: Text
    scores: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Dots(Picture):
    """A scale from `low` to `high` under each party: filled is the last moment, open the ones before.

    The grey field behind the dots reaches from the lowest to the highest of the last moment: how far they are apart.
    """

    moments: tuple[str, ...]
    parties: tuple[Party, ...]
    label_title: Text
    low: int = 1
    high: int = 5

    @property
    def header(self) -> tuple[str, ...]:
        """Return the column titles: who, then the moments."""
        return (str(self.label_title), *self.moments)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return one row per party."""
        return [(str(party.name), *(_said(scores) for scores in party.scores)) for party in self.parties]

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Return nothing: the form of the dots says it, and the source line explains it."""
        return []

    @cached_property
    def svg(self) -> SafeString:
        """Return the drawing."""
        height = LINE * len(self.parties) + FOOT
        parts = [self._spread(height - FOOT)]
        for number, party in enumerate(self.parties):
            parts += self._line(party, LINE * number)
        parts += [
            format_html(
                '<text class="vu-chart__label vu-chart__middle" x="{}" y="{}">{}</text>',
                self._x(score),
                height - 4,
                score,
            )
            for score in range(self.low, self.high + 1)
        ]
        return self.frame(height, join(parts), kind="dots")

    def _x(self, score: int) -> str:
        return coordinate(LEFT + (WIDTH - LEFT - RIGHT) * (score - self.low) / (self.high - self.low))

    def _spread(self, height: float) -> SafeString:
        last = [score for party in self.parties for score in party.scores[-1]]
        if len(last) < 2:
            return SafeString("")
        begin, end = self._x(min(last)), self._x(max(last))
        return format_html(
            '<rect class="vu-chart__spread" x="{}" y="0" width="{}" height="{}"/>',
            begin,
            coordinate(float(end) - float(begin)),
            height,
        )

    def _line(self, party: Party, top: float) -> list[SafeString]:
        middle = top + 26
        label = format_html('<text class="vu-chart__label" x="0" y="{}">{}</text>', top + 13, party.name)
        track = format_html(
            '<line class="vu-chart__grid" x1="{0}" y1="{2}" x2="{1}" y2="{2}"/>',
            self._x(self.low),
            self._x(self.high),
            middle,
        )
        before = [
            self._dot("vu-chart__begin", score, middle, 4) for scores in party.scores[:-1] for score in scores
        ]
        now = [self._dot("vu-chart__s1", score, middle, 6) for score in party.scores[-1]]
        return [label, track, *before, *now]

    def _dot(self, css: str, score: int, y: float, radius: int) -> SafeString:
        return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', css, self._x(score), y, radius)


def _said(scores: Sequence[int]) -> str:
    return ", ".join(str(score) for score in scores) or gettext("geen antwoord")

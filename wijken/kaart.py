"""Borders on a page: simplified for the screen as an SVG path. Pure functions, no queries.

Projection: equirectangular with the true scale at 52 degrees north, which keeps shapes right within a city.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

Grens = dict[str, Any]
Doos = tuple[float, float, float, float]
STRETCH = math.cos(math.radians(52))
METRE = 1 / 111_320  # degrees of latitude


@dataclass(frozen=True, slots=True)
class Schets:
    """A small drawing: `viewbox` for the svg, one path per border and one (x, y) per point, in the order given."""

    breedte: int
    hoogte: int
    paden: tuple[str, ...]
    punten: tuple[tuple[float, float], ...] = ()

    @property
    def viewbox(self) -> str:
        """The coordinates of the svg element."""
        return f"0 0 {self.breedte} {self.hoogte}"


def as_shape(grens: Grens | None) -> BaseGeometry:
    """The surface of a stored border; an empty one when there is none or it cannot be read."""
    if not grens:
        return shapely.MultiPolygon()
    try:
        return shape(grens)
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError):
        return shapely.MultiPolygon()


def box(grens: Grens | None) -> Doos | None:
    """(west, south, east, north) in degrees, None without border."""
    surface = as_shape(grens)
    return None if surface.is_empty else surface.bounds


def margin(doos: Doos, share: float = 0.1) -> Doos:
    """The box with some room around it, to look for places near a wijk."""
    west, south, east, north = doos
    x, y = (east - west) * share, (north - south) * share
    return west - x, south - y, east + x, north + y


def draw(
    grenzen: Sequence[Grens | None],
    *,
    punten: Iterable[tuple[float, float]] = (),
    breedte: int = 320,
    rand: int = 8,
) -> Schets | None:
    """Borders (and points as (lng, lat)) in one picture `breedte` wide; None when there is nothing to draw.

    Detail below half a pixel is left out, so a border of any size becomes a path of a few kB.
    """
    shapes = [as_shape(grens) for grens in grenzen]
    spots = list(punten)
    filled = [surface for surface in shapes if not surface.is_empty]
    if not filled:
        return None
    west, south, east, north = shapely.total_bounds(filled)
    scale = (breedte - 2 * rand) / max((east - west) * STRETCH, (north - south), METRE)
    hoogte = round((north - south) * scale) + 2 * rand

    def place(lng: float, lat: float) -> tuple[float, float]:
        return round(rand + (lng - west) * STRETCH * scale, 1), round(rand + (north - lat) * scale, 1)

    paden = tuple(_path(surface.simplify(0.5 / scale), place) for surface in shapes)
    return Schets(
        round((east - west) * STRETCH * scale) + 2 * rand,
        hoogte,
        paden,
        tuple(place(*spot) for spot in spots),
    )


def _path(surface: BaseGeometry, place: Any) -> str:
    """Rings as closed lines; with fill-rule evenodd a hole stays open."""
    rings = [
        ring
        for polygon in shapely.get_parts(surface)
        for ring in (polygon.exterior, *polygon.interiors)
        if not polygon.is_empty
    ]
    return "".join(
        "M" + "L".join("{:g} {:g}".format(*place(x, y)) for x, y in ring.coords[:-1]) + "Z" for ring in rings
    )


def share_within(part: Grens | None, whole: Grens | None) -> float | None:
    """Which share (0-1) of the first border lies within the second; None when one of them is missing."""
    inner, outer = as_shape(part), as_shape(whole)
    if inner.is_empty or outer.is_empty or not inner.area:
        return None
    return float(inner.intersection(outer).area / inner.area)

"""Borders as strangers deliver them, made into one thing: a valid MultiPolygon, WGS84, [lng, lat], six decimals.

RD New and swapped axes are recognised by the range of the coordinates, which never overlap for the Netherlands.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext_noop as _
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from wijken.imports.report import Onbruikbaar
from wijken.imports.sources import MAX_RINGS, check_vertices

DECIMALS = 6
MAX_STORED = 50_000  # vertices of one border in the database; a metre is precise enough above that
METRE = 1e-5  # degrees, about
LNG, LAT = (3.0, 7.5), (50.5, 54.0)
RD_X, RD_Y = (-10_000.0, 300_000.0), (289_000.0, 640_000.0)
MAX_CROSSINGS = 50_000
_WKT = re.compile(r"\s*(?:SRID=\d+;)?\s*((?:MULTI)?POLYGON)\s*(?:Z|M|ZM)?\s*(\(|EMPTY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grens:
    """A valid MultiPolygon in WGS84 and sentences on what was mended."""

    vlak: BaseGeometry
    reparaties: tuple[tuple[str, dict[str, Any]], ...] = field(default=())


def from_geojson(geometry: dict[str, Any] | None) -> BaseGeometry | None:
    """The polygon(s) of a GeoJSON geometry; None when it is empty. Raises Onbruikbaar."""
    if not geometry:
        return None
    soort, coordinates = geometry.get("type"), geometry.get("coordinates")
    if soort not in {"Polygon", "MultiPolygon"}:
        raise Onbruikbaar(
            _("Hier hoort een vlak te staan, maar er staat «%(soort)s»."), soort=str(soort)[:40]
        )
    polygons = [coordinates] if soort == "Polygon" else coordinates
    if not isinstance(polygons, list | tuple):
        raise Onbruikbaar(_("De grens is niet te lezen."))
    if sum(len(rings) for rings in polygons if isinstance(rings, list | tuple)) > MAX_RINGS:
        raise Onbruikbaar(
            _("Dit vlak heeft meer dan %(max)d losse ringen. Dat lezen we niet."), max=MAX_RINGS
        )
    parts = [polygon for rings in polygons if (polygon := _polygon(rings)) is not None]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _polygon(rings: Any) -> BaseGeometry | None:
    if not isinstance(rings, list | tuple) or not rings or not rings[0]:
        return None
    try:
        arrays = [_finite(np.asarray(ring, dtype=float)[:, :2]) for ring in rings if len(ring)]
        return shapely.polygons(arrays[0], holes=arrays[1:] or None)
    except (ValueError, TypeError, IndexError, OverflowError, shapely.errors.GEOSException) as error:
        raise Onbruikbaar(
            _("De grens is niet te lezen: een ring heeft te weinig punten of een punt is geen getal.")
        ) from error


def _finite(xy: Any) -> Any:
    if not np.isfinite(xy).all():
        raise Onbruikbaar(_("Een punt van de grens is geen gewoon getal."))
    return xy


def from_wkt(text: str) -> BaseGeometry | None:
    """The polygon(s) of a WKT text; None when blank or EMPTY. Only polygons get as far as the parser."""
    if not text.strip():
        return None
    match = _WKT.match(text)
    if not match:
        raise Onbruikbaar(_("De grens is niet te lezen: er staat geen POLYGON of MULTIPOLYGON."))
    try:
        shape = shapely.from_wkt(text[match.start(1) :])
    except shapely.errors.GEOSException as error:
        raise Onbruikbaar(_("De grens is niet te lezen: de tekst klopt niet of is afgebroken.")) from error
    return None if shape.is_empty else shapely.force_2d(shape)


def normalise(shape: BaseGeometry) -> Grens:
    """The border as it is stored. Raises Onbruikbaar when it lies outside the Netherlands or has no surface."""
    check_vertices(int(shapely.get_num_coordinates(shape)))
    notes: list[tuple[str, dict[str, Any]]] = []
    shape = _to_wgs84(shape, notes)
    _refuse_tangle(shape)
    if not shape.is_valid:
        shape = _mend(shape)
        notes.append((_("De grens kruiste zichzelf en is hersteld."), {}))
    shape = _rounded(_thin(shape, notes))
    if shape.is_empty:
        raise Onbruikbaar(_("De grens heeft geen oppervlak."))
    return Grens(shape, tuple(notes))


def point(coordinates: Any) -> tuple[float, float]:
    """(lng, lat) of a GeoJSON position in any of the systems we recognise. Raises Onbruikbaar."""
    try:
        x, y = float(coordinates[0]), float(coordinates[1])
    except (TypeError, ValueError, IndexError, KeyError, OverflowError) as error:
        raise Onbruikbaar(_("De plek heeft geen coördinaten.")) from error
    spot = _to_wgs84(shapely.points(x, y), [])
    return round(spot.x, DECIMALS), round(spot.y, DECIMALS)


@lru_cache(maxsize=1)
def _rd_to_wgs84() -> Transformer:
    return Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)


def _to_wgs84(shape: BaseGeometry, notes: list[tuple[str, dict[str, Any]]]) -> BaseGeometry:
    xy = _finite(shapely.get_coordinates(shape))
    low, high = xy.min(axis=0), xy.max(axis=0)
    if _within(low, high, LNG, LAT):
        return shape
    if _within(low, high, LAT, LNG):
        notes.append((_("Breedte en lengte stonden andersom en zijn omgedraaid."), {}))
        return shapely.transform(shape, lambda c: c[:, ::-1])
    if _within(low, high, RD_X, RD_Y):
        return shapely.transform(shape, lambda c: np.column_stack(_rd_to_wgs84().transform(c[:, 0], c[:, 1])))
    raise Onbruikbaar(
        _("De coördinaten liggen niet in Nederland (%(west)s, %(zuid)s tot %(oost)s, %(noord)s)."),
        **{
            key: f"{value:.6g}"
            for key, value in zip(("west", "zuid", "oost", "noord"), (*low, *high), strict=True)
        },
    )


def _within(low: Any, high: Any, x: tuple[float, float], y: tuple[float, float]) -> bool:
    return bool(x[0] <= low[0] and high[0] <= x[1] and y[0] <= low[1] and high[1] <= y[1])


def _refuse_tangle(shape: BaseGeometry) -> None:
    """Looking at (let alone repairing) a border that crosses itself everywhere takes minutes: say no first."""
    if _expected_crossings(shape) > MAX_CROSSINGS + 2 * shapely.get_num_coordinates(shape):
        raise Onbruikbaar(_("De grens kruist zichzelf duizenden keren. Zo'n vlak kunnen we niet herstellen."))


def _mend(shape: BaseGeometry) -> BaseGeometry:
    return _polygons_only(shapely.make_valid(shape, method="structure", keep_collapsed=False))


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    """Six decimals (about 10 cm); slivers that rounding closes are dissolved without a word."""
    shape = shapely.transform(shape, lambda xy: np.round(xy, DECIMALS))
    if not shape.is_valid:
        shape = shapely.transform(_mend(shape), lambda xy: np.round(xy, DECIMALS))
    return _polygons_only(shape)


def _expected_crossings(shape: BaseGeometry) -> float:
    """Pairs of segments whose boxes overlap, estimated on a sample: what repairing will cost, up to a factor."""
    xy = shapely.get_coordinates(shape)
    step = max(len(xy) // 5_000, 1)
    segments = shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)[::step])
    if len(segments) < 100:
        return 0
    tree = shapely.STRtree(segments)
    picked = segments[:: max(len(segments) // 200, 1)]
    hits = sum(len(tree.query(segment)) for segment in picked) / len(picked)
    return (hits - (3 if step == 1 else 1)) * len(segments) * step**2


def _polygons_only(shape: BaseGeometry) -> BaseGeometry:
    parts = [
        part
        for part in shapely.get_parts(shape)
        if part.geom_type in {"Polygon", "MultiPolygon"} and not part.is_empty
    ]
    flat = [polygon for part in parts for polygon in shapely.get_parts(part)]
    return shapely.multipolygons(flat) if flat else shapely.multipolygons([])


def _thin(shape: BaseGeometry, notes: list[tuple[str, dict[str, Any]]]) -> BaseGeometry:
    before = count = int(shapely.get_num_coordinates(shape))
    tolerance = METRE
    while count > MAX_STORED and tolerance < 100 * METRE:
        shape = shape.simplify(tolerance)
        count, tolerance = int(shapely.get_num_coordinates(shape)), tolerance * 2
    if count > MAX_STORED:
        raise Onbruikbaar(_("De grens heeft %(aantal)d punten en is niet te vereenvoudigen."), aantal=before)
    if count != before:
        notes.append(
            (
                _("De grens is vereenvoudigd van %(van)d naar %(naar)d punten."),
                {"van": before, "naar": count},
            )
        )
    return shape


def join(parts: list[BaseGeometry]) -> BaseGeometry:
    """One MultiPolygon of valid parts; shared edges dissolve."""
    return parts[0] if len(parts) == 1 else _rounded(shapely.union_all(parts))


def as_geojson(shape: BaseGeometry) -> dict[str, Any]:
    """The border as it is stored: outer rings counter-clockwise, as RFC 7946 asks."""
    polygons = [
        [shapely.get_coordinates(ring).tolist() for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shapely.get_parts(shapely.orient_polygons(shape))
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}

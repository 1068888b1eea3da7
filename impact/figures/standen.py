"""The totals of one wijk and month as plain numbers: what is kept at release and counted again each night."""

from collections.abc import Collection
from datetime import date

from core.periods import Month
from impact.figures.feiten import (
    Contactstand,
    Inzetstand,
    Telstand,
    WijkMonth,
    read_bijeenkomsten,
    read_contacten,
    read_inzet,
    read_themas,
)
from wijken.vocabulary import Effectgebied

Stand = dict[str, int]


def read_standen(wijken: Collection[int], first: date, last: date) -> dict[WijkMonth, Stand]:
    """Totals per wijk and month in four queries; a month without any row is left out."""
    tellingen = read_bijeenkomsten(wijken, first, last)
    contacten, themas = read_contacten(wijken, first, last), read_themas(wijken, first, last)
    inzet: dict[WijkMonth, Inzetstand] = {}
    for (wijk, maand, _team), stand in read_inzet(wijken, first, last).items():
        inzet[wijk, maand] = inzet.get((wijk, maand), Inzetstand()) + stand
    return {
        key: as_stand(
            tellingen.get(key, Telstand()),
            inzet.get(key, Inzetstand()),
            contacten.get(key, Contactstand()) + themas.get(key, Contactstand()),
        )
        for key in {*tellingen, *inzet, *contacten, *themas}
    }


def month_stand(wijk: int, maand: Month) -> Stand:
    """Totals of one wijk in one month."""
    return read_standen([wijk], maand.first, maand.last).get((wijk, maand), empty_stand())


def empty_stand() -> Stand:
    """Totals of a month in which nothing was written."""
    return as_stand(Telstand(), Inzetstand(), Contactstand())


def as_stand(telling: Telstand, inzet: Inzetstand, contact: Contactstand) -> Stand:
    """Flatten three readings to whole numbers under stable names."""
    return {
        "gepland": telling.gepland,
        "doorgegaan": telling.doorgegaan,
        "niet_doorgegaan": telling.niet_doorgegaan,
        "niet_geteld": telling.niet_geteld,
        "bezoeken": telling.bezoeken,
        "nieuw": telling.nieuw,
        "nieuw_geteld": telling.nieuw_geteld,
        "helpers": telling.helpers,
        "helpers_geteld": telling.helpers_geteld,
        "inzet_seconden": inzet.seconden,
        "contactmomenten": contact.aantal(),
        **{f"over_{gebied.value}": contact.aantal(gebied) for gebied in Effectgebied},
    }


def differences(then: Stand, now: Stand) -> dict[str, list[int | None]]:
    """What changed since a stand was kept: name -> [then, now]; empty when nothing did."""
    names = sorted({*then, *now})
    return {name: [then.get(name), now.get(name)] for name in names if then.get(name) != now.get(name)}

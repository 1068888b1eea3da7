"""Figures about promises. Kinds have units of their own and are never added up: no euro value on hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext

from partners.models import Bijdrage

NO_BREAK = "\u00a0"  # a sign stays with its number


def with_unit(soort: str, amount: Decimal) -> str:
    """An amount as one reads it: «€ 15.000», «8 kamers»; cents only when there are."""
    whole = amount == amount.to_integral_value()
    number = number_format(amount, decimal_pos=0 if whole else 2, force_grouping=True)
    if soort == Bijdrage.Soort.GELD:
        return f"€{NO_BREAK}{number}"
    return f"{number} {Bijdrage.EENHEID[Bijdrage.Soort(soort)]}"


def promised_and_received(soort: str, promised: Decimal, received: Decimal) -> str:
    """«8 kamers, 8 ontvangen»; the sign of money stands with both."""
    came = with_unit(soort, received)
    if soort != Bijdrage.Soort.GELD:
        came = came.split(" ", 1)[0]
    return gettext("%(toegezegd)s, %(ontvangen)s ontvangen") % {
        "toegezegd": with_unit(soort, promised),
        "ontvangen": came,
    }


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How one promise stands: what was promised, what came in, what was used; and whether it is late."""

    bijdrage: Bijdrage
    toegezegd: Decimal
    ontvangen: Decimal
    besteed: Decimal
    te_laat: bool

    @property
    def ingetrokken(self) -> bool:
        """Whether it no longer stands."""
        return self.bijdrage.ingetrokken_op is not None

    @property
    def toegezegd_tekst(self) -> str:
        """What was promised, with its unit."""
        return with_unit(self.bijdrage.soort, self.toegezegd)

    @property
    def ontvangen_tekst(self) -> str:
        """What came in, with its unit."""
        return with_unit(self.bijdrage.soort, self.ontvangen)

    @property
    def besteed_tekst(self) -> str:
        """What was used, with its unit."""
        return with_unit(self.bijdrage.soort, self.besteed)

    @property
    def stand_tekst(self) -> str:
        """How it stands in one word or two; never by colour alone."""
        if self.ingetrokken:
            return gettext("ingetrokken")
        if self.ontvangen >= self.toegezegd:
            return gettext("alles ontvangen")
        if self.te_laat:
            return gettext("over tijd")
        return gettext("deels ontvangen") if self.ontvangen > 0 else gettext("nog niets ontvangen")


@dataclass(frozen=True, kw_only=True)
class Soorttotaal:
    """One kind of promise added up, in its own unit. `nagekomen` is None when nothing stands."""

    soort: str
    naam: str
    aantal: int
    toegezegd: Decimal
    ontvangen: Decimal
    besteed: Decimal

    @property
    def nagekomen(self) -> int | None:
        """«Toezegging nagekomen»: ontvangen / toegezegd, as a percentage; more than promised is more than 100."""
        return round(100 * self.ontvangen / self.toegezegd) if self.toegezegd else None

    @property
    def kort(self) -> str:
        """«8 kamers, 8 ontvangen»."""
        return promised_and_received(self.soort, self.toegezegd, self.ontvangen)

    @property
    def cellen(self) -> tuple[str, str, str]:
        """Promised, received and used, each with its unit."""
        amounts = (self.toegezegd, self.ontvangen, self.besteed)
        return tuple(with_unit(self.soort, amount) for amount in amounts)  # type: ignore[return-value]


def stand_of(bijdrage: Bijdrage, today: date) -> Stand:
    """How a promise read `with_sums` stands.

    Late: it stands, `verwacht_op` has passed, and ontvangen < toegezegd. Source: the bookings. Nothing booked is 0.
    """
    came: Decimal = bijdrage.ontvangen  # type: ignore[attr-defined]
    late = bijdrage.verwacht_op is not None and bijdrage.verwacht_op < today and came < bijdrage.toegezegd
    return Stand(
        bijdrage=bijdrage,
        toegezegd=bijdrage.toegezegd,
        ontvangen=came,
        besteed=bijdrage.besteed,  # type: ignore[attr-defined]
        te_laat=late and bijdrage.ingetrokken_op is None,
    )


def per_soort(standen: Iterable[Stand]) -> list[Soorttotaal]:
    """Promises that stand, per kind in the unit of that kind, in the order of the kinds.

    Formula: sums of toegezegd, ontvangen and besteed. What was withdrawn is left out, and its bookings too. A kind
    that nobody promised is absent.
    """
    rows = [stand for stand in standen if not stand.ingetrokken]
    totals = []
    for soort in Bijdrage.Soort:
        same = [row for row in rows if row.bijdrage.soort == soort]
        if same:
            totals.append(
                Soorttotaal(
                    soort=soort.value,
                    naam=str(soort.label),
                    aantal=len(same),
                    toegezegd=sum((row.toegezegd for row in same), Decimal(0)),
                    ontvangen=sum((row.ontvangen for row in same), Decimal(0)),
                    besteed=sum((row.besteed for row in same), Decimal(0)),
                )
            )
    return totals


def export_header() -> list[str]:
    """The heads of the ledger as a file."""
    return [
        gettext("Wijk"),
        gettext("Organisatie"),
        gettext("Soort"),
        gettext("Omschrijving"),
        gettext("Toegezegd"),
        gettext("Ontvangen"),
        gettext("Besteed"),
        gettext("Eenheid"),
        gettext("Nagekomen (%)"),
        gettext("Van"),
        gettext("Tot en met"),
        gettext("Verwacht vóór"),
        gettext("Voorwaarden"),
        gettext("Stand"),
        gettext("Waarom ingetrokken"),
    ]


def export_row(stand: Stand) -> list[Any]:
    """One promise as a line of the file; amounts are numbers, the unit stands beside them."""
    bijdrage = stand.bijdrage
    return [
        bijdrage.wijk.naam,
        bijdrage.partner.naam,
        bijdrage.get_soort_display(),
        bijdrage.omschrijving,
        stand.toegezegd,
        stand.ontvangen,
        stand.besteed,
        bijdrage.eenheid,
        None if stand.ingetrokken else round(100 * stand.ontvangen / stand.toegezegd),
        bijdrage.van,
        bijdrage.tot,
        bijdrage.verwacht_op,
        bijdrage.voorwaarden,
        stand.stand_tekst,
        bijdrage.ingetrokken_omdat,
    ]


def changes_of(bijdrage: Bijdrage) -> list[dict[str, Any]]:
    """What was changed in a promise and why, newest first, at most thirty; out of its history."""
    events = Bijdrage.pgh_event_model.objects.filter(pgh_obj=bijdrage).exclude(pgh_label="insert")  # type: ignore[attr-defined]
    return [
        {"op": event.pgh_created_at, "waarom": event.pgh_context.metadata.get("waarom", ""), "rij": event}
        for event in events.select_related("pgh_context").order_by("-pgh_id")[:30]
        if event.pgh_context is not None
    ]

"""What everyone may know, without a login: only what a coordinator made public, at places that are public."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activiteiten.models import Activiteit, Bijeenkomst, Reeks
from activiteiten.querysets import BijeenkomstQuerySet
from core.qr import code_for_paper
from core.templatetags.vooruit import klok, kort
from wijken.models import Plek, Wijk

OP_POSTER = 4


def open_wijk(slug: str) -> Wijk | None:
    """A wijk with a public agenda; None when nothing of it was ever made public, as if it does not exist."""
    public = Activiteit.objects.filter(openbaar=True, los=False)
    return Wijk.objects.filter(slug=slug, pk__in=public.values("wijk")).first()


def coming() -> BijeenkomstQuerySet:
    """What is to come within a year and may be known by everyone."""
    rows = Bijeenkomst.objects.filter(activiteit__openbaar=True, plek__soort__in=Plek.PUBLIEK)
    return rows.filter(eind__gt=timezone.now()).in_kalender()


def openbare_activiteit(uuid: UUID) -> Activiteit | None:
    """An activity that everyone may know of; None for all others, as if they do not exist."""
    rows = Activiteit.objects.filter(openbaar=True, los=False, uuid=uuid)
    return rows.select_related("wijk", "plek").first()


def series_of(activiteit: Activiteit) -> list[Reeks]:
    """The rules by which it comes back now, as far as words can say them."""
    rows = Reeks.objects.running().filter(activiteit=activiteit).order_by("begint", "van", "pk")
    return [reeks for reeks in rows if reeks.voor_de_buurt]


def poster_of(activiteit: Activiteit, address: str, *, uitleg: str) -> dict[str, Any]:
    """What stands on the poster, in Dutch and in English: `address` is where it leads, `uitleg` what we write down."""
    rows = list(coming().filter(activiteit=activiteit, status="gepland")[:OP_POSTER])
    reeksen = series_of(activiteit)
    plek = rows[0].plek if rows else activiteit.plek
    if plek is not None and plek.soort not in Plek.PUBLIEK:  # it moved to a home since it was made public
        plek = None
    return {
        "organisatie": settings.ORGANISATIE,
        "titel": activiteit.titel,
        "plek": plek.naam if plek else "",
        "adres": plek.adres if plek else "",
        "pagina": address,
        "qr": code_for_paper(address),
        "uitleg": uitleg,
        "talen": [_words(activiteit, reeksen, rows, taal) for taal in ("nl", "en")],
    }


def _words(
    activiteit: Activiteit, reeksen: list[Reeks], rows: list[Bijeenkomst], taal: str
) -> dict[str, Any]:
    with translation.override(taal):
        facts = [activiteit.kosten, activiteit.taal, _("Aanmelden is nodig.") if activiteit.aanmelden else ""]
        return {
            "taal": taal,
            "wanneer": [capfirst(reeks.voor_de_buurt) for reeks in reeksen],
            "dagen": [_day(row, with_hours=not reeksen) for row in rows],
            "leeg": _("Kijk op de pagina wanneer het is."),
            "feiten": [str(fact) for fact in facts if fact],
            "welkom": _("Iedereen is welkom."),
            "scan": _("Scan de code voor alle data."),
            "tellen": _("Wij schrijven op hoeveel mensen er waren. Geen namen."),
            "beeld": _("Streepjes om te tellen, en een naamkaartje met een streep erdoor"),
            "code": _("QR-code van de pagina van deze activiteit"),
        }


def _day(row: Bijeenkomst, *, with_hours: bool) -> str:
    if not with_hours:
        return date_format(row.dag, "j F")
    return f"{kort(row.begin)}, {klok(row.begin)}–{klok(row.eind)}"

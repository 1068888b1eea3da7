"""What a partner tells about itself; it is true at once, and the coordinators of the wijk hear it."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.errors import Refused
from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from mensen.services import log_regel, send_bericht
from partners.models import Bijdrage, Contactpersoon, Datumwijziging, Partner, Woonplek
from teams.models import Lidmaatschap, Rol
from wijken.models import Wijk

PERSOON = ["naam", "functie", "telefoon", "tot"]


def tell_coordinators(*, wijk: Wijk, over: models.Model, soort: str, by: User, partner: Partner) -> int:
    """Write a mail to every coordinator of the wijk but who did it herself; the number of mails."""
    rows = Lidmaatschap.objects.on(timezone.localdate()).filter(team__wijk=wijk, rol=Rol.WIJKCOORDINATOR)
    people = [row.user for row in rows.exclude(user=by).select_related("user")]
    pad = reverse("partners:in_wijk", args=[wijk.slug])
    if isinstance(over, Datumwijziging):
        pad = reverse("raakt", args=[over.uuid])
    for person in people:
        send_bericht(
            aan=person,
            soort=soort,
            over=over,
            titel=lambda: _("%(partner)s: iets verandert in %(wijk)s") % {"partner": partner, "wijk": wijk},
            tekst=lambda: _sentence(over),
            pad=pad,
            by=by,
        )
    return len(people)


@transaction.atomic
def end_woonplek(*, woonplek: Woonplek, tot: date, by: User, expected_slot: int | None = None) -> Woonplek:
    """The rooms are there up to and including this day; the coordinators of the wijk are told.

    Refuses a day before the first; raises `Conflict` when somebody saved it first.
    """
    if tot < woonplek.beschikbaar_van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")
    slot = woonplek.slot if expected_slot is None else expected_slot
    woonplek.beschikbaar_tot = tot
    save_with_slot(woonplek, fields=["beschikbaar_tot"], expected_slot=slot)
    log_regel(by=by, wat="partners.woonplek_eindigt", op=woonplek, details={"tot": tot.isoformat()})
    tell_coordinators(
        wijk=woonplek.wijk, over=woonplek, soort="woonplek_eindigt", by=by, partner=woonplek.corporatie
    )
    return woonplek


@transaction.atomic
def end_room(
    *, bijdrage: Bijdrage, tot: date, reden: str, by: User, expected_slot: int | None = None
) -> Bijdrage:
    """A room to meet in, promised before, is there up to and including this day; the coordinators are told.

    Refuses another kind of promise, one that was withdrawn, and a day before the first.
    """
    if bijdrage.soort != Bijdrage.Soort.RUIMTE or bijdrage.ingetrokken_op is not None:
        raise Refused(_("Dit is geen ruimte die nu is toegezegd."), field="wat")
    if tot < bijdrage.van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")
    slot = bijdrage.slot if expected_slot is None else expected_slot
    bijdrage.tot = tot
    with written_by(by, waarom=reden):
        save_with_slot(bijdrage, fields=["tot"], expected_slot=slot)
    log_regel(by=by, wat="partners.ruimte_eindigt", op=bijdrage, details={"tot": tot.isoformat()})
    tell_coordinators(
        wijk=bijdrage.wijk, over=bijdrage, soort="ruimte_eindigt", by=by, partner=bijdrage.partner
    )
    return bijdrage


@transaction.atomic
def change_contactpersoon(*, persoon: Contactpersoon, expected_slot: int, by: User) -> Contactpersoon:
    """Save how one calls this person and until when; the coordinators of the organisation's wijken are told.

    Refuses a last day before the first, and a later one than a coordinator said to who is none; raises `Conflict`
    when somebody saved it first.
    """
    if persoon.tot is not None and persoon.tot < persoon.van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")
    _refuse_longer(persoon, by)
    save_with_slot(persoon, fields=PERSOON, expected_slot=expected_slot)
    log_regel(by=by, wat="partners.contactpersoon_gewijzigd", op=persoon)
    involved = persoon.partner.betrokkenheden.on(timezone.localdate()).select_related("wijk")
    for wijk in {row.wijk for row in involved}:
        tell_coordinators(
            wijk=wijk, over=persoon, soort=f"contactpersoon_{wijk.pk}", by=by, partner=persoon.partner
        )
    return persoon


def _refuse_longer(persoon: Contactpersoon, by: User) -> None:
    """Who speaks for an organisation ends a role there; only who invites makes one last longer, or live again."""
    before = Contactpersoon.objects.values_list("tot", flat=True).get(pk=persoon.pk)
    longer = before is not None and (persoon.tot is None or persoon.tot > before)
    if longer and not (by.scope.is_coordinator or by.scope.is_projectleider):
        raise Refused(_("Langer meedoen regelt de coördinator van de wijk. Vraag het haar."), field="tot")


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else _("nog niet bekend")


def _sentence(over: Any) -> str:
    if isinstance(over, Datumwijziging):
        said: dict[str, Any] = {
            "wat": capfirst(over.ontwikkeling.get_soort_display()),
            "naam": over.ontwikkeling,
            "was": _day(over.oud),
            "wordt": _day(over.nieuw),
        }
        return _("%(wat)s %(naam)s: de datum was %(was)s en wordt %(wordt)s. Bekijk wat het raakt.") % said
    if isinstance(over, Woonplek):
        said = {"kamers": over.kamers, "naam": over, "dag": _day(over.beschikbaar_tot)}
        return _("De kamers in %(naam)s (%(kamers)s) zijn er tot en met %(dag)s.") % said
    if isinstance(over, Bijdrage):
        return _("«%(naam)s» kan tot en met %(dag)s.") % {"naam": over, "dag": _day(over.tot)}
    if over.tot is not None:
        return _("%(naam)s is contactpersoon tot en met %(dag)s.") % {"naam": over, "dag": _day(over.tot)}
    return _("De gegevens van %(naam)s zijn veranderd.") % {"naam": over}

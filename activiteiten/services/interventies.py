from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from activiteiten.models import Activiteit, FysiekeInterventie
from activiteiten.models.interventie import VOORAF
from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel, send_bericht
from teams.models import Lidmaatschap
from wijken.models import Plek, Wijk

SOORT = "beheerafspraak"


class InterventieVelden(TypedDict, total=False):
    """What is said of something made in the neighbourhood."""

    titel: str
    soort: str
    status: str
    plek: Plek | None
    waar: str
    activiteit: Activiteit | None
    toestemming_eigenaar: str
    vergunning: str
    beheerder: str
    beheerafspraak_tot: date | None
    kosten: Any
    klaar_op: date | None


@transaction.atomic
def add_interventie(
    *, wijk: Wijk, client_id: UUID, by: User, **velden: Unpack[InterventieVelden]
) -> FysiekeInterventie:
    """Note something that is made in public space; the same form sent twice is one.

    Refuses a home, another wijk's activity, and being ready while the owner said no or nobody asked.
    """
    _refuse(wijk, velden)
    body = hash_body({"wijk": wijk, **velden})

    def make() -> FysiekeInterventie:
        row = FysiekeInterventie(wijk=wijk, client_id=client_id, body_hash=body, door=by, **velden)
        row.save(force_insert=True)
        log_regel(by=by, wat="activiteiten.interventie_erbij", op=row)
        return row

    return once(FysiekeInterventie, client_id=client_id, by=by, body_hash=body, make=make)[0]


@transaction.atomic
def change_interventie(
    *, interventie: FysiekeInterventie, slot: int, by: User, **velden: Unpack[InterventieVelden]
) -> FysiekeInterventie:
    """Change what is said of it; Conflict when somebody saved in between. Refuses as `add_interventie` does."""
    _refuse(interventie.wijk, velden)
    was = interventie.status
    for name, value in velden.items():
        setattr(interventie, name, value)
    save_with_slot(interventie, fields=velden, expected_slot=slot)
    if interventie.status != was:
        log_regel(
            by=by,
            wat="activiteiten.interventie_status",
            op=interventie,
            details={"was": was, "wordt": interventie.status},
        )
    return interventie


def _refuse(wijk: Wijk, velden: Mapping[str, Any]) -> None:
    plek, activiteit = velden.get("plek"), velden.get("activiteit")
    if plek is not None and plek.soort not in Plek.PUBLIEK:
        raise Refused(gettext("Kies een openbare plek, nooit een woning."), field="plek")
    if plek is None and not velden.get("waar"):
        raise Refused(gettext("Kies een plek, of schrijf waar het is."), field="waar")
    if activiteit is not None and activiteit.wijk_id != wijk.pk:
        raise Refused(gettext("Deze activiteit is van een andere wijk."), field="activiteit")
    if velden.get("status") == FysiekeInterventie.Status.KLAAR:
        _refuse_ready(velden)
    if velden.get("klaar_op") and velden.get("status") not in {"klaar", "weg"}:
        raise Refused(gettext("Een dag hoort er pas bij als het klaar is."), field="klaar_op")


def _refuse_ready(velden: Mapping[str, Any]) -> None:
    if velden.get("toestemming_eigenaar") not in {"gegeven", "niet_nodig"}:
        raise Refused(
            gettext("Het kan pas klaar zijn als de eigenaar toestemming gaf, of als dat niet nodig is."),
            field="toestemming_eigenaar",
        )
    if velden.get("vergunning") in {"aangevraagd", "geweigerd"}:
        raise Refused(gettext("Het kan pas klaar zijn als de vergunning er is."), field="vergunning")


def tell_beheerafspraken(today: date | None = None) -> int:
    """Mail the coordinator sixty days before a promise to look after something ends, and on its last day.

    One transaction each; a lost or doubled run is harmless, and another last day is another story. Returns how many
    mails were written.
    """
    day = today or timezone.localdate()
    due = FysiekeInterventie.objects.to_tell(day, VOORAF).values_list("pk", flat=True)
    return sum(_tell(pk, day) for pk in list(due))


@transaction.atomic
def _tell(pk: int, today: date) -> int:
    rows = FysiekeInterventie.objects.to_tell(today, VOORAF).select_related("wijk", "plek")
    row = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None or row.beheerafspraak_tot is None:
        return 0
    row.vooraf_gemeld = row.beheerafspraak_tot
    if row.beheerafspraak_tot <= today:
        row.afloop_gemeld = row.beheerafspraak_tot
    row.save(update_fields=["vooraf_gemeld", "afloop_gemeld"])
    people = Lidmaatschap.objects.coordinators(row.wijk_id)
    for person in people:
        send_bericht(
            aan=person,
            soort=SOORT,
            over=row,
            titel=partial(_title, row),
            tekst=partial(_text, row),
            pad=row.get_absolute_url(),
            by=None,
        )
    return len(people)


def _title(row: FysiekeInterventie) -> str:
    return gettext("%(titel)s: het beheer loopt af") % {"titel": row.titel}


def _text(row: FysiekeInterventie) -> str:
    said = gettext(
        "Voor %(titel)s in %(wijk)s is het beheer afgesproken tot en met %(dag)s. "
        "Spreek opnieuw af wie het bijhoudt, of schrijf op dat het er niet meer is."
    )
    return said % {
        "titel": row.titel,
        "wijk": row.wijk,
        "dag": date_format(row.beheerafspraak_tot or "", "j F Y"),
    }

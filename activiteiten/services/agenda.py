import secrets
from uuid import UUID

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext

from activiteiten.models import Activiteit, Agendasleutel
from core.errors import Refused
from core.locking import save_with_slot
from mensen.models import User
from mensen.services import log_regel
from teams.models import Team
from wijken.models import Plek, Wijk

NIEMANDS = "0" * 64  # an unknown address takes as long to refuse as a wrong secret


@transaction.atomic
def make_agendasleutel(
    *, soort: str, by: User, team: Team | None = None, wijk: Wijk | None = None
) -> tuple[Agendasleutel, str]:
    """Make a secret address for one's own calendar and return it with its secret, which is shown once.

    The one made before for the same bijeenkomsten stops working. The caller offers only teams and wijken that
    this person may see; a feed asks again each time.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # pressed twice at once, the last one stands
    Agendasleutel.objects.filter(user=by, soort=soort, team=team, wijk=wijk).delete()
    token = secrets.token_urlsafe(32)
    sleutel = Agendasleutel.objects.create(
        user=by, soort=soort, team=team, wijk=wijk, token_hash=Agendasleutel.hash_token(token)
    )
    log_regel(by=by, wat="activiteiten.agendasleutel_gemaakt", op=sleutel, details={"soort": soort})
    return sleutel, token


@transaction.atomic
def withdraw_agendasleutel(*, sleutel: Agendasleutel, by: User) -> None:
    """End a secret address: from now on whoever has it reads nothing."""
    log_regel(by=by, wat="activiteiten.agendasleutel_ingetrokken", op=sleutel)
    sleutel.delete()


def find_agendasleutel(*, uuid: UUID, token: str) -> Agendasleutel | None:
    """The key of this address when the secret is right; the comparison takes as long for every wrong one."""
    rows = Agendasleutel.objects.filter(uuid=uuid, user__is_active=True)
    sleutel = rows.select_related("user", "team", "wijk").first()
    right = constant_time_compare(
        Agendasleutel.hash_token(token), sleutel.token_hash if sleutel is not None else NIEMANDS
    )
    return sleutel if right else None


@transaction.atomic
def set_openbaar(
    *, activiteit: Activiteit, openbaar: bool, slot: int, by: User, plek_soort: str = ""
) -> Activiteit:
    """Put an activity in the public agenda of its wijk, or take it out; it is recorded.

    A place that somebody typed gets its kind (`plek_soort`) here, because only places that are public stand there.
    Refuses what was not planned, an activity without a place, and a place of which nobody said what kind it is.
    """
    if openbaar:
        _refuse_closed(activiteit, plek_soort)
        plek = activiteit.plek
        if plek is not None and plek.soort not in Plek.PUBLIEK:
            plek.soort = plek_soort
            plek.save(update_fields=["soort"])
    activiteit.openbaar = openbaar
    save_with_slot(activiteit, fields=("openbaar",), expected_slot=slot)
    log_regel(by=by, wat="activiteiten.openbaar", op=activiteit, details={"openbaar": openbaar})
    return activiteit


def _refuse_closed(activiteit: Activiteit, plek_soort: str) -> None:
    if activiteit.los:
        raise Refused(gettext("Losse momenten staan niet in de openbare agenda."))
    if activiteit.plek is None:
        raise Refused(gettext("Kies eerst een plek. Alleen wat op een openbare plek is, komt erin."))
    if activiteit.plek.soort not in Plek.PUBLIEK and plek_soort not in Plek.PUBLIEK:
        raise Refused(
            gettext("Zeg wat voor plek dit is. Bij iemand thuis komt nooit in de openbare agenda."),
            field="plek_soort",
        )

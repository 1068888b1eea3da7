"""What invited organisations are told about a round: it is open, it closes soon, this came out of it."""

from collections.abc import Callable, Collection, Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from mensen.models import Bericht, User
from mensen.services import send_bericht
from partners.models import Contactpersoon
from wijkplan.models import Ronde


def tell_opened(ronde: Ronde, *, by: User | None) -> int:
    """Everyone who may vote for an invited organisation hears that it is open; returns how many mails wait."""
    return _tell(
        ronde,
        _voters(ronde),
        soort="ronde.open",
        titel=lambda: gettext("Wat vindt u het belangrijkst? %s") % ronde.titel,
        tekst=lambda: (
            gettext(
                "De ronde «%(ronde)s» is open. Stemmen kan tot %(sluit)s en kost ongeveer vijf minuten."
                " Hoeveel u te zeggen hebt: %(trede)s. Wat er met de uitkomst gebeurt: %(belofte)s"
            )
            % _words(ronde)
        ),
        page="wijkplan:stem",
        by=by,
    )


def tell_waiting(ronde: Ronde, *, by: User | None) -> int:
    """Who did not vote yet is reminded: by itself once, by hand at most once a day; returns how many people."""
    people = _voters(ronde, waiting=True)
    if by is None:
        told = Bericht.objects.filter(soort="ronde.bijna_dicht", over=ronde._meta.label_lower)
        told = told.filter(sleutel=str(ronde.uuid), aan__in=people)
        already = set(told.values_list("aan", flat=True))
        people = [user for user in people if user.pk not in already]
    return _tell(
        ronde,
        people,
        soort="ronde.bijna_dicht",
        titel=lambda: gettext("Uw stem ontbreekt nog: %s") % ronde.titel,
        tekst=lambda: (
            gettext("De ronde «%(ronde)s» sluit op %(sluit)s. Uw organisatie heeft nog niet gestemd.")
            % _words(ronde)
        ),
        page="wijkplan:stem",
        by=by,
    )


def tell_closed(ronde: Ronde, *, by: User | None) -> int:
    """Everyone who was asked hears what came out of it; returns how many mails wait."""
    first = ", ".join(line["titel"] for line in (ronde.uitkomst or {}).get("regels", [])[:3])
    return _tell(
        ronde,
        _voters(ronde),
        soort="ronde.gesloten",
        titel=lambda: gettext("Dit kwam eruit: %s") % ronde.titel,
        tekst=lambda: (
            gettext(
                "De ronde «%(ronde)s» is gesloten. Bovenaan staan: %(eerste)s. Wat er nu gebeurt: %(belofte)s"
            )
            % (_words(ronde) | {"eerste": first})
        ),
        page="wijkplan:ronde",
        by=by,
    )


def _tell(
    ronde: Ronde,
    people: Collection[User],
    *,
    soort: str,
    titel: Callable[[], str],
    tekst: Callable[[], str],
    page: str,
    by: User | None,
) -> int:
    """One mail each, in the reader's own language; returns how many people."""
    pad = reverse(page, args=[ronde.uuid])
    for user in people:
        send_bericht(aan=user, soort=soort, over=ronde, titel=titel, tekst=tekst, pad=pad, by=by)
    return len(people)


def _words(ronde: Ronde) -> dict[str, str]:
    return {
        "ronde": ronde.titel,
        "sluit": date_format(timezone.localtime(ronde.sluit), "DATETIME_FORMAT"),
        "trede": ronde.get_trede_display(),
        "belofte": ronde.belofte,
    }


def _voters(ronde: Ronde, *, waiting: bool = False) -> list[User]:
    """People with an account of the invited organisations, each once; with `waiting` only where no ballot is."""
    rows: Iterable[Contactpersoon] = (
        Contactpersoon.objects.on(timezone.localdate())
        .filter(partner__rondes__ronde=ronde, user__is_active=True)
        .select_related("user")
        .order_by("user_id")
    )
    if waiting:
        rows = rows.exclude(partner__in=ronde.biljetten.exclude(partner=None).values("partner"))  # type: ignore[attr-defined]
    return list({person.user_id: person.user for person in rows if person.user}.values())

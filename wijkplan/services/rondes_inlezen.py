"""Ballots of residents out of a file become ballots of a round; of a person nothing is kept."""

from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.locking import save_with_slot
from mensen.models import User
from mensen.services import log_regel
from wijkplan.models import Ronde, Rondeoptie, Stem, Stembiljet
from wijkplan.rows import Stembestand

BATCH = 5_000


@transaction.atomic
def store_ballots(
    *, ronde: Ronde, bestand: Stembestand, kenmerk: str, by: User | None, dry_run: bool = False
) -> dict[str, Any]:
    """The ballots of a file stand in the round, whole or not at all; a round without options takes those of the file.

    `kenmerk` tells files apart: a ballot keeps that and its number in the file, nothing of the voter. With `dry_run`
    the same is done and undone. Refuses a round that is closed or without residents, a file whose way of voting does
    not fit the method, other topics than those of the round, tokens beside an order, and the same file twice.
    """
    with transaction.atomic():
        current = _hold(ronde, bestand, kenmerk)
        opties = _options(current, bestand)
        hand = by or current.door
        biljetten = Stembiljet.objects.bulk_create(
            [
                Stembiljet(ronde=current, nummer=f"{kenmerk[:8]}-{number}", door=hand, onthouding=not waarden)
                for number, waarden in enumerate(_filled(bestand), 1)
            ],
            batch_size=BATCH,
        )
        Stem.objects.bulk_create(
            [
                Stem(biljet=biljet, optie_id=opties[code], waarde=waarde)
                for biljet, waarden in zip(biljetten, _filled(bestand), strict=True)
                for code, waarde in waarden.items()
            ],
            batch_size=BATCH,
        )
        if not dry_run:
            log_regel(
                by=hand, wat="ronde.biljetten_ingelezen", op=current, details={"biljetten": len(biljetten)}
            )
        transaction.set_rollback(dry_run)
    return {"bewaard": {"stembiljetten": {"nieuw": len(biljetten), "opties": len(opties)}}, "voorstellen": 0}


def _filled(bestand: Stembestand) -> list[dict[str, int]]:
    """Values of each ballot as they are kept: an ordered one that counts more stands there more often."""
    if bestand.is_ordered:
        return [biljet.waarden for biljet in bestand.biljetten for _time in range(biljet.kracht)]
    return [
        {code: waarde * biljet.kracht for code, waarde in biljet.waarden.items()}
        for biljet in bestand.biljetten
    ]


def _hold(ronde: Ronde, bestand: Stembestand, kenmerk: str) -> Ronde:
    """The round, kept from closing until we are done; planned or open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM wijkplan_ronde WHERE id = %s FOR NO KEY UPDATE", [ronde.pk])
    current = Ronde.objects.get(pk=ronde.pk)
    if current.status == Ronde.Status.GESLOTEN or current.sluit <= timezone.now():
        raise Refused(gettext("Deze ronde is gesloten. Er komt geen stem meer bij."))
    if not current.met_bewoners:
        raise Refused(gettext("In deze ronde stemmen bewoners niet mee."))
    wanted = Ronde.Methode.RANGORDE if bestand.is_ordered else Ronde.Methode.STIPPEN
    if current.methode != wanted:
        raise Refused(
            gettext("In dit bestand is gestemd met «%(bestand)s», deze ronde gaat met «%(ronde)s».")
            % {"bestand": wanted.label, "ronde": current.get_methode_display()}
        )
    if bestand.is_ordered and current.bewonerstellingen.exists():
        raise Refused(gettext("Er zijn al fiches geteld. Die tellen niet op bij biljetten met een volgorde."))
    if Stembiljet.objects.filter(ronde=current, nummer__startswith=f"{kenmerk[:8]}-").exists():
        raise Refused(gettext("Dit bestand is al ingelezen in deze ronde."))
    return current


def _options(ronde: Ronde, bestand: Stembestand) -> dict[str, int]:
    """The option of every project that was voted for; made here when the round had none."""
    if not Rondeoptie.objects.filter(ronde=ronde).exists():
        _take_over(ronde, bestand)
    rows = list(Rondeoptie.objects.filter(ronde=ronde))
    by_code = {row.code: row.pk for row in rows}
    by_title = {row.titel.casefold(): row.pk for row in rows}
    found = {
        project.code: by_code.get(project.code) or by_title.get(project.titel.casefold())
        for project in bestand.projecten
    }
    chosen = {code for biljet in bestand.biljetten for code in biljet.waarden}
    strange = [
        project.titel for project in bestand.projecten if project.code in chosen and not found[project.code]
    ]
    if strange:
        raise Refused(
            gettext("In dit bestand staan onderwerpen die niet in de ronde staan, zoals «%s».") % strange[0]
        )
    return {code: pk for code, pk in found.items() if pk}


def _take_over(ronde: Ronde, bestand: Stembestand) -> None:
    last = Rondeoptie.objects.filter(ronde=ronde).aggregate(last=Max("volgorde"))["last"] or 0
    Rondeoptie.objects.bulk_create(
        Rondeoptie(
            ronde=ronde,
            code=project.code,
            titel=project.titel[:200],
            kosten=project.kosten,
            volgorde=last + place,
        )
        for place, project in enumerate(bestand.projecten, 1)
    )
    if ronde.budget is None and bestand.budget is not None and 0 < bestand.budget < 10**11:
        ronde.budget = bestand.budget
        save_with_slot(ronde, fields=("budget",), expected_slot=ronde.slot)

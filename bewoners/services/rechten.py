"""What stands behind a code, for a resident who asks: find it, hand it over, erase it."""

from datetime import date
from typing import Any, TypedDict

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Foto
from activiteiten.services import erase_foto
from bewoners.models import Contactmoment, Relatie, Relatiesleutel, Toestemming
from bewoners.services.relaties import hold_relatie
from bewoners.services.toestemming import withdraw_name
from core.errors import Refused
from core.privacy import SECRETS, Entry, rows_behind
from core.sealed import CannotUnsealError, unseal
from core.walls import for_task
from mensen.models import User
from mensen.services import fingerprint, log_regel, remember_erased

OPNIEUW = "opnieuw gewist na terugzetten"
WOORDEN = {"user": _("student"), "door": _("opgeschreven door"), "op": _("opgeschreven op")}
OVERSLAAN = {*SECRETS, "id", "uuid", "client_id", "seconden", "slot", "relatie"}


class Onderdeel(TypedDict):
    """Rows of one kind, with what the register says about them."""

    wat: str
    doelen: list[str]
    grondslag: str
    bewaartermijn: str
    ontvangers: list[str]
    regels: list[dict[str, str]]


@for_task("rechten")
def find_code(*, code: str, by: User | None = None) -> dict[str, int]:
    """How many rows of each kind stand behind a code; that somebody looked stands in the trail.

    `by` is who asks, or None for somebody at the server. Refuses a code that is nobody's, and who may not answer.
    """
    relatie = _get(code, by)
    counted = {entry.model._meta.label: rows.count() for entry, rows in rows_behind(relatie)}
    found = {label: number for label, number in counted.items() if number}
    log_regel(by=by, wat="bewoners.code_gevonden", op=relatie, details=found)
    return found


@for_task("rechten")
def export_code(*, code: str, by: User | None = None) -> list[Onderdeel]:
    """Everything behind a code in words, notes included, to hand to the resident; it stands in the trail.

    Refuses as `find_code` does.
    """
    relatie = _get(code, by)
    parts = [_as_words(entry, rows) for entry, rows in rows_behind(relatie)]
    counts = {part["wat"]: len(part["regels"]) for part in parts}
    log_regel(by=by, wat="bewoners.code_geexporteerd", op=relatie, details=counts)
    return [part for part in parts if part["regels"]]


@for_task("rechten")
def erase_code(*, code: str, waarom: str, by: User | None = None, dry_run: bool = False) -> dict[str, int]:
    """Nothing behind this code leads to anybody any more; conversations still count in their month.

    With `dry_run` nothing changes but the log that says what would. Refuses as `find_code` does.
    """
    relatie = _get(code, by)
    return _erase(relatie, waarom=waarom, by=by, dry_run=dry_run)


@for_task("rechten")
def erase_again(*, erased: dict[str, date]) -> int:
    """After a restore: erase what was erased since that backup, by the fingerprints of it and the day of it.

    A contact of after that day has drawn a code that was free again, and stays.
    """
    again = 0
    for relatie in list(Relatie.objects.all()) if erased else []:
        day = erased.get(fingerprint("relatie", relatie.code))
        if day and relatie.sinds <= day:
            _erase(relatie, waarom=OPNIEUW, by=None, dry_run=False)
            again += 1
    for toestemming in list(Toestemming.objects.given().select_related("relatie")) if erased else []:
        if fingerprint("naam", toestemming.uuid) in erased:
            again += withdraw_name(relatie=toestemming.relatie, by=None)
    for foto in list(Foto.objects.existing()) if erased else []:
        if fingerprint("foto", foto.uuid) in erased:
            erase_foto(foto=foto, by=None, waarom=OPNIEUW)
            again += 1
    return again


def _get(code: str, by: User | None) -> Relatie:
    relatie = Relatie.objects.filter(code__iexact=code.strip()).first()
    if relatie is None:
        raise Refused(gettext("Er is geen contact met de code %(code)s.") % {"code": code.strip()[:40]})
    if by is not None and not by.has_perm("bewoners.answer", relatie):
        raise Refused(gettext("Dit mag alleen de privacyfunctionaris, of de coördinator van de wijk."))
    return relatie


@transaction.atomic
def _erase(relatie: Relatie, *, waarom: str, by: User | None, dry_run: bool) -> dict[str, int]:
    gone: dict[str, int] = {}
    hold_relatie(relatie, closed=True)  # what is handed over or shared at this moment waits, or goes too
    for entry, rows in rows_behind(relatie):
        forget = entry.forget or _delete
        if number := rows.count() if dry_run else forget(rows):
            gone[entry.model._meta.label] = number
    sleutel = "" if dry_run else fingerprint("relatie", relatie.code)
    remember_erased(rows=gone, sleutel=sleutel, by=by, waarom=waarom)
    if not dry_run:
        log_regel(by=by, wat="bewoners.code_gewist", details=gone)
    return gone


def _delete(rows: QuerySet[Any]) -> int:
    return rows.delete()[1].get(rows.model._meta.label, 0)


def _as_words(entry: Entry, rows: QuerySet[Any]) -> Onderdeel:
    return {
        "wat": str(entry.naam),
        "doelen": [str(doel.label) for doel in entry.doel],
        "grondslag": str(entry.grondslag.label),
        "bewaartermijn": str(entry.bewaartermijn),
        "ontvangers": [str(one) for one in entry.ontvangers],
        "regels": [_row(row) for row in rows],
    }


def _row(row: Model) -> dict[str, str]:
    """Each field by the name people know it by; empty ones are left out, a colleague is a first name."""
    if isinstance(row, Relatiesleutel):
        return _name(row)
    said = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if field.name in OVERSLAAN or value in (None, False, "", [], {}):
            continue
        if value is True:
            value = gettext("ja")
        elif isinstance(value, User):
            value = value.voornaam
        elif isinstance(value, date):
            value = date_format(value, "j F Y")
        elif isinstance(value, list):
            value = ", ".join(map(str, value))
        word = str(WOORDEN.get(field.name, field.verbose_name))
        said[word] = str(getattr(row, f"get_{field.name}_display", lambda v=value: v)())
    if isinstance(row, Contactmoment) and (
        heard := [f"{one}. {one.tekst}".strip() for one in row.signalen.all()]
    ):
        said[gettext("signalen")] = " ".join(heard)
    return said


def _name(row: Relatiesleutel) -> dict[str, str]:
    try:
        words = unseal(row.verzegeld, of=str(row.toestemming.uuid))
    except CannotUnsealError:
        return {"naam": gettext("niet meer te lezen")}
    return {name: said for name, said in words.items() if said}

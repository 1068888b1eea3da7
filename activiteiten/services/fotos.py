import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4, uuid5

import structlog
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Bijeenkomst, Foto, FysiekeInterventie
from activiteiten.models.foto import FOLDER, paths
from core.errors import Refused
from core.images import Renditions, read_photo
from core.locking import once, sent_before
from mensen.models import User
from mensen.services import fingerprint, log_regel, remember_erased

MEEST = 40  # photos of one thing
NOG_BEZIG = timedelta(hours=24)  # a file this young may belong to a row that is being written
logger = structlog.get_logger("fotos")


def add_foto(
    *,
    over: Bijeenkomst | FysiekeInterventie,
    bestand: File,
    client_id: UUID,
    by: User,
    moment: str = "",
    niemand_herkenbaar: bool = False,
) -> Foto:
    """A photo is kept as two renditions of our own; hidden until somebody says who is on it, or that nobody is.

    One form may hold several: the id of each is made of `client_id` and what is in the file, so the same file is one
    photo however often it is sent. Refuses what can't be opened safely, and more than MEEST of one thing. Decoding
    takes up to a second, so it comes before the transaction.
    """
    digest = _digest(bestand)
    of_file = uuid5(client_id, digest)
    body = hashlib.sha256(f"{digest}/{over._meta.label}/{over.pk}/{moment}".encode()).hexdigest()
    if (sent := sent_before(Foto, client_id=of_file, by=by, body_hash=body)) is not None:
        return sent
    foto = Foto(client_id=of_file, body_hash=body, moment=moment, door=by)
    if isinstance(over, Bijeenkomst):
        foto.bijeenkomst, foto.wijk_id = over, over.activiteit.wijk_id
    else:
        foto.interventie, foto.wijk_id = over, over.wijk_id
    if niemand_herkenbaar:
        foto.herkenbaar, foto.vrijgegeven = 0, True
    return _keep(foto, read_photo(bestand), by)


def _digest(bestand: File) -> str:
    digest = hashlib.sha256()
    for chunk in bestand.chunks():
        digest.update(chunk)
    return digest.hexdigest()


@transaction.atomic
def _keep(foto: Foto, renditions: Renditions, by: User) -> Foto:
    """Write the files, then the row. What goes wrong leaves no row; a file it leaves goes in the nightly sweep."""
    type(foto.over).objects.select_for_update(of=("self",)).get(pk=foto.over.pk)
    if (
        Foto.objects.existing().filter(bijeenkomst=foto.bijeenkomst, interventie=foto.interventie).count()
        >= MEEST
    ):
        raise Refused(gettext("Hier staan al %(aantal)s foto's. Haal er eerst een weg.") % {"aantal": MEEST})
    foto.bestand, foto.breedte, foto.hoogte = uuid4().hex, renditions.breedte, renditions.hoogte

    def make() -> Foto:
        foto.save(force_insert=True)
        return foto

    try:
        for path, content in zip(paths(foto.bestand), (renditions.groot, renditions.klein), strict=True):
            default_storage.save(path, ContentFile(content))
        kept, made = once(Foto, client_id=foto.client_id, by=by, body_hash=foto.body_hash, make=make)
    except BaseException:
        delete_files(foto.bestand)
        raise
    if not made:
        delete_files(foto.bestand)
    return kept


@transaction.atomic
def erase_foto(*, foto: Foto, by: User | None, waarom: str) -> Foto:
    """The files of a photo are gone as soon as this is stored, and nobody finds it any more; its row only counts.

    Asked twice it is done once. `waarom` is a fixed word for the audit trail: weggehaald, ingetrokken.
    """
    now = Foto.objects.select_for_update(of=("self",)).get(pk=foto.pk)
    if now.gewist_op is None:
        name = now.bestand
        now.gewist_op, now.bestand, now.vrijgegeven = timezone.now(), "", False
        now.save(update_fields=["gewist_op", "bestand", "vrijgegeven"])
        log_regel(by=by, wat="activiteiten.foto_gewist", op=now, details={"waarom": waarom})
        transaction.on_commit(partial(delete_files, name))
        remember_erased(
            rows={Foto._meta.label: 1}, sleutel=fingerprint("foto", now.uuid), by=by, waarom=waarom
        )
    return now


@transaction.atomic
def forget_fotos(rows: QuerySet[Foto]) -> int:
    """These photos are gone, files and rows; returns how many. What points at them must be gone before."""
    fotos = list(rows.select_for_update(of=("self",)))
    names = [foto.bestand for foto in fotos if foto.bestand]
    Foto.objects.filter(pk__in=[foto.pk for foto in fotos]).delete()
    for name in names:
        transaction.on_commit(partial(delete_files, name))
    return len(fotos)


def delete_files(name: str) -> None:
    """Remove both files of a photo; one that is gone already is no error."""
    for path in paths(name):
        default_storage.delete(path)


def sweep_files(now: datetime | None = None) -> dict[str, int]:
    """Files without a row are gone when they are a day old; returns how many, and how many rows lack a file.

    A row without a file is only counted: the folder may be away for a moment.
    """
    before = (now or timezone.now()) - NOG_BEZIG
    found: set[str] = set()
    orphans = 0
    for name, path in _files():
        found.add(name)
        if (
            not Foto.objects.filter(bestand=name).exists()
            and default_storage.get_modified_time(path) < before
        ):
            default_storage.delete(path)
            orphans += 1
    lost = Foto.objects.existing().exclude(bestand__in=found).count()
    if orphans or lost:
        logger.warning("photos and files differ", without_row=orphans, without_file=lost)
    return {"zonder_rij": orphans, "zonder_bestand": lost}


def _files() -> Iterator[tuple[str, str]]:
    """Walk over the files: the name a row would carry, and where it lies."""
    folders = default_storage.listdir(FOLDER)[0] if default_storage.exists(FOLDER) else []
    for folder in sorted(folders):
        for file in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield file.removesuffix(".webp").removesuffix("-klein"), f"{FOLDER}/{folder}/{file}"

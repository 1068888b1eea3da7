from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activiteiten.models.bijeenkomst import Bijeenkomst
from activiteiten.models.interventie import FysiekeInterventie
from activiteiten.querysets import FotoQuerySet
from wijken.models import Wijk

FOLDER = "fotos"
MEESTE_MENSEN = 30


class Foto(models.Model):
    """A photo of a bijeenkomst, or of something made in the neighbourhood before or after.

    Only two renditions of our own exist, under a random name and out of reach of the web. `herkenbaar` says how many
    people one can recognise: NULL is not said yet, 0 is nobody. `vrijgegeven` is set by the room that keeps the
    consents; until then only its maker and the coordinator see it. Once `gewist_op` its files are gone and the
    row only counts.
    """

    class Moment(models.TextChoices):
        VOOR = "voor", _("ervoor")
        NA = "na", _("erna")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="fotos")
    bijeenkomst = models.ForeignKey(
        Bijeenkomst, on_delete=models.PROTECT, null=True, blank=True, related_name="fotos"
    )
    interventie = models.ForeignKey(
        FysiekeInterventie, on_delete=models.PROTECT, null=True, blank=True, related_name="fotos"
    )
    moment = models.CharField(_("voor of na"), max_length=4, choices=Moment, blank=True, default="")
    bestand = models.CharField(max_length=60, blank=True, editable=False)
    breedte = models.PositiveSmallIntegerField()
    hoogte = models.PositiveSmallIntegerField()
    herkenbaar = models.PositiveSmallIntegerField(_("hoeveel mensen zijn herkenbaar"), null=True, blank=True)
    vrijgegeven = models.BooleanField(default=False)
    gewist_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = FotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("foto")
        verbose_name_plural = _("foto's")
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bijeenkomst__isnull=False, interventie=None, moment="")
                | Q(bijeenkomst=None, interventie__isnull=False, moment__in=["voor", "na"]),
                name="foto_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(gewist_op=None) & ~Q(bestand="")
                | Q(gewist_op__isnull=False, bestand="", vrijgegeven=False),
                name="foto_files_until_erased",
            ),
            models.CheckConstraint(
                condition=Q(vrijgegeven=False) | Q(herkenbaar__isnull=False), name="foto_released_when_said"
            ),
            models.CheckConstraint(
                condition=Q(herkenbaar=None) | Q(herkenbaar__lte=MEESTE_MENSEN), name="foto_herkenbaar"
            ),
            models.UniqueConstraint(
                fields=["bestand"], condition=~Q(bestand=""), name="foto_one_row_per_file"
            ),
        ]
        indexes = [
            models.Index(fields=["bijeenkomst"], condition=Q(gewist_op=None), name="foto_of_bijeenkomst"),
            models.Index(fields=["op"], name="foto_op"),
        ]

    def __str__(self) -> str:
        return f"{self.over} {self.op:%Y-%m-%d}"

    @property
    def over(self) -> Bijeenkomst | FysiekeInterventie:
        """What it is a photo of."""
        return self.bijeenkomst or self.interventie  # type: ignore[return-value] # one of the two, says the database

    @property
    def naam(self) -> str:
        """What it is a photo of, in words."""
        return self.bijeenkomst.naam if self.bijeenkomst else str(self.interventie)

    def open(self, *, klein: bool = False) -> File:
        """Open one of its two files; FileNotFoundError when there is none."""
        return default_storage.open(paths(self.bestand)[klein])


def paths(name: str) -> tuple[str, str]:
    """Where the two files of a photo lie: large and small."""
    folder = f"{FOLDER}/{name[:2]}"
    return f"{folder}/{name}.webp", f"{folder}/{name}-klein.webp"

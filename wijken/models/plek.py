"""Places where people meet."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijken.models.wijk import Wijk
from wijken.querysets import (
    PlekQuerySet,
)


class Plek(models.Model):
    """A place where people meet: buurtkamer, huis van de wijk, school, square. Never a home of a resident."""

    class Soort(models.TextChoices):
        BUURTKAMER = "buurtkamer", _("buurtkamer")
        HUIS_VAN_DE_WIJK = "huis_van_de_wijk", _("huis van de wijk")
        SCHOOL = "school", _("school")
        PLEIN = "plein", _("plein of park")
        SPORT = "sport", _("sportplek")
        BIBLIOTHEEK = "bibliotheek", _("bibliotheek")
        ANDERS = "anders", _("andere plek")

    # Places that everyone may know of; «andere plek» is what somebody typed, and could be a home.
    PUBLIEK = frozenset(Soort) - {Soort.ANDERS}

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    naam = models.CharField(_("naam"), max_length=160)
    soort = models.CharField(_("soort"), max_length=20, choices=Soort, default=Soort.ANDERS)
    adres = models.CharField(_("adres"), max_length=200, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, null=True, blank=True, related_name="plekken")
    beheerder = models.CharField(_("beheerd door"), max_length=120, blank=True)
    bron = models.CharField(_("bron"), max_length=120, blank=True)
    bron_id = models.CharField(max_length=60, null=True, blank=True, unique=True)

    objects = PlekQuerySet.as_manager()

    class Meta:
        verbose_name = _("plek")
        verbose_name_plural = _("plekken")
        ordering = ["naam"]
        indexes = [models.Index(fields=["lat", "lng"], name="plek_lat_lng")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat=None, lng=None)
                | Q(lat__isnull=False, lat__range=(-90, 90), lng__isnull=False, lng__range=(-180, 180)),
                name="plek_point",
            )
        ]

    def __str__(self) -> str:
        return self.naam

"""Official areas in time."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from wijken.querysets import (
    GebiedQuerySet,
)


class DateRange(Func):
    """PostgreSQL's daterange; an empty end is open."""

    function = "daterange"


class Gebiedsoort(models.TextChoices):
    GEMEENTE = "gemeente", _("gemeente")
    STADSDEEL = "stadsdeel", _("stadsdeel")
    GEBIED = "gebied", _("gebied")
    WIJK = "wijk", _("wijk")
    BUURT = "buurt", _("buurt")


class Stelsel(models.TextChoices):
    """Coding systems never join: the same letters mean different areas in each."""

    CBS = "cbs", _("CBS")
    GEMEENTE = "gemeente", _("gemeente (eigen codes)")
    NAAM = "naam", _("gemeente (alleen namen)")
    SCHETS = "schets", _("schets, geen officiële grens")


class Gebied(models.Model):
    """An official area as it was during a period; a new division makes new rows, never changes old ones.

    `grens` is a GeoJSON MultiPolygon in WGS84, longitude first; `west` … `noord` are its box in degrees.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    soort = models.CharField(_("soort"), max_length=10, choices=Gebiedsoort)
    stelsel = models.CharField(_("stelsel"), max_length=10, choices=Stelsel)
    code = models.CharField(_("code"), max_length=80)
    naam = models.CharField(_("naam"), max_length=120)
    grens = models.JSONField(_("grens"), null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    zuid = models.FloatField(null=True, blank=True)
    oost = models.FloatField(null=True, blank=True)
    noord = models.FloatField(null=True, blank=True)
    ouder = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="delen")
    opvolger = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="voorgangers"
    )
    geldig_van = models.DateField(_("geldig van"))
    geldig_tot = models.DateField(_("geldig tot en met"), null=True, blank=True)
    bron = models.CharField(_("bron"), max_length=200, blank=True)

    objects = GebiedQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        constraints = [
            models.UniqueConstraint(fields=["stelsel", "code", "geldig_van"], name="gebied_code_in_time"),
            models.CheckConstraint(
                condition=Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van")), name="gebied_period"
            ),
        ]
        indexes = [models.Index(fields=["naam"], name="gebied_naam")]

    def __str__(self) -> str:
        return f"{self.naam} ({self.get_stelsel_display()}, {self.geldig_van.year})"

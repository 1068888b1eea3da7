"""Official figures: what is measured, and its published values."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijken.models.gebied import Gebied
from wijken.querysets import (
    KerncijferQuerySet,
)
from wijken.vocabulary import Effectgebied, Richting


class Maat(models.Model):
    """A measure of an outside source: what is counted, in which unit, and which way is better."""

    code = models.SlugField(max_length=60, unique=True)
    naam = models.CharField(_("naam"), max_length=160)
    eenheid = models.CharField(_("eenheid"), max_length=40, blank=True)
    richting = models.CharField(_("richting"), max_length=6, choices=Richting, blank=True)
    effectgebied = models.CharField(_("effectgebied"), max_length=14, choices=Effectgebied, blank=True)
    bron = models.CharField(_("bron"), max_length=160)
    frequentie = models.CharField(_("frequentie"), max_length=40, blank=True)
    schaal = models.CharField(_("schaal"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("maat")
        verbose_name_plural = _("maten")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Kerncijfer(models.Model):
    """One published value of a measure for an area in a year; missing is NULL and never 0."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="kerncijfers")
    maat = models.ForeignKey(Maat, on_delete=models.PROTECT, related_name="kerncijfers")
    peiljaar = models.PositiveSmallIntegerField(
        _("peiljaar"), validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    uitgave = models.CharField(_("uitgave"), max_length=80, blank=True)
    waarde = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4, null=True, blank=True)
    bron_toelichting = models.CharField(_("bron"), max_length=200, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(auto_now=True)

    objects = KerncijferQuerySet.as_manager()

    class Meta:
        verbose_name = _("kerncijfer")
        verbose_name_plural = _("kerncijfers")
        constraints = [
            models.UniqueConstraint(fields=["gebied", "maat", "peiljaar", "uitgave"], name="kerncijfer_once"),
            models.CheckConstraint(condition=Q(peiljaar__range=(1900, 2100)), name="kerncijfer_year"),
        ]

    def __str__(self) -> str:
        return f"{self.maat} {self.gebied.naam} {self.peiljaar}"

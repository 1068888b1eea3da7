"""Imports and their reports."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijken.querysets import (
    InvoerQuerySet,
)


class Invoer(models.Model):
    """An import somebody started: which file, how far it is, and what became of every row."""

    class Soort(models.TextChoices):
        GEBIEDEN = "gebieden", _("gebieden en grenzen")
        KERNCIJFERS = "kerncijfers", _("cijfers")
        PLEKKEN = "plekken", _("plekken")
        STEMMEN = "stemmen", _("stembiljetten van bewoners")

    class Status(models.TextChoices):
        WACHT = "wacht", _("wacht")
        BEZIG = "bezig", _("bezig")
        KLAAR = "klaar", _("klaar")
        MISLUKT = "mislukt", _("mislukt")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(unique=True, null=True, blank=True)
    soort = models.CharField(max_length=12, choices=Soort)
    bestandsnaam = models.CharField(max_length=200)
    bestand = models.FileField(upload_to="invoer/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    droog = models.BooleanField(_("droog proberen"), default=False)
    status = models.CharField(max_length=8, choices=Status, default=Status.WACHT)
    voortgang = models.PositiveSmallIntegerField(default=0)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    samenvatting = models.JSONField(default=dict, blank=True)
    verslag = models.JSONField(default=list, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = InvoerQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoer")
        verbose_name_plural = _("invoer")
        ordering = ["-op", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(voortgang__lte=100), name="invoer_progress")]

    def __str__(self) -> str:
        return f"{self.bestandsnaam} ({self.get_status_display()})"

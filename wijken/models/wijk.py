"""The wijken in which VoorUit works, and how they relate to official areas."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wijken.models.gebied import DateRange, Gebied
from wijken.querysets import (
    InWijkQuerySet,
    OudeSlugQuerySet,
    WijkgebiedQuerySet,
    WijkQuerySet,
)


class Wijk(models.Model):
    """A working area of VoorUit: where students live and work, with its context and its task (opgave)."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    naam = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    context = models.TextField(_("context"), blank=True)
    opgave = models.TextField(_("opgave"), blank=True)
    actief_sinds = models.DateField(_("actief sinds"))
    gesloten_op = models.DateField(_("gesloten op"), null=True, blank=True)

    objects = WijkQuerySet.as_manager()

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("wijk", args=[self.slug])


class OudeSlug(models.Model):
    """A slug a wijk had before; old links redirect."""

    slug = models.SlugField(max_length=80, unique=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.CASCADE, related_name="oude_slugs")

    objects = OudeSlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("oude slug")
        verbose_name_plural = _("oude slugs")

    def __str__(self) -> str:
        return self.slug


class Wijkgebied(models.Model):
    """The link between a wijk and an official area: proposed by name or overlap, confirmed by a person.

    `overlap` is the share (0–100 %) of the official area that lies within the wijk's outline, when both have one.
    """

    class Status(models.TextChoices):
        VOORGESTELD = "voorgesteld", _("voorgesteld")
        BEVESTIGD = "bevestigd", _("bevestigd")
        AFGEWEZEN = "afgewezen", _("afgewezen")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.CASCADE, related_name="wijkgebieden")
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="wijkgebieden")
    status = models.CharField(max_length=12, choices=Status, default=Status.VOORGESTELD)
    reden = models.CharField(_("voorgesteld op grond van"), max_length=20, default="naam")
    overlap = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(null=True, blank=True)

    objects = WijkgebiedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wijkgebied")
        verbose_name_plural = _("wijkgebieden")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "gebied"], name="wijkgebied_once"),
            models.CheckConstraint(
                condition=Q(status="voorgesteld") | Q(op__isnull=False), name="wijkgebied_decided_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wijk} – {self.gebied}"


class Aanwezigheid(models.Model):
    """The phase of VoorUit in a wijk during a period, from exploring to aftercare."""

    class Fase(models.TextChoices):
        VERKENNING = "verkenning", _("verkenning")
        KWARTIERMAKEN = "kwartiermaken", _("kwartiermaken")
        ACTIEF = "actief", _("actief")
        AFBOUW = "afbouw", _("afbouw")
        NAZORG = "nazorg", _("nazorg")
        AFGEROND = "afgerond", _("afgerond")

    wijk = models.ForeignKey(Wijk, on_delete=models.CASCADE, related_name="aanwezigheden")
    fase = models.CharField(max_length=14, choices=Fase)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = InWijkQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheden")
        constraints = [
            ExclusionConstraint(
                name="aanwezigheid_one_phase",
                expressions=[
                    ("wijk", RangeOperators.EQUAL),
                    (DateRange("van", "tot", Value("[]")), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.wijk}: {self.get_fase_display()}"

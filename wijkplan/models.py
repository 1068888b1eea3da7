"""What was agreed: the plan of a wijk, from priority to measurement."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.locking import Slotted
from wijken.models import Kerncijfer, Wijk
from wijken.vocabulary import Bewijsniveau, Effectgebied, Richting
from wijkplan.querysets import (
    DoelQuerySet,
    IndicatorQuerySet,
    MetingQuerySet,
    PrioriteitQuerySet,
    WijkplanQuerySet,
)


@pghistory.track()
class Wijkplan(Slotted):
    """The plan of a wijk for a period: priorities agreed with stakeholders, made concrete in goals."""

    class Status(models.TextChoices):
        CONCEPT = "concept", _("concept")
        IN_RONDE = "in_ronde", _("in ronde")
        VASTGESTELD = "vastgesteld", _("vastgesteld")
        IN_UITVOERING = "in_uitvoering", _("in uitvoering")
        GEEVALUEERD = "geevalueerd", _("geëvalueerd")
        GEARCHIVEERD = "gearchiveerd", _("gearchiveerd")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="wijkplannen")
    titel = models.CharField(_("titel"), max_length=120)
    periode_van = models.DateField(_("van"))
    periode_tot = models.DateField(_("tot en met"))
    versie = models.PositiveSmallIntegerField(_("versie"), default=1)
    status = models.CharField(max_length=14, choices=Status, default=Status.CONCEPT)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = WijkplanQuerySet.as_manager()

    class Meta:
        verbose_name = _("wijkplan")
        verbose_name_plural = _("wijkplannen")
        ordering = ["-periode_van", "-versie"]
        constraints = [
            models.CheckConstraint(condition=Q(periode_tot__gt=F("periode_van")), name="wijkplan_period"),
            models.UniqueConstraint(fields=["wijk", "periode_van", "versie"], name="wijkplan_version"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.uuid])


@pghistory.track()
class Prioriteit(Slotted):
    """One of the few things the parties find most important, with the reason why (aanleiding)."""

    class Moscow(models.TextChoices):
        MUST = "must", _("moet")
        SHOULD = "should", _("zou moeten")
        COULD = "could", _("zou kunnen")
        NIET_NU = "niet_nu", _("niet nu")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.CASCADE, related_name="prioriteiten")
    titel = models.CharField(_("titel"), max_length=160)
    aanleiding = models.TextField(_("aanleiding"), max_length=1000, blank=True)
    effectgebied = models.CharField(_("effectgebied"), max_length=14, choices=Effectgebied)
    rang = models.PositiveSmallIntegerField(_("rang"), validators=[MinValueValidator(1)])
    moscow = models.CharField(_("weging"), max_length=8, choices=Moscow, blank=True)

    objects = PrioriteitQuerySet.as_manager()

    class Meta:
        verbose_name = _("prioriteit")
        verbose_name_plural = _("prioriteiten")
        ordering = ["rang", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wijkplan", "rang"], name="prioriteit_rank", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(rang__gte=1), name="prioriteit_rank_from_1"),
        ]

    def __str__(self) -> str:
        return self.titel


@pghistory.track()
class Doel(Slotted):
    """What we want to have reached for a priority, for whom and when."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    prioriteit = models.ForeignKey(Prioriteit, on_delete=models.CASCADE, related_name="doelen")
    titel = models.CharField(_("doel"), max_length=200)
    doelgroep = models.CharField(_("doelgroep"), max_length=120, blank=True)
    streefdatum = models.DateField(_("bereikt vóór"), null=True, blank=True)
    quick_win = models.BooleanField(_("snel zichtbaar (binnen drie maanden)"), default=False)
    rang = models.PositiveSmallIntegerField(_("rang"), default=1)

    objects = DoelQuerySet.as_manager()

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["rang", "pk"]

    def __str__(self) -> str:
        return self.titel


@pghistory.track()
class Indicator(Slotted):
    """How we see whether a goal comes nearer: where it began (nulmeting) and where it should be (streefwaarde).

    A nulmeting copied from a Kerncijfer keeps value, date and source; the link may vanish, the copy stays.
    """

    class Niveau(models.TextChoices):
        INZET = "inzet", _("inzet")
        PRESTATIE = "prestatie", _("wat we deden")
        UITKOMST = "uitkomst", _("wat veranderde")
        EFFECT = "effect", _("effect op lange termijn")
        CONTEXT = "context", _("officieel cijfer, geen bewijs van ons werk")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    doel = models.ForeignKey(Doel, on_delete=models.CASCADE, related_name="indicatoren")
    naam = models.CharField(_("wat meten we"), max_length=160)
    niveau = models.CharField(_("soort"), max_length=10, choices=Niveau, default=Niveau.UITKOMST)
    eenheid = models.CharField(_("eenheid"), max_length=40, blank=True)
    richting = models.CharField(_("richting"), max_length=6, choices=Richting, default=Richting.OMHOOG)
    nulmeting = models.DecimalField(_("beginstand"), max_digits=16, decimal_places=4, null=True, blank=True)
    nulmeting_datum = models.DateField(_("gemeten op"), null=True, blank=True)
    nulmeting_bron = models.CharField(_("bron"), max_length=200, blank=True)
    kerncijfer = models.ForeignKey(
        Kerncijfer, on_delete=models.SET_NULL, null=True, blank=True, related_name="indicatoren"
    )
    streefwaarde = models.DecimalField(_("doel"), max_digits=16, decimal_places=4, null=True, blank=True)
    streefdatum = models.DateField(_("te halen vóór"), null=True, blank=True)
    meetmethode = models.CharField(_("hoe meten we"), max_length=160, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nulmeting=None) | (Q(nulmeting_datum__isnull=False) & ~Q(nulmeting_bron="")),
                name="indicator_baseline_has_date_and_source",
            )
        ]

    def __str__(self) -> str:
        return self.naam


@pghistory.track()
class Meting(Slotted):
    """One measurement of an indicator on a day, with its n, its source and how well it is supported."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="metingen")
    peildatum = models.DateField(_("gemeten op"))
    waarde = models.DecimalField(_("waarde"), max_digits=16, decimal_places=4)
    n = models.PositiveIntegerField(_("aantal ondervraagden of tellingen"), null=True, blank=True)
    bron = models.CharField(_("bron"), max_length=200)
    bewijsniveau = models.PositiveSmallIntegerField(
        _("hoe weten we dit"), choices=Bewijsniveau, default=Bewijsniveau.TELLING
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = MetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        ordering = ["peildatum", "pk"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.waarde}"

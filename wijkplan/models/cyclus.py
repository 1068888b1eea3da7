from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.locking import Slotted
from partners.models import Partner
from wijkplan.models.keten import Project
from wijkplan.models.plan import Wijkplan
from wijkplan.models.prioriteit import Prioriteit
from wijkplan.querysets import PartnerpulsQuerySet, PulspuntQuerySet
from wijkplan.querysets.cyclus import (
    CyclusstapQuerySet,
    EvaluatieQuerySet,
    PulsvraagQuerySet,
    VerbeteractieQuerySet,
)


class Cyclusstap(Slotted):
    """One act in the yearly cycle of a plan: which of the four things, which of the five steps, with whom."""

    class Onderwerp(models.TextChoices):
        DOELEN = "doelen", _("doelen")
        WERKWIJZE = "werkwijze", _("werkwijze")
        INITIATIEVEN = "initiatieven", _("initiatieven")
        FINANCIERING = "financiering", _("financiering")

    class Stap(models.TextChoices):
        BEPAALD = "bepaald", _("bepaald")
        ONTWIKKELD = "ontwikkeld", _("ontwikkeld")
        GEREALISEERD = "gerealiseerd", _("gerealiseerd")
        GEEVALUEERD = "geevalueerd", _("geëvalueerd")
        VERBETERD = "verbeterd", _("verbeterd")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.PROTECT, related_name="cyclusstappen")
    onderwerp = models.CharField(_("onderwerp"), max_length=12, choices=Onderwerp)
    stap = models.CharField(_("stap"), max_length=12, choices=Stap)
    datum = models.DateField(_("wanneer"))
    uitkomst = models.CharField(_("wat kwam eruit"), max_length=300)
    partners = models.ManyToManyField(Partner, blank=True, related_name="+", verbose_name=_("wie deden mee"))
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = CyclusstapQuerySet.as_manager()

    class Meta:
        verbose_name = _("cyclusstap")
        verbose_name_plural = _("cyclusstappen")
        ordering = ["-datum", "-pk"]
        indexes = [models.Index(fields=["wijkplan", "onderwerp", "stap", "-datum"], name="cyclusstap_cell")]

    def __str__(self) -> str:
        return f"{self.get_onderwerp_display()} {self.get_stap_display()}"


class Evaluatie(Slotted):
    """What worked and what did not, of the plan as a whole, a priority or a project, and what we decide."""

    class Besluit(models.TextChoices):
        DOORGAAN = "doorgaan", _("doorgaan")
        BIJSTELLEN = "bijstellen", _("bijstellen")
        STOPPEN = "stoppen", _("stoppen")
        OPSCHALEN = "opschalen", _("opschalen")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.PROTECT, related_name="evaluaties")
    prioriteit = models.ForeignKey(
        Prioriteit, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluaties"
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="evaluaties"
    )
    datum = models.DateField(_("wanneer"))
    werkte = models.TextField(_("wat werkte"), max_length=1000)
    werkte_niet = models.TextField(_("wat werkte niet"), max_length=1000)
    geleerd = models.TextField(_("wat leerden we"), max_length=1000, blank=True)
    besluit = models.CharField(_("wat besluiten we"), max_length=10, choices=Besluit)
    partners = models.ManyToManyField(Partner, blank=True, related_name="+", verbose_name=_("wie deden mee"))
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = EvaluatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(prioriteit=None) | Q(project=None), name="evaluatie_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.wijkplan} {self.datum:%Y-%m-%d}"

    @property
    def over(self) -> models.Model:
        """What was evaluated: a project, a priority, or the plan as a whole."""
        return self.project or self.prioriteit or self.wijkplan

    def get_absolute_url(self) -> str:
        return reverse("wijkplan:evaluatie", args=[self.uuid])


class Verbeteractie(Slotted):
    """What an evaluation asks somebody to do before a day; the next plan opens with those still open."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        KLAAR = "klaar", _("klaar")
        VERVALLEN = "vervallen", _("vervallen")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    evaluatie = models.ForeignKey(Evaluatie, on_delete=models.CASCADE, related_name="verbeteracties")
    tekst = models.CharField(_("wat gaan we anders doen"), max_length=200)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="verbeteracties",
        verbose_name=_("wie"),
    )
    deadline = models.DateField(_("vóór welke dag"))
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    afsluiting = models.CharField(_("wat is ervan geworden"), max_length=200, blank=True)
    afgesloten_op = models.DateTimeField(null=True, blank=True)

    objects = VerbeteractieQuerySet.as_manager()

    class Meta:
        verbose_name = _("verbeteractie")
        verbose_name_plural = _("verbeteracties")
        ordering = ["deadline", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", afgesloten_op=None)
                | Q(status__in=["klaar", "vervallen"], afgesloten_op__isnull=False),
                name="verbeteractie_closed_when",
            )
        ]

    def __str__(self) -> str:
        return self.tekst


SCORE = (MinValueValidator(1), MaxValueValidator(5))


class Partnerpuls(Slotted):
    """Once a year a partner says how involved it feels and how much it expects, from 1 to 5."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.PROTECT, related_name="pulsen")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="pulsen")
    jaar = models.PositiveSmallIntegerField()
    betrokkenheid = models.PositiveSmallIntegerField(_("hoe betrokken voelt u zich"), validators=SCORE)
    impact = models.PositiveSmallIntegerField(_("hoeveel verwacht u ervan"), validators=SCORE)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = PartnerpulsQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnerpuls")
        verbose_name_plural = _("partnerpulsen")
        ordering = ["-jaar", "partner__naam"]
        constraints = [
            models.UniqueConstraint(fields=["wijkplan", "partner", "jaar"], name="partnerpuls_once_a_year"),
            models.CheckConstraint(
                condition=Q(betrokkenheid__range=(1, 5), impact__range=(1, 5)), name="partnerpuls_scores"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.jaar}"


class Pulspunt(models.Model):
    """How urgent a partner finds one priority, from 1 to 5."""

    puls = models.ForeignKey(Partnerpuls, on_delete=models.CASCADE, related_name="punten")
    prioriteit = models.ForeignKey(Prioriteit, on_delete=models.PROTECT, related_name="pulspunten")
    urgentie = models.PositiveSmallIntegerField(_("hoe dringend"), validators=SCORE)

    objects = PulspuntQuerySet.as_manager()

    class Meta:
        verbose_name = _("pulspunt")
        verbose_name_plural = _("pulspunten")
        constraints = [
            models.UniqueConstraint(fields=["puls", "prioriteit"], name="pulspunt_once"),
            models.CheckConstraint(condition=Q(urgentie__range=(1, 5)), name="pulspunt_score"),
        ]

    def __str__(self) -> str:
        return f"{self.prioriteit}: {self.urgentie}"


class Pulsvraag(models.Model):
    """That the partners of a plan were asked for their pulse of this year, and who asked."""

    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.PROTECT, related_name="pulsvragen")
    jaar = models.PositiveSmallIntegerField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = PulsvraagQuerySet.as_manager()

    class Meta:
        verbose_name = _("pulsvraag")
        verbose_name_plural = _("pulsvragen")
        constraints = [models.UniqueConstraint(fields=["wijkplan", "jaar"], name="pulsvraag_once_a_year")]

    def __str__(self) -> str:
        return f"{self.wijkplan} {self.jaar}"

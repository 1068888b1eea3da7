from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from wijken.models import DateRange, Wijk
from wijkplan.models.muren import plan_content, plan_states
from wijkplan.querysets import WijkplanQuerySet


@tracked()
class Wijkplan(Slotted):
    """The plan of a wijk for a period, in one version: priorities agreed with stakeholders, made concrete in goals.

    A version is a row: what was agreed never changes, a change makes the next one. `vorige` is the version, or
    the plan of the period before, that this one grew out of; `reden` says why it was made. Two may grow out of one: a
    next version (`versie` above 1), which takes its place, and the plan of the next period.
    """

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
    vorige = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="opvolgers"
    )
    reden = models.CharField(_("waarom een nieuwe versie"), max_length=300, blank=True)
    sluit_aan_op = models.CharField(_("sluit aan op"), max_length=200, blank=True)
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
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
            models.UniqueConstraint(
                fields=["vorige"], condition=Q(versie__gt=1), name="wijkplan_one_next_version"
            ),
            models.UniqueConstraint(
                fields=["vorige"], condition=Q(versie=1), name="wijkplan_one_next_period"
            ),
            ExclusionConstraint(
                name="wijkplan_one_in_force",
                expressions=[
                    ("wijk", RangeOperators.EQUAL),
                    (DateRange("periode_van", "periode_tot", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(status__in=["vastgesteld", "in_uitvoering"]),
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [plan_states(), plan_content()]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_draft(self) -> bool:
        """Whether its content may still change: only a concept does, what parties look at stands still."""
        return self.status == self.Status.CONCEPT

    @property
    def is_in_force(self) -> bool:
        """Whether this is what was agreed and is being done."""
        return self.status in {self.Status.VASTGESTELD, self.Status.IN_UITVOERING}

    @property
    def is_closed(self) -> bool:
        """Whether it was evaluated or archived: nothing in it changes any more."""
        return self.status in {self.Status.GEEVALUEERD, self.Status.GEARCHIVEERD}

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.uuid])

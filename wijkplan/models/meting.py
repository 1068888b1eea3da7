from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from wijken.vocabulary import Bewijsniveau
from wijkplan.models.doel import Indicator
from wijkplan.models.muren import meting_in_closed_period, meting_states
from wijkplan.models.plan import Wijkplan
from wijkplan.querysets.meten import MetingQuerySet, OntgrendelingQuerySet, PeriodeslotQuerySet


@tracked()
class Meting(Slotted):
    """One measurement of an indicator, with its n, its source and how well it is supported.

    Several may stand in one period. It goes concept → ingediend → vastgesteld, or back as teruggelegd with a
    reason; only what is vastgesteld leaves the team. A `berekend` one was counted by the house itself, once per
    period, and nobody types over it; its `door` is empty when no person asked for the count.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", _("concept")
        INGEDIEND = "ingediend", _("ingediend")
        TERUGGELEGD = "teruggelegd", _("teruggelegd")
        VASTGESTELD = "vastgesteld", _("vastgesteld")

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
    periode_van = models.DateField(_("over de periode van"), null=True, blank=True)
    periode_tot = models.DateField(_("tot en met"), null=True, blank=True)
    toelichting = models.CharField(_("toelichting"), max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.CONCEPT)
    berekend = models.BooleanField(default=False, editable=False)
    teruggelegd_omdat = models.CharField(_("waarom teruggelegd"), max_length=300, blank=True)
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    op = models.DateTimeField(auto_now_add=True)

    objects = MetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        ordering = ["peildatum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(periode_van=None, periode_tot=None)
                | Q(periode_van__isnull=False, periode_tot__isnull=False, periode_tot__gte=F("periode_van")),
                name="meting_period",
            ),
            models.CheckConstraint(
                condition=~Q(status="teruggelegd") | ~Q(teruggelegd_omdat=""),
                name="meting_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["concept", "ingediend"])
                | Q(beoordeeld_door__isnull=False, beoordeeld_op__isnull=False)
                | Q(berekend=True),
                name="meting_judged_by",
            ),
            models.CheckConstraint(
                condition=Q(door__isnull=False) | Q(berekend=True), name="meting_written_by"
            ),
            models.CheckConstraint(
                condition=Q(berekend=False)
                | Q(periode_van__isnull=False, periode_tot__isnull=False, status="vastgesteld"),
                name="meting_counted_over_a_period",
            ),
            models.UniqueConstraint(
                fields=["indicator", "periode_van", "periode_tot"],
                condition=Q(berekend=True),
                name="meting_counted_once",
            ),
        ]
        triggers = [meting_in_closed_period(), meting_states()]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.waarde}"

    @property
    def is_open(self) -> bool:
        """Whether its writer still works on it, or has to again."""
        return self.status in {self.Status.CONCEPT, self.Status.TERUGGELEGD}

    @property
    def slotdag(self) -> date:
        """The day that counts for closed periods: the earlier of when it was measured and the end of its period."""
        return min(self.peildatum, self.periode_tot or self.peildatum)


class Periodeslot(models.Model):
    """Up to and including this day the measurements of a plan are closed, so that reported numbers stand still.

    It holds for every version of the plan and every plan of its wijk: a next version opens nothing again.
    """

    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.CASCADE, related_name="periodesloten")
    tot = models.DateField(_("gesloten tot en met"))
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = PeriodeslotQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodeslot")
        verbose_name_plural = _("periodesloten")
        constraints = [models.UniqueConstraint(fields=["wijkplan", "tot"], name="periodeslot_once")]

    def __str__(self) -> str:
        return f"{self.wijkplan} tot en met {self.tot:%Y-%m-%d}"


class Ontgrendeling(models.Model):
    """One person may mend measurements of a closed period until a moment, with the reason why."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.CASCADE, related_name="ontgrendelingen")
    voor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reden = models.CharField(_("waarom"), max_length=300)
    verloopt_op = models.DateTimeField(_("tot"))
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = OntgrendelingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ontgrendeling")
        verbose_name_plural = _("ontgrendelingen")
        constraints = [
            models.CheckConstraint(condition=~Q(reden=""), name="ontgrendeling_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.wijkplan} tot {self.verloopt_op:%Y-%m-%d %H:%M}"

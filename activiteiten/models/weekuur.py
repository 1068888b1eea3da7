from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from activiteiten.querysets import WeekuurQuerySet
from teams.models import Team


class Weekuur(models.Model):
    """One hour of a student's week that was no bijeenkomst: talking it over, preparing, learning, being a neighbour."""

    class Soort(models.TextChoices):
        OVERLEG = "overleg", _("overleg")
        VOORBEREIDING = "voorbereiding", _("voorbereiding")
        TRAINING = "training", _("training")
        BEWONERSROL = "bewonersrol", _("als bewoner")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(unique=True)
    body_hash = models.CharField(max_length=64)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="weekuren")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="weekuren")
    dag = models.DateField(_("dag"))
    soort = models.CharField(_("soort"), max_length=13, choices=Soort)
    op = models.DateTimeField(auto_now_add=True)
    seconden = models.PositiveIntegerField(null=True, blank=True)

    objects = WeekuurQuerySet.as_manager()

    class Meta:
        verbose_name = _("uur van de week")
        verbose_name_plural = _("uren van de week")
        indexes = [models.Index(fields=["door", "dag"], name="weekuur_own_week")]

    def __str__(self) -> str:
        return f"{self.dag} {self.get_soort_display()}"

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.locking import Slotted
from wijkplan.models.prioriteit import Prioriteit
from wijkplan.querysets import GesprekskaartQuerySet

PER_PRIORITEIT = 3


class Gesprekskaart(Slotted):
    """One open question to begin a talk with about a priority; left empty, the ready question stands there.

    It hangs on the first version of its priority, so that every version of that `lijn` has the same three. The three
    are saved together: they share their slot, and who wrote them last and when.
    """

    prioriteit = models.ForeignKey(Prioriteit, on_delete=models.CASCADE, related_name="gesprekskaarten")
    volgorde = models.PositiveSmallIntegerField(
        _("volgorde"), validators=[MinValueValidator(1), MaxValueValidator(PER_PRIORITEIT)]
    )
    vraag = models.CharField(_("vraag"), max_length=140, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now=True)

    objects = GesprekskaartQuerySet.as_manager()

    class Meta:
        verbose_name = _("gesprekskaart")
        verbose_name_plural = _("gesprekskaarten")
        ordering = ["volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["prioriteit", "volgorde"], name="gesprekskaart_place"),
            models.CheckConstraint(
                condition=Q(volgorde__range=(1, PER_PRIORITEIT)), name="gesprekskaart_at_most_three"
            ),
        ]

    def __str__(self) -> str:
        return self.vraag

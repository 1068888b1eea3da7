"""What changed: the coordinator's words beside the figures, and the nightly proof that figures still hold."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.locking import Slotted
from impact.querysets import KwartaalwoordQuerySet
from wijken.models import Wijk


class Kwartaalwoord(Slotted):
    """What a coordinator says beside the figures of a quarter: what did not work, and what comes next."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="kwartaalwoorden")
    kwartaal = models.DateField(_("eerste dag van het kwartaal"))
    wat_niet_lukte = models.TextField(_("wat niet lukte"), max_length=280)
    hierna = models.TextField(_("hierna"), max_length=280, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now=True)

    objects = KwartaalwoordQuerySet.as_manager()

    class Meta:
        verbose_name = _("kwartaalwoord")
        verbose_name_plural = _("kwartaalwoorden")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "kwartaal"], name="kwartaalwoord_once"),
            models.CheckConstraint(
                condition=Q(kwartaal__day=1, kwartaal__month__in=[1, 4, 7, 10]),
                name="kwartaalwoord_first_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wijk} {self.kwartaal:%Y-%m}"


class Maandstand(models.Model):
    """The totals of a month as they stood when they were released; the nightly recount must find them again."""

    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="maandstanden")
    maand = models.DateField()
    inhoud = models.JSONField()
    op = models.DateTimeField(auto_now_add=True)
    nageteld_op = models.DateTimeField(null=True, blank=True)
    verschil = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("maandstand")
        verbose_name_plural = _("maandstanden")
        constraints = [models.UniqueConstraint(fields=["wijk", "maand"], name="maandstand_once")]

    def __str__(self) -> str:
        return f"{self.wijk} {self.maand:%Y-%m}"

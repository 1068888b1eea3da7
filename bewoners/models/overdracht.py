from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bewoners.models.relatie import Relatie
from bewoners.querysets import OverdrachtQuerySet


class Overdracht(models.Model):
    """How one student's contact goes on when she stops: another student takes it over, or it ends.

    Handing over is warm: the resident said yes (`akkoord_op`), and the three met (`kennismaking_op`). Between the two
    `uitkomst` is empty and both keep in touch. Without a yes nobody else is told of the contact at all.
    """

    class Uitkomst(models.TextChoices):
        OVERGEDRAGEN = "overgedragen", _("overgedragen")
        WIL_NIET = "wil_niet", _("de buur wil geen ander")
        AFGESLOTEN = "afgesloten", _("het contact is klaar")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    relatie = models.ForeignKey(Relatie, on_delete=models.CASCADE, related_name="overdrachten")
    van = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="overgedragen_contacten"
    )
    naar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="overgenomen_contacten",
    )
    akkoord_op = models.DateField(null=True, blank=True)
    kennismaking_op = models.DateField(null=True, blank=True)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst, blank=True, default="")
    afgerond_op = models.DateField(null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = _("overdracht")
        verbose_name_plural = _("overdrachten")
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["relatie"], condition=Q(uitkomst=""), name="overdracht_one_runs"),
            models.CheckConstraint(condition=~Q(van=F("naar")), name="overdracht_to_another"),
            models.CheckConstraint(
                condition=Q(uitkomst="", afgerond_op=None) | Q(~Q(uitkomst=""), afgerond_op__isnull=False),
                name="overdracht_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    uitkomst="", naar__isnull=False, akkoord_op__isnull=False, kennismaking_op__isnull=True
                )
                | Q(
                    uitkomst="overgedragen",
                    naar__isnull=False,
                    akkoord_op__isnull=False,
                    kennismaking_op__isnull=False,
                )
                | Q(
                    uitkomst__in=["wil_niet", "afgesloten"],
                    naar__isnull=True,
                    akkoord_op__isnull=True,
                    kennismaking_op__isnull=True,
                ),
                name="overdracht_warm_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relatie} {self.uitkomst}"

    @property
    def loopt(self) -> bool:
        """The resident said yes, and the three still have to meet."""
        return self.uitkomst == ""

    def is_gestopt_op(self, day: date) -> bool:
        """She stopped on this day without handing over."""
        return self.naar_id is None and self.afgerond_op == day

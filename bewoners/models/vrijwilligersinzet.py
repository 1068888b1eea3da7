from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Bijeenkomst
from bewoners.models.relatie import Relatie
from bewoners.querysets import VrijwilligersinzetQuerySet

UREN_MIN, UREN_MAX = Decimal("0.25"), Decimal(24)


class Vrijwilligersinzet(models.Model):
    """A resident lent a hand at a bijeenkomst, so many hours; once for each, whoever writes it down."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    relatie = models.ForeignKey(Relatie, on_delete=models.CASCADE, related_name="inzetten")
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.PROTECT, related_name="vrijwilligers")
    uren = models.DecimalField(max_digits=4, decimal_places=2)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = VrijwilligersinzetQuerySet.as_manager()

    class Meta:
        verbose_name = _("vrijwilligersinzet")
        verbose_name_plural = _("vrijwilligersinzetten")
        constraints = [
            models.UniqueConstraint(fields=["relatie", "bijeenkomst"], name="vrijwilligersinzet_once"),
            models.CheckConstraint(
                condition=Q(uren__gte=UREN_MIN, uren__lte=UREN_MAX), name="vrijwilligersinzet_uren"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relatie} {self.uren}"

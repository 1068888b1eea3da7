from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bewoners.models.relatie import Relatie
from bewoners.querysets import ToestemmingQuerySet


class Toestemming(models.Model):
    """A resident said that we may keep her name: to which text, when, how, and until when."""

    class Wijze(models.TextChoices):
        MONDELING = "mondeling", _("zij zei het")
        SCHRIFTELIJK = "schriftelijk", _("zij schreef het op")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    relatie = models.ForeignKey(Relatie, on_delete=models.CASCADE, related_name="toestemmingen")
    tekstversie = models.CharField(max_length=10)
    wijze = models.CharField(max_length=12, choices=Wijze)
    gegeven_op = models.DateField()
    ingetrokken_op = models.DateField(null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = ToestemmingQuerySet.as_manager()

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        ordering = ["-gegeven_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | Q(ingetrokken_op__gte=F("gegeven_op")),
                name="toestemming_period",
            ),
            models.UniqueConstraint(
                fields=["relatie"], condition=Q(ingetrokken_op=None), name="toestemming_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relatie} {self.gegeven_op}"


class Relatiesleutel(models.Model):
    """Name and number behind a code, only with consent and only readable for the application (`core.sealed`)."""

    toestemming = models.OneToOneField(Toestemming, on_delete=models.CASCADE, related_name="sleutel")
    verzegeld = models.TextField()

    class Meta:
        verbose_name = _("relatiesleutel")
        verbose_name_plural = _("relatiesleutels")

    def __str__(self) -> str:
        return str(self.toestemming_id)

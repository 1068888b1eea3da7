from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from activiteiten.models.bijeenkomst import Bijeenkomst
from activiteiten.querysets import AfgelastingQuerySet


class Afgelasting(models.Model):
    """That somebody said «ging niet door», so that a phone may say it again without undoing what came after.

    `aantal` is how many bijeenkomsten it reached: one, or what was left of a series.
    """

    client_id = models.UUIDField(unique=True)
    body_hash = models.CharField(max_length=64)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="afgelastingen")
    aantal = models.PositiveIntegerField(default=1)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = AfgelastingQuerySet.as_manager()

    class Meta:
        verbose_name = _("afgelasting")
        verbose_name_plural = _("afgelastingen")

    def __str__(self) -> str:
        return f"{self.bijeenkomst} {self.op:%Y-%m-%d}"

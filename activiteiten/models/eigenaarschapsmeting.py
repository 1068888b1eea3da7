from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activiteiten.models.initiatief import Initiatief
from activiteiten.querysets import EigenaarschapsmetingQuerySet
from activiteiten.vocabulary import Trede


class Eigenaarschapsmeting(models.Model):
    """On which rung of the ladder an initiative stood on a day, as somebody of us saw it."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    initiatief = models.ForeignKey(Initiatief, on_delete=models.PROTECT, related_name="metingen")
    datum = models.DateField(_("gezien op"))
    niveau = models.PositiveSmallIntegerField(_("trede"), choices=Trede)
    toelichting = models.CharField(_("wat zag je"), max_length=280, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = EigenaarschapsmetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("eigenaarschapsmeting")
        verbose_name_plural = _("eigenaarschapsmetingen")
        ordering = ["datum", "pk"]
        constraints = [models.CheckConstraint(condition=Q(niveau__lte=5), name="eigenaarschapsmeting_niveau")]

    def __str__(self) -> str:
        return f"{self.datum:%Y-%m-%d}: {self.niveau}"

from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models.initiatief import Initiatief
from activiteiten.querysets import OverlevingscheckQuerySet


class Overlevingscheck(models.Model):
    """The question whether an initiative still exists, so many months after it went on without us.

    The house asks it by itself, on `vraag_op`, and wants an answer before `voor`. Nobody knows until somebody looked:
    `bestaat_nog` is NULL until then.
    """

    MAANDEN = (3, 6, 12, 24)
    TIJD = timedelta(days=7)
    TERUG = timedelta(days=14)
    OPEN: ClassVar = {"bestaat_nog": None, "toelichting": "", "beantwoord_op": None, "door": None}

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    initiatief = models.ForeignKey(Initiatief, on_delete=models.PROTECT, related_name="checks")
    maanden = models.PositiveSmallIntegerField(_("na hoeveel maanden"))
    vraag_op = models.DateField(_("gevraagd op"))
    bestaat_nog = models.BooleanField(_("bestaat het nog"), null=True)
    toelichting = models.CharField(_("wat zag of hoorde je"), max_length=280, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    herinnerd_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OverlevingscheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("overlevingscheck")
        verbose_name_plural = _("overlevingschecks")
        ordering = ["vraag_op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiatief", "maanden"], name="overlevingscheck_once"),
            models.CheckConstraint(condition=Q(maanden__in=[3, 6, 12, 24]), name="overlevingscheck_maanden"),
            models.CheckConstraint(
                condition=Q(bestaat_nog=None, beantwoord_op=None, door=None)
                | Q(bestaat_nog__isnull=False, beantwoord_op__isnull=False, door__isnull=False),
                name="overlevingscheck_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiatief_id} {self.maanden}"

    def get_absolute_url(self) -> str:
        return reverse("activiteiten:overleving", args=[self.uuid])

    @property
    def voor(self) -> date:
        """The day before which an answer is wanted."""
        return self.vraag_op + self.TIJD

    @property
    def kan_terug(self) -> bool:
        """Whether the answer may still be taken back."""
        return self.beantwoord_op is not None and self.beantwoord_op >= timezone.now() - self.TERUG

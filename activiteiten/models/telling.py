from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activiteiten.models.bijeenkomst import HOOGSTE_TELLING, Bijeenkomst
from activiteiten.querysets import InzetQuerySet, MaandvrijgaveQuerySet, TellingQuerySet
from wijken.models import Wijk


class Telling(models.Model):
    """What one person counted at a bijeenkomst; both numbers stay until a coordinator picks one."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(unique=True)
    body_hash = models.CharField(max_length=64)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="tellingen")
    aantal = models.PositiveIntegerField(null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    seconden = models.PositiveIntegerField(null=True, blank=True)
    afwijkend = models.BooleanField(default=False)
    beslist_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beslist_op = models.DateTimeField(null=True, blank=True)

    objects = TellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")
        constraints = [
            models.CheckConstraint(
                condition=Q(aantal=None) | Q(aantal__lte=HOOGSTE_TELLING), name="telling_range"
            )
        ]
        indexes = [
            models.Index(
                fields=["bijeenkomst"],
                condition=Q(afwijkend=True, beslist_op=None),
                name="telling_open_difference",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bijeenkomst}: {self.aantal}"


RUIL_KLAAR = pgtrigger.Trigger(
    name="inzet_ruil_klaar",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(new__ruil_op__isnull=False)
    & (~pgtrigger.Q(new__status="ingepland") | pgtrigger.Q(old__rol__df=pgtrigger.F("new__rol"))),
    func="NEW.ruil_op = NULL; NEW.ruil_aan_id = NULL; RETURN NEW;",
)


class Inzet(models.Model):
    """A student at a bijeenkomst: planned, present or unable; hours are persons present × duration.

    With `ruil_op` she asks since then who takes over her task: `ruil_aan`, or nobody by name and so the whole team. She
    stays planned until somebody does. It ends by itself when she does not come, was there or does something else.
    """

    class Rol(models.TextChoices):
        OPENT = "opent", _("opent")
        KOOKT = "kookt", _("kookt")
        HELPT = "helpt", _("helpt")

    class Status(models.TextChoices):
        INGEPLAND = "ingepland", _("ingepland")
        AANWEZIG = "aanwezig", _("was er")
        AFWEZIG = "afwezig", _("was er niet")

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="inzetten")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inzetten")
    rol = models.CharField(_("taak"), max_length=8, choices=Rol, default=Rol.HELPT)
    status = models.CharField(max_length=10, choices=Status, default=Status.INGEPLAND)
    ruil_op = models.DateTimeField(null=True, blank=True)
    ruil_aan = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InzetQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzet")
        verbose_name_plural = _("inzet")
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "user"], name="inzet_once"),
            models.CheckConstraint(
                condition=Q(ruil_op=None, ruil_aan=None) | Q(ruil_op__isnull=False, status="ingepland"),
                name="inzet_asks_only_while_planned",
            ),
        ]
        triggers = [RUIL_KLAAR]

    def __str__(self) -> str:
        return f"{self.user} {self.get_status_display()}"

    @property
    def zoekt_ruil(self) -> bool:
        """Whether she asks somebody to take over."""
        return self.ruil_op is not None and self.status == self.Status.INGEPLAND


class Maandvrijgave(models.Model):
    """A finished month whose counts a coordinator released to partners; from then on they do not change."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="maandvrijgaven")
    maand = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = MaandvrijgaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("maandvrijgave")
        verbose_name_plural = _("maandvrijgaven")
        constraints = [
            models.UniqueConstraint(fields=["wijk", "maand"], name="maandvrijgave_once"),
            models.CheckConstraint(condition=Q(maand__day=1), name="maandvrijgave_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.wijk} {self.maand:%Y-%m}"

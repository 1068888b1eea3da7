from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bewoners.querysets import RelatieQuerySet
from wijken.models import Wijk


class Relatie(models.Model):
    """A resident we keep in touch with, known only by a random code that two people can say to each other."""

    class Soort(models.TextChoices):
        BUUR = "buur", _("buur")
        CONTACTGEZIN = "contactgezin", _("contactgezin")
        SLEUTELFIGUUR = "sleutelfiguur", _("sleutelfiguur")
        VRIJWILLIGER = "vrijwilliger", _("vrijwilliger")
        ONDERNEMER = "ondernemer", _("ondernemer")

    class Status(models.TextChoices):
        ACTIEF = "actief", _("actief")
        SLAPEND = "slapend", _("slapend")
        OVERGEDRAGEN = "overgedragen", _("overgedragen")
        AFGESLOTEN = "afgesloten", _("afgesloten")

    code = models.CharField(max_length=40, unique=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="relaties")
    soort = models.CharField(max_length=14, choices=Soort, default=Soort.BUUR)
    sinds = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.ACTIEF)

    objects = RelatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("relatie")
        verbose_name_plural = _("relaties")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.roepnaam

    @property
    def roepnaam(self) -> str:
        """The word of the code, as students say it: MOL-kastanje-37 is Kastanje."""
        return self.code.split("-")[1].capitalize()


class Relatieperiode(models.Model):
    """Who keeps in touch with a relation, from when to when (last day included)."""

    relatie = models.ForeignKey(Relatie, on_delete=models.CASCADE, related_name="perioden")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relatieperioden"
    )
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("relatieperiode")
        verbose_name_plural = _("relatieperioden")
        constraints = [
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("van")), name="relatieperiode_period"
            ),
            models.UniqueConstraint(fields=["relatie", "user", "van"], name="relatieperiode_once"),
        ]

    def __str__(self) -> str:
        return f"{self.relatie} – {self.user}"

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activiteiten.querysets import SluitingQuerySet
from wijken.models import Wijk

WANNEER = {
    "zomervakantie": _("in de zomervakantie"),
    "kerstvakantie": _("in de kerstvakantie"),
    "schoolvakantie": _("in andere schoolvakanties"),
    "feestdag": _("op feestdagen"),
    "ramadan": _("in de ramadan"),
    "eigen": _("als de wijk gesloten is"),
}


class Sluiting(models.Model):
    """A period in which series may stand still: holidays, Ramadan, or what a wijk closes for itself.

    Without a wijk it holds for the whole city. Which kinds a series skips, the series says. Public holidays need
    no rows: the calendar knows them.
    """

    class Soort(models.TextChoices):
        ZOMERVAKANTIE = "zomervakantie", _("zomervakantie")
        KERSTVAKANTIE = "kerstvakantie", _("kerstvakantie")
        SCHOOLVAKANTIE = "schoolvakantie", _("andere schoolvakanties")
        FEESTDAG = "feestdag", _("feestdagen")
        RAMADAN = "ramadan", _("ramadan")
        EIGEN = "eigen", _("sluiting van de wijk")

        @property
        def wanneer(self) -> str:
            """The same kind in a sentence: «niet in de ramadan»."""
            return str(WANNEER[self.value])

    LANGSTE = timedelta(days=366)

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, null=True, blank=True, related_name="sluitingen")
    soort = models.CharField(_("soort"), max_length=14, choices=Soort, default=Soort.EIGEN)
    naam = models.CharField(_("naam"), max_length=80)
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"))

    objects = SluitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sluiting")
        verbose_name_plural = _("sluitingen")
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="sluiting_period"),
            models.UniqueConstraint(
                fields=["wijk", "soort", "naam", "van"], nulls_distinct=False, name="sluiting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.van:%Y-%m-%d}"

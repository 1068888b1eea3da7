from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bewoners.querysets import RelatieperiodeQuerySet, RelatieQuerySet
from bewoners.vocabulary import Talent
from wijken.models import Wijk

HALF_JAAR = relativedelta(months=6)
DUURZAAM_KEREN = 6
UITLEG_BINNEN = timedelta(days=14)


class Relatie(models.Model):
    """A resident we keep in touch with, known only by a random code that two people can say to each other.

    `uitleg_op` is the day on which somebody told what we write down and what not. `niet_benaderen` means that we do
    not go to her; since when is kept, why is not. Both steps to `slapend` and `afgesloten` come by themselves.
    """

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

    class NietBenaderen(models.TextChoices):
        VOORLOPIG = "voorlopig", _("voorlopig niet")
        BLIJVEND = "blijvend", _("niet meer")

    code = models.CharField(max_length=40, unique=True)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="relaties")
    soort = models.CharField(max_length=14, choices=Soort, default=Soort.BUUR)
    sinds = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.ACTIEF)
    gesloten_op = models.DateField(null=True, blank=True)
    uitleg_op = models.DateField(null=True, blank=True)
    niet_benaderen = models.CharField(
        max_length=9, choices=NietBenaderen, blank=True, default="", db_default=""
    )
    niet_benaderen_op = models.DateField(null=True, blank=True)
    talenten = ArrayField(models.CharField(max_length=12, choices=Talent), default=list, blank=True)

    objects = RelatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("relatie")
        verbose_name_plural = _("relaties")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="afgesloten", gesloten_op__isnull=False)
                | Q(~Q(status="afgesloten"), gesloten_op=None),
                name="relatie_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(niet_benaderen="", niet_benaderen_op=None)
                | Q(~Q(niet_benaderen=""), niet_benaderen_op__isnull=False),
                name="relatie_niet_benaderen_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(talenten__contained_by=[str(t.value) for t in Talent]), name="relatie_talenten"
            ),
        ]

    def __str__(self) -> str:
        return self.roepnaam

    def get_absolute_url(self) -> str:
        return reverse("bewoners:contact", args=[self.code])

    @property
    def is_duurzaam(self) -> bool:
        """Half a year between the first and the last talk, and six talks at least; reads `with_facts`."""
        facts = vars(self)
        return facts["keren"] >= DUURZAAM_KEREN and facts["laatste"] >= facts["eerste"] + HALF_JAAR

    @property
    def te_druk(self) -> bool:
        """Whether more students together went to her more often than is kind; reads `with_facts`."""
        return bool(vars(self)["druk"] > settings.CONTACTDRUK)

    @property
    def wacht_op_uitleg(self) -> bool:
        """Known for two weeks, and nobody told her what we write down."""
        return self.uitleg_op is None and self.sinds < timezone.localdate() - UITLEG_BINNEN

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

    objects = RelatieperiodeQuerySet.as_manager()

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

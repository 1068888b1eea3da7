from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from wijken.models import Kerncijfer
from wijken.vocabulary import Communitydimensie, Richting
from wijkplan.models.muren import PLAN_OF_DOEL, PLAN_OF_PRIORITEIT, content_of
from wijkplan.models.prioriteit import Prioriteit
from wijkplan.querysets import DoelQuerySet
from wijkplan.querysets.meten import IndicatorQuerySet


@tracked()
class Doel(Slotted):
    """What we want to have reached for a priority, for whom and when.

    `lijn` stays the same in every version of the plan, so activities and measurements follow the goal.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    prioriteit = models.ForeignKey(Prioriteit, on_delete=models.CASCADE, related_name="doelen")
    titel = models.CharField(_("doel"), max_length=200)
    doelgroep = models.CharField(_("doelgroep"), max_length=120, blank=True)
    streefdatum = models.DateField(_("bereikt vóór"), null=True, blank=True)
    quick_win = models.BooleanField(_("snel zichtbaar (binnen drie maanden)"), default=False)
    rang = models.PositiveSmallIntegerField(_("rang"), default=1)

    dimensie = models.CharField(_("draagt bij aan"), max_length=14, choices=Communitydimensie, blank=True)
    lijn = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False, db_index=True)

    objects = DoelQuerySet.as_manager()

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["rang", "pk"]
        constraints = [models.UniqueConstraint(fields=["prioriteit", "lijn"], name="doel_line")]
        triggers = [content_of("doel", plan=PLAN_OF_PRIORITEIT)]

    def __str__(self) -> str:
        return self.titel


@tracked()
class Indicator(Slotted):
    """How we see whether a goal comes nearer: where it began (nulmeting) and where it should be (streefwaarde).

    One with a `berekening` is counted by the house from what was logged and cannot be typed over. `lijn` stays the
    same in every version of the plan. A nulmeting copied from a Kerncijfer keeps value, date and source; the link may
    vanish, the copy stays. Until `uitgesteld_tot` nobody is reminded to measure it; that is no content of the plan.
    """

    class Niveau(models.TextChoices):
        INZET = "inzet", _("inzet")
        PRESTATIE = "prestatie", _("wat we deden")
        UITKOMST = "uitkomst", _("wat veranderde")
        EFFECT = "effect", _("effect op lange termijn")
        CONTEXT = "context", _("officieel cijfer, geen bewijs van ons werk")

    class Frequentie(models.TextChoices):
        MAAND = "maand", _("elke maand")
        KWARTAAL = "kwartaal", _("elk kwartaal")
        HALFJAAR = "halfjaar", _("elk half jaar")
        JAAR = "jaar", _("elk jaar")
        EENMALIG = "eenmalig", _("één keer")

    class Berekening(models.TextChoices):
        BIJEENKOMSTEN = "bijeenkomsten", _("bijeenkomsten voor dit doel")
        BEZOEKEN = "bezoeken", _("bezoeken voor dit doel")
        NIEUW = "nieuw", _("nieuwe gezichten voor dit doel")
        HELPERS = "helpers", _("deel van de helpers uit de wijk, in procenten")
        CONTACTMOMENTEN = "contactmomenten", _("contactmomenten over dit effectgebied")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    doel = models.ForeignKey(Doel, on_delete=models.CASCADE, related_name="indicatoren")
    naam = models.CharField(_("wat meten we"), max_length=160)
    niveau = models.CharField(_("soort"), max_length=10, choices=Niveau, default=Niveau.UITKOMST)
    eenheid = models.CharField(_("eenheid"), max_length=40, blank=True)
    richting = models.CharField(_("richting"), max_length=6, choices=Richting, default=Richting.OMHOOG)
    nulmeting = models.DecimalField(_("beginstand"), max_digits=16, decimal_places=4, null=True, blank=True)
    nulmeting_datum = models.DateField(_("gemeten op"), null=True, blank=True)
    nulmeting_bron = models.CharField(_("bron"), max_length=200, blank=True)
    kerncijfer = models.ForeignKey(
        Kerncijfer, on_delete=models.SET_NULL, null=True, blank=True, related_name="indicatoren"
    )
    streefwaarde = models.DecimalField(_("doel"), max_digits=16, decimal_places=4, null=True, blank=True)
    streefdatum = models.DateField(_("te halen vóór"), null=True, blank=True)
    meetmethode = models.CharField(_("hoe meten we"), max_length=160, blank=True)

    frequentie = models.CharField(_("hoe vaak meten we"), max_length=9, choices=Frequentie, blank=True)
    verantwoordelijke = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie meet"),
    )
    berekening = models.CharField(
        _("telt vanzelf"), max_length=16, choices=Berekening, blank=True, default=""
    )
    uitgesteld_tot = models.DateField(null=True, blank=True, editable=False)
    lijn = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False, db_index=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nulmeting=None) | (Q(nulmeting_datum__isnull=False) & ~Q(nulmeting_bron="")),
                name="indicator_baseline_has_date_and_source",
            ),
            models.UniqueConstraint(fields=["doel", "lijn"], name="indicator_line"),
        ]
        triggers = [content_of("indicator", plan=PLAN_OF_DOEL, but=("kerncijfer_id", "uitgesteld_tot"))]

    def __str__(self) -> str:
        return self.naam

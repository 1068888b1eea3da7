from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models.activiteit import Activiteit
from activiteiten.querysets import InitiatiefQuerySet
from activiteiten.vocabulary import Trede
from core.history import tracked
from core.locking import Slotted
from wijken.models import Wijk
from wijkplan.models import Doel


@tracked(but={"client_id", "body_hash"})
class Initiatief(Slotted):
    """Something residents make their own step by step, until it goes on without us.

    Who draws it is only counted, never named: `trekkers_aantal` is unknown until somebody says it. `eigenaarschap` is
    the rung of the last measurement. It becomes zelfstandig or stops only through services; CHECKs keep the days.
    `stap_op` is the day on which the last of those steps was noted: until 14 days later it can be undone.
    """

    class Fase(models.TextChoices):
        IDEE = "idee", _("idee")
        VERKENNING = "verkenning", _("verkenning")
        OPSTART = "opstart", _("opstart")
        BEGELEID = "begeleid", _("begeleid")
        MEDE_EIGENAAR = "mede-eigenaar", _("mede-eigenaar")
        ZELFSTANDIG = "zelfstandig", _("zelfstandig")
        GESTOPT = "gestopt", _("gestopt")

    MET_ONS = (Fase.IDEE, Fase.VERKENNING, Fase.OPSTART, Fase.BEGELEID, Fase.MEDE_EIGENAAR)
    STIL_NA = timedelta(days=90)
    TERUG = timedelta(days=14)

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="bewonersinitiatieven")
    doel = models.ForeignKey(
        Doel, on_delete=models.PROTECT, null=True, blank=True, related_name="bewonersinitiatieven"
    )
    activiteiten = models.ManyToManyField(
        Activiteit, blank=True, related_name="initiatieven", verbose_name=_("activiteiten")
    )
    titel = models.CharField(_("titel"), max_length=120)
    omschrijving = models.CharField(_("wat is het"), max_length=280, blank=True)
    fase = models.CharField(_("fase"), max_length=14, choices=Fase, default=Fase.IDEE)
    vorige_fase = models.CharField(max_length=14, choices=Fase, blank=True, editable=False)
    stap_op = models.DateField(null=True, blank=True, editable=False)
    eigenaarschap = models.PositiveSmallIntegerField(_("trede"), null=True, blank=True, editable=False)
    trekkers_aantal = models.PositiveSmallIntegerField(_("hoeveel trekkers"), null=True, blank=True)
    reserve_trekker = models.BooleanField(_("er is een reserve"), default=False)
    eigen_geld = models.BooleanField(_("eigen geld"), default=False)
    eigen_plek = models.BooleanField(_("eigen plek"), default=False)
    eigen_sleutel = models.BooleanField(_("eigen sleutel"), default=False)
    zelfstandig_op = models.DateField(_("zelfstandig sinds"), null=True, blank=True, editable=False)
    zonder_plan = models.CharField(_("waarom zonder overdracht"), max_length=200, blank=True, editable=False)
    gestopt_op = models.DateField(_("gestopt op"), null=True, blank=True, editable=False)
    stopreden = models.CharField(_("waarom gestopt"), max_length=280, blank=True, editable=False)
    les = models.CharField(_("wat we ervan leren"), max_length=280, blank=True, editable=False)
    gewijzigd_op = models.DateField(default=timezone.localdate, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = InitiatiefQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        ordering = ["titel", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(eigenaarschap=None) | Q(eigenaarschap__lte=5), name="initiatief_trede"
            ),
            models.CheckConstraint(
                condition=~Q(fase="zelfstandig") | Q(zelfstandig_op__isnull=False),
                name="initiatief_zelfstandig_since",
            ),
            models.CheckConstraint(
                condition=Q(fase="gestopt", gestopt_op__isnull=False)
                | (~Q(fase="gestopt") & Q(gestopt_op=None)),
                name="initiatief_gestopt_on",
            ),
        ]
        indexes = [models.Index(fields=["wijk", "titel"], name="initiatief_wijk_titel")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("activiteiten:initiatief", args=[self.uuid])

    @property
    def trede(self) -> str:
        """What the last measured rung says, in a sentence."""
        return "" if self.eigenaarschap is None else str(Trede(self.eigenaarschap).label)

    @property
    def is_rijp(self) -> bool:
        """Whether it may go on without us: with us still, and on the highest rung."""
        return self.fase in self.MET_ONS and self.eigenaarschap == Trede.VIJF

    @property
    def mist_reserve(self) -> bool:
        """Whether it leans on one: nobody stands ready when the trekker stops (P17)."""
        young = {self.Fase.IDEE, self.Fase.VERKENNING, self.Fase.GESTOPT}
        return self.fase not in young and not self.reserve_trekker

    @property
    def is_stil(self) -> bool:
        """Whether nothing was told about it for long, while it is with us."""
        return self.fase in self.MET_ONS and self.gewijzigd_op < timezone.localdate() - self.STIL_NA

    @property
    def heeft(self) -> list[tuple[str, bool]]:
        """What a group has of its own."""
        names = ("eigen_sleutel", "eigen_plek", "eigen_geld")
        return [(str(self._meta.get_field(name).verbose_name), getattr(self, name)) for name in names]  # type: ignore[union-attr]

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Bijeenkomst
from core.locking import Slotted
from signalen.querysets import OPEN, OfSignaalQuerySet, SignaalQuerySet
from wijken.models import Wijk
from wijken.vocabulary import EFFECTGEBIED_VAN_THEMA, Effectgebied, Thema


class Bron(models.TextChoices):
    """How we came to know."""

    GESPREK = "gesprek", _("uit een gesprek")
    ACTIVITEIT = "activiteit", _("bij een activiteit")
    OBSERVATIE = "observatie", _("zelf gezien")
    WIJKORGAAN = "wijkorgaan", _("in een overleg van de wijk")


class Signaal(Slotted):
    """A chance, question, talent or hindrance that lives in a wijk, as a student heard it; never who said it."""

    class Soort(models.TextChoices):
        KANS = "kans", _("kans")
        VRAAG = "vraag", _("vraag")
        TALENT = "talent", _("talent")
        KNELPUNT = "knelpunt", _("knelpunt")

    class Status(models.TextChoices):
        NIEUW = "nieuw", _("nieuw")
        BEKEKEN = "bekeken", _("gezien")
        OPGEPAKT = "opgepakt", _("opgepakt")
        DOORGEZET = "doorgezet", _("doorgezet")
        VERVALLEN = "vervallen", _("vervallen")

    REACTIETIJD = timedelta(days=7)

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(unique=True)
    body_hash = models.CharField(max_length=64)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="signalen")
    soort = models.CharField(_("wat is het"), max_length=8, choices=Soort)
    thema = models.CharField(_("waar gaat het over"), max_length=10, choices=Thema)
    tekst = models.CharField(_("wat hoorde je"), max_length=280, blank=True)
    bron = models.CharField(_("hoe weet je dit"), max_length=10, choices=Bron)
    bijeenkomst = models.ForeignKey(
        Bijeenkomst, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(_("stand"), max_length=9, choices=Status, default=Status.NIEUW)
    stap_op = models.DateTimeField(_("sinds"))
    herinnerd_op = models.DateTimeField(null=True, blank=True, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = SignaalQuerySet.as_manager()

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        constraints = [
            models.CheckConstraint(
                condition=Q(bijeenkomst=None) | Q(bron="activiteit"), name="signaal_at_an_activity"
            ),
        ]
        indexes = [
            models.Index(fields=["wijk", "-op", "-id"], name="signaal_of_wijk"),
            models.Index(fields=["door", "-stap_op"], name="signaal_own"),
        ]

    def __str__(self) -> str:
        return f"{capfirst(self.get_soort_display())}: {self.get_thema_display()}"

    def get_absolute_url(self) -> str:
        """Where it is read, with everything that was done about it."""
        return reverse("signalen:detail", args=[self.uuid])

    @property
    def effectgebied(self) -> Effectgebied | None:
        """The effect area its theme belongs to; «iets anders» belongs to none."""
        return EFFECTGEBIED_VAN_THEMA.get(Thema(self.thema))

    @property
    def is_open(self) -> bool:
        """Whether somebody may still do something about it."""
        return self.status in OPEN

    @property
    def voor(self) -> datetime:
        """The moment before which somebody should react."""
        return self.op + self.REACTIETIJD

    @property
    def te_laat(self) -> bool:
        """Whether nobody reacted in time."""
        return self.status == self.Status.NIEUW and self.voor < timezone.now()


class Gehoord(models.Model):
    """The same thing was heard once more, by the same or another student."""

    client_id = models.UUIDField(unique=True)
    body_hash = models.CharField(max_length=64)
    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="gehoord")
    bron = models.CharField(max_length=10, choices=Bron)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = OfSignaalQuerySet.as_manager()

    class Meta:
        verbose_name = _("keer gehoord")
        verbose_name_plural = _("keren gehoord")

    def __str__(self) -> str:
        return f"{self.signaal} {self.op:%d-%m-%Y}"


class Signaalstap(models.Model):
    """What the coordinator did with a signaal, in words for who heard it."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="stappen")
    naar = models.CharField(_("stand"), max_length=9, choices=Signaal.Status)
    antwoord = models.CharField(_("wat gebeurt ermee"), max_length=280, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = OfSignaalQuerySet.as_manager()

    class Meta:
        verbose_name = _("antwoord op een signaal")
        verbose_name_plural = _("antwoorden op signalen")
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(naar="nieuw"), name="signaalstap_leads_on"),
        ]

    def __str__(self) -> str:
        return f"{self.get_naar_display()} {self.op:%d-%m-%Y}"

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from partners.models.partner import Partner
from partners.querysets import BijdrageQuerySet, BoekingQuerySet
from wijken.models import Wijk


@tracked()
class Bijdrage(Slotted):
    """What a partner promises a wijk for a period: money, homes, rooms, hours, material or knowledge.

    Each kind has its own unit (`EENHEID`); kinds are never added up. What came in and what was used are
    Boekingen. `verwacht_op` is the day by which it should be there.
    """

    class Soort(models.TextChoices):
        GELD = "geld", _("geld")
        WOONRUIMTE = "woonruimte", _("woonruimte")
        RUIMTE = "ruimte", _("ruimte om bij elkaar te komen")
        UREN = "uren", _("uren")
        MATERIAAL = "materiaal", _("materiaal")
        KENNIS = "kennis", _("kennis")
        NETWERK = "netwerk", _("netwerk")

    EENHEID = {
        Soort.GELD: _("euro"),
        Soort.WOONRUIMTE: _("kamers"),
        Soort.RUIMTE: _("dagdelen"),
        Soort.UREN: _("uren"),
        Soort.MATERIAAL: _("stuks"),
        Soort.KENNIS: _("uren"),
        Soort.NETWERK: _("contacten"),
    }

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="bijdragen")
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="bijdragen")
    soort = models.CharField(_("wat"), max_length=10, choices=Soort)
    omschrijving = models.CharField(_("omschrijving"), max_length=200)
    toegezegd = models.DecimalField(_("toegezegd"), max_digits=14, decimal_places=2)
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"))
    verwacht_op = models.DateField(_("verwacht vóór"), null=True, blank=True)
    voorwaarden = models.CharField(_("voorwaarden"), max_length=300, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_omdat = models.CharField(_("waarom ingetrokken"), max_length=300, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = BijdrageQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijdrage")
        verbose_name_plural = _("bijdragen")
        ordering = ["partner__naam", "soort", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="bijdrage_period"),
            models.CheckConstraint(condition=Q(toegezegd__gt=0), name="bijdrage_positive"),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_omdat="")
                | (Q(ingetrokken_op__isnull=False) & ~Q(ingetrokken_omdat="")),
                name="bijdrage_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.omschrijving

    @property
    def eenheid(self) -> str:
        """The unit of this kind of promise."""
        return str(self.EENHEID[self.Soort(self.soort)])


class Boeking(models.Model):
    """Something of a promise came in or was used, on a day; a mistake is booked back with a negative number."""

    class Soort(models.TextChoices):
        ONTVANGEN = "ontvangen", _("ontvangen")
        BESTEED = "besteed", _("besteed")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    bijdrage = models.ForeignKey(Bijdrage, on_delete=models.PROTECT, related_name="boekingen")
    soort = models.CharField(_("wat"), max_length=10, choices=Soort)
    hoeveel = models.DecimalField(_("hoeveel"), max_digits=14, decimal_places=2)
    datum = models.DateField(_("wanneer"))
    toelichting = models.CharField(_("toelichting"), max_length=200, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = BoekingQuerySet.as_manager()

    class Meta:
        verbose_name = _("boeking")
        verbose_name_plural = _("boekingen")
        ordering = ["-datum", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(hoeveel=0), name="boeking_something")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.hoeveel}"

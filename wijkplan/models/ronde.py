from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from partners.models import Partner
from wijkplan.models.muren import closed_round, planned_round, round_states
from wijkplan.models.plan import Wijkplan
from wijkplan.models.prioriteit import Prioriteit
from wijkplan.querysets.rondes import (
    BewonerstellingQuerySet,
    BezwaarQuerySet,
    RondeoptieQuerySet,
    RondepartijQuerySet,
    RondeQuerySet,
    StembiljetQuerySet,
    StemQuerySet,
)
from wijkplan.vocabulary import Participatieladder

ROUND_OF_BILJET = "(SELECT b.ronde_id FROM wijkplan_stembiljet b WHERE b.id = row.biljet_id)"


@tracked(but=("uitkomst", "body_hash", "client_id"))
class Ronde(Slotted):
    """A prioriteringsronde: parties (and apart from them residents) say what weighs most, by one method.

    What they may decide (`trede`) and what happens with the outcome is said before it opens. `uitkomst` is
    stored when it closes and never computed again.
    """

    class Methode(models.TextChoices):
        STIPPEN = "stippen", _("stippen")
        MOSCOW = "moscow", _("MoSCoW: moet, zou moeten, zou kunnen, niet nu")
        RANGORDE = "rangorde", _("rangorde")
        CONSENT = "consent", _("consent")

    class Status(models.TextChoices):
        GEPLAND = "gepland", _("gepland")
        OPEN = "open", _("open")
        GESLOTEN = "gesloten", _("gesloten")

    class Gelijkstand(models.TextChoices):
        BEWONERS = "bewoners", _("de stemmen van bewoners geven de doorslag")
        PARTIJEN = "partijen", _("waar de meeste partijen voor kozen gaat voor")
        KOSTEN = "kosten", _("wat het minst kost gaat voor")
        VOLGORDE = "volgorde", _("de volgorde op het stembiljet geeft de doorslag")
        COORDINATOR = "coordinator", _("de coördinator beslist, met een reden")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.PROTECT, related_name="rondes")
    titel = models.CharField(_("waar gaat het over"), max_length=160)
    methode = models.CharField(_("hoe kiezen we"), max_length=8, choices=Methode, default=Methode.STIPPEN)
    trede = models.CharField(
        _("hoeveel hebben deelnemers te zeggen"), max_length=14, choices=Participatieladder
    )
    belofte = models.CharField(_("wat gebeurt er met de uitkomst"), max_length=300)
    opent = models.DateTimeField(_("gaat open op"))
    sluit = models.DateTimeField(_("sluit op"))
    stippen = models.PositiveSmallIntegerField(_("stippen per organisatie"), null=True, blank=True)
    hoogste = models.PositiveSmallIntegerField(_("hoogstens op één onderwerp"), null=True, blank=True)
    budget = models.DecimalField(_("budget in euro"), max_digits=14, decimal_places=2, null=True, blank=True)
    gelijkstand = models.CharField(
        _("bij gelijke stand"), max_length=12, choices=Gelijkstand, default=Gelijkstand.PARTIJEN
    )
    met_bewoners = models.BooleanField(_("bewoners stemmen mee, apart geteld"), default=False)
    status = models.CharField(max_length=8, choices=Status, default=Status.GEPLAND)
    gesloten_op = models.DateTimeField(null=True, blank=True)
    gesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uitkomst = models.JSONField(null=True, blank=True, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = RondeQuerySet.as_manager()

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        ordering = ["-opent", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sluit__gt=F("opent")), name="ronde_period"),
            models.CheckConstraint(
                condition=~Q(methode="stippen")
                | Q(stippen__gte=1, hoogste__gte=1, hoogste__lte=F("stippen")),
                name="ronde_dots",
            ),
            models.CheckConstraint(
                condition=Q(status="gesloten", gesloten_op__isnull=False, uitkomst__isnull=False)
                | Q(status__in=["gepland", "open"], gesloten_op=None, uitkomst=None),
                name="ronde_closed_with_outcome",
            ),
            models.CheckConstraint(condition=~Q(belofte=""), name="ronde_promise"),
            models.CheckConstraint(condition=Q(budget=None) | Q(budget__gte=0), name="ronde_budget"),
        ]
        indexes = [models.Index(fields=["status", "opent", "sluit"], name="ronde_due")]
        triggers = [round_states()]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("wijkplan:ronde", args=[self.uuid])

    @property
    def takes_votes(self) -> bool:
        """Open and not over; one that ended equal stays open until its coordinator chose."""
        return self.status == self.Status.OPEN and self.sluit > timezone.now()


class Rondeoptie(models.Model):
    """One thing to choose in a round, as it read when the round was made."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="opties")
    prioriteit = models.ForeignKey(
        Prioriteit, on_delete=models.SET_NULL, null=True, blank=True, related_name="rondeopties"
    )
    code = models.CharField(_("code"), max_length=20)
    titel = models.CharField(_("titel"), max_length=200)
    kosten = models.DecimalField(_("kosten in euro"), max_digits=14, decimal_places=2, null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=1)

    objects = RondeoptieQuerySet.as_manager()

    class Meta:
        verbose_name = _("rondeoptie")
        verbose_name_plural = _("rondeopties")
        ordering = ["volgorde", "pk"]
        constraints = [models.UniqueConstraint(fields=["ronde", "code"], name="rondeoptie_code")]
        triggers = [planned_round("rondeoptie")]

    def __str__(self) -> str:
        return self.titel


class Rondepartij(models.Model):
    """An organisation that is invited to a round."""

    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="partijen")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="rondes")

    objects = RondepartijQuerySet.as_manager()

    class Meta:
        verbose_name = _("rondepartij")
        verbose_name_plural = _("rondepartijen")
        ordering = ["partner__naam"]
        constraints = [models.UniqueConstraint(fields=["ronde", "partner"], name="rondepartij_once")]
        triggers = [planned_round("rondepartij")]

    def __str__(self) -> str:
        return str(self.partner)


class Stembiljet(Slotted):
    """One ballot: of an invited organisation, filled in by one of its people; or of a resident, without a person.

    An organisation has one. A resident's ballot holds its number on paper or in the file, and nothing about who.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="biljetten")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="stembiljetten"
    )
    nummer = models.CharField(max_length=40, blank=True)
    onthouding = models.BooleanField(_("wij onthouden ons"), default=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = StembiljetQuerySet.as_manager()

    class Meta:
        verbose_name = _("stembiljet")
        verbose_name_plural = _("stembiljetten")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ronde", "partner"], name="stembiljet_one_per_party"),
            models.UniqueConstraint(
                fields=["ronde", "nummer"], condition=Q(partner=None), name="stembiljet_one_per_number"
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False, nummer="") | (Q(partner=None) & ~Q(nummer="")),
                name="stembiljet_whose",
            ),
        ]
        triggers = [closed_round("stembiljet", ronde="row.ronde_id")]

    def __str__(self) -> str:
        return str(self.partner or self.nummer)


class Stem(models.Model):
    """What one ballot gives one option: dots, points, a place in the order (1 is first), or a MoSCoW weight."""

    biljet = models.ForeignKey(Stembiljet, on_delete=models.CASCADE, related_name="stemmen")
    optie = models.ForeignKey(Rondeoptie, on_delete=models.PROTECT, related_name="stemmen")
    waarde = models.PositiveSmallIntegerField()

    objects = StemQuerySet.as_manager()

    class Meta:
        verbose_name = _("stem")
        verbose_name_plural = _("stemmen")
        constraints = [models.UniqueConstraint(fields=["biljet", "optie"], name="stem_once")]
        triggers = [closed_round("stem", ronde=ROUND_OF_BILJET)]

    def __str__(self) -> str:
        return f"{self.optie}: {self.waarde}"


class Bewonerstelling(models.Model):
    """Paper tokens of residents for one option, counted together on one occasion; never about a person."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4)
    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="bewonerstellingen")
    optie = models.ForeignKey(Rondeoptie, on_delete=models.PROTECT, related_name="bewonerstellingen")
    aantal = models.PositiveIntegerField(_("aantal"))
    waar = models.CharField(_("waar geteld"), max_length=80)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = BewonerstellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewonerstelling")
        verbose_name_plural = _("bewonerstellingen")
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["client_id", "optie"], name="bewonerstelling_sent_once")
        ]
        triggers = [closed_round("bewonerstelling", ronde="row.ronde_id")]

    def __str__(self) -> str:
        return f"{self.optie}: {self.aantal}"


class Bezwaar(Slotted):
    """An argued objection of an organisation in a consent round; an overriding one stops the decision.

    Who objects helps with a new proposal. It is solved with a sentence that says how.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="bezwaren")
    optie = models.ForeignKey(
        Rondeoptie, on_delete=models.PROTECT, null=True, blank=True, related_name="bezwaren"
    )
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="bezwaren")
    overwegend = models.BooleanField(_("zo kunnen wij niet verder"), default=False)
    argument = models.CharField(_("waarom"), max_length=500)
    voorstel = models.CharField(_("wat zou wel kunnen"), max_length=500)
    opgelost_op = models.DateTimeField(null=True, blank=True)
    opgelost_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    oplossing = models.CharField(_("hoe opgelost"), max_length=500, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = BezwaarQuerySet.as_manager()

    class Meta:
        verbose_name = _("bezwaar")
        verbose_name_plural = _("bezwaren")
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(argument="") & ~Q(voorstel=""), name="bezwaar_argued"),
            models.CheckConstraint(
                condition=Q(opgelost_op=None, opgelost_door=None, oplossing="")
                | (Q(opgelost_op__isnull=False, opgelost_door__isnull=False) & ~Q(oplossing="")),
                name="bezwaar_solved_how",
            ),
        ]
        triggers = [closed_round("bezwaar", ronde="row.ronde_id")]

    def __str__(self) -> str:
        return self.argument

from collections import Counter
from collections.abc import Iterable
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.querysets import ActiviteitQuerySet
from activiteiten.vocabulary import TE_ZEGGEN
from core.locking import Slotted
from teams.models import Team
from wijken.models import Plek, Wijk
from wijkplan.models import Doel, Project

MEESTE_NODIG = 20
TITEL_IN_AGENDA = pgtrigger.Trigger(
    name="activiteit_titel_in_agenda",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("titel"),
    func=(
        "UPDATE activiteiten_bijeenkomst SET agenda_versie = agenda_versie + 1, agenda_op = now()"
        " WHERE activiteit_id = NEW.id AND titel = ''; RETURN NEW;"
    ),
)


class Activiteit(Slotted):
    """Something we do with residents, once or again and again, for a goal of the plan or loose from it.

    `doel` is the goal it mainly serves; to `mede_doelen` it helps as well. Both follow their `lijn`, so an activity
    stays with its goal in the next version of the plan.

    `trede` is how much residents have to say (the participatieladder), '' while nobody said; `belofte` is what happens
    with what they say.

    `nodig_opent`, `nodig_kookt` and `nodig_helpt` are how many of us each of its bijeenkomsten needs.

    Each team has one activity `los`: what was not planned becomes a bijeenkomst of it in one tap.
    """

    class Soort(models.TextChoices):
        ONTMOETING = "ontmoeting", _("ontmoeten en eten")
        TAAL = "taal", _("taal en leren")
        KINDEREN = "kinderen", _("kinderen en jongeren")
        BEWEGEN = "bewegen", _("bewegen")
        GROEN = "groen", _("groen en schoon")
        CULTUUR = "cultuur", _("cultuur en feest")
        HULP = "hulp", _("hulp en advies")
        ANDERS = "anders", _("iets anders")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    body_hash = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="activiteiten")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="activiteiten")
    doel = models.ForeignKey(
        Doel, on_delete=models.PROTECT, null=True, blank=True, related_name="activiteiten"
    )
    mede_doelen = models.ManyToManyField(
        Doel, blank=True, related_name="mede_activiteiten", verbose_name=_("helpt ook bij")
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="activiteiten"
    )
    titel = models.CharField(_("titel"), max_length=120)
    soort = models.CharField(_("soort"), max_length=12, choices=Soort, default=Soort.ONTMOETING)
    doelgroep = models.CharField(_("voor wie"), max_length=120, blank=True)
    plek = models.ForeignKey(
        Plek, on_delete=models.PROTECT, null=True, blank=True, related_name="activiteiten"
    )
    trede = models.CharField(
        _("hoeveel hebben bewoners te zeggen"),
        max_length=14,
        choices=TE_ZEGGEN,
        blank=True,
        default="",
        db_default="",
    )
    belofte = models.CharField(
        _("wat gebeurt er met wat bewoners zeggen"), max_length=200, blank=True, default="", db_default=""
    )
    kosten = models.CharField(_("wat kost het"), max_length=80, blank=True)
    taal = models.CharField(_("in welke taal"), max_length=80, blank=True)
    aanmelden = models.BooleanField(_("aanmelden nodig"), default=False)
    startgroep = models.PositiveSmallIntegerField(
        _("hoeveel mensen kwamen er al toen het tellen begon?"), null=True, blank=True
    )
    nodig_opent = models.PositiveSmallIntegerField(_("hoeveel openen"), default=1, db_default=1)
    nodig_kookt = models.PositiveSmallIntegerField(_("hoeveel koken"), default=0, db_default=0)
    nodig_helpt = models.PositiveSmallIntegerField(_("hoeveel helpen"), default=0, db_default=0)
    los = models.BooleanField(default=False)
    openbaar = models.BooleanField(_("in de openbare agenda"), default=False, db_default=False)
    gestopt_op = models.DateField(_("gestopt op"), null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = ActiviteitQuerySet.as_manager()

    class Meta:
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ["titel", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(los=True), name="activiteit_one_los_per_team"
            ),
            models.CheckConstraint(
                condition=Q(
                    nodig_opent__lte=MEESTE_NODIG,
                    nodig_kookt__lte=MEESTE_NODIG,
                    nodig_helpt__lte=MEESTE_NODIG,
                ),
                name="activiteit_nodig_range",
            ),
            models.CheckConstraint(condition=Q(los=False) | Q(doel=None), name="activiteit_los_has_no_doel"),
            models.CheckConstraint(
                condition=Q(los=False) | Q(trede="", belofte=""), name="activiteit_los_has_no_trede"
            ),
            models.CheckConstraint(
                condition=Q(los=False) | Q(openbaar=False), name="activiteit_los_is_never_openbaar"
            ),
        ]
        indexes = [models.Index(fields=["wijk", "titel"], name="activiteit_wijk_titel")]
        triggers = [TITEL_IN_AGENDA]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("activiteiten:detail", args=[self.uuid])

    @property
    def nog_niet_gezegd(self) -> list[str]:
        """What residents would want to know before they dare to come, and nobody filled in."""
        asked = {
            "kosten": gettext("wat het kost"),
            "taal": gettext("welke taal"),
            "plek_id": gettext("waar het is"),
        }
        return [words for name, words in asked.items() if not getattr(self, name)]

    def missing(self, rollen: Iterable[str]) -> dict[str, int]:
        """What nobody does yet at a bijeenkomst where these tasks are taken, and by how many it should be done."""
        taken = Counter(str(rol) for rol in rollen)
        needed = {"opent": self.nodig_opent, "kookt": self.nodig_kookt, "helpt": self.nodig_helpt}
        return {rol: n - taken[rol] for rol, n in needed.items() if n > taken[rol]}

from uuid import uuid4

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from partners.models import Bijdrage, Partner
from wijken.vocabulary import Communitydimensie, Effectgebied
from wijkplan.models.doel import Doel
from wijkplan.models.muren import PLAN_OF_DOEL, PLAN_OF_EFFECT, PLAN_OF_PRIORITEIT, content_of
from wijkplan.models.prioriteit import Prioriteit
from wijkplan.querysets import (
    BeoogdEffectQuerySet,
    DekkingQuerySet,
    ProjectQuerySet,
    SchakelQuerySet,
)


@tracked()
class Project(Slotted):
    """A bundle of work for a goal; as experiment it says what we expect and when we stop.

    `lijn` stays the same in every version of the plan, so activities follow the project.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    doel = models.ForeignKey(Doel, on_delete=models.CASCADE, related_name="projecten")
    titel = models.CharField(_("project"), max_length=160)
    omschrijving = models.TextField(_("wat gaan we doen"), max_length=1000, blank=True)
    van = models.DateField(_("van"), null=True, blank=True)
    tot = models.DateField(_("tot en met"), null=True, blank=True)
    experiment = models.BooleanField(_("dit is een experiment"), default=False)
    hypothese = models.CharField(_("wat verwachten we"), max_length=300, blank=True)
    stopcriterium = models.CharField(_("wanneer stoppen we"), max_length=300, blank=True)
    lijn = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False, db_index=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projecten")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot=None) | Q(van=None) | Q(tot__gte=F("van")), name="project_period"
            ),
            models.CheckConstraint(
                condition=Q(experiment=False) | (~Q(hypothese="") & ~Q(stopcriterium="")),
                name="project_experiment_says_what",
            ),
            models.UniqueConstraint(fields=["doel", "lijn"], name="project_line"),
        ]
        triggers = [content_of("project", plan=PLAN_OF_DOEL)]

    def __str__(self) -> str:
        return self.titel


@tracked()
class BeoogdEffect(Slotted):
    """The lasting change a priority should lead to, and who profits from it."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    prioriteit = models.ForeignKey(Prioriteit, on_delete=models.CASCADE, related_name="beoogde_effecten")
    tekst = models.CharField(_("wat verandert er op lange termijn"), max_length=200)
    effectgebied = models.CharField(_("effectgebied"), max_length=14, choices=Effectgebied)
    dimensie = models.CharField(_("draagt bij aan"), max_length=14, choices=Communitydimensie, blank=True)
    profiteert = models.ManyToManyField(
        Partner, blank=True, related_name="+", verbose_name=_("wie heeft er baat bij")
    )
    lijn = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False, db_index=True)

    objects = BeoogdEffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("beoogd effect")
        verbose_name_plural = _("beoogde effecten")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["prioriteit", "lijn"], name="beoogdeffect_line")]
        triggers = [content_of("beoogdeffect", plan=PLAN_OF_PRIORITEIT)]

    def __str__(self) -> str:
        return self.tekst


class Profijt(BeoogdEffect.profiteert.through):  # type: ignore[name-defined,misc]
    """That an organisation profits from a lasting change; part of what parties agree to."""

    class Meta:
        proxy = True
        verbose_name = _("wie er baat bij heeft")
        verbose_name_plural = _("wie er baat bij heeft")
        triggers = [content_of("profijt", plan=PLAN_OF_EFFECT)]


@tracked()
class Schakel(Slotted):
    """A link in the chain: reaching this goal leads to that effect, because of an assumption we test.

    Without an effect it is about the werkwijze: what we do helps this goal, because of an assumption. A test writes
    when and what came out; that may happen while the plan is in force, so those fields are no content. `sinds` is the
    day it was first assumed and stays the same in every version, as `lijn` does.
    """

    class Sterkte(models.IntegerChoices):
        GOK = 1, _("een gok")
        ERVARING = 2, _("onze ervaring")
        ONDERZOCHT = 3, _("onderzocht, hier of elders")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    doel = models.ForeignKey(Doel, on_delete=models.CASCADE, related_name="schakels")
    effect = models.ForeignKey(
        BeoogdEffect, on_delete=models.CASCADE, null=True, blank=True, related_name="schakels"
    )
    aanname = models.CharField(_("dit werkt, omdat"), max_length=300)
    sterkte = models.PositiveSmallIntegerField(_("hoe zeker zijn we"), choices=Sterkte, default=Sterkte.GOK)
    sinds = models.DateField(_("aangenomen op"), default=localdate, db_default=Now(), editable=False)
    getoetst_op = models.DateField(_("getoetst op"), null=True, blank=True)
    uitkomst = models.CharField(_("wat kwam eruit"), max_length=300, blank=True)
    lijn = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False, db_index=True)

    objects = SchakelQuerySet.as_manager()

    class Meta:
        verbose_name = _("schakel")
        verbose_name_plural = _("schakels")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(getoetst_op=None, uitkomst="") | (Q(getoetst_op__isnull=False) & ~Q(uitkomst="")),
                name="schakel_tested_with_outcome",
            ),
            models.UniqueConstraint(fields=["doel", "lijn"], name="schakel_line"),
        ]
        triggers = [
            content_of("schakel", plan=PLAN_OF_DOEL, but=("getoetst_op", "uitkomst", "sterkte", "slot"))
        ]

    def __str__(self) -> str:
        return self.aanname


@tracked()
class Dekking(models.Model):
    """Which part of a promise (Bijdrage) pays for which goal; part of what parties agree to, so it stands still then."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    bijdrage = models.ForeignKey(Bijdrage, on_delete=models.PROTECT, related_name="dekkingen")
    doel = models.ForeignKey(Doel, on_delete=models.CASCADE, related_name="dekkingen")
    deel = models.DecimalField(_("welk deel"), max_digits=14, decimal_places=2)

    objects = DekkingQuerySet.as_manager()

    class Meta:
        verbose_name = _("dekking")
        verbose_name_plural = _("dekkingen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["bijdrage", "doel"], name="dekking_once"),
            models.CheckConstraint(condition=Q(deel__gt=0), name="dekking_positive"),
        ]
        triggers = [content_of("dekking", plan=PLAN_OF_DOEL)]

    def __str__(self) -> str:
        return f"{self.bijdrage} voor {self.doel}"

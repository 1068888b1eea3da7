from uuid import uuid4

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.locking import Slotted
from wijken.vocabulary import Effectgebied
from wijkplan.models.muren import content_of
from wijkplan.models.plan import Wijkplan
from wijkplan.querysets import PrioriteitQuerySet


@tracked(but=("lijn",))
class Prioriteit(Slotted):
    """One of the few things the parties find most important, with the reason why (aanleiding).

    `uit` are the priorities of the version before that it came from: one when it was kept, more when they were
    merged; when one was split, several name the same. `lijn` stays the same in every version: a merged one goes on
    with that of the highest, what was split off begins one of its own. `gewone_taal` says it in words every resident
    reads; it is no content of what was agreed.
    """

    class Moscow(models.TextChoices):
        MUST = "must", _("moet")
        SHOULD = "should", _("zou moeten")
        COULD = "could", _("zou kunnen")
        NIET_NU = "niet_nu", _("niet nu")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client_id = models.UUIDField(default=uuid4, unique=True)
    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.CASCADE, related_name="prioriteiten")
    titel = models.CharField(_("titel"), max_length=160)
    aanleiding = models.TextField(_("aanleiding"), max_length=1000, blank=True)
    effectgebied = models.CharField(_("effectgebied"), max_length=14, choices=Effectgebied)
    rang = models.PositiveSmallIntegerField(_("rang"), validators=[MinValueValidator(1)])
    moscow = models.CharField(_("weging"), max_length=8, choices=Moscow, blank=True)

    gewone_taal = models.CharField(_("in gewone taal"), max_length=400, blank=True)
    uit = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="werd", verbose_name=_("ontstaan uit")
    )
    lijn = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False, db_index=True)

    objects = PrioriteitQuerySet.as_manager()

    class Meta:
        verbose_name = _("prioriteit")
        verbose_name_plural = _("prioriteiten")
        ordering = ["rang", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wijkplan", "rang"], name="prioriteit_rank", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(rang__gte=1), name="prioriteit_rank_from_1"),
            models.UniqueConstraint(fields=["wijkplan", "lijn"], name="prioriteit_line"),
        ]
        triggers = [content_of("prioriteit", plan="row.wijkplan_id", but=("gewone_taal", "slot"))]

    def __str__(self) -> str:
        return self.titel


class Herkomst(Prioriteit.uit.through):  # type: ignore[name-defined,misc]
    """That a priority grew out of one of a version before; it stands still with the plan of the newer one."""

    class Meta:
        proxy = True
        verbose_name = _("herkomst")
        verbose_name_plural = _("herkomsten")
        triggers = [
            content_of(
                "herkomst",
                plan="(SELECT p.wijkplan_id FROM wijkplan_prioriteit p WHERE p.id = row.from_prioriteit_id)",
            )
        ]

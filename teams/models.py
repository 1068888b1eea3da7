"""Who does it: teams that live and work in a wijk, and the roles people have in time."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from teams.querysets import LidmaatschapQuerySet, TeamQuerySet
from wijken.models import DateRange, Wijk


class Rol(models.TextChoices):
    """Roles of VoorUit; the last five are of the whole organisation and have no team."""

    TEAMLID = "teamlid", _("teamlid")
    WIJKCOORDINATOR = "wijkcoordinator", _("wijkcoördinator")
    PROJECTLEIDER = "projectleider", _("projectleider")
    TRAINER = "trainer", _("trainer")
    COACH = "coach", _("coach")
    PRIVACYFUNCTIONARIS = "privacyfunctionaris", _("privacyfunctionaris")
    BEHEERDER = "beheerder", _("beheerder")


TEAMROLLEN = [Rol.TEAMLID, Rol.WIJKCOORDINATOR]


class Team(models.Model):
    """A group of students that lives and works in one wijk."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    wijk = models.ForeignKey(Wijk, on_delete=models.PROTECT, related_name="teams")
    naam = models.CharField(_("naam"), max_length=80)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["wijk", "naam"], name="team_name_in_wijk")]

    def __str__(self) -> str:
        return self.naam


@pghistory.track()
class Lidmaatschap(models.Model):
    """A role of a person during a period, the last day included; it gives rights only on days it is true."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lidmaatschappen"
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="lidmaatschappen"
    )
    rol = models.CharField(_("rol"), max_length=20, choices=Rol)
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)
    norm_uren_week = models.PositiveSmallIntegerField(_("norm in uren per week"), null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.CheckConstraint(
                condition=Q(rol__in=TEAMROLLEN, team__isnull=False) | (~Q(rol__in=TEAMROLLEN) & Q(team=None)),
                name="lidmaatschap_team_fits_rol",
            ),
            models.CheckConstraint(condition=Q(tot=None) | Q(tot__gte=F("van")), name="lidmaatschap_period"),
            ExclusionConstraint(
                name="lidmaatschap_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (Coalesce("team", Value(0)), RangeOperators.EQUAL),
                    ("rol", RangeOperators.EQUAL),
                    (DateRange("van", "tot", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_rol_display()}"

"""Words of releasing figures: why a release was taken back, and from which day a month may be released."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.periods import Month

LOGS_STAY_OPEN = timedelta(days=14)
KLEINSTE_TEAM = 3  # hours of one or two people would be hours of persons


class Intrekreden(models.TextChoices):
    """Why a coordinator takes a release back; kept in the audit trail, never as typed text."""

    TELLING_FOUT = "telling_fout", _("een telling klopt niet")
    TELLING_ONTBREEKT = "telling_ontbreekt", _("er ontbreekt een telling")
    TE_VROEG = "te_vroeg", _("te vroeg vrijgegeven")


def first_release_day(maand: Month) -> date:
    """Two weeks after the last day of the month, because own logs stay editable that long."""
    return maand.last + LOGS_STAY_OPEN

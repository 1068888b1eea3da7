from activiteiten.querysets.activiteit import ActiviteitQuerySet
from activiteiten.querysets.afgelasting import AfgelastingQuerySet
from activiteiten.querysets.agendasleutel import AgendasleutelQuerySet
from activiteiten.querysets.bijeenkomst import BijeenkomstQuerySet
from activiteiten.querysets.days import day_start, named_since
from activiteiten.querysets.foto import FotoQuerySet
from activiteiten.querysets.hulpbron import HulpbronQuerySet
from activiteiten.querysets.initiatief import (
    EigenaarschapsmetingQuerySet,
    InitiatiefQuerySet,
    OverlevingscheckQuerySet,
)
from activiteiten.querysets.interventie import FysiekeInterventieQuerySet
from activiteiten.querysets.inzet import InzetQuerySet
from activiteiten.querysets.reeks import ReeksQuerySet
from activiteiten.querysets.sluiting import SluitingQuerySet
from activiteiten.querysets.telling import MaandvrijgaveQuerySet, TellingQuerySet
from activiteiten.querysets.weekuur import WeekuurQuerySet

__all__ = [
    "ActiviteitQuerySet",
    "AfgelastingQuerySet",
    "AgendasleutelQuerySet",
    "BijeenkomstQuerySet",
    "EigenaarschapsmetingQuerySet",
    "FotoQuerySet",
    "FysiekeInterventieQuerySet",
    "HulpbronQuerySet",
    "InitiatiefQuerySet",
    "InzetQuerySet",
    "MaandvrijgaveQuerySet",
    "OverlevingscheckQuerySet",
    "ReeksQuerySet",
    "SluitingQuerySet",
    "TellingQuerySet",
    "WeekuurQuerySet",
    "day_start",
    "named_since",
]

from activiteiten.services.bijeenkomsten import (
    cancel_bijeenkomst,
    change_bijeenkomst,
    plan_bijeenkomst,
    plan_bijeenkomsten,
    restore_bijeenkomst,
)
from activiteiten.services.los import log_los, los_activiteit
from activiteiten.services.maanden import hold_months, refuse_released
from activiteiten.services.plannen import (
    ActiviteitVelden,
    change_activiteit,
    link_to_doel,
    plan_activiteit,
    start_activiteit,
)
from activiteiten.services.tellen import (
    add_after_count,
    correct_telling,
    decide_telling,
    hand_count_to,
    tel_bijeenkomst,
)

__all__ = [
    "ActiviteitVelden",
    "add_after_count",
    "cancel_bijeenkomst",
    "change_activiteit",
    "change_bijeenkomst",
    "correct_telling",
    "decide_telling",
    "hand_count_to",
    "hold_months",
    "link_to_doel",
    "log_los",
    "los_activiteit",
    "plan_activiteit",
    "plan_bijeenkomst",
    "plan_bijeenkomsten",
    "refuse_released",
    "restore_bijeenkomst",
    "start_activiteit",
    "tel_bijeenkomst",
]

from wijkplan.services.akkoord import answer, lay_before, withdraw
from wijkplan.services.dekking import Overtaken, set_dekking
from wijkplan.services.doelen import add_doel, change_doel, remove_doel
from wijkplan.services.indicatoren import (
    add_indicator,
    change_indicator,
    change_meting,
    copy_nulmeting,
    record_meting,
    remove_indicator,
    remove_meting,
)
from wijkplan.services.plakken import paste_lines
from wijkplan.services.plannen import change_wijkplan, make_wijkplan, remove_wijkplan, set_status
from wijkplan.services.prioriteiten import (
    add_prioriteit,
    change_prioriteit,
    move_prioriteit,
    remove_prioriteit,
    weigh_prioriteit,
)
from wijkplan.services.writing import last_hand

__all__ = [
    "Overtaken",
    "add_doel",
    "add_indicator",
    "add_prioriteit",
    "answer",
    "change_doel",
    "change_indicator",
    "change_meting",
    "change_prioriteit",
    "change_wijkplan",
    "copy_nulmeting",
    "last_hand",
    "lay_before",
    "make_wijkplan",
    "move_prioriteit",
    "paste_lines",
    "record_meting",
    "remove_doel",
    "remove_indicator",
    "remove_meting",
    "remove_prioriteit",
    "remove_wijkplan",
    "set_dekking",
    "set_status",
    "weigh_prioriteit",
    "withdraw",
]

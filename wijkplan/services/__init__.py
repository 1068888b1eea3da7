from wijkplan.services.akkoord import answer, lay_before, withdraw
from wijkplan.services.bundelen import merge_prioriteiten, split_prioriteit
from wijkplan.services.dekking import Overtaken, set_dekking
from wijkplan.services.doelen import add_doel, change_doel, remove_doel
from wijkplan.services.indicatoren import (
    add_indicator,
    change_indicator,
    copy_nulmeting,
    postpone_meting,
    remove_indicator,
)
from wijkplan.services.inhoud import read_inhoud
from wijkplan.services.metingen import (
    change_meting,
    confirm_meting,
    record_meting,
    remove_counted,
    remove_meting,
    return_meting,
    submit_meting,
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
from wijkplan.services.sloten import close_period, unlock_period
from wijkplan.services.versies import next_plan, next_version
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
    "close_period",
    "confirm_meting",
    "copy_nulmeting",
    "last_hand",
    "lay_before",
    "make_wijkplan",
    "merge_prioriteiten",
    "move_prioriteit",
    "next_plan",
    "next_version",
    "paste_lines",
    "postpone_meting",
    "read_inhoud",
    "record_meting",
    "remove_counted",
    "remove_doel",
    "remove_indicator",
    "remove_meting",
    "remove_prioriteit",
    "remove_wijkplan",
    "return_meting",
    "set_dekking",
    "set_status",
    "split_prioriteit",
    "submit_meting",
    "unlock_period",
    "weigh_prioriteit",
    "withdraw",
]

from wijken.services.invoer import bury_dead, repeat_for_real, run_invoer, start_invoer, take_invoer
from wijken.services.koppelen import Cijfer, add_kerncijfer, decide_link, propose_links
from wijken.services.opslaan import store_rows
from wijken.services.wijk import add_plek, make_wijk, set_fase, sketch_gebied

__all__ = [
    "Cijfer",
    "add_kerncijfer",
    "add_plek",
    "bury_dead",
    "decide_link",
    "make_wijk",
    "propose_links",
    "repeat_for_real",
    "run_invoer",
    "set_fase",
    "sketch_gebied",
    "start_invoer",
    "store_rows",
    "take_invoer",
]

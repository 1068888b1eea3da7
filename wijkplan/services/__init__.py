from wijkplan.services.akkoord import answer, lay_before, withdraw
from wijkplan.services.bundelen import merge_prioriteiten, split_prioriteit
from wijkplan.services.cyclus import change_stap, record_stap
from wijkplan.services.dekking import Overtaken, cover_doel, set_dekking
from wijkplan.services.doelen import add_doel, change_doel, remove_doel
from wijkplan.services.doorgeven import pass_on, remind
from wijkplan.services.evaluatie import (
    add_verbeteractie,
    change_evaluatie,
    close_verbeteractie,
    evaluate,
)
from wijkplan.services.gesprekskaarten import write_gesprekskaarten
from wijkplan.services.indicatoren import (
    add_indicator,
    change_indicator,
    copy_nulmeting,
    postpone_meting,
    remove_indicator,
)
from wijkplan.services.inhoud import kenmerk_of, read_inhoud, read_teksten, standing, text_of
from wijkplan.services.keten import (
    add_effect,
    add_schakel,
    change_effect,
    change_schakel,
    record_toets,
    remove_effect,
    remove_schakel,
)
from wijkplan.services.metingen import (
    change_meting,
    confirm_meting,
    record_meting,
    remove_meting,
    return_meting,
    submit_meting,
)
from wijkplan.services.papier import paper_plan, plain_page, say_plainly
from wijkplan.services.plakken import paste_lines
from wijkplan.services.plannen import change_wijkplan, make_wijkplan, remove_wijkplan, set_status
from wijkplan.services.prioriteiten import (
    add_prioriteit,
    change_prioriteit,
    move_prioriteit,
    remove_prioriteit,
    weigh_prioriteit,
)
from wijkplan.services.projecten import add_project, change_project, remove_project
from wijkplan.services.puls import answer_puls, ask_puls
from wijkplan.services.rondes import close_ronde, keep_rounds, make_ronde, open_ronde
from wijkplan.services.rondes_berichten import tell_waiting
from wijkplan.services.rondes_gevolg import apply_uitkomst, count_tokens, log_ronde_export, remove_tokens
from wijkplan.services.rondes_inlezen import store_ballots
from wijkplan.services.rondes_stemmen import abstain, solve_bezwaar, vote
from wijkplan.services.rondes_wijzigen import change_ronde, remove_ronde
from wijkplan.services.sloten import close_period, log_export, unlock_period
from wijkplan.services.tellingen import Telwaarde, record_counts
from wijkplan.services.versies import next_plan, next_version
from wijkplan.services.writing import last_hand

__all__ = [
    "Overtaken",
    "Telwaarde",
    "abstain",
    "add_doel",
    "add_effect",
    "add_indicator",
    "add_prioriteit",
    "add_project",
    "add_schakel",
    "add_verbeteractie",
    "answer",
    "answer_puls",
    "apply_uitkomst",
    "ask_puls",
    "change_doel",
    "change_effect",
    "change_evaluatie",
    "change_indicator",
    "change_meting",
    "change_prioriteit",
    "change_project",
    "change_ronde",
    "change_schakel",
    "change_stap",
    "change_wijkplan",
    "close_period",
    "close_ronde",
    "close_verbeteractie",
    "confirm_meting",
    "copy_nulmeting",
    "count_tokens",
    "cover_doel",
    "evaluate",
    "keep_rounds",
    "kenmerk_of",
    "last_hand",
    "lay_before",
    "log_export",
    "log_ronde_export",
    "make_ronde",
    "make_wijkplan",
    "merge_prioriteiten",
    "move_prioriteit",
    "next_plan",
    "next_version",
    "open_ronde",
    "paper_plan",
    "pass_on",
    "paste_lines",
    "plain_page",
    "postpone_meting",
    "read_inhoud",
    "read_teksten",
    "record_counts",
    "record_meting",
    "record_stap",
    "record_toets",
    "remind",
    "remove_counted",
    "remove_doel",
    "remove_effect",
    "remove_indicator",
    "remove_meting",
    "remove_prioriteit",
    "remove_project",
    "remove_ronde",
    "remove_schakel",
    "remove_tokens",
    "remove_wijkplan",
    "return_meting",
    "say_plainly",
    "set_dekking",
    "set_status",
    "solve_bezwaar",
    "split_prioriteit",
    "standing",
    "store_ballots",
    "submit_meting",
    "tell_waiting",
    "text_of",
    "unlock_period",
    "vote",
    "weigh_prioriteit",
    "withdraw",
    "write_gesprekskaarten",
]

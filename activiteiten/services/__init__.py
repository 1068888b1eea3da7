from activiteiten.services.agenda import (
    find_agendasleutel,
    make_agendasleutel,
    set_openbaar,
    withdraw_agendasleutel,
)
from activiteiten.services.alle import Welke, cancel_following, change_following, restore_following
from activiteiten.services.bijeenkomsten import (
    cancel_bijeenkomst,
    change_bijeenkomst,
    plan_bijeenkomst,
    plan_bijeenkomsten,
    restore_bijeenkomst,
)
from activiteiten.services.fotos import add_foto, erase_foto, forget_fotos, sweep_files
from activiteiten.services.hulpbronnen import add_hulpbron, change_hulpbron, remove_hulpbron
from activiteiten.services.initiatieven import (
    add_initiatief,
    become_zelfstandig,
    can_take_back,
    change_initiatief,
    measure_eigenaarschap,
    plan_overdracht,
    stop_initiatief,
    take_back,
)
from activiteiten.services.interventies import (
    InterventieVelden,
    add_interventie,
    change_interventie,
    tell_beheerafspraken,
)
from activiteiten.services.invoer import store_activiteiten
from activiteiten.services.inzet import ask_swap, mates_for, sign_off, sign_up, take_over, withdraw_swap
from activiteiten.services.los import log_los, los_activiteit
from activiteiten.services.maanden import hold_months, refuse_released
from activiteiten.services.overleving import answer_overleving, ask_overleving, undo_overleving
from activiteiten.services.plannen import (
    ActiviteitVelden,
    change_activiteit,
    link_to_doel,
    plan_activiteit,
    start_activiteit,
)
from activiteiten.services.reeksen import (
    ReeksVelden,
    change_reeks,
    draft,
    keep_all_ahead,
    plan_ahead,
    plan_reeks,
    refuse_useless,
)
from activiteiten.services.sluitingen import add_sluiting, remove_sluiting, store_sluitingen
from activiteiten.services.tellen import (
    add_after_count,
    correct_telling,
    decide_telling,
    hand_count_to,
    tel_bijeenkomst,
)
from activiteiten.services.voorstel import Voorstel, propose, unknown_kinds
from activiteiten.services.weekuren import add_weekuur, remove_weekuur

__all__ = [
    "ActiviteitVelden",
    "InterventieVelden",
    "ReeksVelden",
    "Voorstel",
    "Welke",
    "add_after_count",
    "add_foto",
    "add_hulpbron",
    "add_initiatief",
    "add_interventie",
    "add_sluiting",
    "add_weekuur",
    "answer_overleving",
    "ask_overleving",
    "ask_swap",
    "become_zelfstandig",
    "can_take_back",
    "cancel_bijeenkomst",
    "cancel_following",
    "change_activiteit",
    "change_bijeenkomst",
    "change_following",
    "change_hulpbron",
    "change_initiatief",
    "change_interventie",
    "change_reeks",
    "correct_telling",
    "decide_telling",
    "draft",
    "erase_foto",
    "find_agendasleutel",
    "forget_fotos",
    "hand_count_to",
    "hold_months",
    "keep_all_ahead",
    "link_to_doel",
    "log_los",
    "los_activiteit",
    "make_agendasleutel",
    "mates_for",
    "measure_eigenaarschap",
    "plan_activiteit",
    "plan_ahead",
    "plan_bijeenkomst",
    "plan_bijeenkomsten",
    "plan_overdracht",
    "plan_reeks",
    "propose",
    "refuse_released",
    "refuse_useless",
    "remove_hulpbron",
    "remove_sluiting",
    "remove_weekuur",
    "restore_bijeenkomst",
    "restore_following",
    "set_openbaar",
    "sign_off",
    "sign_up",
    "start_activiteit",
    "stop_initiatief",
    "store_activiteiten",
    "store_sluitingen",
    "sweep_files",
    "take_back",
    "take_over",
    "tel_bijeenkomst",
    "tell_beheerafspraken",
    "undo_overleving",
    "unknown_kinds",
    "withdraw_agendasleutel",
    "withdraw_swap",
]

from partners.services.afspraak import change_afspraak, finish_afspraak, note_afspraak, reopen
from partners.services.bijdragen import (
    book,
    change_promise,
    log_export,
    promise,
    sums_of,
    withdraw_promise,
)
from partners.services.meldingen import change_contactpersoon, end_room, end_woonplek, tell_coordinators
from partners.services.partner import (
    add_contactpersoon,
    add_to_wijk,
    end_betrokkenheid,
    invite_contactpersoon,
    involve,
    let_speak,
    make_partner,
    set_beheer,
)
from partners.services.ruimte import (
    add_ontwikkeling,
    add_woonplek,
    change_ontwikkeling,
    change_woonplek,
    mark_seen,
    move_date,
)
from partners.services.uitnodigen import Genodigde, invite_contactpersoon_again, invite_to_wijk

__all__ = [
    "Genodigde",
    "add_contactpersoon",
    "add_ontwikkeling",
    "add_to_wijk",
    "add_woonplek",
    "book",
    "change_afspraak",
    "change_contactpersoon",
    "change_ontwikkeling",
    "change_promise",
    "change_woonplek",
    "end_betrokkenheid",
    "end_room",
    "end_woonplek",
    "finish_afspraak",
    "invite_contactpersoon",
    "invite_contactpersoon_again",
    "invite_to_wijk",
    "involve",
    "let_speak",
    "log_export",
    "make_partner",
    "mark_seen",
    "move_date",
    "note_afspraak",
    "promise",
    "reopen",
    "set_beheer",
    "sums_of",
    "tell_coordinators",
    "withdraw_promise",
]

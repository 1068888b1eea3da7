from partners.services.afspraak import change_afspraak, finish_afspraak, note_afspraak, reopen
from partners.services.partner import (
    add_contactpersoon,
    add_to_wijk,
    end_betrokkenheid,
    invite_contactpersoon,
    involve,
    make_partner,
)

__all__ = [
    "add_contactpersoon",
    "add_to_wijk",
    "change_afspraak",
    "end_betrokkenheid",
    "finish_afspraak",
    "invite_contactpersoon",
    "involve",
    "make_partner",
    "note_afspraak",
    "reopen",
]

from bewoners.services.beeld import (
    add_beeldtoestemming,
    remove_foto,
    say_herkenbaar,
    withdraw_beeldtoestemming,
)
from bewoners.services.codes import new_code
from bewoners.services.contacten import (
    NIEUW,
    change_contactmoment,
    delete_contactmoment,
    log_contactmoment,
    read_notitie,
    write_notitie,
)
from bewoners.services.overdracht import (
    hand_over,
    leave_relatie,
    meet_overdracht,
    resume_relatie,
    undo_overdracht,
)
from bewoners.services.rechten import (
    erase_again,
    erase_code,
    export_code,
    find_code,
)
from bewoners.services.relaties import (
    change_relatie,
    explain_relatie,
    join_relatie,
    others_who_looked,
    say_who_began,
)
from bewoners.services.signalen import note_from_talk
from bewoners.services.toestemming import keep_name, read_name, withdraw_name
from bewoners.services.vrijwilligers import add_vrijwilligersinzet, remove_vrijwilligersinzet

__all__ = [
    "NIEUW",
    "add_beeldtoestemming",
    "add_vrijwilligersinzet",
    "change_contactmoment",
    "change_relatie",
    "delete_contactmoment",
    "erase_again",
    "erase_code",
    "explain_relatie",
    "export_code",
    "find_code",
    "hand_over",
    "join_relatie",
    "keep_name",
    "leave_relatie",
    "log_contactmoment",
    "meet_overdracht",
    "new_code",
    "note_from_talk",
    "others_who_looked",
    "read_name",
    "read_notitie",
    "remove_foto",
    "remove_vrijwilligersinzet",
    "resume_relatie",
    "say_herkenbaar",
    "say_who_began",
    "undo_overdracht",
    "withdraw_beeldtoestemming",
    "withdraw_name",
    "write_notitie",
]

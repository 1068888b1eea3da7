from bewoners.services.codes import new_code
from bewoners.services.contacten import (
    NIEUW,
    change_contactmoment,
    delete_contactmoment,
    log_contactmoment,
    read_notitie,
    write_notitie,
)

__all__ = [
    "NIEUW",
    "change_contactmoment",
    "delete_contactmoment",
    "log_contactmoment",
    "new_code",
    "read_notitie",
    "write_notitie",
]

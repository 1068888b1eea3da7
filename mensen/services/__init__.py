from mensen.services.audit import log_regel
from mensen.services.berichten import send_bericht
from mensen.services.bewaren import count_past_keeping, forget_users, sweep_bewaartermijnen
from mensen.services.bezorgen import deliver_berichten
from mensen.services.gewist import erased_until_now, fingerprint, remember_erased
from mensen.services.uitnodigen import (
    accept_uitnodiging,
    find_uitnodiging,
    invite_again,
    invite_user,
    mail_uitnodiging,
    make_inloglink,
    sweep_uitnodigingen,
    welcome_user,
)
from mensen.services.wacht import keep_telling

__all__ = [
    "accept_uitnodiging",
    "count_past_keeping",
    "deliver_berichten",
    "erased_until_now",
    "find_uitnodiging",
    "fingerprint",
    "forget_users",
    "invite_again",
    "invite_user",
    "keep_telling",
    "log_regel",
    "mail_uitnodiging",
    "make_inloglink",
    "remember_erased",
    "send_bericht",
    "sweep_bewaartermijnen",
    "sweep_uitnodigingen",
    "welcome_user",
]

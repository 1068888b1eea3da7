from activiteiten.mails.inzet import ask_to_take_over, tell_open_place, tell_taken_over
from activiteiten.mails.overleving import mail_check

__all__ = ["ask_to_take_over", "mail_check", "tell_open_place", "tell_taken_over"]

"""The rules for passwords, in our own words: Django's Dutch is partly English, and says «u» to students."""

from django.contrib.auth import password_validation as django_rules
from django.utils.translation import gettext as _


class Lengte(django_rules.MinimumLengthValidator):
    """Long enough."""

    def get_error_message(self) -> str:
        return self.get_help_text()

    def get_help_text(self) -> str:
        return _("Gebruik minstens %(aantal)s tekens, bijvoorbeeld drie woorden achter elkaar.") % {
            "aantal": self.min_length
        }


class Bekend(django_rules.CommonPasswordValidator):
    """Not one that everybody tries first."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord gebruiken te veel mensen.")

    def get_help_text(self) -> str:
        return _("Niet een dat veel mensen gebruiken.")


class Eigen(django_rules.UserAttributeSimilarityValidator):
    """Not the name or address of the person."""

    DEFAULT_USER_ATTRIBUTES = ("naam", "email")

    def __init__(self) -> None:
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES)

    def get_error_message(self) -> str:
        return self.get_help_text()

    def get_help_text(self) -> str:
        return _("Niet de naam of het e-mailadres van dit account.")

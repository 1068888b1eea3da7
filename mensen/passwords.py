"""What a good password is: Django's own rules, said in our words (without «u» or «je»: all roles read them)."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class OwnPassword(rules.UserAttributeSimilarityValidator):
    """Not like the name or the address of the account."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("naam", "email"))

    def get_help_text(self) -> str:
        """Say it before it goes wrong."""
        return _("Lijkt niet op de naam of het e-mailadres.")


class LongPassword(rules.MinimumLengthValidator):
    """Long rather than strange."""

    def get_help_text(self) -> str:
        """Say it before it goes wrong."""
        return _("Minstens %(aantal)s tekens.") % {"aantal": self.min_length}


class RarePassword(rules.CommonPasswordValidator):
    """Not one that everybody tries first."""

    def get_help_text(self) -> str:
        """Say it before it goes wrong."""
        return _("Geen wachtwoord dat veel mensen gebruiken.")

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.translation import gettext_lazy as _

from core.forms import VooruitForm
from core.text import LineField
from mensen.bevestigcode import Bevestigcode
from mensen.models import User


class UitnodigingForm(VooruitForm):
    """A password of one's own, or none: then a mailed code lets you in."""

    wachtwoord = LineField(
        label=_("Kies een wachtwoord"),
        required=False,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["wachtwoord"].help_text = password_validators_help_text_html()

    def clean_wachtwoord(self) -> str:
        """Empty is allowed; what is chosen must be strong enough."""
        password = self.cleaned_data["wachtwoord"]
        if password:
            validate_password(password, self.user)
        return password


class BevestigForm(ConfirmLoginCodeForm):
    """Type the code that was mailed; three wrong ones and it is no longer valid."""

    def __init__(self, *args: Any, waiting: Bevestigcode | None, **kwargs: Any) -> None:
        super().__init__(*args, code=waiting.code if waiting else "", **kwargs)
        self.waiting = waiting

    def clean_code(self) -> str:
        """Use the code when it is right; a wrong one is counted."""
        if self.waiting is None:
            raise get_adapter().validation_error("incorrect_code")
        try:
            code = super().clean_code()
        except forms.ValidationError:
            self.waiting.record_invalid_attempt()
            raise
        self.waiting.finish()
        return code

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone, and who is asked again may always answer with a mailed code."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """A password first, when there is one; then a code, for everyone."""
        methods = super().get_reauthentication_methods(user)
        if user.is_authenticated:
            code = {"id": "code", "description": _("Mail mij een code"), "url": reverse("mensen:bevestig")}
            methods.append(code)
        return methods

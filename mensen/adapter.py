from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.redirects import back_path


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone, and who is asked again may always answer with a mailed code."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail a code or a link right away; when no server takes it, say so on the page, whoever asked."""
        try:
            super().send_mail(template_prefix, email, context | {"organisatie": settings.ORGANISATIE})
        except OSError:
            if request := context.get("request"):
                sentence = _("De mail kan nu niet weg. Probeer het over een paar minuten opnieuw.")
                messages.error(request, sentence)

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say it in the language of who just came in; the page that asked did not know her yet."""
        chosen = getattr(request.user, "taal", "") or translation.get_language()
        with translation.override(chosen):
            super().add_message(request, *args, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """A password first, when there is one; then a code, for everyone."""
        methods = super().get_reauthentication_methods(user)
        if user.is_authenticated:
            code = {"id": "code", "description": _("Mail mij een code"), "url": reverse("mensen:bevestig")}
            methods.append(code)
        return methods


def keep_next(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page of allauth that sends somebody back to begin again keep the page she was asked for.

    Three wrong codes, a code that is too old and a code that was used lead there; allauth drops `next`.
    """

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        begin = {reverse("account_login"), reverse("account_request_login_code")}
        target = back_path(request)
        if not target or getattr(answer, "url", "") not in begin:
            return answer
        return redirect(f"{answer.url}?{urlencode({'next': target})}")  # type: ignore[attr-defined]

    return keeping

"""Mails of accounts, and mail as it leaves the house: remembered without any address.

Texts are plain, in the language of the person who gets them.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mensen.models import Logregel, User


def uitnodiging_url(token: str) -> str:
    """The whole address of the page that opens an account."""
    return settings.SITE_URL.rstrip("/") + reverse("mensen:uitnodiging", args=[token])


def send_uitnodiging(*, user: User, token: str, by: User | None) -> None:
    """Mail an invitation; the caller decides what a failing mail server means."""
    with translation.override(user.taal or settings.LANGUAGE_CODE):
        context = {
            "user": user,
            "by": by,
            "url": uitnodiging_url(token),
            "organisatie": settings.ORGANISATIE,
        }
        text = render_to_string("mensen/mail_uitnodiging.txt", context)
        subject = _("Uitnodiging voor %(organisatie)s") % {"organisatie": settings.ORGANISATIE}
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])


def send_proef(*, to: str) -> None:
    """Mail a test message, so that who installs knows whether mail leaves the house."""
    subject = _("Proefmail van %(organisatie)s") % {"organisatie": settings.ORGANISATIE}
    send_mail(subject, _("De mail van VoorUit werkt."), settings.DEFAULT_FROM_EMAIL, [to])


class RememberingBackend(BaseEmailBackend):
    """Hand every mail to MAIL_BACKEND and note whether that worked, so that Beheer can show the last one."""

    def __init__(self, *, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.inner = get_connection(settings.MAIL_BACKEND, fail_silently=False, **kwargs)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send all; an error is noted and raised unless the caller asked for silence."""
        try:
            sent = self.inner.send_messages(list(email_messages)) or 0
        except Exception:
            Logregel.objects.create(wat="mail.mislukt", details={"aantal": len(email_messages)})
            if not self.fail_silently:
                raise
            return 0
        Logregel.objects.create(wat="mail.verstuurd", details={"aantal": sent})
        return sent

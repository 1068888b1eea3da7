"""Mails of accounts, and mail as it leaves the house: remembered without any address.

Texts are plain, in the language of the person who gets them.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mensen.models import Bericht, Logregel, Uitnodiging


def uitnodiging_url(token: str) -> str:
    """The whole address of the page that opens an account."""
    return settings.SITE_URL.rstrip("/") + reverse("mensen:uitnodiging", args=[token])


def bericht_url(bericht: Bericht) -> str:
    """Where the link of a mail leads; who has no password comes in by a mailed code, and goes on from there.

    The key of an invitation is made here, at the last moment: the message itself never held it.
    """
    if bericht.soort == Bericht.UITNODIGING:
        return uitnodiging_url(Uitnodiging.objects.get(uuid=bericht.sleutel).token)
    if not bericht.pad:
        return ""
    path = bericht.pad
    if not bericht.aan.has_usable_password():
        path = f"{reverse('account_request_login_code')}?next={quote(bericht.pad)}"
    return settings.SITE_URL.rstrip("/") + path


def compose(bericht: Bericht) -> EmailMultiAlternatives:
    """The mail of a message, in the language of who gets it, as text and as a plain page."""
    with translation.override(bericht.aan.taal or settings.LANGUAGE_CODE):
        context = {
            "bericht": bericht,
            "url": bericht_url(bericht),
            "is_uitnodiging": bericht.soort == Bericht.UITNODIGING,
            "alle": settings.SITE_URL.rstrip("/") + reverse("mensen:berichten"),
            "organisatie": settings.ORGANISATIE,
            "taal": translation.get_language(),
        }
        text = render_to_string("mensen/mail_bericht.txt", context)
        page = render_to_string("mensen/mail_bericht.html", context)
    mail = EmailMultiAlternatives(bericht.titel, text, settings.DEFAULT_FROM_EMAIL, [bericht.aan.email])
    mail.attach_alternative(page, "text/html")
    return mail


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

"""The mails of accounts; plain text, in the language of the person who gets them."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mensen.models import User


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

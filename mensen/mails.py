"""Mail as it leaves the house: sent by the backend of the settings, and remembered without any address."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from mensen.models import Logregel


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

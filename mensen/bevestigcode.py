"""Prove again that it is you, with a mailed code: allauth's own code process, kept in the session.

allauth asks a password again, or a second factor. Who chose no password proves it with a code, as at login.
"""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.http import HttpRequest

KEY = "bevestigcode"


class Bevestigcode(AbstractCodeVerificationProcess):
    """A code that was mailed to who is logged in: typed, valid as long as a login code, three tries."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,  # type: ignore[arg-type]
        )

    @classmethod
    def mail(cls, request: HttpRequest) -> bool:
        """Mail a new code; False when that was asked too often."""
        email = request.user.email  # type: ignore[union-attr]
        if not ratelimit.consume(request, action="request_login_code", key=email.lower()):
            return False
        process = cls(request, cls.initial_state(user=request.user, email=email))  # type: ignore[arg-type]
        process.send()
        process.persist()
        return True

    @classmethod
    def resume(cls, request: HttpRequest) -> "Bevestigcode | None":
        """The code that is waiting to be typed; None when there is none, or its time is over."""
        state = request.session.get(KEY)
        return cls(request, state).abort_if_invalid() if state else None

    def send(self) -> None:
        """Make a code and mail it."""
        self.state["code"] = get_adapter().generate_login_code()
        get_adapter().send_mail(
            "account/email/login_code", self.state["email"], {"request": self.request, "code": self.code}
        )

    def finish(self) -> None:
        """Note that she proved it just now; the code is used."""
        record_authentication(
            self.request, self.user, method="code", email=self.state["email"], reauthenticated=True
        )
        self.abort()

    def persist(self) -> None:
        """Keep the code in the session of who asked it."""
        self.request.session[KEY] = self.state

    def abort(self) -> None:
        """Forget the code."""
        self.request.session.pop(KEY, None)

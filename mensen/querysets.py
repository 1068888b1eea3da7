from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from mensen.models import User

MOST_TRIES = 7  # about a day, see the pauses in services/bezorgen.py


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an address is one address whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person; without a password only an e-mailed code lets her in."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail address, whatever its capitals."""
        return self.get(email=(username or "").strip().lower())


class UitnodigingQuerySet(QuerySet):
    def open(self) -> "UitnodigingQuerySet":
        """Never used, and still within its term."""
        return self.filter(gebruikt_op=None, verloopt_op__gte=timezone.now())

    def expired(self) -> "UitnodigingQuerySet":
        """Never used, and its term is over."""
        return self.filter(gebruikt_op=None, verloopt_op__lt=timezone.now())


class LogregelQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "LogregelQuerySet":
        """The audit trail is for the privacyfunctionaris and the beheerder."""
        scope = user.scope
        return self if scope.is_privacyfunctionaris or scope.is_beheerder else self.none()


class BerichtQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "BerichtQuerySet":
        """Everyone's own."""
        return self.filter(aan=user)

    def waiting(self) -> "BerichtQuerySet":
        """Not sent and not given up; who left gets no mail."""
        return self.filter(verstuurd_op=None, pogingen__lt=MOST_TRIES, aan__is_active=True)

    def given_up(self) -> "BerichtQuerySet":
        """Tried so often that nobody tries again."""
        return self.filter(verstuurd_op=None, pogingen__gte=MOST_TRIES)

    def to_send(self, now: datetime) -> "BerichtQuerySet":
        """Waiting, and their moment has come; oldest first."""
        return self.waiting().filter(Q(niet_voor=None) | Q(niet_voor__lte=now)).order_by("op", "pk")

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from mensen.models import User


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

    def to_send(self, now: datetime, *, most_tries: int) -> "BerichtQuerySet":
        """Not sent, their moment has come, and not given up; oldest first."""
        due = Q(niet_voor=None) | Q(niet_voor__lte=now)
        return self.filter(due, verstuurd_op=None, pogingen__lt=most_tries).order_by("op", "pk")

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from mensen.models import Uitnodiging, User
from mensen.services.audit import log_regel

GELDIG = timedelta(days=14)


@transaction.atomic
def invite_user(
    *, email: str, naam: str, by: User | None, taal: str = "", telefoon: str = ""
) -> tuple[User, str]:
    """Make an account without a password and return it with the secret of its invitation.

    An address that exists already keeps its account and gets a fresh invitation. The caller gives the
    membership in the same transaction. Refuses an account that was closed.
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is not None and not user.is_active:
        raise Refused(gettext("Dit account is gesloten."), field="email")
    if user is None:
        user = User.objects.create_user(email=email, naam=naam, taal=taal, telefoon=telefoon)
    token = secrets.token_urlsafe(32)
    Uitnodiging.objects.create(
        user=user, token_hash=hash_token(token), verloopt_op=timezone.now() + GELDIG, door=by
    )
    log_regel(by=by, wat="mensen.uitgenodigd", op=user)
    return user, token


@transaction.atomic
def accept_uitnodiging(*, token: str) -> User | None:
    """Use an invitation once and return whose it is; None when it is unknown, used or expired."""
    uitnodiging = (
        Uitnodiging.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(
            token_hash=hash_token(token),
            gebruikt_op=None,
            verloopt_op__gte=timezone.now(),
            user__is_active=True,
        )
        .first()
    )
    if uitnodiging is None:
        return None
    uitnodiging.gebruikt_op = timezone.now()
    uitnodiging.save(update_fields=["gebruikt_op"])
    log_regel(by=uitnodiging.user, wat="mensen.uitnodiging_gebruikt", op=uitnodiging.user)
    return uitnodiging.user


@transaction.atomic
def sweep_uitnodigingen() -> int:
    """Close what expired: the invitation goes, and so does the address of a person who never came."""
    expired = Uitnodiging.objects.expired().select_for_update(skip_locked=True)
    people = list(expired.values_list("user_id", flat=True))
    count = expired.delete()[0] if people else 0
    never_came = User.objects.filter(pk__in=people, last_login=None, is_active=True).exclude(
        uitnodigingen__isnull=False
    )
    for user in never_came:
        user.email = f"vervallen-{user.uuid}@invalid"
        user.is_active = False
        user.naam, user.telefoon = "Vervallen uitnodiging", ""
        user.save(update_fields=["email", "naam", "telefoon", "is_active"])
        log_regel(by=None, wat="mensen.uitnodiging_vervallen", op=user)
    return count


def hash_token(token: str) -> str:
    """SHA-256 in hex; the secret itself is never stored."""
    return hashlib.sha256(token.encode()).hexdigest()

"""What is kept no longer than the register of personal data says; see `privacy.py` of each room."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.privacy import termijnen
from core.walls import for_task
from mensen.models import User, Verwijderlog
from mensen.services.audit import log_regel

VERGETEN = "Voormalig deelnemer"
LOGIN_APPS = {"account", "mfa", "socialaccount", "usersessions"}


@for_task("bewaren")
def count_past_keeping() -> dict[str, int]:
    """How many rows tonight's sweep would forget, in every room; nothing is deleted."""
    now = timezone.now()
    return {term.naam: term.past(now).count() for term in termijnen()}


@for_task("bewaren")
def sweep_bewaartermijnen() -> dict[str, int]:
    """Rows whose term is over are gone; the audit trail keeps how many of each, and never what they said."""
    now = timezone.now()
    gone = {term.naam: term.forget(term.past(now)) for term in termijnen()}
    if any(gone.values()):
        Verwijderlog.objects.bulk_create(
            Verwijderlog(wat=name, aantal=n, taak="bewaren", waarom="de bewaartermijn is voorbij")
            for name, n in gone.items()
            if n
        )
        log_regel(by=None, wat="mensen.bewaartermijn_voorbij", details={k: n for k, n in gone.items() if n})
    return gone


@transaction.atomic
def forget_users(rows: QuerySet[User]) -> int:
    """Nobody is recognised by these accounts, nor logs in with them; what they did stays, without a name.

    Returns how many.
    """
    people = list(rows.select_for_update(of=("self",)))
    for relation in User._meta.related_objects:
        if relation.related_model._meta.app_label in LOGIN_APPS:
            relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": people}).delete()
    for user in people:
        user.email, user.naam, user.telefoon = f"vergeten-{user.uuid}@invalid", VERGETEN, ""
        user.is_active = False
        user.set_unusable_password()
    User.objects.bulk_update(people, ["email", "naam", "telefoon", "is_active", "password"])
    return len(people)

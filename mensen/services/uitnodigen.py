from datetime import timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from mensen.models import Bericht, Uitnodiging, User
from mensen.services.audit import log_regel
from mensen.services.berichten import Words, send_bericht

GELDIG = timedelta(days=14)
LINK_GELDIG = timedelta(minutes=15)


@transaction.atomic
def invite_user(
    *,
    email: str,
    naam: str,
    by: User | None,
    taal: str = "",
    telefoon: str = "",
    naar: str = "",
    tekst: Words = "",
) -> tuple[User, str]:
    """Make an account without a password, mail the invitation, and return it with the secret of the invitation.

    An address that exists already keeps its account and gets a fresh invitation. With `naar` the link leads to that
    page by a code; `tekst` says in the reader's language what it is about. The caller gives the membership in the
    same transaction. Refuses an account that was closed.
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is not None and not user.is_active:
        raise Refused(gettext("Dit account is gesloten."), field="email")
    user = user or _make_user(email=email, naam=naam, taal=taal, telefoon=telefoon)
    uitnodiging = _make_key(user, Uitnodiging.Soort.UITNODIGING, GELDIG, by, naar)
    mail_uitnodiging(uitnodiging=uitnodiging, by=by, tekst=tekst)
    log_regel(by=by, wat="mensen.uitgenodigd", op=user)
    return user, uitnodiging.token


@transaction.atomic
def welcome_user(
    *, email: str, naam: str, by: User | None, naar: str, tekst: Words, taal: str = ""
) -> tuple[User, bool]:
    """The account of this address, and whether it was just invited: who came before keeps it and needs no invitation.

    Who was invited and never came gets the same invitation again, at most once a day. Refuses a closed account.
    """
    user = User.objects.filter(email=email.strip().lower()).select_for_update().first()
    if user is None or not user.is_active:
        user, _token = invite_user(email=email, naam=naam, by=by, taal=taal, naar=naar, tekst=tekst)
        return user, True
    if user.last_login or user.has_usable_password():
        return user, False
    again = _open_key(user) or _make_key(user, Uitnodiging.Soort.UITNODIGING, GELDIG, by, naar)
    mail_uitnodiging(uitnodiging=again, by=by, tekst=tekst)
    return user, True


@transaction.atomic
def invite_again(*, user: User, by: User, tekst: Words = "") -> Bericht:
    """Mail the open invitation of this person again; it holds fourteen days from now.

    Refuses who came already, whose invitation is over, and a second mail on one day.
    """
    if user.last_login:
        raise Refused(gettext("Deze persoon is al geweest en heeft geen uitnodiging meer nodig."))
    found = _open_key(user)
    if found is None:
        raise Refused(gettext("Deze uitnodiging is verlopen."))
    today = {"over": found._meta.label_lower, "sleutel": str(found.uuid), "dag": timezone.localdate()}
    if user.berichten.filter(**today).exists():
        raise Refused(gettext("Vandaag ging er al een uitnodiging de deur uit. Morgen kan het weer."))
    found.verloopt_op = timezone.now() + GELDIG
    found.save(update_fields=["verloopt_op"])
    log_regel(by=by, wat="mensen.opnieuw_uitgenodigd", op=user)
    return mail_uitnodiging(uitnodiging=found, by=by, tekst=tekst)


@transaction.atomic
def mail_uitnodiging(*, uitnodiging: Uitnodiging, by: User | None, tekst: Words = "") -> Bericht:
    """Put the mail with this invitation in the post; its secret is put in when it is sent. Once a day."""
    return send_bericht(
        aan=uitnodiging.user,
        soort=Bericht.UITNODIGING,
        over=uitnodiging,
        titel=lambda: gettext("Uitnodiging voor %(organisatie)s") % {"organisatie": settings.ORGANISATIE},
        tekst=tekst or partial(_words, by),
        by=by,
    )


@transaction.atomic
def make_inloglink(*, email: str, by: User | None) -> tuple[User, str]:
    """Make a link that logs this person in once, within 15 minutes, for when mail fails; it is recorded.

    Links made before stop working. Refuses an address without an account, and an account that was closed.
    """
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise Refused(gettext("Er is geen open account met dit e-mailadres."), field="email")
    user.uitnodigingen.filter(soort=Uitnodiging.Soort.INLOGLINK, gebruikt_op=None).delete()
    inloglink = _make_key(user, Uitnodiging.Soort.INLOGLINK, LINK_GELDIG, by)
    log_regel(by=by, wat="mensen.inloglink_gemaakt", op=user)
    return user, inloglink.token


def find_uitnodiging(*, token: str) -> Uitnodiging | None:
    """The key that belongs to this secret, as long as it can still be used; looking does not use it."""
    return _usable(token).select_related("user").first()


@transaction.atomic
def accept_uitnodiging(*, token: str, password: str = "") -> User | None:
    """Use a key once and return whose it is; None when it is unknown, used or expired, or leads by a code (`naar`).

    With `password` the account gets it; without, an e-mailed code lets the person in next time.
    """
    keys = _usable(token).filter(naar="").select_for_update(of=("self",))
    uitnodiging = keys.select_related("user").first()
    if uitnodiging is None:
        return None
    uitnodiging.gebruikt_op = timezone.now()
    uitnodiging.save(update_fields=["gebruikt_op"])
    user = uitnodiging.user
    if password:
        user.set_password(password)
        user.save(update_fields=["password"])
    log_regel(by=user, wat=f"mensen.{uitnodiging.soort}_gebruikt", op=user)
    return user


@transaction.atomic
def sweep_uitnodigingen() -> int:
    """Close what expired: the key goes, and so does the address of an invited person who never came.

    Who ever logged in or chose a password stays; so does who only let a login link expire. Returns how many keys.
    """
    expired = list(
        Uitnodiging.objects.expired()
        .select_for_update(skip_locked=True)
        .values_list("pk", "user_id", "soort")
    )
    Uitnodiging.objects.filter(pk__in=[pk for pk, _, _ in expired]).delete()
    invited = [user for _, user, soort in expired if soort == Uitnodiging.Soort.UITNODIGING]
    never_came = User.objects.filter(
        pk__in=invited, last_login=None, is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    for user in never_came.exclude(uitnodigingen__isnull=False):
        user.email = f"vervallen-{user.uuid}@invalid"
        user.is_active = False
        user.naam, user.telefoon = "Vervallen uitnodiging", ""
        user.save(update_fields=["email", "naam", "telefoon", "is_active"])
        log_regel(by=None, wat="mensen.uitnodiging_vervallen", op=user)
    return len(expired)


def _make_user(*, email: str, **fields: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email=email, **fields)
    except IntegrityError:  # somebody invited this address at this very moment
        return User.objects.get(email=email)


def _open_key(user: User) -> Uitnodiging | None:
    keys = user.uitnodigingen.filter(soort=Uitnodiging.Soort.UITNODIGING).select_for_update()
    return keys.open().order_by("verloopt_op").last()


def _make_key(user: User, soort: str, term: timedelta, by: User | None, naar: str = "") -> Uitnodiging:
    made = Uitnodiging(user=user, soort=soort, naar=naar, verloopt_op=timezone.now() + term, door=by)
    made.token_hash = Uitnodiging.hash_token(made.token)
    made.save(force_insert=True)
    return made


def _usable(token: str) -> QuerySet[Uitnodiging]:
    return Uitnodiging.objects.filter(
        token_hash=Uitnodiging.hash_token(token),
        gebruikt_op=None,
        verloopt_op__gte=timezone.now(),
        user__is_active=True,
    )


def _words(by: User | None) -> str:
    names = {"wie": by.naam if by else "", "organisatie": settings.ORGANISATIE}
    if by:
        return gettext("Hier is de uitnodiging van %(wie)s voor %(organisatie)s.") % names
    return gettext("Hier is de uitnodiging voor %(organisatie)s.") % names

"""Accounts: who may log in, how they were invited, and the trail of what was changed."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.functions import RandomUUID
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _

from core.tokens import hash_token
from mensen.querysets import (
    MOST_TRIES,
    BerichtQuerySet,
    LogregelQuerySet,
    UitnodigingQuerySet,
    UserManager,
)
from mensen.scope import Scope, build_scope


class Taal(models.TextChoices):
    NL = "nl", _("Nederlands")
    EN = "en", _("Engels")


class User(AbstractBaseUser):
    """A person with an account: student, coordinator, partner or staff. Residents never have one.

    What a person may do is nowhere stored on the account: it follows from dated memberships (see `scope`).
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    naam = models.CharField(_("naam"), max_length=120)
    taal = models.CharField(_("taal"), max_length=2, choices=Taal, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)
    date_joined = models.DateTimeField(_("sinds"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_case"),
            models.CheckConstraint(condition=~models.Q(naam=""), name="user_has_name"),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def voornaam(self) -> str:
        """The first word of the name, as people greet each other."""
        return self.naam.split(" ", 1)[0]

    @property
    def initialen(self) -> str:
        """First letters of the first and last word, for the face in lists."""
        words = self.naam.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @cached_property
    def scope(self) -> Scope:
        """Who this person is today; lives as long as this object, so one request or task run."""
        return build_scope(self)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask each backend's rules; there is no superuser to shortcut them."""
        if not self.is_active:
            return False
        for backend in get_backends():
            try:
                if backend.has_perm(self, perm, obj):
                    return True
            except PermissionDenied:
                return False
        return False


class Uitnodiging(models.Model):
    """A key that opens an account once: the invitation itself, or a login link for when mail fails.

    Who was invited is the account; this holds only the hash of the secret, its term and its use. With `naar` it opens
    nothing by itself: it leads, by a code that is mailed and typed, to that page, as often as its term allows.
    """

    class Soort(models.TextChoices):
        UITNODIGING = "uitnodiging", _("uitnodiging")
        INLOGLINK = "inloglink", _("inloglink")

    uuid = models.UUIDField(default=uuid4, db_default=RandomUUID(), unique=True, editable=False)
    soort = models.CharField(max_length=12, choices=Soort, default=Soort.UITNODIGING)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="uitnodigingen")
    naar = models.CharField(max_length=200, blank=True, db_default="")
    token_hash = models.CharField(max_length=64, unique=True)
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    op = models.DateTimeField(auto_now_add=True)

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")

    def __str__(self) -> str:
        return f"{self.user} tot {self.verloopt_op:%Y-%m-%d}"

    @property
    def token(self) -> str:
        """The secret, made again each time from the server's own key; it is stored nowhere."""
        made = salted_hmac("mensen.uitnodiging", str(self.uuid), algorithm="sha256")
        return urlsafe_base64_encode(made.digest())

    hash_token = staticmethod(hash_token)


class Logregel(models.Model):
    """One line of the audit trail: who did what to which thing, and when. It never holds typed text."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    op = models.DateTimeField(auto_now_add=True)
    wat = models.CharField(max_length=60)
    soort = models.CharField(max_length=60, blank=True)
    sleutel = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict, blank=True)

    objects = LogregelQuerySet.as_manager()

    class Meta:
        verbose_name = _("logregel")
        verbose_name_plural = _("logregels")
        indexes = [
            models.Index(fields=["-op", "-id"], name="logregel_recent"),
            models.Index(fields=["soort", "sleutel", "-op"], name="logregel_of_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.op:%Y-%m-%d %H:%M} {self.wat}"


class Wachttelling(models.Model):
    """How often in a month the guard on free text was answered in one way, by nobody in particular, about no text."""

    class Uitkomst(models.TextChoices):
        BEVESTIGD = "bevestigd", _("het mag")
        KAART = "kaart", _("kaart getoond")

    maand = models.DateField()
    soort = models.CharField(max_length=20)
    uitkomst = models.CharField(max_length=10, choices=Uitkomst.choices)
    aantal = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("wachttelling")
        verbose_name_plural = _("wachttellingen")
        constraints = [
            models.UniqueConstraint(fields=["maand", "soort", "uitkomst"], name="wachttelling_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.maand:%Y-%m} {self.soort} {self.uitkomst}"


class Verwijderlog(models.Model):
    """What was deleted or made anonymous, how many, by whom or which task and why; never what it said.

    `sleutel` is the fingerprint of an erased code: after a restore, what is found by it is erased again.
    """

    batch = models.UUIDField(default=uuid4, editable=False)
    wat = models.CharField(max_length=60)
    aantal = models.PositiveIntegerField()
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    taak = models.CharField(max_length=20, blank=True)
    waarom = models.CharField(max_length=200)
    sleutel = models.CharField(max_length=64, blank=True)
    dry_run = models.BooleanField(default=False)
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("verwijdering")
        verbose_name_plural = _("verwijderlog")
        indexes = [models.Index(fields=["op"], name="verwijderlog_op")]

    def __str__(self) -> str:
        return f"{self.op:%Y-%m-%d} {self.wat} {self.aantal}"


class Bericht(models.Model):
    """One mail or notice on its way to a person: written with its cause, sent later by a sweep.

    There is one per thing, kind, day and person, so a cause that happens twice mails once. `pad` is the page on
    our site it leads to. It never holds what a resident said, nor a secret: the key of an
    invitation is put in when it is sent.
    """

    UITNODIGING = "mensen.uitnodiging"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    aan = models.ForeignKey(User, on_delete=models.CASCADE, related_name="berichten")
    soort = models.CharField(max_length=40)
    over = models.CharField(max_length=60)
    sleutel = models.CharField(max_length=40)
    dag = models.DateField()
    titel = models.CharField(max_length=150)
    tekst = models.TextField(max_length=2000)
    pad = models.CharField(max_length=200, blank=True)
    door = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    op = models.DateTimeField(auto_now_add=True)
    niet_voor = models.DateTimeField(null=True, blank=True)
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField(default=0)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["over", "sleutel", "soort", "dag", "aan"], name="bericht_once_a_day"
            )
        ]
        indexes = [
            models.Index(fields=["op"], condition=models.Q(verstuurd_op=None), name="bericht_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} aan {self.aan}"

    @property
    def is_given_up(self) -> bool:
        """Whether it was tried so often that nobody tries again."""
        return self.verstuurd_op is None and self.pogingen >= MOST_TRIES

"""Scope: what a person is in the house today, built once per request or task run."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from mensen.models import User


@dataclass(frozen=True, kw_only=True)
class Scope:
    """A frozen answer to «who is this person today»; every `visible_to` and predicate reads only this.

    `team_wijken`: wijken of teams where she is a teamlid; `coordinator_wijken`: wijken she coordinates;
    `partner_wijken`: wijken in which her organisation is involved; `organisatie_rollen`: roles without a team.
    """

    today: date
    team_wijken: frozenset[int] = field(default=frozenset())
    coordinator_wijken: frozenset[int] = field(default=frozenset())
    partner_wijken: frozenset[int] = field(default=frozenset())
    teams: frozenset[int] = field(default=frozenset())
    partners: frozenset[int] = field(default=frozenset())
    organisatie_rollen: frozenset[str] = field(default=frozenset())

    @property
    def own_wijken(self) -> frozenset[int]:
        """Wijken where this person works, as teamlid or coordinator."""
        return self.team_wijken | self.coordinator_wijken

    @property
    def is_projectleider(self) -> bool:
        """Whether this person leads the whole of VoorUit today."""
        return "projectleider" in self.organisatie_rollen

    @property
    def is_beheerder(self) -> bool:
        """Whether this person looks after the installation today."""
        return "beheerder" in self.organisatie_rollen

    @property
    def is_privacyfunctionaris(self) -> bool:
        """Whether this person guards privacy today."""
        return "privacyfunctionaris" in self.organisatie_rollen

    @property
    def is_coordinator(self) -> bool:
        """Whether this person coordinates at least one wijk today."""
        return bool(self.coordinator_wijken)

    @property
    def is_student(self) -> bool:
        """Whether this person is a teamlid today."""
        return bool(self.team_wijken)

    @property
    def is_partner(self) -> bool:
        """Whether this person speaks for a partner organisation today."""
        return bool(self.partners)

    @property
    def sees_all_wijken(self) -> bool:
        """Whether plan and totals of every wijk are open to this person."""
        return self.is_projectleider or self.is_privacyfunctionaris


def build_scope(user: "User") -> Scope:
    """Ask the builder named by the setting SCOPE_BUILDER; the only look upward in the house."""
    return import_string(settings.SCOPE_BUILDER)(user)

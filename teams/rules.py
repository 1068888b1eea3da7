"""Verbs on teams and memberships."""

import rules

from wijken.rules import leads

rules.add_perm("teams.invite", leads)

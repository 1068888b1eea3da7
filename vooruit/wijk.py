"""Who of us is in a wijk: its team and its phase."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from mensen.models import User
from teams.models import Lidmaatschap
from wijken.models import Aanwezigheid, Wijk

BINNENKORT = timedelta(days=60)


def team_lines(user: User, wijk: Wijk) -> list[dict[str, Any]]:
    """Who works in the wijk today, coordinator first, with an end date when it is near. One query."""
    today = user.scope.today
    rows = (
        Lidmaatschap.objects.visible_to(user)
        .in_wijk(wijk)
        .on(today)
        .order_by("-rol", "user__naam")
        .select_related("user", "team")
    )
    return [
        {
            "naam": row.user.naam,
            "rol": row.get_rol_display(),
            "telefoon": row.user.telefoon,
            "vertrekt": row.tot if row.tot and row.tot <= today + BINNENKORT else None,
        }
        for row in rows
    ]


def fase_today(wijk: Wijk, today: date) -> Aanwezigheid | None:
    """The phase of VoorUit in this wijk on a day. One query."""
    rows = Aanwezigheid.objects.in_wijk(wijk).filter(Q(tot=None) | Q(tot__gte=today), van__lte=today)
    return rows.first()

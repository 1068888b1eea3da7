from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from mensen.models import User
from mensen.services import invite_user, log_regel
from teams.models import TEAMROLLEN, Lidmaatschap, Team
from wijken.models import Wijk


@transaction.atomic
def make_team(*, wijk: Wijk, naam: str, by: User | None) -> Team:
    """Make a team in a wijk. Refuses a name that another team of this wijk has."""
    naam = naam.strip()
    if not naam:
        raise Refused(_("Geef het team een naam."), field="naam")
    if Team.objects.filter(wijk=wijk, naam__iexact=naam).exists():
        raise Refused(_("Deze wijk heeft al een team met deze naam."), field="naam")
    team = Team.objects.create(wijk=wijk, naam=naam)
    log_regel(by=by, wat="teams.team_gemaakt", op=team)
    return team


@transaction.atomic
def give_rol(
    *,
    user: User,
    rol: str,
    by: User | None,
    van: date | None = None,
    team: Team | None = None,
    tot: date | None = None,
    norm_uren_week: int | None = None,
) -> Lidmaatschap:
    """Give a person a role from `van` up to and including `tot`; rights follow on those days and on no other.

    A teamlid or wijkcoördinator needs a team, the other roles have none. Refuses a period in which the person
    has this role already, and a last day before the first.
    """
    van = van or timezone.localdate()
    if (rol in TEAMROLLEN) != (team is not None):
        raise Refused(
            _("Een teamlid of wijkcoördinator hoort bij een team, de andere rollen niet."), field="team"
        )
    if tot is not None and tot < van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")
    same = Lidmaatschap.objects.filter(user=user, rol=rol, team=team).filter(Q(tot=None) | Q(tot__gte=van))
    if (same if tot is None else same.filter(van__lte=tot)).exists():
        raise Refused(_("Deze persoon heeft deze rol al in deze periode."), field="van")
    lid = Lidmaatschap.objects.create(
        user=user, team=team, rol=rol, van=van, tot=tot, norm_uren_week=norm_uren_week
    )
    log_regel(by=by, wat="teams.rol_gegeven", op=lid, details=_period(lid))
    return lid


@transaction.atomic
def end_rol(*, lidmaatschap: Lidmaatschap, tot: date, by: User | None) -> Lidmaatschap:
    """Let a role end after the day `tot`; from the next day on its rights are gone with nobody acting.

    Refuses a last day before the first, and to lengthen a role that already ended.
    """
    lid = Lidmaatschap.objects.select_for_update().get(pk=lidmaatschap.pk)
    if tot < lid.van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")
    if lid.tot is not None and lid.tot < timezone.localdate():
        raise Refused(_("Deze rol is al voorbij."), field="tot")
    lid.tot = tot
    lid.save(update_fields=["tot"])
    log_regel(by=by, wat="teams.rol_eindigt", op=lid, details=_period(lid))
    return lid


@transaction.atomic
def invite_lid(
    *,
    email: str,
    naam: str,
    rol: str,
    by: User | None,
    team: Team | None = None,
    tot: date | None = None,
    norm_uren_week: int | None = None,
) -> tuple[User, str]:
    """Invite a person and give the role in one act; returns the account and the secret of the invitation.

    An open role in the same team stays as it is, so inviting again only makes a fresh link.
    """
    user, token = invite_user(email=email, naam=naam, by=by)
    today = timezone.localdate()
    if not Lidmaatschap.objects.on(today).filter(user=user, rol=rol, team=team).exists():
        give_rol(user=user, rol=rol, by=by, team=team, tot=tot, norm_uren_week=norm_uren_week)
    return user, token


def _period(lid: Lidmaatschap) -> dict[str, str | None]:
    return {"rol": lid.rol, "van": lid.van.isoformat(), "tot": lid.tot.isoformat() if lid.tot else None}

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from mensen.models import User
from mensen.services import invite_user, log_regel
from partners.models import Betrokkenheid, Contactpersoon, Partner
from wijken.models import Plek, Wijk


@transaction.atomic
def make_partner(
    *, naam: str, soort: str, by: User | None, wereld: str = Partner.Wereld.SYSTEEMWERELD
) -> Partner:
    """Make an organisation that takes part. Refuses a name that is there already."""
    naam = naam.strip()
    if not naam:
        raise Refused(_("Geef de organisatie een naam."), field="naam")
    if Partner.objects.filter(naam__iexact=naam).exists():
        raise Refused(_("Deze organisatie staat er al."), field="naam")
    try:
        with transaction.atomic():
            partner = Partner.objects.create(naam=naam, soort=soort, wereld=wereld)
    except IntegrityError as error:  # somebody made it at this very moment
        raise Refused(_("Deze organisatie staat er al."), field="naam") from error
    log_regel(by=by, wat="partners.partner_gemaakt", op=partner)
    return partner


@transaction.atomic
def set_beheer(*, wijk: Wijk, beheer: Mapping[Plek, Partner | None], by: User) -> int:
    """Each of these places of the wijk is run by this organisation, or by none; return how many that changes.

    Who runs a place hears it when a date moves that closes it. Refuses a place of another wijk.
    """
    if any(plek.wijk_id != wijk.pk for plek in beheer):
        raise Refused(_("Deze plek hoort bij een andere wijk."))
    was = dict(Partner.beheert.through.objects.filter(plek__in=beheer).values_list("plek", "partner"))
    new = {plek: partner for plek, partner in beheer.items() if was.get(plek.pk) != (partner and partner.pk)}
    for plek, partner in new.items():
        plek.beheerders.set([partner] if partner else [])
    if new:
        log_regel(by=by, wat="partners.beheer_gewijzigd", op=wijk, details={"plekken": [p.pk for p in new]})
    return len(new)


@transaction.atomic
def add_contactpersoon(
    *,
    partner: Partner,
    naam: str,
    by: User | None,
    user: User | None = None,
    van: date | None = None,
    tot: date | None = None,
    functie: str = "",
    telefoon: str = "",
    email: str = "",
) -> Contactpersoon:
    """Add a person of an organisation; with an account she sees the released figures of its wijken.

    Refuses a last day before the first, and an account that speaks for this organisation already.
    """
    van = van or timezone.localdate()
    if tot is not None and tot < van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")
    if user is not None and partner.contactpersonen.on(van).filter(user=user).exists():
        raise Refused(_("Deze persoon hoort al bij deze organisatie."), field="email")
    persoon = Contactpersoon.objects.create(
        partner=partner,
        user=user,
        naam=naam,
        functie=functie,
        telefoon=telefoon,
        email=email or (user.email if user else ""),
        van=van,
        tot=tot,
    )
    log_regel(
        by=by, wat="partners.contactpersoon_toegevoegd", op=persoon, details={"account": user is not None}
    )
    return persoon


@transaction.atomic
def involve(
    *,
    partner: Partner,
    wijk: Wijk,
    rol: str,
    by: User | None,
    van: date | None = None,
    tot: date | None = None,
) -> Betrokkenheid:
    """Involve an organisation in a wijk from `van` up to and including `tot`; only this opens the wijk to it.

    Refuses a period in which it has this role here already, and a last day before the first.
    """
    van = van or timezone.localdate()
    if tot is not None and tot < van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")
    same = Betrokkenheid.objects.filter(partner=partner, wijk=wijk, rol=rol).filter(
        Q(tot=None) | Q(tot__gte=van)
    )
    if (same if tot is None else same.filter(van__lte=tot)).exists():
        raise Refused(_("Deze organisatie heeft deze rol hier al in deze periode."), field="van")
    betrokken = Betrokkenheid.objects.create(partner=partner, wijk=wijk, rol=rol, van=van, tot=tot)
    log_regel(by=by, wat="partners.betrokken", op=partner, details={"wijk": wijk.slug, "rol": rol})
    return betrokken


@transaction.atomic
def end_betrokkenheid(*, betrokkenheid: Betrokkenheid, tot: date, by: User | None) -> Betrokkenheid:
    """Let an involvement end after the day `tot`; the wijk then closes to the organisation by itself.

    Refuses a last day before the first.
    """
    if tot < betrokkenheid.van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")
    betrokkenheid.tot = tot
    betrokkenheid.save(update_fields=["tot"])
    details = {"wijk": betrokkenheid.wijk.slug, "tot": tot.isoformat()}
    log_regel(by=by, wat="partners.betrokkenheid_eindigt", op=betrokkenheid.partner, details=details)
    return betrokkenheid


@transaction.atomic
def invite_contactpersoon(
    *, partner: Partner, email: str, naam: str, by: User | None, tot: date | None = None
) -> tuple[User, str]:
    """Invite a person of an organisation; returns the account and the secret of the invitation.

    Who speaks for it already only gets a fresh link.
    """
    user, token = invite_user(email=email, naam=naam, by=by)
    let_speak(partner=partner, user=user, naam=naam, by=by, tot=tot)
    return user, token


@transaction.atomic
def let_speak(
    *, partner: Partner, user: User, naam: str, by: User | None, tot: date | None = None
) -> Contactpersoon:
    """Let this account speak for the organisation today; who did already is left as she was."""
    there = partner.contactpersonen.on(timezone.localdate()).filter(user=user).order_by("pk").first()
    return there or add_contactpersoon(partner=partner, naam=naam, by=by, user=user, tot=tot)


@transaction.atomic
def add_to_wijk(
    *,
    wijk: Wijk,
    naam: str,
    soort: str,
    rol: str,
    by: User,
    persoon: str = "",
    functie: str = "",
    telefoon: str = "",
) -> Partner:
    """Let an organisation take part in a wijk, with the person one calls; an organisation we know is not doubled.

    Refuses what `involve` refuses, also when it is sent twice at the same moment: the wijk waits in line.
    """
    Wijk.objects.select_for_update(no_key=True).get(pk=wijk.pk)
    partner = Partner.objects.filter(naam__iexact=naam).first() or make_partner(naam=naam, soort=soort, by=by)
    involve(partner=partner, wijk=wijk, rol=rol, by=by)
    if persoon:
        add_contactpersoon(partner=partner, naam=persoon, functie=functie, telefoon=telefoon, by=by)
    return partner

"""A party whose person does not decide: she hands the question on, also to somebody without an account yet."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext

from core.errors import Refused
from mensen.models import User
from mensen.services import invite_user, log_regel
from partners.models import Contactpersoon
from partners.services import let_speak
from wijkplan import mails
from wijkplan.models import Akkoord
from wijkplan.services.akkoord import answer


@transaction.atomic
def pass_on(
    *,
    akkoord: Akkoord,
    kenmerk: str,
    slot: int,
    by: User,
    aan: Contactpersoon | None = None,
    naam: str = "",
    email: str = "",
    functie: str = "",
) -> Akkoord:
    """The question lies with somebody else of the party, or of another one; she gets one mail, with the page.

    Who has no account is invited: a person we know by her own address, a new colleague by name and address.
    Refuses nobody at all, oneself, a new colleague without both, and a known person of whom we have no address;
    beyond that as `answer`.
    """
    whom, user, invited = _find(akkoord, aan, naam.strip(), email.strip(), by)
    if user == by:
        raise Refused(gettext("Dat bent u zelf. Kies iemand anders."), field="aan")
    done = answer(
        akkoord=akkoord,
        antwoord=Akkoord.Antwoord.DOORGEGEVEN,
        kenmerk=kenmerk,
        slot=slot,
        by=by,
        doorgegeven_aan=whom,
        functie=functie,
    )
    if not invited:
        mails.mail_passed_on(akkoord, user, by)
    return done


@transaction.atomic
def remind(*, akkoord: Akkoord, by: User) -> int:
    """The people of the party get the question once more, at most once a day; gives to how many.

    Refuses a party that answered, and one in which nobody has an account.
    """
    if not Akkoord.objects.waiting().filter(pk=akkoord.pk).exists():
        raise Refused(gettext("Deze partij heeft al geantwoord, of wordt niets meer gevraagd."))
    count = mails.mail_reminder(akkoord, by)
    if not count:
        raise Refused(gettext("Niemand van deze partij heeft een account. Bel, of nodig iemand uit."))
    log_regel(by=by, wat="akkoord.herinnerd", op=akkoord)
    return count


def _find(
    akkoord: Akkoord, aan: Contactpersoon | None, naam: str, email: str, by: User
) -> tuple[Contactpersoon, User, bool]:
    """Who answers instead, her account, and whether she was just invited to it, with these words in that mail."""
    if aan is not None and aan.user is not None:
        return aan, aan.user, False
    if aan is not None:
        if not (email or aan.email):
            raise Refused(
                gettext("Van %(naam)s is geen e-mailadres bekend. Vul het in.") % {"naam": aan.naam},
                field="email",
            )
        aan.user, new = _account(akkoord, aan.email or email, aan.naam, by)
        aan.save(update_fields=["user"])
        return aan, aan.user, new
    if not (naam and email):
        raise Refused(gettext("Kies iemand, of vul een naam en een e-mailadres in."), field="aan")
    user, new = _account(akkoord, email, naam, by)
    return let_speak(partner=akkoord.partner, user=user, naam=naam, by=by), user, new


def _account(akkoord: Akkoord, email: str, naam: str, by: User) -> tuple[User, bool]:
    """The account of this address; who has none is invited by a mail that asks the question at once."""
    found = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if found is not None:
        return found, False
    tekst = partial(mails.passed_on_text, akkoord, by)
    user, _token = invite_user(email=email, naam=naam, by=by, naar=mails.page_of(akkoord), tekst=tekst)
    return user, True

"""A plan in its year: five parties agreed, it runs, is measured, closed, asked about, evaluated and changed.

What the world of one row of every kind, whose plan is a concept, cannot show. Everything lives in a wijk of its own.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import resolve, reverse
from django.utils import timezone

from mensen.models import User
from partners.models import Partner
from partners.services import move_date
from teams.models import Team
from tests import factories as make
from wijken.models import Wijk
from wijkplan import services
from wijkplan.models import Indicator, Ronde, Wijkplan

Looks = list[tuple[User | None, str, dict[str, Any] | None]]
NAMES = ("De Sluiswachter", "Stadsdeel Nieuw-West", "Hekstra Renovatie", "Bewonerscommissie", "Springplank")


@dataclass
class Cast:
    """The wijk, who steers there, who works there, and the parties with the person who speaks for each."""

    team: Team
    coordinator: User
    student: User
    parties: list[Partner]
    people: list[User]

    @property
    def wijk(self) -> Wijk:
        return self.team.wijk


FACES = {"gesprekskaarten", "cijfers", "akkoord", "puls", "puls_answer", "stem", "ronde", "verschil"}


def faces() -> Looks:
    """Of the year one look at each page with elements that no page of the world has."""
    first = {resolve(url).url_name: (person, url, data) for person, url, data in reversed(year()) if not data}
    return [look for name, look in first.items() if name in FACES]


def year() -> Looks:
    """Every page of the year that has markup of its own: who opens what, and what she posts if she posts."""
    team = make.make_team()
    parties = [make.make_partner(team.wijk, naam=naam) for naam in NAMES]
    people = [make.make_contactpersoon(partner).user for partner in parties]
    cast = Cast(team, make.make_coordinator(team), make.make_student(team), parties, people)
    running = running_plan(cast)
    return [
        *talked(cast, running),
        *measured(cast, running),
        *evaluated(cast, running),
        *asked(cast, running),
        *moved(cast, running),
        *laid_before(cast, running),
        *rounds(cast),
    ]


def talked(cast: Cast, plan: Wijkplan) -> Looks:
    """Questions to begin a talk with, some typed and some ready, and somebody who was just too late to type hers."""
    first = plan.prioriteiten.first()
    services.write_gesprekskaarten(
        prioriteit=first, vragen=["Waar praat u graag?", "", "Met wie leert u?"], slot=0, by=cast.coordinator
    )
    edit = reverse("wijkplan:gesprekskaarten_edit", args=[first.uuid])
    return [
        (cast.coordinator, reverse("wijkplan:gesprekskaarten", args=[cast.wijk.slug]), None),
        (cast.coordinator, edit, {"vraag_1": "Wie kent u hier?", "slot": 0}),
        (cast.coordinator, edit, {"vraag_1": "Bel 06-12345678", "slot": 1}),
    ]


def running_plan(cast: Cast) -> Wijkplan:
    """The plan that all parties stand behind, with a whole chain under each of its priorities."""
    new_year = timezone.localdate().replace(month=1, day=1)
    van = new_year - timedelta(days=365)  # also in January it ran a while
    plan = make.make_plan(cast.wijk, cast.coordinator, titel="Plan Geuzenveld", periode_van=van)
    promise = make.make_bijdrage(cast.parties[0], cast.wijk, cast.coordinator)
    for titel in ("Iedereen kan meepraten", "Prettig wonen tot en na de sloop", "Samen rondkomen"):
        prioriteit = make.make_prioriteit(plan, titel=titel, moscow="must", aanleiding="Buren durven niet")
        doel = make.make_doel(prioriteit, doelgroep="nieuwe buren", quick_win=True, dimensie="thuis_voelen")
        effect = make.make_effect(prioriteit)
        make.make_schakel(doel, effect)
        make.make_project(doel, experiment=True, hypothese="Dan komen er meer", stopcriterium="Minder dan 5")
        make.make_indicator(doel, streefwaarde=60, streefdatum=plan.periode_tot)
        services.set_dekking(bijdrage=promise, doel=doel, deel=2, by=cast.coordinator)
    make.make_indicator(doel, naam="SES-WOA", niveau="context", eenheid="")
    make.agree(plan, cast.coordinator, *cast.parties)
    return services.set_status(plan=plan, status="in_uitvoering", by=cast.coordinator)


def measured(cast: Cast, plan: Wijkplan) -> Looks:
    """Figures that run, wait and were sent back; a closed period, and somebody who may mend it."""
    by, today = cast.coordinator, timezone.localdate()
    first, *_others, context = Indicator.objects.filter(doel__prioriteit__wijkplan=plan).order_by("pk")
    for indicator, ago, waarde in ((first, 40, 31), (first, 10, 45), (context, 30, 2)):
        make.make_meting(indicator, by, peildatum=today - timedelta(days=ago), waarde=waarde)
    services.close_period(plan=plan, tot=today - timedelta(days=5), by=by)
    until = timezone.now() + timedelta(days=1)
    services.unlock_period(plan=plan, voor=cast.student, reden="Typefout", verloopt_op=until, by=by)
    waiting = {"waarde": 40, "peildatum": today, "bron": "turven"}
    handed_in = services.record_meting(indicator=first, by=cast.student, **waiting)
    back = services.record_meting(indicator=first, by=cast.student, **waiting)
    back = services.return_meting(meting=back, reden="Welke week?", slot=back.slot, by=by)
    return [
        (by, reverse("wijkplan:cijfers", args=[plan.uuid]), None),
        (by, reverse("wijkplan:sloten", args=[plan.uuid]), None),
        (by, reverse("wijkplan:period_unlock", args=[plan.uuid]), {"reden": ""}),
        (by, reverse("wijkplan:indicator", args=[first.uuid]), None),
        (cast.student, reverse("wijkplan:meting_edit", args=[back.uuid]), None),
        (by, reverse("wijkplan:meting_return", args=[handed_in.uuid]), {"reden": ""}),
    ]


def evaluated(cast: Cast, plan: Wijkplan) -> Looks:
    """An evaluation of the plan and one of an experiment, with actions done, open and late."""
    by, today = cast.coordinator, timezone.localdate()
    project = plan.prioriteiten.first().doelen.first().projecten.get()
    body = {"werkte": "De maaltijd", "werkte_niet": "Het tijdstip", "geleerd": "Later beginnen"}
    seen = {"datum": today, "partners": cast.parties, **body}
    tried = services.evaluate(plan=plan, project=project, by=by, besluit="opschalen", **seen)
    whole = services.evaluate(plan=plan, by=by, besluit="bijstellen", **seen)
    make.make_verbeteractie(whole, by, deadline=today - timedelta(days=3))
    make.make_verbeteractie(whole, cast.student)
    done = {"status": "klaar", "afsluiting": "Het begint nu om acht uur.", "afgesloten_op": timezone.now()}
    make.make_verbeteractie(whole, by, **done)
    return [
        (by, reverse("wijkplan:evaluaties", args=[plan.uuid]), None),
        (by, whole.get_absolute_url(), None),
        (by, reverse("wijkplan:lessons"), None),
        (by, reverse("wijkplan:evaluatie_edit", args=[tried.uuid]), {"werkte": ""}),
        (by, reverse("wijkplan:evaluatie_create", args=[plan.uuid]), None),
        (by, reverse("jaarcyclus", args=[plan.uuid]), None),
    ]


def asked(cast: Cast, plan: Wijkplan) -> Looks:
    """The pulse: parties that differ, one that did not answer yet."""
    services.ask_puls(plan=plan, by=cast.coordinator)
    answers = zip(cast.parties[1:], cast.people[1:], (1, 5, 5, 1), strict=True)
    for partner, person, score in answers:
        urgenties = dict.fromkeys(plan.prioriteiten.all(), score)
        services.answer_puls(
            plan=plan, partner=partner, betrokkenheid=score, impact=3, urgenties=urgenties, by=person
        )
    form = reverse("wijkplan:puls_answer", args=[plan.uuid])
    return [
        (cast.people[0], reverse("impact:quarter", args=[cast.wijk.slug]), None),
        (cast.people[0], form, None),
        (cast.people[0], form, {"betrokkenheid": ""}),
        (cast.people[1], form, None),
        (cast.coordinator, reverse("wijkplan:puls", args=[plan.uuid]), None),
    ]


def moved(cast: Cast, plan: Wijkplan) -> Looks:
    """The landlord says that the demolition comes earlier: what that hits."""
    today, owner = timezone.localdate(), cast.parties[0]
    plek = make.make_plek(wijk=cast.wijk)
    sloop = make.make_ontwikkeling(
        owner, cast.wijk, cast.coordinator, start_gepland=today + timedelta(days=425)
    )
    sloop.plekken.set([plek])
    make.make_woonplek(owner, cast.wijk, cast.coordinator, ontwikkeling=sloop)
    doel = plan.prioriteiten.first().doelen.first()
    taal = make.make_activiteit(cast.team, cast.coordinator, doel=doel, plek=plek)
    make.make_bijeenkomst(taal, timezone.now() + timedelta(days=200))
    hit = move_date(ontwikkeling=sloop, nieuw=today + timedelta(days=152), by=cast.people[0])
    return [
        (cast.coordinator, reverse("raakt", args=[hit.uuid]), None),
        (cast.coordinator, cast.wijk.get_absolute_url(), None),
        (cast.coordinator, reverse("keten", args=[plan.uuid]), None),
        (cast.coordinator, reverse("wijkplan:betaalt", args=[plan.uuid]), None),
    ]


def laid_before(cast: Cast, plan: Wijkplan) -> Looks:
    """The next version, with every kind of change, at the parties; each of them answered something else."""
    by = cast.coordinator
    coming = services.next_version(plan=plan, reden="De sloop komt eerder", by=by)
    _change(coming, by)
    day = timezone.localdate() + timedelta(days=9)
    text = services.lay_before(plan=coming, partners=cast.parties, antwoord_voor=day, by=by)
    rows = {row.partner_id: row for row in text.akkoorden.select_related("voorlegging", "partner")}
    said = (
        ("voorbehoud", {"toelichting": "Als de raad beslist"}),
        ("voorgelegd", {"voor_wie": "de directie", "voor_wanneer": day}),
        ("niet_akkoord", {"toelichting": "Te duur. Wat wel zou kunnen: de helft."}),
    )
    for partner, person, (antwoord, words) in zip(cast.parties[1:], cast.people[1:], said, strict=False):
        row = rows[partner.pk]
        services.answer(
            akkoord=row, antwoord=antwoord, kenmerk=text.kenmerk, slot=row.slot, by=person, **words
        )
    passed = rows[cast.parties[4].pk]
    services.pass_on(
        akkoord=passed,
        kenmerk=text.kenmerk,
        slot=passed.slot,
        by=cast.people[4],
        naam="Mirjam Oosting",
        email="mirjam@voorbeeld.test",
    )
    open_row = rows[cast.parties[0].pk]
    sign = reverse("wijkplan:akkoord", args=[open_row.uuid])
    bare = {"kenmerk": text.kenmerk, "slot": open_row.slot}
    answers = ("akkoord", "voorbehoud", "voorgelegd", "niet_akkoord", "doorgegeven")
    return [
        (cast.people[0], sign, None),
        *((cast.people[0], sign, {**bare, "antwoord": antwoord}) for antwoord in answers[1:]),
        (cast.people[2], reverse("wijkplan:akkoord", args=[rows[cast.parties[2].pk].uuid]), None),
        (by, reverse("wijkplan:edit", args=[coming.uuid]), None),
        (by, reverse("wijkplan:edit", args=[plan.uuid]), None),
        (by, reverse("wijkplan:versies", args=[coming.uuid]), None),
        (by, reverse("wijkplan:verschil", args=[coming.uuid]), None),
        (by, reverse("wijkplan:geschiedenis", args=[coming.uuid]), None),
        (by, reverse("wijkplan:papier", args=[plan.uuid]), None),
    ]


def _change(coming: Wijkplan, by: User) -> None:
    """Reworded, re-ranked, split, dropped and added."""
    first, second, third = coming.prioriteiten.order_by("rang")
    words = {
        "titel": "Iedereen doet mee",
        "aanleiding": "6 op de 10",
        "effectgebied": "armoede",
        "moscow": "",
    }
    services.change_prioriteit(
        prioriteit=first, slot=first.slot, by=by, waarom="Bewoners zeiden het", **words
    )
    more = services.add_doel(prioriteit=second, by=by, titel="In elk portiek een aanspreekpunt")
    services.split_prioriteit(
        prioriteit=second,
        titel="Samen verhuizen",
        doelen=[more],
        slot=second.slot,
        by=by,
        waarom="Twee zaken",
    )
    services.remove_prioriteit(prioriteit=third, by=by, waarom="Dit doet de school nu zelf")
    make.make_prioriteit(coming, titel="Veilig thuiskomen", effectgebied="veiligheid")


def rounds(cast: Cast) -> Looks:
    """A round of every method to vote in, and what came out of one with a tie and one with an objection."""
    plan = make.make_later_plan(cast.wijk, cast.coordinator)
    looks: Looks = []
    for methode in ("consent", "stippen", "moscow", "rangorde"):
        ronde = _open(cast, plan, methode)
        stem = reverse("wijkplan:stem", args=[ronde.uuid])
        looks += [(cast.people[0], stem, None), (cast.people[0], stem, {"slot": ""})]
    tied, opposed = _open(cast, plan, "stippen"), _open(cast, plan, "consent")
    licht, groen, taal = tied.opties.order_by("volgorde")
    for partner, person, optie in zip(cast.parties[:2], cast.people, (licht, groen), strict=False):
        services.vote(ronde=tied, partner=partner, stemmen={optie.uuid: 3}, by=person)
    services.abstain(ronde=tied, partner=cast.parties[2], by=cast.people[2])
    services.count_tokens(
        ronde=tied, aantallen={taal.uuid: 12}, waar="De Theepot", by=cast.student, client_id=uuid4()
    )
    _object(cast, opposed)
    looks += [
        (cast.coordinator, opposed.get_absolute_url(), None),
        (cast.coordinator, reverse("wijkplan:ronde_close", args=[tied.uuid]), None),
    ]
    services.close_ronde(ronde=tied, by=cast.coordinator)
    shut = _open(cast, plan, "consent")
    _object(cast, shut)
    services.close_ronde(ronde=shut, by=cast.coordinator)
    return [
        *looks,
        (cast.coordinator, tied.get_absolute_url(), None),
        (cast.people[0], shut.get_absolute_url(), None),
        (cast.coordinator, reverse("wijkplan:rondes", args=[plan.uuid]), None),
    ]


def _open(cast: Cast, plan: Wijkplan, methode: str) -> Ronde:
    """A round of this method that is open now, for all parties, and for residents where tokens count."""
    fields: dict[str, Any] = {"methode": methode, "opent": timezone.now() - timedelta(minutes=1)}
    if methode != "stippen":
        fields |= {"stippen": None, "hoogste": None, "met_bewoners": False}
    return make.make_ronde(plan, cast.coordinator, *cast.parties, **fields)


def _object(cast: Cast, ronde: Ronde) -> None:
    """One party objects to the first option and says what would do."""
    first, *rest = ronde.opties.order_by("volgorde")
    why = {
        "optie": first.uuid,
        "argument": "Eerst de lift",
        "voorstel": "Dan het feest",
        "overwegend": True,
    }
    choice = {first.uuid: 0, **{optie.uuid: 1 for optie in rest}}
    services.vote(ronde=ronde, partner=cast.parties[0], stemmen=choice, by=cast.people[0], bezwaren=[why])

"""The whole story in the database, told once; every number is read from the raw rows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Maandvrijgave, Telling
from bewoners.models import Contactmoment, Overdracht, Relatie, Relatieperiode
from core.suppression import StructuralZero
from impact.models import Kwartaalwoord
from impact.services import recount_released
from mensen.models import Bericht, Logregel, User
from partners.models import Afspraak, Bijdrage, Datumwijziging
from partners.vocabulary import months_until
from teams.models import Lidmaatschap
from vooruit.cyclus import cyclus_of, with_doen
from vooruit.demo import kalender
from vooruit.demo.klok import moment
from vooruit.demo.rollen import OSDORP, WACHTWOORD
from vooruit.demo.schaal import multiply
from vooruit.demo.slot import OPENBAAR, releasable
from vooruit.demo.vertel import vertel
from wijken.models import Wijk, Wijkgebied
from wijkplan.figures.gesprekskaarten import read_kaarten
from wijkplan.models import (
    Akkoord,
    Bezwaar,
    Doel,
    Indicator,
    Meting,
    Prioriteit,
    Pulspunt,
    Ronde,
    Schakel,
    Verbeteractie,
    Wijkplan,
)

pytestmark = pytest.mark.long(shared=True)  # one worker tells it: the other steals from the end


@pytest.fixture(scope="module")
def verhaal(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield vertel()
        transaction.set_rollback(True)


@pytest.fixture
def story(verhaal, db):
    return verhaal


@pytest.fixture
def quarter(story):
    return kalender.story_quarter(story.today)


def held(slug):
    return Bijeenkomst.objects.filter(activiteit__wijk__slug=slug)


def test_geuzenveld_held_54_of_61_with_1118_visits(story, quarter):
    rows = held("geuzenveld").between(quarter.first, quarter.last)
    assert rows.aggregate(
        gepland=Count("pk"),
        niet_doorgegaan=Count("pk", filter=Q(status="afgelast")),
        niet_geteld=Count("pk", filter=Q(status="doorgegaan", aantal_deelnemers=None)),
        geteld=Count("aantal_deelnemers"),
        bezoeken=Sum("aantal_deelnemers"),
        nieuw=Sum("nieuw_aanwezig"),
        nieuw_bekend=Count("nieuw_aanwezig"),
    ) == {
        "gepland": 61,
        "niet_doorgegaan": 5,
        "niet_geteld": 2,
        "geteld": 54,
        "bezoeken": 1118,
        "nieuw": 135,
        "nieuw_bekend": 47,
    }


def test_each_activity_of_geuzenveld_has_its_own_total(story, quarter):
    rows = held("geuzenveld").between(quarter.first, quarter.last).exclude(aantal_deelnemers=None)
    totals = rows.values_list("activiteit__titel").annotate(Count("pk"), Sum("aantal_deelnemers"))
    assert sorted(totals.order_by("activiteit__titel")) == [
        ("Buurtmaaltijd", 6, 6 * 41),
        ("Geveltuindag", 1, 51),
        ("Huiswerkuur", 22, 22 * 14),
        ("Koffie in de portiek", 11, 11 * 9),
        ("Opruimactie Eendenplein", 1, 38),
        ("Straatfeest", 1, 100),
        ("Taalcafé", 12, 12 * 23),
    ]


def test_the_chain_shows_the_experiment_and_an_activity_under_two_goals(story, client):
    client.force_login(story.mensen["yasmina"])
    plan = Wijkplan.objects.get(wijk__slug="geuzenveld", status="in_uitvoering")
    found = [
        doel.werk
        for band in client.get(reverse("keten", args=[plan.uuid])).context["keten"].bands
        for doel in band.doelen
    ]
    assert sum("Koffie in de portiek" in {row.titel for row in werk} for werk in found) == 2
    assert {row.titel for werk in found for row in werk if row.projectlijn} == {"Buurtmaaltijd"}


def test_only_the_three_counts_of_the_story_are_missing(story):
    """What ended today, before the test runs, waits for its count as it should: that is no part of the story."""
    before_today = Bijeenkomst.objects.to_count().filter(begin__lt=moment(timezone.localdate(), 0))
    missing = before_today.values_list("activiteit__titel", flat=True)
    assert sorted(missing) == ["Huiswerkuur", "Huiswerkuur", "Taalcafé"]


def test_thijs_handed_over_one_contact_ended_one_and_one_is_open(story):
    thijs = User.objects.get(naam="Thijs Vermeer")
    rows = Overdracht.objects.filter(van=thijs).order_by("afgerond_op").select_related("relatie", "naar")
    told = [(row.relatie.roepnaam, row.uitkomst, row.naar and row.naar.voornaam) for row in rows]
    assert told == [("Kastanje", "overgedragen", "Noor"), ("Ekster", "wil_niet", None)]
    open_ = Relatie.objects.filter(perioden__user=thijs, perioden__tot=None).exclude(status="afgesloten")
    assert [relatie.roepnaam for relatie in open_] == ["Anker"]


def test_whoever_left_dropped_nobody(story):
    """So Vandaag asks about Thijs alone, who leaves in eighteen days."""
    today = timezone.localdate()
    assert not Relatieperiode.objects.filter(tot=None).of_who_left(today).exists()
    leaving = Relatieperiode.objects.of_who_leaves(today).values_list("user__naam", "relatie__code")
    assert [(naam, code.split("-")[1]) for naam, code in leaving] == [("Thijs Vermeer", "anker")]


def test_noor_counts_the_taalcafe_of_yesterday(story):
    noor = User.objects.get(email="student@demo.vooruit.test")
    (waiting,) = Bijeenkomst.objects.waiting_for(noor).filter(begin__lt=moment(timezone.localdate(), 0))
    assert (waiting.naam, waiting.dag) == ("Taalcafé", timezone.localdate() - timedelta(days=1))


def test_emre_and_noor_counted_yesterday_23_and_21(story):
    difference = Telling.objects.open_differences().get()
    assert sorted(difference.bijeenkomst.tellingen.values_list("door__naam", "aantal")) == [
        ("Emre Aydın", 23),
        ("Noor Visser", 21),
    ]


def test_osdorp_oost_is_half_empty(story):
    rows = held("osdorp-oost").exclude(aantal_deelnemers=None)
    assert rows.aggregate(n=Count("pk"), s=Sum("aantal_deelnemers")) == {"n": 11, "s": 62}
    assert not Indicator.objects.filter(doel__prioriteit__wijkplan__wijk__slug="osdorp-oost").exists()


def test_partner_reads_heads_of_osdorp_oost_exactly_and_of_persons_that_they_are_shielded(story, client):
    client.force_login(User.objects.get(email="partner@demo.vooruit.test"))
    response = client.get(reverse("impact:quarter", args=["osdorp-oost"]))
    blad = response.context["blad"]
    rows = held("osdorp-oost").between(blad.periode.first, blad.periode.last)
    assert [figuur.waarde for figuur in blad.deden[:2]] == [
        rows.exclude(aantal_deelnemers=None).count(),
        rows.aggregate(s=Sum("aantal_deelnemers"))["s"],
    ]
    months = {groep.code: groep.figuren for groep in blad.maanden}
    for code in ("nieuwe_gezichten", "contactmomenten"):
        told = [figuur.waarde for figuur in months[code] if not figuur.afgeschermd]
        assert [type(cell) for cell in told] == [StructuralZero] * len(told)  # before the team was there
    counted = rows.exclude(aantal_deelnemers=None).exists()  # on some days her first quarter is a week old
    assert [figuur.afgeschermd for figuur in blad.deden[2:]] == [blad.compleet and counted] * 2
    assert "Waarom sommige cijfers afgerond of afgeschermd zijn" in response.content.decode()


def test_partner_reads_that_40_percent_of_the_hands_came_from_geuzenveld(story, client):
    client.force_login(User.objects.get(email="partner@demo.vooruit.test"))
    blad = client.get(reverse("impact:quarter", args=["geuzenveld"])).context["blad"]
    assert blad.deden[3].waarde == 40
    assert "27 %" in blad.deden[3].zin.replace("\xa0", " ")


def test_each_coordinator_has_her_own_number(story):
    numbers = list(
        User.objects.filter(lidmaatschappen__rol="wijkcoordinator").values_list("telefoon", flat=True)
    )
    assert len(set(numbers)) == len(numbers) == 4
    assert all(number.startswith("06-0000") for number in numbers)


def test_banne_buiksloot_grows_with_the_same_people(story, quarter):
    before = quarter
    for _ in range(4):
        before = before.previous()
    sums = [
        held("banne-buiksloot")
        .between(q.first, q.last)
        .aggregate(v=Sum("aantal_deelnemers"), n=Sum("nieuw_aanwezig"))
        for q in (before, quarter)
    ]
    assert sums == [{"v": 700, "n": 60}, {"v": 826, "n": 15}]


@pytest.fixture
def plan(story):
    return Wijkplan.objects.get(wijk__slug="geuzenveld", versie=3)


def test_plan_of_geuzenveld_is_version_3_with_its_measurements(plan):
    assert (plan.status, plan.prioriteiten.count()) == ("in_uitvoering", 3)
    rows = Indicator.objects.filter(doel__prioriteit__wijkplan=plan, berekening="")
    settled = [
        list(Meting.objects.of_line(row).filter(status="vastgesteld").order_by("peildatum"))
        for row in rows.order_by("doel__prioriteit__rang")
    ]
    assert [
        (row.nulmeting, [meting.waarde for meting in metingen], row.streefwaarde)
        for row, metingen in zip(rows.order_by("doel__prioriteit__rang"), settled, strict=True)
    ] == [
        (31, [31, 45], 60),
        (2, [4, 7], 11),
        (None, [], 3),
    ]


def test_every_allowed_month_is_released_and_counts_again_the_same(story):
    months = len(releasable(story.today))
    young = len(releasable(story.today, OSDORP.dagen))
    assert sorted(Maandvrijgave.objects.values_list("wijk__slug").annotate(Count("pk")).order_by("wijk")) == [
        ("banne-buiksloot", months),
        ("geuzenveld", months),
        ("osdorp-oost", young),
        ("volewijck", months),
    ]
    assert recount_released() == 0
    assert Kwartaalwoord.objects.count() == 6


def test_promised_logins_open_with_the_promised_password(story):
    logins = [
        "student",
        "coordinator",
        "projectleider",
        "trainer",
        "partner",
        "partner2",
        "privacy",
        "beheerder",
        "student2",
        "coordinator2",
        "partner3",
    ]
    scopes = {}
    for login in logins:
        user = User.objects.get(email=f"{login}@demo.vooruit.test")
        assert user.check_password(WACHTWOORD)
        scopes[login] = user.scope
    slugs = dict(Wijk.objects.values_list("pk", "slug"))
    assert {slugs[pk] for pk in scopes["partner3"].partner_wijken} == {"volewijck", "banne-buiksloot"}
    assert {slugs[pk] for pk in scopes["partner"].partner_wijken} == {"geuzenveld", "osdorp-oost"}
    assert [slugs[pk] for pk in scopes["coordinator2"].coordinator_wijken] == ["osdorp-oost"]
    assert scopes["student2"].is_student
    assert scopes["projectleider"].is_projectleider
    assert scopes["beheerder"].is_beheerder
    assert scopes["privacy"].is_privacyfunctionaris


def test_everyone_else_has_no_password(story):
    others = User.objects.exclude(lidmaatschappen=None, contactpersonen=None).filter(password__startswith="!")
    assert User.objects.count() == others.count() + 11


def test_nothing_is_stamped_in_the_future(story):
    now = timezone.now()
    assert not Bijeenkomst.objects.filter(geteld_op__gt=now).exists()
    assert not Logregel.objects.filter(op__gt=now).exists()
    assert not Contactmoment.objects.filter(op__gt=now).exists()


def test_noor_keeps_kastanje_and_ekster_and_thijs_leaves_in_18_days(story):
    noor = User.objects.get(naam="Noor Visser")
    assert sorted(r.roepnaam for r in Relatie.objects.maintained_by(noor)) == ["Ekster", "Kastanje"]
    thijs = Lidmaatschap.objects.get(user__naam="Thijs Vermeer")
    assert thijs.tot == timezone.localdate() + timedelta(days=18)


def test_jip_counts_about_60_percent_of_his_times(story):
    mine = held("geuzenveld").filter(
        inzetten__user__naam="Jip de Wit", inzetten__rol="opent", status="doorgegaan"
    )
    share = mine.filter(geteld_door__naam="Jip de Wit").count() / mine.count()
    assert 0.45 < share < 0.75


def test_afspraken_are_due_today(story):
    assert Afspraak.objects.filter(wijk__slug="geuzenveld").due(timezone.localdate()).count() == 2


def test_residents_of_geuzenveld_find_two_things_to_join(client, story):
    page = client.get(reverse("activiteiten:buurtagenda", args=["geuzenveld"]))
    assert {row.activiteit.titel for row in page.context["rows"]} == set(OPENBAAR)


def test_outlines_say_they_are_sketches(story):
    assert set(Wijkgebied.objects.values_list("gebied__stelsel", "gebied__bron")) == {
        ("schets", "schets, geen officiële grens")
    }


def test_scale_multiplies_what_people_logged_under_the_same_constraints(story):
    contacts, past = Contactmoment.objects.count(), Bijeenkomst.objects.exclude(status="gepland").count()
    visits = Bijeenkomst.objects.aggregate(s=Sum("aantal_deelnemers"))["s"]
    multiply(3)
    assert Contactmoment.objects.count() == 3 * contacts
    assert Bijeenkomst.objects.exclude(status="gepland").count() == 3 * past
    assert Bijeenkomst.objects.aggregate(s=Sum("aantal_deelnemers"))["s"] == 3 * visits
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_geuzenveld_has_three_versions_of_which_the_last_is_being_done(story):
    rows = Wijkplan.objects.filter(wijk__slug="geuzenveld").order_by("versie")
    assert list(rows.values_list("versie", "status", "vorige__versie")) == [
        (1, "gearchiveerd", None),
        (2, "gearchiveerd", 1),
        (3, "in_uitvoering", 2),
    ]


def test_five_parties_agreed_to_the_third_and_one_with_a_reservation(plan):
    rows = Akkoord.objects.filter(voorlegging__wijkplan=plan).order_by("partner__naam")
    assert list(rows.values_list("partner__naam", "door__naam", "antwoord")) == [
        ("Basisschool De Springplank", "Marijke Dijkstra", "akkoord"),
        ("Bewonerscommissie Eendenhof", "mw. Biervliet", "akkoord"),
        ("Hekstra Renovatie BV", "Joost Hekstra", "akkoord"),
        ("Stadsdeel Nieuw-West", "Farida El Amrani", "voorbehoud"),
        ("Woonstichting De Sluiswachter", "Mirjam Oosting", "akkoord"),
    ]


def test_two_priorities_became_one_and_that_one_went_on_top(plan):
    merged = Prioriteit.objects.get(wijkplan=plan.vorige, rang=1)
    assert sorted(merged.uit.values_list("titel", "rang")) == [
        ("Nederlands leren dicht bij huis", 2),
        ("Ouders en school kennen elkaar", 3),
    ]


def test_one_priority_has_questions_of_its_own_to_begin_a_talk_with(plan):
    own = [(row.titel, row.is_eigen) for row in read_kaarten(plan)]
    assert own == [
        ("Iedereen kan meepraten", True),
        ("Prettig wonen tot en na de sloop", False),
        ("Samen rondkomen", False),
    ]


def test_the_third_version_rewords_adds_and_leaves_out(plan):
    rows = plan.prioriteiten.order_by("rang").values_list("titel", "uit__titel")
    assert list(rows) == [
        ("Iedereen kan meepraten", "Iedereen kan meepraten"),
        ("Prettig wonen tot en na de sloop", "Prettig wonen in Eendenhof"),
        ("Samen rondkomen", None),
    ]
    before = Doel.objects.filter(prioriteit__wijkplan=plan.vorige)
    left_out = before.exclude(lijn__in=Doel.objects.filter(prioriteit__wijkplan=plan).values("lijn"))
    assert [doel.titel for doel in left_out] == ["Elke ouder spreekt de leerkracht twee keer per jaar"]


def test_measurements_stand_in_every_state(plan):
    rows = Meting.objects.filter(indicator__doel__prioriteit__wijkplan=plan, berekend=False)
    assert sorted(rows.exclude(status="vastgesteld").values_list("status", "door__naam", "waarde")) == [
        ("concept", "Priya Nair", 52),
        ("ingediend", "Aisha El Idrissi", 8),
        ("teruggelegd", "Jip de Wit", 12),
    ]


def test_one_assumption_was_never_tested_in_more_than_a_year(plan):
    rows = Schakel.objects.filter(doel__prioriteit__wijkplan=plan, getoetst_op=None)
    old = [row for row in rows if (timezone.localdate() - row.sinds).days > 365]
    assert len(old) == 1


def test_eight_rooms_came_and_fifteen_thousand_euro_did_not(story):
    rows = Bijdrage.objects.with_sums()
    rooms, fund, hekstra = (
        rows.get(soort="woonruimte"),
        rows.get(partner__naam="Van Heemfonds"),
        rows.get(partner__naam="Hekstra Renovatie BV"),
    )
    assert (rooms.toegezegd, rooms.ontvangen) == (8, 8)
    assert (fund.wijk.slug, fund.toegezegd, fund.ontvangen) == ("banne-buiksloot", Decimal(15000), 0)
    assert fund.verwacht_op < timezone.localdate()
    assert (hekstra.toegezegd, hekstra.ontvangen) == (60000, 24300)


def test_the_demolition_moves_to_5_months_ahead_and_nobody_looked_yet(story):
    moved = Datumwijziging.objects.unseen().get()
    today = timezone.localdate()
    assert (months_until(moved.oud, today), months_until(moved.nieuw, today)) == (14, 5)
    assert (moved.door.naam, moved.ontwikkeling.aantal_woningen) == ("Ruud Terpstra", 64)


def test_the_move_hits_three_homes_de_theepot_38_bijeenkomsten_and_one_goal(story):
    moved = Datumwijziging.objects.unseen().get()
    homes = moved.ontwikkeling.woonplekken.filter(beschikbaar_tot__gte=moved.nieuw)
    (place,) = moved.ontwikkeling.plekken.all()
    hit = Bijeenkomst.objects.filter(plek=place, status="gepland", begin__date__gte=moved.nieuw)
    goals = set(hit.values_list("activiteit__doel__titel", flat=True))
    assert (homes.count(), sum(home.kamers for home in homes)) == (3, 8)
    assert (place.naam, hit.count(), goals) == ("De Theepot", 38, {"60 % durft Nederlands te spreken"})


def test_nothing_of_the_plan_is_stamped_in_the_future(story):
    now = timezone.now()
    assert not Akkoord.objects.filter(op__gt=now).exists()
    assert not Bericht.objects.filter(op__gt=now).exists()
    assert not Logregel.objects.filter(op__gt=now).exists()


def test_only_mails_of_the_last_days_still_go_out(story):
    waiting = Bericht.objects.filter(verstuurd_op=None)
    assert 0 < waiting.count() < 30
    assert waiting.earliest("op").op > timezone.now() - timedelta(days=12)


def test_what_counts_by_itself_was_counted_over_finished_quarters(plan):
    rows = Meting.objects.filter(indicator__doel__prioriteit__wijkplan=plan, berekend=True)
    last = rows.latest("periode_tot")
    assert rows.count() >= 3
    assert (
        last.waarde == 12 * 23 + 22 * 14
        or last.periode_tot > kalender.story_quarter(timezone.localdate()).last
    )


def test_thirteen_of_twenty_steps_are_done_and_the_werkwijze_is_to_be_evaluated(plan):
    row = with_doen(Wijkplan.objects.filter(pk=plan.pk)).get()
    cyclus = cyclus_of(row, timezone.localdate())
    assert (cyclus.gedaan, len(cyclus.cellen), cyclus.te_laat) == (13, 20, [])
    assert cyclus.beurt.doen == "werkwijze evalueren"


def test_four_of_five_partners_gave_their_pulse_and_lie_far_apart(plan):
    points = Pulspunt.objects.filter(puls__wijkplan=plan, prioriteit__titel="Samen rondkomen")
    assert sorted(points.values_list("urgentie", "puls__partner__naam")) == [
        (1, "Hekstra Renovatie BV"),
        (4, "Basisschool De Springplank"),
        (4, "Stadsdeel Nieuw-West"),
        (5, "Bewonerscommissie Eendenhof"),
    ]


def test_two_of_three_verbeteracties_are_still_open(plan):
    rows = Verbeteractie.objects.filter(evaluatie__wijkplan=plan)
    assert sorted(rows.values_list("status", "eigenaar__naam")) == [
        ("klaar", "Yasmina Haddou"),
        ("open", "Sem Post"),
        ("open", "Yasmina Haddou"),
    ]


def test_three_of_five_parties_voted_in_osdorp_oost_and_the_round_closes_in_four_days(story):
    ronde = Ronde.objects.get(methode="stippen")
    assert (ronde.wijkplan.wijk.slug, ronde.wijkplan.status) == ("osdorp-oost", "in_ronde")
    assert (ronde.status, ronde.partijen.count(), ronde.biljetten.count()) == ("open", 5, 3)
    assert timezone.localdate(ronde.sluit) == timezone.localdate() + timedelta(days=4)


def test_het_trapveld_says_first_the_lift_then_the_feast(story):
    bezwaar = Bezwaar.objects.get()
    assert (bezwaar.partner.naam, bezwaar.overwegend, bezwaar.opgelost_op) == (
        "Huurdersgroep Het Trapveld",
        True,
        None,
    )
    assert bezwaar.argument.startswith("Eerst de lift, dan het feest.")
    assert bezwaar.voorstel

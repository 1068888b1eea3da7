"""`make bench`: how long pages take at 100,000 contactmomenten, as ratios within one run on this machine.

`manage.py bench --rows 1000000` says the same at a million.

Everything happens in a database of its own next to the configured one, filled set-wise and removed afterwards.
Pages are asked in this process through Django's whole request handling (middleware, session, user, guard, view,
template), without a web server in between; compared things take turns, so that a busy machine slows both.
"""

import logging
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Activiteit, Bijeenkomst, Inzet, Maandvrijgave
from bewoners.models import Contactmoment, Relatie, Relatieperiode
from bewoners.muur import for_user
from core.context import who
from core.paging import paginate
from core.periods import finished_months
from core.walls import for_task
from mensen.models import User
from partners.models import Betrokkenheid, Contactpersoon, Partner
from teams.models import Lidmaatschap, Rol, Team
from wijken.models import Wijk
from wijken.vocabulary import Thema
from wijkplan.figures import read_tally
from wijkplan.models import Doel, Indicator, Meting, Prioriteit, Ronde, Rondeoptie, Stem, Stembiljet, Wijkplan

WIJKEN, STUDENTEN, RELATIES, MAANDEN, PER_MAAND = 8, 7, 300, 24, 18
DEEL_EERSTE_WIJK = Decimal("0.6")  # so that one person's list holds more than half of all rows
LONG_AGO = date(2015, 1, 1)


class Command(BaseCommand):
    help = "Measures the pages that must stay fast, and prints ratios (in a database of its own)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, default=100_000, help="contactmomenten to make")
        parser.add_argument("--times", type=int, default=15, help="how often each page is asked")

    def handle(self, *_args: Any, **options: Any) -> None:
        from vooruit import embedded

        embedded.start_if_unset()
        logging.disable(logging.INFO)  # a line per request would hide the answer
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.STORAGES = settings.STORAGES | {
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        }
        configured = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"bench_{uuid4().hex[:8]}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self._measure(options["rows"], options["times"])
        finally:
            connection.creation.destroy_test_db(configured, verbosity=0)

    def _measure(self, rows: int, times: int) -> None:
        began = time.perf_counter()
        with for_task("bench"):
            run(["SET LOCAL statement_timeout = 0"])  # a million rows take longer than a page may
            people = fill(rows)
            made = f"{Contactmoment.objects.count()} contactmomenten, {Bijeenkomst.objects.count()} bijeenkomsten"
        self._say(made)
        self._say(f"filled in {time.perf_counter() - began:.1f} s; each page asked {times} times, in turns\n")
        partner, student, coordinator = (login(person) for person in people)
        wijk = Wijk.objects.order_by("pk").first()
        page = reverse("impact:quarter", args=[wijk.slug])  # type: ignore[union-attr]
        with CaptureQueriesContext(connection) as captured:
            partner.get(page)
        queries = [query["sql"] for query in captured.captured_queries]
        self._compare("dashboard page", get(partner, page), "its own SQL", lambda: run(queries), times)
        log = reverse("bewoners:log")
        self._compare("log POST", lambda: post(student, log), "trivial page", get(student, "/meer/"), times)
        waited = from_phone(people[1])
        self._compare(
            "log from a phone",
            lambda: post(student, log, waited),
            "trivial page",
            get(student, "/meer/"),
            times,
        )
        self._measure_list(rows // 2, coordinator, people[2], times)
        ronde = fill_ronde(people[2])
        self._compare(
            "tally of 10,000 ballots",
            lambda: read_tally(ronde),
            "the same SUM in SQL",
            lambda: run([SUM_OF_BALLOTS % ronde.pk]),
            times,
        )

    def _measure_list(self, deep: int, client: Client, coordinator: User, times: int) -> None:
        """The list of conversations: far away, searched, and beside the admin's way of counting and skipping rows."""
        url = reverse("bewoners:gesprekken")
        first = get(client, url)
        far = url_after(coordinator, deep)
        if far is None:
            self._say(f"list: fewer than {deep} rows, nothing to compare")
        else:
            self._compare(f"list after row {deep}", get(client, url + far), "list page 1", first, times)
        self._compare(
            "list searched", get(client, f"{url}?thema=werk&hoe=koffie"), "list page 1", first, times
        )
        self._compare("admin's changelist, SQL", changelist, "list page 1", first, max(3, times // 3))

    def _compare(self, name: str, one: Callable, other_name: str, other: Callable, times: int) -> None:
        for _ in range(3):
            one(), other()
        took: tuple[list[float], list[float]] = ([], [])
        for _ in range(times):
            took[0].append(clock(one))
            took[1].append(clock(other))
        self._say(f"{name} / {other_name}")
        for label, values in ((name, took[0]), (other_name, took[1])):
            self._say(f"  {label:24} min {min(values):7.1f} ms   median {statistics.median(values):7.1f} ms")
        low = min(took[0]) / min(took[1])
        middle = statistics.median(took[0]) / statistics.median(took[1])
        self._say(f"  {'ratio':24} min {low:7.2f}      median {middle:7.2f}\n")

    def _say(self, line: str) -> None:
        self.stdout.write(line)


# -- Asking --------------------------------------------------------------------------------------------


def login(person: User) -> Client:
    """Give a client with the session of this person."""
    client = Client()
    client.force_login(person, backend="mensen.backends.LoginBackend")
    return client


def get(client: Client, url: str) -> Callable[[], None]:
    """Ask for a page that must answer 200."""

    def ask() -> None:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}")

    return ask


def from_phone(person: User) -> dict[str, str]:
    """What a phone adds to a log that waited on it."""
    request = HttpRequest()
    request.user = person
    return {"X-Wie": who(request), "X-Gemaakt-Op": timezone.now().isoformat()}


def post(client: Client, url: str, headers: dict[str, str] | None = None) -> None:
    """Log a conversation, as the form sends it; with headers, as a phone does."""
    body = {"client_id": uuid4(), "wie": "buur", "hoe": "koffie", "duur": "even", "themas": ["school"]}
    response = client.post(url, body | {"seconden": 12}, headers=headers)
    if response.status_code != (200 if headers else 302):
        raise RuntimeError(f"{url} answered {response.status_code}")


def run(queries: list[str]) -> None:
    """The same SQL as the page sent, without the page."""
    with transaction.atomic(), connection.cursor() as cursor:
        for sql in queries:
            cursor.execute(sql)
            if cursor.description:
                cursor.fetchall()


def url_after(coordinator: User, number: int) -> str | None:
    """The address of the page that follows the row of this number in her list of conversations."""
    order = ["-datum", "-pk"]
    with for_user(coordinator):
        rows = Contactmoment.objects.visible_to(coordinator)
        last = rows.order_by(*order).values_list("datum", "pk")[number - 1 : number].first()
        if last is None:
            return None
        upto = rows.filter(datum__lte=last[0]).exclude(datum=last[0], pk__gt=last[1])
        return paginate(upto, params={}, ordering=order, size=1).next_url


def changelist() -> None:
    """What Django's admin asks for one page of a table in this order: two counts and a page, without its template."""
    with for_task("bench"):
        rows = Contactmoment.objects.select_related("relatie", "door").order_by("-datum", "-pk")
        rows.count(), Contactmoment.objects.count(), list(rows[:100])


SUM_OF_BALLOTS = """
    SELECT s.optie_id, b.partner_id IS NULL, SUM(s.waarde) FROM wijkplan_stem s
    JOIN wijkplan_stembiljet b ON b.id = s.biljet_id WHERE b.ronde_id = %s GROUP BY 1, 2
"""


def fill_ronde(coordinator: User, ballots: int = 10_000, options: int = 30, each: int = 8) -> Ronde:
    """Make a residents' round with so many ballots that choose several options each."""
    rng = random.Random(9)  # noqa: S311 - the same ballots every time
    plan = Wijkplan.objects.filter(wijk__in=coordinator.scope.coordinator_wijken).first()
    if plan is None:
        raise CommandError("the bench has no plan")
    now = timezone.now()
    ronde = Ronde.objects.create(
        wijkplan=plan,
        titel="Buurtbudget",
        methode=Ronde.Methode.STIPPEN,
        stippen=1,
        hoogste=1,
        trede="adviseren",
        belofte="Wat past, gaat door",
        opent=now,
        sluit=now + timedelta(days=1),
        met_bewoners=True,
        door=coordinator,
    )
    opties = Rondeoptie.objects.bulk_create(
        Rondeoptie(ronde=ronde, code=str(n), titel=f"Optie {n}", volgorde=n) for n in range(options)
    )
    biljetten = Stembiljet.objects.bulk_create(
        (Stembiljet(ronde=ronde, nummer=str(n), door=coordinator) for n in range(ballots)), batch_size=5000
    )
    Stem.objects.bulk_create(
        (
            Stem(biljet=biljet, optie=optie, waarde=1)
            for biljet in biljetten
            for optie in rng.sample(opties, each)
        ),
        batch_size=5000,
    )
    run(["ANALYZE wijkplan_stem", "ANALYZE wijkplan_stembiljet"])
    return ronde


def clock(act: Callable[[], None]) -> float:
    """Milliseconds that it took."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


# -- Filling -------------------------------------------------------------------------------------------


def fill(rows: int) -> tuple[User, User, User]:
    """Make wijken full of work, and return a partner, a student and a coordinator of the first."""
    rng = random.Random(1)  # noqa: S311 - the same rows at every run
    wijken = Wijk.objects.bulk_create(
        Wijk(naam=f"Wijk {n}", slug=f"wijk-{n}", actief_sinds=LONG_AGO) for n in range(WIJKEN)
    )
    teams = Team.objects.bulk_create(Team(wijk=wijk, naam="Team") for wijk in wijken)
    users = User.objects.bulk_create(
        User(email=f"mens{n}@voorbeeld.test", naam=f"Mens {n}") for n in range(WIJKEN * (STUDENTEN + 1) + 1)
    )
    *members, partner = users
    size = STUDENTEN + 1
    Lidmaatschap.objects.bulk_create(
        Lidmaatschap(
            user=user,
            team=teams[n // size],
            rol=Rol.TEAMLID if n % size else Rol.WIJKCOORDINATOR,
            van=LONG_AGO,
        )
        for n, user in enumerate(members)
    )
    firm = Partner.objects.create(naam="Partner", soort=Partner.Soort.CORPORATIE)
    Contactpersoon.objects.create(partner=firm, user=partner, naam=partner.naam, van=LONG_AGO)
    Betrokkenheid.objects.bulk_create(
        Betrokkenheid(partner=firm, wijk=w, rol=Betrokkenheid.Rol.FINANCIER, van=LONG_AGO) for w in wijken[:3]
    )
    for n, wijk in enumerate(wijken):
        fill_wijk(rng, wijk, teams[n], members[n * size : (n + 1) * size])
        elsewhere = int(rows * (1 - DEEL_EERSTE_WIJK) / (WIJKEN - 1))
        fill_contacts(wijk, elsewhere if n else rows - elsewhere * (WIJKEN - 1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return partner, members[1], members[0]


def fill_wijk(rng: random.Random, wijk: Wijk, team: Team, people: list[User]) -> None:
    """Two years of bijeenkomsten with inzet, a plan with measurements, relations, released months."""
    coordinator, *studenten = people
    today, now = timezone.localdate(), timezone.now()
    begin_plan = date(today.year - 1, 1, 1)
    plan = Wijkplan.objects.create(
        wijk=wijk, titel="Plan", periode_van=begin_plan, periode_tot=date(today.year + 1, 12, 31),
        door=coordinator,
    )  # fmt: skip
    for rang in (1, 2, 3):
        prioriteit = Prioriteit.objects.create(
            wijkplan=plan, titel=f"Prioriteit {rang}", effectgebied="opleiding", rang=rang
        )
        doel = Doel.objects.create(prioriteit=prioriteit, titel="Doel")
        indicator = Indicator.objects.create(doel=doel, naam="Durft te spreken", eenheid="%", streefwaarde=60)
        Meting.objects.bulk_create(
            Meting(indicator=indicator, peildatum=begin_plan + timedelta(days=90 * i), waarde=30 + 5 * i, n=40,
                   bron="vragenlijst", door=coordinator)
            for i in range(4)
        )  # fmt: skip
    activiteiten = Activiteit.objects.bulk_create(
        Activiteit(wijk=wijk, team=team, titel=f"Activiteit {n}", door=coordinator) for n in range(4)
    )
    held = Bijeenkomst.Status.DOORGEGAAN
    bijeenkomsten = Bijeenkomst.objects.bulk_create(
        Bijeenkomst(activiteit=rng.choice(activiteiten), begin=begin, eind=begin + timedelta(hours=2), status=held,
                    aantal_deelnemers=20, nieuw_aanwezig=2, helpers_uit_wijk=3, verbindend=True, geteld_door=coordinator,
                    geteld_op=now)
        for begin in (now - timedelta(hours=24 + 41 * n) for n in range(MAANDEN * PER_MAAND))
    )  # fmt: skip
    Inzet.objects.bulk_create(
        Inzet(bijeenkomst=bijeenkomst, user=user, status=Inzet.Status.AANWEZIG)
        for bijeenkomst in bijeenkomsten
        for user in rng.sample(studenten, 3)
    )
    relaties = Relatie.objects.bulk_create(
        Relatie(code=f"B{wijk.pk}-boom-{n}", wijk=wijk, sinds=LONG_AGO) for n in range(RELATIES)
    )
    Relatieperiode.objects.bulk_create(
        Relatieperiode(relatie=relatie, user=studenten[n % STUDENTEN], van=LONG_AGO)
        for n, relatie in enumerate(relaties)
    )
    months = finished_months(today - timedelta(days=700), today - timedelta(days=14))
    Maandvrijgave.objects.bulk_create(
        Maandvrijgave(wijk=wijk, maand=month.first, door=coordinator) for month in months
    )


def fill_contacts(wijk: Wijk, number: int) -> None:
    """Conversations over two years, in one statement: every fifth with a neighbour, the others with a relation."""
    fields = {f.column for f in Contactmoment._meta.fields} - {"id"}
    values = {
        "uuid": "gen_random_uuid()",
        "client_id": "gen_random_uuid()",
        "body_hash": "repeat('0', 64)",
        "wijk_id": "%(wijk)s",
        "door_id": "(%(people)s::bigint[])[1 + n %% %(people_number)s]",
        "datum": "current_date - (n %% 730)::int",
        "op": "now() - (n %% 730) * interval '1 day'",
        "wie": "case when n %% 5 = 0 then 'buur' else 'relatie' end",
        "relatie_id": "case when n %% 5 = 0 then null else (%(relaties)s::bigint[])[1 + n %% %(relaties_number)s] end",
        "hoe": "'koffie'",
        "duur": "'even'",
        "themas": "array[(%(themas)s::text[])[1 + n %% 7]]::varchar[]",
        "bijeenkomst_id": "null",
        "initiatief": "''",
        "seconden": "null",
        "notitie": "''",
        "notitie_aangepast": "false",
    }
    if missing := fields - set(values):
        raise RuntimeError(f"bench does not know the columns {sorted(missing)}")  # type: ignore[type-var]
    people = list(
        Lidmaatschap.objects.filter(team__wijk=wijk, rol=Rol.TEAMLID).values_list("user_id", flat=True)
    )
    relaties = list(Relatie.objects.filter(wijk=wijk).values_list("pk", flat=True))
    sql = (
        f"INSERT INTO {Contactmoment._meta.db_table} ({', '.join(values)}) "  # noqa: S608 - fixed names
        f"SELECT {', '.join(values.values())} FROM generate_series(1, %(number)s) AS n"
    )
    params = {
        "wijk": wijk.pk,
        "people": people,
        "people_number": len(people),
        "relaties": relaties,
        "relaties_number": len(relaties),
        "themas": [str(thema.value) for thema in Thema],
        "number": number,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, params)  # type: ignore[arg-type]

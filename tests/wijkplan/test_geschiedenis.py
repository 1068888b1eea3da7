from operator import attrgetter

import pytest
from django.urls import reverse

from tests import factories as make
from tests.queries import assert_queries
from wijkplan import services
from wijkplan.models import Doel

GONE, CAME = attrgetter("weg"), attrgetter("bij")


@pytest.fixture
def said(client, plan, coordinator):
    """The lines of the timeline as the coordinator reads them."""

    def lines(**query):
        client.force_login(make.fresh(coordinator))
        page = client.get(reverse("wijkplan:geschiedenis", args=[plan.uuid]), query)
        return [regel.zin for regel in page.context["regels"]]

    return lines


def rename(doel, by, titel):
    row = Doel.objects.get(pk=doel.pk)
    return services.change_doel(doel=row, slot=row.slot, by=by, titel=titel)


def test_timeline_tells_the_newest_first(said, prioriteit, coordinator):
    doel = services.add_doel(prioriteit=prioriteit, titel="Licht", by=coordinator)
    rename(doel, coordinator, "Meer licht")
    services.remove_doel(doel=doel, by=coordinator)
    assert said(soort="doel") == [
        "Yasmina Haddou verwijderde doel «Meer licht»",
        "Yasmina Haddou veranderde doel «Meer licht»",
        "Yasmina Haddou voegde doel «Licht» toe",
    ]


def test_timeline_shows_old_and_new(client, plan, doel, coordinator):
    rename(doel, coordinator, "Meer licht")
    client.force_login(coordinator)
    page = client.get(reverse("wijkplan:geschiedenis", args=[plan.uuid]), {"soort": "doel"})
    [(veld, stukken)] = page.context["regels"][0].velden
    new, old = (" ".join(s.tekst for s in stukken if not out(s)) for out in (GONE, CAME))
    assert (veld, new, old) == ("titel", "Meer licht", doel.titel)


def test_timeline_is_of_one_person_when_asked(said, doel, coordinator):
    rename(doel, coordinator, "Meer licht")
    assert said(wie=coordinator.uuid) == ["Yasmina Haddou veranderde doel «Meer licht»"]


def test_timeline_tells_steps_and_answers(said, plan, coordinator):
    make.agree(plan, coordinator, make.make_partner(plan.wijk, naam="De Sluiswachter"))
    assert "Yasmina Haddou antwoordde voor De Sluiswachter" in said(soort="akkoord")
    assert "Yasmina Haddou zette «Plan Geuzenveld» op een andere stand" in said(soort="plan")


@pytest.mark.parametrize("number", [1, 3])
def test_timeline_asks_as_many_queries_for_three_as_for_one(client, plan, doel, coordinator, number):
    for place in range(number):
        rename(doel, coordinator, f"Licht {place}")
    client.force_login(coordinator)
    with assert_queries(4):
        client.get(reverse("wijkplan:geschiedenis", args=[plan.uuid]))


def test_timeline_keeps_what_pays_from_students(client, plan, doel, team, coordinator):
    bijdrage = make.make_bijdrage(make.make_partner(plan.wijk), plan.wijk, coordinator)
    doel.dekkingen.create(bijdrage=bijdrage, deel=3)
    url = reverse("wijkplan:geschiedenis", args=[plan.uuid])
    client.force_login(coordinator)
    assert f"VoorUit voegde de dekking van «{doel}» toe" in client.get(url).content.decode()
    client.force_login(make.make_student(team))
    assert "de dekking van «" not in client.get(url, {"soort": "dekking"}).content.decode()


def test_timeline_is_closed_to_partners(client, plan, coordinator):
    partner = make.make_partner(plan.wijk)
    make.agree(plan, coordinator, partner)
    client.force_login(make.make_contactpersoon(partner).user)
    assert client.get(reverse("wijkplan:geschiedenis", args=[plan.uuid])).status_code == 403


@pytest.mark.parametrize("kind", ["doel", "prioriteit", "indicator"])
def test_edit_asks_why_only_in_a_later_version(client, plan, indicator, coordinator, kind):
    rows = {"doel": indicator.doel, "prioriteit": indicator.doel.prioriteit, "indicator": indicator}
    url = reverse(f"wijkplan:{kind}_edit", args=[rows[kind].uuid])
    client.force_login(coordinator)
    assert "Waarom deze wijziging?" not in client.get(url).content.decode()
    make.agree(plan, coordinator)
    services.next_version(plan=plan, by=coordinator, reden="Het moet anders")
    row = type(rows[kind]).objects.order_by("-pk").first()
    page = client.get(reverse(f"wijkplan:{kind}_edit", args=[row.uuid]))
    assert "Waarom deze wijziging?" in page.content.decode()


def test_reason_of_an_edit_stands_in_the_timeline(client, plan, doel, coordinator):
    make.agree(plan, coordinator)
    new = services.next_version(plan=plan, by=coordinator, reden="Het moet anders")
    row = Doel.objects.get(prioriteit__wijkplan=new)
    client.force_login(make.fresh(coordinator))
    body = {"titel": "Meer licht", "slot": row.slot, "waarom": "Bewoners vroegen het"}
    assert client.post(reverse("wijkplan:doel_edit", args=[row.uuid]), body).status_code == 302
    page = client.get(reverse("wijkplan:geschiedenis", args=[new.uuid]))
    told = [(regel.zin, regel.waarom) for regel in page.context["regels"]]
    assert sorted(told) == [
        ("Yasmina Haddou maakte deze versie van «Plan Geuzenveld»", "Het moet anders"),
        ("Yasmina Haddou veranderde doel «Meer licht»", "Bewoners vroegen het"),
    ]


def test_timeline_tells_who_profits_and_where_an_assumption_leads(client, plan, doel, coordinator):
    shop, school = (make.make_partner(plan.wijk, naam=naam) for naam in ("De Winkel", "De School"))
    add = {"prioriteit": doel.prioriteit, "by": coordinator}
    first = services.add_effect(tekst="Rust in huis", profiteert=[shop], **add)
    second = services.add_effect(tekst="Ouders bellen zelf", **add)
    schakel = services.add_schakel(doel=doel, effect=first, aanname="wie praat, doet mee", by=coordinator)
    services.change_effect(effect=first, profiteert=[school], slot=0, by=coordinator)
    services.change_schakel(schakel=schakel, effect=second, slot=0, by=coordinator)
    services.remove_effect(effect=first, by=coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("wijkplan:geschiedenis", args=[plan.uuid]))
    told = [
        (regel.zin, label, [(s.tekst, s.weg) for s in stukken if s.weg or s.bij])
        for regel in page.context["regels"]
        for label, stukken in regel.velden
    ]
    assert sorted(told) == [
        (
            "Yasmina Haddou veranderde aanname «wie praat, doet mee»",
            "leidt tot",
            [("Rust in huis", True), ("Ouders bellen zelf", False)],
        ),
        (
            "Yasmina Haddou veranderde beoogd effect «Rust in huis»",
            "wie heeft er baat bij",
            [("Winkel", True), ("School", False)],
        ),
        (
            "Yasmina Haddou voegde beoogd effect «Rust in huis» toe",
            "wie heeft er baat bij",
            [("De Winkel", False)],
        ),
    ]


def test_who_takes_something_out_of_a_later_version_may_say_why(client, plan, doel, coordinator):
    make.agree(plan, coordinator)
    new = services.next_version(plan=plan, by=coordinator, reden="Het moet anders")
    row = new.prioriteiten.get()
    client.force_login(make.fresh(coordinator))
    url = reverse("wijkplan:prioriteit_remove", args=[row.uuid])
    assert "Waarom deze wijziging?" in client.get(url).content.decode()
    assert client.post(url, {"slot": row.slot, "waarom": "Het is af"}).status_code == 302
    page = client.get(reverse("wijkplan:verschil", args=[new.uuid]))
    assert f"{coordinator.naam} · " in page.content.decode()
    assert "«Het is af»" in page.content.decode()

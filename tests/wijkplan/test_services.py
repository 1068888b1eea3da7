from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import Logregel
from tests import factories as f
from wijkplan import services
from wijkplan.models import Doel, Indicator, Meting, Prioriteit, Wijkplan
from wijkplan.vocabulary import Voorstel

pytestmark = pytest.mark.django_db
PERIODE = {"periode_van": date(2027, 1, 1), "periode_tot": date(2027, 12, 31)}


def order(plan):
    return list(Prioriteit.objects.filter(wijkplan=plan).order_by("rang").values_list("titel", "rang"))


def three(plan, by):
    return [services.add_prioriteit(plan=plan, titel=titel, effectgebied="armoede", by=by) for titel in "ABC"]


# -- plan ---------------------------------------------------------------------------------------------


def test_make_wijkplan_gives_a_draft_with_one_audit_line(team, coordinator):
    plan = services.make_wijkplan(wijk=team.wijk, titel="Plan 2027", by=coordinator, **PERIODE)
    assert (plan.status, plan.versie, plan.door) == ("concept", 1, coordinator)
    assert list(Logregel.objects.values_list("wat", "sleutel", "door")) == [
        ("wijkplan.concept", str(plan.uuid), coordinator.pk)
    ]


def test_make_wijkplan_sent_twice_is_one_plan(team, coordinator):
    sent = {"wijk": team.wijk, "titel": "Plan 2027", "by": coordinator, "client_id": uuid4(), **PERIODE}
    assert services.make_wijkplan(**sent) == services.make_wijkplan(**sent)
    assert Wijkplan.objects.count() == 1


def test_make_wijkplan_with_a_used_id_and_another_title_is_refused(team, coordinator):
    sent = {"wijk": team.wijk, "by": coordinator, "client_id": uuid4(), **PERIODE}
    services.make_wijkplan(titel="Plan 2027", **sent)
    with pytest.raises(AlreadyUsed):
        services.make_wijkplan(titel="Iets anders", **sent)


def test_make_wijkplan_with_an_id_of_another_person_is_refused(team, coordinator):
    sent = {"wijk": team.wijk, "titel": "Plan 2027", "client_id": uuid4(), **PERIODE}
    services.make_wijkplan(by=coordinator, **sent)
    with pytest.raises(AlreadyUsed):
        services.make_wijkplan(by=f.make_coordinator(team), **sent)


def test_make_wijkplan_refuses_an_overlapping_period(team, coordinator):
    services.make_wijkplan(wijk=team.wijk, titel="Plan 2027", by=coordinator, **PERIODE)
    with pytest.raises(Refused, match="loopt al «Plan 2027»") as refused:
        services.make_wijkplan(
            wijk=team.wijk,
            titel="Nog een",
            periode_van=date(2027, 12, 31),
            periode_tot=date(2028, 6, 1),
            by=coordinator,
        )
    assert refused.value.field == "periode_van"


def test_make_wijkplan_refuses_a_period_that_ends_first(team, coordinator):
    with pytest.raises(Refused, match="vóór de eerste"):
        services.make_wijkplan(
            wijk=team.wijk,
            titel="X",
            periode_van=date(2027, 2, 1),
            periode_tot=date(2027, 1, 1),
            by=coordinator,
        )


def test_make_wijkplan_refuses_the_first_day_and_version_of_a_closed_plan(team, coordinator):
    f.walk(f.make_plan(team.wijk, coordinator, **PERIODE), coordinator, "gearchiveerd")
    with pytest.raises(Refused, match="op deze dag begint"):
        services.make_wijkplan(wijk=team.wijk, titel="X", by=coordinator, **PERIODE)
    assert services.make_wijkplan(wijk=team.wijk, titel="X", versie=2, by=coordinator, **PERIODE).versie == 2


def test_change_wijkplan_raises_the_slot_and_knows_by_whom(plan, coordinator):
    services.change_wijkplan(plan=plan, titel="Anders", slot=0, by=coordinator, **PERIODE)
    plan.refresh_from_db()
    event = Wijkplan.pgh_event_model.objects.filter(pgh_obj=plan).latest("pgh_id")
    assert (plan.titel, plan.slot, event.pgh_context.metadata) == ("Anders", 1, {"door": coordinator.pk})


def test_change_wijkplan_with_an_old_slot_changes_nothing(plan, coordinator):
    services.change_wijkplan(plan=plan, titel="Eerst", slot=0, by=coordinator, **PERIODE)
    with pytest.raises(Conflict) as conflict:
        services.change_wijkplan(plan=plan, titel="Daarna", slot=0, by=coordinator, **PERIODE)
    assert conflict.value.theirs.titel == "Eerst"


def test_set_status_walks_the_steps_and_logs_each(plan, prioriteit, coordinator):
    f.walk(plan, coordinator, "gearchiveerd")
    assert list(Logregel.objects.order_by("pk").values_list("wat", flat=True)) == [
        "wijkplan.voorgelegd",
        "akkoord.akkoord",
        "wijkplan.vastgesteld",
        "wijkplan.in_uitvoering",
        "wijkplan.geevalueerd",
        "wijkplan.gearchiveerd",
    ]


def test_set_status_refuses_to_skip_and_to_agree_by_itself(plan, coordinator):
    with pytest.raises(Refused, match="niet naar «in uitvoering»"):
        services.set_status(plan=plan, status="in_uitvoering", by=coordinator)
    with pytest.raises(Refused, match="niet naar «vastgesteld»"):
        services.set_status(plan=plan, status="vastgesteld", by=coordinator)


def test_remove_wijkplan_takes_a_draft_with_all_in_it(plan, indicator, coordinator):
    services.remove_wijkplan(plan=plan, by=coordinator, slot=0)
    assert (Wijkplan.objects.count(), Indicator.objects.count()) == (0, 0)
    assert Logregel.objects.get().wat == "wijkplan.verwijderd"


def test_remove_wijkplan_refuses_agreed_measured_and_used_plans(plan, team, indicator, coordinator):
    meting = f.make_meting(indicator, coordinator)
    with pytest.raises(Refused, match="metingen"):
        services.remove_wijkplan(plan=plan, by=coordinator)
    meting.delete()
    f.make_activiteit(team, coordinator, doel=indicator.doel)
    with pytest.raises(Refused, match="activiteiten"):
        services.remove_wijkplan(plan=plan, by=coordinator)
    services.set_status(plan=plan, status="in_ronde", by=coordinator)
    with pytest.raises(Refused, match="Alleen een concept"):
        services.remove_wijkplan(plan=plan, by=coordinator)


# -- prioriteiten -------------------------------------------------------------------------------------


def test_add_prioriteit_ranks_it_last(plan, coordinator):
    three(plan, coordinator)
    assert order(plan) == [("A", 1), ("B", 2), ("C", 3)]


def test_add_prioriteit_sent_twice_is_one_also_after_an_edit(plan, coordinator):
    sent = {"plan": plan, "titel": "A", "effectgebied": "armoede", "by": coordinator, "client_id": uuid4()}
    first = services.add_prioriteit(**sent)
    services.weigh_prioriteit(prioriteit=first, moscow="niet_nu", slot=0, by=coordinator)
    assert services.add_prioriteit(**sent) == first
    with pytest.raises(AlreadyUsed):
        services.add_prioriteit(**{**sent, "titel": "B"})


def test_add_prioriteit_refuses_a_closed_plan(team, coordinator):
    closed = f.walk(f.make_plan(team.wijk, coordinator), coordinator, "geevalueerd")
    with pytest.raises(Refused, match="afgesloten"):
        services.add_prioriteit(plan=closed, titel="A", effectgebied="armoede", by=coordinator)


def test_change_prioriteit_with_an_old_slot_shows_their_version(prioriteit, coordinator):
    new = {"effectgebied": "armoede", "aanleiding": "", "moscow": "", "by": coordinator, "slot": 0}
    services.change_prioriteit(prioriteit=prioriteit, titel="Eerst", **new)
    mine = Prioriteit.objects.get(pk=prioriteit.pk)
    with pytest.raises(Conflict) as conflict:
        services.change_prioriteit(prioriteit=mine, titel="Daarna", **new)
    assert conflict.value.theirs.titel == "Eerst"


def test_move_prioriteit_swaps_neighbours_and_takes_the_slot_of_the_plan(plan, coordinator):
    _, b, _ = three(plan, coordinator)
    services.move_prioriteit(prioriteit=b, richting="omhoog", slot=0, by=coordinator)
    assert order(plan) == [("B", 1), ("A", 2), ("C", 3)]
    services.move_prioriteit(prioriteit=b, richting="omlaag", slot=1, by=coordinator)
    assert order(plan) == [("A", 1), ("B", 2), ("C", 3)]
    assert Wijkplan.objects.get(pk=plan.pk).slot == 2


def test_move_prioriteit_beyond_the_end_changes_nothing(plan, coordinator):
    a, _, c = three(plan, coordinator)
    services.move_prioriteit(prioriteit=a, richting="omhoog", slot=0, by=coordinator)
    services.move_prioriteit(prioriteit=c, richting="omlaag", slot=0, by=coordinator)
    assert order(plan) == [("A", 1), ("B", 2), ("C", 3)]


def test_move_prioriteit_with_an_old_slot_changes_nothing(plan, coordinator):
    a, b, _ = three(plan, coordinator)
    services.move_prioriteit(prioriteit=b, richting="omhoog", slot=0, by=coordinator)
    with pytest.raises(Conflict):
        services.move_prioriteit(prioriteit=a, richting="omlaag", slot=0, by=coordinator)
    assert order(plan) == [("B", 1), ("A", 2), ("C", 3)]


def test_move_prioriteit_that_is_gone_is_a_conflict(plan, coordinator):
    a, *_ = three(plan, coordinator)
    Prioriteit.objects.filter(pk=a.pk).delete()
    with pytest.raises(Conflict):
        services.move_prioriteit(prioriteit=a, richting="omlaag", slot=0, by=coordinator)


def test_remove_prioriteit_closes_the_gap(plan, coordinator):
    a, *_ = three(plan, coordinator)
    services.remove_prioriteit(prioriteit=a, by=coordinator)
    assert order(plan) == [("B", 1), ("C", 2)]


def test_remove_prioriteit_refuses_when_activities_or_metingen_hang_on_it(
    team, prioriteit, indicator, coordinator
):
    activiteit = f.make_activiteit(team, coordinator, doel=indicator.doel)
    with pytest.raises(Refused, match="activiteiten"):
        services.remove_prioriteit(prioriteit=prioriteit, by=coordinator)
    activiteit.delete()
    f.make_meting(indicator, coordinator)
    with pytest.raises(Refused, match="metingen"):
        services.remove_prioriteit(prioriteit=prioriteit, by=coordinator)


def test_remove_prioriteit_that_was_changed_meanwhile_is_a_conflict(prioriteit, coordinator):
    services.weigh_prioriteit(prioriteit=prioriteit, moscow="must", slot=0, by=coordinator)
    with pytest.raises(Conflict):
        services.remove_prioriteit(prioriteit=prioriteit, by=coordinator, slot=0)
    assert Prioriteit.objects.count() == 1


# -- doelen -------------------------------------------------------------------------------------------


def test_add_doel_stands_last_and_sent_twice_is_one(prioriteit, doel, coordinator):
    sent = {"prioriteit": prioriteit, "titel": "Nieuw", "by": coordinator, "client_id": uuid4()}
    new = services.add_doel(**sent)
    assert services.add_doel(**sent) == new
    assert list(Doel.objects.values_list("titel", "rang")) == [(doel.titel, 1), ("Nieuw", 2)]


def test_change_doel_keeps_what_was_not_named(doel, coordinator):
    services.change_doel(doel=doel, slot=0, by=coordinator, doelgroep="jongeren")
    doel.refresh_from_db()
    assert (doel.titel, doel.doelgroep, doel.slot) == ("Zes op de tien durft Nederlands", "jongeren", 1)


def test_remove_doel_refuses_while_activities_or_metingen_hang_on_it(team, doel, indicator, coordinator):
    activiteit = f.make_activiteit(team, coordinator, doel=doel)
    with pytest.raises(Refused, match="activiteiten"):
        services.remove_doel(doel=doel, by=coordinator)
    activiteit.delete()
    meting = f.make_meting(indicator, coordinator)
    with pytest.raises(Refused, match="metingen"):
        services.remove_doel(doel=doel, by=coordinator)
    meting.delete()
    services.remove_doel(doel=doel, by=coordinator, slot=0)
    assert Doel.objects.count() == 0


# -- indicatoren en metingen --------------------------------------------------------------------------


def test_add_indicator_copies_the_baseline_and_keeps_it_when_the_figure_goes(doel, coordinator):
    kerncijfer = f.make_kerncijfer(f.make_gebied(geldig_van=date(2018, 1, 1)))
    indicator = services.add_indicator(doel=doel, naam="SES", by=coordinator, kerncijfer=kerncijfer)
    kerncijfer.delete()
    indicator.refresh_from_db()
    assert indicator.kerncijfer is None
    assert (indicator.nulmeting, indicator.nulmeting_datum) == (Decimal("-0.416"), date(2019, 12, 31))
    assert indicator.nulmeting_bron == "CBS, 2019, Geuzenveld (CBS 2018)"


def test_add_indicator_refuses_a_figure_that_is_missing(doel, coordinator):
    kerncijfer = f.make_kerncijfer(f.make_gebied(), waarde=None)
    with pytest.raises(Refused, match="geen waarde"):
        services.add_indicator(doel=doel, naam="SES", by=coordinator, kerncijfer=kerncijfer)
    assert Indicator.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "field"),
    [({}, "nulmeting_datum"), ({"nulmeting_datum": date(2026, 1, 1)}, "nulmeting_bron")],
)
def test_add_indicator_refuses_a_bare_baseline(doel, coordinator, values, field):
    with pytest.raises(Refused) as refused:
        services.add_indicator(doel=doel, naam="X", by=coordinator, nulmeting=Decimal(0), **values)
    assert refused.value.field == field


def test_add_indicator_sent_twice_is_one(doel, coordinator):
    sent = {"doel": doel, "naam": "X", "by": coordinator, "client_id": uuid4()}
    sent["kerncijfer"] = f.make_kerncijfer(f.make_gebied(), waarde=Decimal("1.5"))
    assert services.add_indicator(**sent) == services.add_indicator(**sent)
    with pytest.raises(AlreadyUsed):
        services.add_indicator(**{**sent, "kerncijfer": None})


def test_change_indicator_to_a_bare_baseline_is_refused(indicator, coordinator):
    with pytest.raises(Refused):
        services.change_indicator(indicator=indicator, slot=0, by=coordinator, nulmeting=Decimal(3))
    services.change_indicator(indicator=Indicator.objects.get(), slot=0, by=coordinator, streefwaarde=60)
    assert Indicator.objects.get().streefwaarde == 60


def test_remove_indicator_refuses_when_it_was_measured(indicator, coordinator):
    meting = f.make_meting(indicator, coordinator)
    with pytest.raises(Refused, match="metingen"):
        services.remove_indicator(indicator=indicator, by=coordinator)
    services.remove_meting(meting=meting, by=coordinator, slot=0)
    services.remove_indicator(indicator=indicator, by=coordinator, slot=0)
    assert list(Logregel.objects.order_by("pk").values_list("wat", flat=True)) == [
        "wijkplan.meting_verwijderd",
        "wijkplan.indicator_verwijderd",
    ]


def test_record_meting_sent_twice_is_one(indicator, coordinator):
    sent = {"indicator": indicator, "by": coordinator, "client_id": uuid4(), "bron": "vragenlijst"}
    sent |= {"peildatum": date(2026, 6, 1), "waarde": Decimal(45), "n": 38}
    assert services.record_meting(**sent) == services.record_meting(**sent)
    assert list(Meting.objects.values_list("waarde", "n", "bewijsniveau")) == [(45, 38, 2)]


def test_change_meting_with_an_old_slot_changes_nothing(indicator, coordinator):
    meting = f.make_meting(indicator, coordinator)
    services.change_meting(meting=meting, slot=0, by=coordinator, waarde=Decimal(46))
    with pytest.raises(Conflict):
        services.change_meting(meting=meting, slot=0, by=coordinator, waarde=Decimal(47))
    assert Meting.objects.get().waarde == 46


# -- plakken ------------------------------------------------------------------------------------------


def test_paste_lines_adds_all_in_order_and_once(plan, coordinator):
    lines = [
        Voorstel("A", "omdat", ["a1", "a2"], "armoede"),
        Voorstel("B", "", [], "veiligheid"),
    ]
    sent = {"plan": plan, "voorstellen": lines, "by": coordinator, "client_id": uuid4()}
    assert services.paste_lines(**sent) == services.paste_lines(**sent)
    assert order(plan) == [("A", 1), ("B", 2)]
    assert list(Doel.objects.values_list("titel", flat=True)) == ["a1", "a2"]


@pytest.mark.parametrize(
    "other",
    [
        [Voorstel("X", "", ["a1"], "armoede"), Voorstel("B", "", [], "armoede")],
        [Voorstel("A", "", ["a1"], "armoede")],
        [Voorstel("A", "", [], "armoede"), Voorstel("B", "", [], "armoede")],
        [Voorstel("A", "", ["a1", "a2"], "armoede"), Voorstel("B", "", [], "armoede")],
    ],
)
def test_paste_lines_sent_again_with_other_lines_adds_nothing(plan, coordinator, other):
    batch = uuid4()
    lines = [Voorstel("A", "", ["a1"], "armoede"), Voorstel("B", "", [], "armoede")]
    services.paste_lines(plan=plan, voorstellen=lines, by=coordinator, client_id=batch)
    with pytest.raises(AlreadyUsed):
        services.paste_lines(plan=plan, voorstellen=other, by=coordinator, client_id=batch)
    assert (order(plan), Doel.objects.count()) == ([("A", 1), ("B", 2)], 1)


def test_paste_lines_stand_after_what_was_there_and_know_by_whom(plan, prioriteit, coordinator):
    lines = [Voorstel("A", "", ["a1"], "armoede")]
    services.paste_lines(plan=plan, voorstellen=lines, by=coordinator)
    assert order(plan) == [(prioriteit.titel, 1), ("A", 2)]
    assert services.last_hand(Doel.objects.get())[0] == coordinator


def test_paste_lines_refuses_nothing(plan, coordinator):
    with pytest.raises(Refused, match="minstens"):
        services.paste_lines(plan=plan, voorstellen=[], by=coordinator)


def test_last_hand_of_a_row_without_history_of_a_person_is_unknown(plan):
    assert services.last_hand(plan) == (None, None)

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test import RequestFactory
from django.utils.translation import override

from bewoners.models import Contactmoment
from core.errors import AlreadyUsed
from core.forms import VooruitForm, VooruitModelForm
from core.locking import (
    ClientIdFormMixin,
    Conflict,
    SlotFormMixin,
    as_read,
    conflict_context,
    conflict_response,
    hash_body,
    once,
    save_with_slot,
    take_slot,
)
from core.text import LineField
from partners.models import Afspraak
from tests.factories import make_afspraak, make_contactmoment, make_plan, make_user, make_wijk
from wijkplan.models import Wijkplan

pytestmark = pytest.mark.django_db


class AfspraakForm(SlotFormMixin, VooruitModelForm):
    class Meta:
        model = Afspraak
        fields = ["tekst", "aan_zet", "voor"]


@pytest.fixture
def afspraak():
    return make_afspraak(make_wijk(), make_user(), tekst="Licht in de portiek", voor=date(2026, 12, 1))


def typed(**changes):
    return {"tekst": "Licht én verf", "aan_zet": "vooruit", "voor": "2026-12-24", "slot": "0"} | changes


def test_a_save_raises_the_slot_and_writes_only_its_fields(afspraak):
    afspraak.tekst, afspraak.wie = "Nieuw", "niet bewaard"
    save_with_slot(afspraak, fields=["tekst"], expected_slot=0)
    stored = Afspraak.objects.get()
    assert (stored.tekst, stored.slot, afspraak.slot) == ("Nieuw", 1, 1)
    assert stored.wie != "niet bewaard"


def test_a_second_save_of_the_same_slot_is_a_conflict(afspraak):
    mine = Afspraak.objects.get()
    afspraak.tekst = "Van haar"
    save_with_slot(afspraak, fields=["tekst"], expected_slot=0)
    mine.tekst = "Van mij"
    with pytest.raises(Conflict) as conflict:
        save_with_slot(mine, fields=["tekst"], expected_slot=0)
    assert conflict.value.theirs.tekst == "Van haar"
    assert Afspraak.objects.get().tekst == "Van haar"


def test_a_save_of_a_row_that_is_gone_is_a_conflict_with_nothing(afspraak):
    Afspraak.objects.all().delete()
    with pytest.raises(Conflict) as conflict:
        save_with_slot(afspraak, fields=["tekst"], expected_slot=0)
    assert conflict.value.theirs is None


def test_taking_the_slot_writes_nothing_else(afspraak):
    take_slot(afspraak, expected_slot=0)
    with pytest.raises(Conflict):
        take_slot(afspraak, expected_slot=0)


def test_a_form_carries_the_slot_it_was_opened_with(afspraak):
    take_slot(afspraak, expected_slot=0)
    assert '<input type="hidden" name="slot" value="1" id="id_slot">' in str(AfspraakForm(instance=afspraak))


@pytest.mark.parametrize("slot", ["", "-1", "x", str(2**63)])
def test_a_broken_slot_is_refused_and_not_saved(afspraak, slot):
    assert not AfspraakForm(typed(slot=slot), instance=afspraak).is_valid()


def conflicting_form(afspraak):
    save_with_slot(afspraak, fields=["tekst"], expected_slot=0)
    form = AfspraakForm(typed(), instance=Afspraak.objects.get())
    assert form.is_valid()
    return form


def test_a_conflict_shows_both_versions_field_by_field(afspraak):
    with override("nl"):
        context = conflict_context(conflicting_form(afspraak), afspraak)
    assert [(row.label, row.mine, row.theirs) for row in context["fields"]] == [
        ("Wat is afgesproken", "Licht én verf", "Licht in de portiek"),
        ("Wie is aan zet", "zij wachten op ons", "wij wachten op hen"),
        ("Vóór welke dag", "24 december 2026", "1 december 2026"),
    ]
    assert all(row.differs for row in context["fields"])


def test_after_a_conflict_sending_again_is_a_choice_made_knowingly(afspraak):
    form = conflict_context(conflicting_form(afspraak), afspraak)["form"]
    again = AfspraakForm(form.data, instance=Afspraak.objects.get())
    assert again.is_valid()
    assert again.cleaned_data["slot"] == 1


@pytest.mark.parametrize("gone", [True, False])
def test_a_conflict_is_answered_with_409(afspraak, gone):
    form = conflicting_form(afspraak)
    conflict = Conflict(None if gone else afspraak)
    response = conflict_response(RequestFactory().post("/"), form, conflict, context={"terug": "/"})
    assert (response.status_code, response.template_name) == (409, "conflict.html")
    assert len(response.context_data["fields"]) == (0 if gone else 3)
    assert response.context_data["terug"] == "/"


def test_the_conflict_page_shows_both_versions_and_the_new_slot(afspraak):
    request = RequestFactory().post("/afspraak/")
    request.user, request.session = make_user(), {}
    with override("nl"):
        response = conflict_response(request, conflicting_form(afspraak), Conflict(afspraak)).render()
    page = response.content.decode()
    assert page.index("Licht én verf") < page.index("Licht in de portiek")
    assert '<input type="hidden" name="slot" value="1"' in page


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, "leeg"),
        ("", "leeg"),
        ([], "leeg"),
        (True, "ja"),
        (False, "nee"),
        (1250, "1.250"),
        (["a", "b"], "a, b"),
    ],
)
def test_a_value_is_read_as_people_do(value, read):
    with override("nl"):
        assert as_read(value) == read


# -- Sending twice ------------------------------------------------------------------------------------


def send(wijk, by, client_id, **body):
    fingerprint = hash_body(body)
    return once(
        Contactmoment,
        client_id=client_id,
        by=by,
        body_hash=fingerprint,
        make=lambda: make_contactmoment(wijk, by, client_id=client_id, body_hash=fingerprint),
    )


def test_sending_the_same_twice_makes_one():
    wijk, user, client_id = make_wijk(), make_user(), uuid4()
    first, made = send(wijk, user, client_id, hoe="koffie")
    second, made_again = send(wijk, user, client_id, hoe="koffie")
    assert (made, made_again, first) == (True, False, second)
    assert Contactmoment.objects.count() == 1


def test_another_body_under_the_same_id_is_refused():
    wijk, user, client_id = make_wijk(), make_user(), uuid4()
    send(wijk, user, client_id, hoe="koffie")
    with pytest.raises(AlreadyUsed):
        send(wijk, user, client_id, hoe="straat")


def test_another_person_under_the_same_id_is_refused():
    wijk, client_id = make_wijk(), uuid4()
    send(wijk, make_user(), client_id, hoe="koffie")
    with pytest.raises(AlreadyUsed):
        send(wijk, make_user(), client_id, hoe="koffie")


@pytest.mark.django_db(transaction=True)
def test_who_loses_the_race_gets_the_winners_row():
    wijk, user, client_id, fingerprint = make_wijk(), make_user(), uuid4(), hash_body({})

    def make():
        return make_contactmoment(wijk, user, client_id=client_id, body_hash=fingerprint)

    def make_after_another():
        with ThreadPoolExecutor(1) as other:
            other.submit(lambda: (make(), connection.close())).result()
        return make()

    row, made = once(
        Contactmoment, client_id=client_id, by=user, body_hash=fingerprint, make=make_after_another
    )
    assert (made, row) == (False, Contactmoment.objects.get())


def test_an_error_that_is_not_the_id_is_not_hidden():
    user = make_user()
    with pytest.raises(IntegrityError):
        once(
            Contactmoment,
            client_id=uuid4(),
            by=user,
            body_hash="",
            make=Contactmoment.objects.create,
        )


def test_a_model_without_fingerprint_lets_the_id_decide():
    user = make_user()
    row = make_plan(make_wijk(), user)
    assert once(Wijkplan, client_id=row.client_id, by=user, body_hash="x", make=make_plan) == (row, False)


def test_the_fingerprint_does_not_depend_on_the_order():
    wijk = make_wijk()
    one = hash_body({"a": 1, "b": [wijk], "c": {"x", "y"}, "d": None})
    assert one == hash_body({"d": None, "c": {"y", "x"}, "b": [wijk], "a": 1})
    assert one != hash_body({"d": "", "c": {"y", "x"}, "b": [wijk], "a": 1})


def test_a_form_makes_its_own_id_each_time():
    class Form(ClientIdFormMixin, VooruitForm):
        tekst = LineField()

    first, second = Form()["client_id"].value(), Form()["client_id"].value()
    assert first != second
    one, other = ({"client_id": str(uuid4()), "tekst": "koffie"} for _ in range(2))
    forms = [Form(one), Form(other)]
    assert [form.is_valid() for form in forms] == [True, True]
    assert forms[0].body_hash() == forms[1].body_hash()

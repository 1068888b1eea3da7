"""The guard on forms: what blocks blocks, what is asked can be confirmed, and only that is counted."""

import pytest
from django.http import QueryDict

from core.forms import VooruitForm
from core.text import LineField, TextField
from core.wacht import NAMEN, VERHAAL
from core.wacht.tel import telling


class BasisForm(VooruitForm):
    wacht = {"notitie": VERHAAL}
    wacht_niet = {"telefoon": "somebody's work"}

    titel = LineField(required=False)
    notitie = TextField(required=False)
    telefoon = LineField(required=False)


class MeerForm(BasisForm):
    wacht = {"titel": NAMEN}


def filled(form=BasisForm, initial=None, **data):
    query = QueryDict(mutable=True)
    for key, value in data.items():
        query.setlist(key, value if isinstance(value, list) else [value])
    return form(query, initial=initial)


def test_what_leads_to_a_person_blocks_in_every_text_and_stays_typed():
    form = filled(titel="bel 0612345678", wacht_akkoord="telefoon:0612345678")
    assert form.errors == {"titel": ["Hier staat een telefoonnummer. Haal dat weg, dan kan het bewaard."]}
    assert 'value="bel 0612345678"' in str(form["titel"])


def test_a_form_leaves_alone_what_it_says_it_does():
    assert filled(telefoon="06-12345678").is_valid()


def test_a_name_is_asked_with_a_better_word_and_can_be_confirmed():
    form = filled(notitie="koffie met Samira")
    assert form.errors == {"notitie": ["Is «Samira» een naam? Schrijf liever: een buurvrouw."]}
    assert [vraag["teken"] for vraag in form.fields["notitie"].wacht_vragen] == ["naam:samira"]
    assert filled(notitie="koffie met Samira", wacht_akkoord=["naam:samira"]).is_valid()


def test_what_was_confirmed_stays_so_while_something_else_is_wrong():
    form = filled(titel="bel 0612345678", notitie="koffie met Samira", wacht_akkoord=["naam:samira"])
    assert list(form.errors) == ["titel"]
    assert [(one["teken"], one["ja"]) for one in form.fields["notitie"].wacht_vragen] == [
        ("naam:samira", True)
    ]


def test_a_text_that_becomes_a_list_is_looked_at_as_it_was_typed():
    class LijstForm(VooruitForm):
        regels = TextField()

        def clean_regels(self):
            return self.cleaned_data["regels"].split()

    assert filled(LijstForm, regels="geveltuinen\n0612345678").errors == {
        "regels": ["Hier staat een telefoonnummer. Haal dat weg, dan kan het bewaard."]
    }


def test_names_are_not_asked_in_a_planning_text():
    assert filled(titel="Samira opent de deur").is_valid()
    assert not filled(MeerForm, titel="Samira opent de deur").is_valid()


def test_what_stands_already_is_not_asked_again_but_a_number_is_still_refused():
    assert filled(notitie="koffie met samira", initial={"notitie": "koffie met samira"}).is_valid()
    assert not filled(notitie="bel 0612345678", initial={"notitie": "bel 0612345678"}).is_valid()


def test_a_confirmation_is_counted_once_the_form_is_right_and_without_its_words():
    with telling() as tally:
        filled(notitie="koffie met samira, 0612345678", wacht_akkoord=["naam:samira"]).is_valid()
        assert tally == {}
        filled(notitie="koffie met samira", wacht_akkoord=["naam:samira", "naam:piet"]).is_valid()
    assert tally == {("naam", "bevestigd"): 1}


def test_a_worry_brings_the_card_and_a_count():
    with telling() as tally:
        form = filled(notitie="haar man slaat haar")
        assert not form.is_valid()
    assert form.fields["notitie"].wacht_zorg
    assert tally == {("zorg", "kaart"): 1}


def test_a_card_seen_at_the_keyboard_is_counted():
    with telling() as tally:
        assert filled(notitie="iemand heeft het zwaar", wacht_kaart="1").is_valid()
    assert tally == {("zorg", "kaart"): 1}


@pytest.mark.parametrize(("form", "level"), [(BasisForm, None), (MeerForm, "namen")])
def test_the_keyboard_is_told_how_much_is_looked_for(form, level):
    made = form()
    levels = {name: made[name].field.widget.attrs.get("data-wacht") for name in made.fields}
    assert levels == {"titel": level or "plan", "notitie": "verhaal", "telefoon": None}


def test_a_text_too_long_to_look_at_is_refused_in_a_sentence():
    class LangForm(VooruitForm):
        tekst = TextField(max_length=None)

    assert filled(LangForm, tekst="a " * 10**5).errors == {
        "tekst": ["Dit is te lang om na te kijken. Maak er kortere stukken van."]
    }

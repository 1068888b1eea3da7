import re

import pytest
from django import forms
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from core.forms import VooruitForm
from core.text import BoundedIntegerField, LineField


class KaartForm(VooruitForm):
    titel = LineField(label="Titel", help_text="Zoals op de flyer.", max_length=80)
    aantal = BoundedIntegerField(label="Aantal", min_value=0, required=False)
    hoe = forms.ChoiceField(
        label="Hoe?", widget=forms.RadioSelect, choices=[("a", "koffie"), ("b", "straat")]
    )
    zeker = forms.BooleanField(label="Zeker", required=False)
    client_id = LineField(widget=forms.HiddenInput, required=False)


def shown(source: str, **context) -> str:
    return re.sub(r"\s+", " ", Template(CottonCompiler().process(source)).render(Context(context)))


def test_a_field_ties_its_hint_and_error_to_the_input():
    html = shown("{{ form.titel.as_field_group }}", form=KaartForm({}))
    assert '<label for="id_titel">Titel</label>' in html
    assert 'aria-invalid="true" aria-describedby="id_titel_helptext id_titel_error"' in html
    assert 'id="id_titel_helptext"' in html
    assert 'id="id_titel_error"' in html


def test_a_field_that_may_stay_empty_says_so():
    assert "(mag leeg)" in shown('<c-field :field="form.aantal" />', form=KaartForm())
    assert "(mag leeg)" not in shown('<c-field :field="form.titel" />', form=KaartForm())


def test_a_group_of_choices_is_a_fieldset_the_summary_can_point_at():
    form = KaartForm({})
    assert '<fieldset id="id_hoe_groep"' in shown('<c-choice-chips :field="form.hoe" />', form=form)
    assert 'href="#id_hoe_groep">Hoe? ' in shown('<c-error-summary :form="form" />', form=form)


def test_a_number_field_is_empty_and_has_its_steps_only_with_scripts():
    html = shown('<c-number :field="form.aantal" hint="vorige week 21" />', form=KaartForm())
    assert "value=" not in re.search(r"<input[^>]*>", html)[0]
    assert html.count("vu-js") == 2
    assert "vorige week 21" in html


def test_a_form_shows_every_field_once_and_its_own_errors():
    form = KaartForm({"titel": "Taalcafé", "hoe": "a"})
    form.add_error(None, "Deze maand is al vrijgegeven.")
    html = shown("{{ form }}", form=form)
    assert [html.count(f'name="{name}"') for name in ("titel", "aantal", "zeker", "client_id")] == [
        1,
        1,
        1,
        1,
    ]
    assert "Deze maand is al vrijgegeven." in html


def test_a_valid_form_has_no_summary():
    assert shown('<c-error-summary :form="form" />', form=KaartForm({"titel": "x", "hoe": "a"})).strip() == ""


def test_what_is_typed_is_escaped():
    html = shown("{{ form }}", form=KaartForm({"titel": "<b>\"'", "hoe": "a"}))
    assert "&lt;b&gt;" in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('<c-figure :value="value" />', "niet geteld"),
        ('<c-figure :value="0" unit="keer" />', "0 <small>keer</small>"),
        ('<c-figure :value="1118" unit="bezoeken" />', "1.118 <small>bezoeken</small>"),
        ('<c-figure :value="1118" shielded="1" />', "afgeschermd"),
    ],
)
def test_a_figure_says_number_nothing_unknown_and_hidden(source, said):
    html = shown(source, value=None)
    assert said in html
    assert ("1.118" in html) == ("1.118" in said)


@pytest.mark.parametrize("name", ["veiligheid", "gezondheid", "armoede", "opleiding", "betrokkenheid", "los"])
def test_an_effect_area_is_a_shape_and_a_word(name):
    html = shown('<c-effectgebied name="{{ name }}" />', name=name)
    assert re.search(r"<(path|circle) ", html)
    assert re.search(r"<span> \w", html)


def test_a_component_does_not_see_the_variables_of_its_page():
    assert "geheim" not in shown(
        '<c-card title="Taalcafé">jij opent</c-card>', over="geheim", class_="geheim"
    )


def test_a_button_is_a_link_only_when_it_leads_somewhere():
    assert "<a href" in shown('<c-button href="/x">Ga</c-button>')
    assert '<button type="submit"' in shown('<c-button name="actie" value="klopt">Klopt</c-button>')
    assert 'name="actie" value="klopt"' in shown('<c-button name="actie" value="klopt">Klopt</c-button>')

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from core import text
from core.forms import VooruitForm, VooruitModelForm
from mensen.models import User
from partners.models import Afspraak
from wijkplan.models import Indicator, Prioriteit


class AfspraakForm(VooruitModelForm):
    class Meta:
        model = Afspraak
        fields = ["tekst", "aan_zet", "wie", "voor"]


def test_a_model_form_gets_our_own_fields():
    kinds = {name: type(field) for name, field in AfspraakForm().fields.items()}
    assert kinds == {
        "tekst": text.LineField,
        "aan_zet": forms.TypedChoiceField,
        "wie": text.LineField,
        "voor": text.SaneDateField,
    }


def test_a_model_form_keeps_what_the_model_says():
    form = AfspraakForm()
    assert form.fields["tekst"].max_length == 200
    assert not form.fields["wie"].required
    assert str(form.fields["voor"].label) == Afspraak._meta.get_field("voor").verbose_name.capitalize()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "tekst",
            "\x00",
            "Er stonden onzichtbare tekens in. Die zijn weggehaald: kijk na wat er staat en bewaar opnieuw.",
        ),
        ("tekst", "", "Vul dit in."),
        ("tekst", "x" * 201, "Dit is te lang: hooguit 200 tekens, nu 201."),
        ("aan_zet", "niemand", "Deze keuze bestaat niet (meer). Kies een andere."),
        ("voor", "1900-01-01", "Deze datum ligt te ver terug. Kies een datum vanaf 1 januari 2000."),
    ],
)
def test_bad_input_is_a_plain_message_beside_its_field(name, value, message):
    good = {"tekst": "Licht in de portiek", "aan_zet": "partner", "wie": "Ruud", "voor": "2026-12-01"}
    form = AfspraakForm(good | {name: value})
    assert form.errors == {name: [message]}


@pytest.mark.parametrize("model", [Afspraak, Prioriteit, Indicator, User])
def test_no_field_of_a_model_form_lets_bad_text_through(model):
    form = type(
        "Form", (VooruitModelForm,), {"Meta": type("Meta", (), {"model": model, "fields": "__all__"})}
    )
    plain = {forms.CharField, forms.IntegerField, forms.DateField, forms.DecimalField, forms.TimeField}
    assert {name for name, field in form.base_fields.items() if type(field) in plain} == set()


def test_a_plain_field_is_refused_at_import():
    with pytest.raises(TypeError, match=r"ZoekForm\.q: use the field of core\.text"):
        type("ZoekForm", (VooruitForm,), {"q": forms.CharField()})


def test_a_label_ends_without_a_colon():
    class Form(VooruitForm):
        q = text.LineField(label="Zoek")

    assert Form()["q"].label_tag() == '<label for="id_q">Zoek</label>'


class BestandForm(VooruitForm):
    bestand = forms.FileField(max_length=10)


def test_a_long_file_name_is_a_plain_message():
    form = BestandForm({}, {"bestand": SimpleUploadedFile("a" * 30 + ".csv", b"x")})
    assert form.errors["bestand"] == ["De naam van het bestand is te lang: hooguit 10 tekens, nu 34."]
    assert BestandForm({}, {}).errors["bestand"] == ["Kies een bestand."]


def test_what_must_be_chosen_or_ticked_says_so_in_words():
    class Vraag(VooruitForm):
        soort = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], widget=forms.Select)
        gevraagd = forms.BooleanField()

    form = Vraag({})
    assert next(iter(form.fields["soort"].choices)) == ("", "kies")
    assert form.errors == {"soort": ["Kies er een."], "gevraagd": ["Vink dit aan."]}

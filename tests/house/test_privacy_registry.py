"""Data about people is declared or it is not held: the register is complete, and nothing in it is left empty."""

import pytest
from django.apps import apps
from django.conf import settings

from core.privacy import Doel, Grondslag, entries, is_registered, rows_about
from mensen.models import User
from tests.factories import make_contactmoment, make_student, make_team

PERSONAL_FIELDS = {"telefoon", "email", "voornaam", "achternaam", "adres", "wie"}
NOT_ABOUT_A_PERSON = {
    "bewoners.Thematelling": "counts per wijk and month, unlinked from any conversation",
    "wijken.Plek": "the phone number of a public place",
}


def is_about_people(model):
    fields = model._meta.concrete_fields
    points_at_person = any(field.is_relation and field.related_model is User for field in fields)
    names_person = bool(PERSONAL_FIELDS & {field.name for field in fields})
    return model is User or points_at_person or names_person or model._meta.app_label == "bewoners"


def test_every_model_about_people_is_in_the_register():
    ours = [model for model in apps.get_models() if model._meta.app_label in settings.ROOMS]
    undeclared = {model._meta.label for model in ours if is_about_people(model) and not is_registered(model)}
    assert undeclared == set(NOT_ABOUT_A_PERSON)


def test_every_entry_says_why_how_long_and_who_sees_it():
    for entry in entries():
        assert entry.doel
        assert all(isinstance(doel, Doel) for doel in entry.doel)
        assert isinstance(entry.grondslag, Grondslag)
        assert str(entry.bewaartermijn)
        assert all(str(ontvanger) for ontvanger in entry.ontvangers)


def test_every_link_to_an_account_is_found_again():
    """A row that points at a person and is not found could never be shown or erased on request."""
    for entry in entries():
        links = {
            f.name for f in entry.model._meta.concrete_fields if f.is_relation and f.related_model is User
        }
        if links:
            sql = str(entry.find(User(pk=7)).query)
            assert {name for name in links if f'"{name}_id" = 7' not in sql} == set(), entry.model


@pytest.mark.django_db
def test_a_person_gets_everything_held_about_her():
    team = make_team()
    student = make_student(team)
    make_contactmoment(team.wijk, student)
    make_contactmoment(team.wijk, make_student(team))
    found = {entry.model._meta.label: len(rows) for entry, rows in rows_about(student)}
    assert found == {"bewoners.Contactmoment": 1, "mensen.User": 1, "teams.Lidmaatschap": 1}


@pytest.mark.django_db
def test_what_a_person_gets_holds_no_secrets():
    for _, rows in rows_about(make_student(make_team())):
        assert not [name for row in rows for name in row if "password" in name or "hash" in name]

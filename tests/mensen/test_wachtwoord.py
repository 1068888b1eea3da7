import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from mensen.models import User


def test_the_rules_address_nobody_because_students_and_partners_read_them():
    with translation.override("nl"):
        assert password_validators_help_texts() == [
            "Gebruik minstens 12 tekens, bijvoorbeeld drie woorden achter elkaar.",
            "Niet een dat veel mensen gebruiken.",
            "Niet de naam of het e-mailadres van dit account.",
        ]


@pytest.mark.parametrize("password", ["noordevries", "kort", "password1234", "noor@voorbeeld.nl"])
def test_a_weak_password_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(naam="Noor de Vries", email="noor@voorbeeld.nl"))


def test_a_long_password_of_words_is_fine():
    validate_password("fiets regen kastanje brug", User(naam="Noor de Vries", email="noor@voorbeeld.nl"))

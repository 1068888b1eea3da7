import pytest
from django.contrib.sessions.models import Session

from core import privacy
from core.privacy import Doel, Grondslag
from mensen.models import Logregel, User

ENTRY = {
    "doel": Doel.RECHTEN,
    "grondslag": Grondslag.BELANG,
    "bewaartermijn": "12 uur",
    "ontvangers": ["niemand"],
}


@pytest.fixture
def register(monkeypatch):
    monkeypatch.setattr(privacy, "_register", {})
    return privacy.register


def test_a_declared_model_is_in_the_register(register):
    entry = register(Session, **ENTRY)
    assert list(privacy.entries()) == [entry]
    assert privacy.is_registered(Session)
    assert (entry.doel, entry.ontvangers) == ((Doel.RECHTEN,), ("niemand",))


def test_a_model_is_declared_once(register):
    register(Session, **ENTRY)
    with pytest.raises(ValueError, match=r"sessions\.Session is registered twice"):
        register(Session, **ENTRY)


@pytest.mark.django_db
def test_a_model_can_say_itself_what_it_exports(register):
    register(Session, **ENTRY, export=lambda person: [{"naam": person}])
    register(Logregel, **ENTRY)
    assert [rows for _, rows in privacy.rows_about("Noor")] == [[{"naam": "Noor"}]]


def test_an_entry_is_called_as_on_screen(register):
    assert str(register(User, **ENTRY).naam) == "gebruikers"

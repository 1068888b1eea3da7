"""The page «Wat ziet wie?» asks the rules themselves and forgets none."""

import pytest
from rules.permissions import permissions

from vooruit.wat_ziet_wie import EIGEN, ROLLEN, VERBS, person, table

KEPT_FOR_LATER: set[str] = set()


def test_every_permission_has_a_sentence():
    told = {verb.permission for verb in VERBS} | set(EIGEN)
    assert sorted(set(permissions) - told) == []


def test_no_permission_is_told_twice():
    told = [verb.permission for verb in VERBS]
    assert sorted(told) == sorted(set(told))


@pytest.mark.parametrize("rol", ROLLEN)
def test_a_person_of_a_role_is_only_that(rol):
    scope = person(rol).scope
    kinds = [
        scope.is_student,
        scope.is_coordinator,
        scope.is_partner,
        *(r == rol for r in scope.organisatie_rollen),
    ]
    assert sum(kinds) == 1


def test_partners_may_only_see_released_figures_and_what_is_their_own():
    column = list(ROLLEN).index("partner")
    assert [str(zin) for zin, answers in table() if answers[column]] == [
        "De tekst van een wijkplan lezen, en wie erachter staat",
        "In de tekst van een wijkplan lezen wat elke partij toezegt",
        "Een voorgelegde tekst lezen",
        "Antwoorden namens de eigen organisatie",
        "De puls van partners lezen; een partner alleen de eigen",
        "Als partner zeggen wat dringend is",
        "Een toezegging zien, de partner de eigen",
        "Zeggen dat een eigen ruimte stopt",
        "Een datum verschuiven, de partner van het eigen plan",
        "Zeggen tot wanneer eigen kamers er zijn",
        "De gegevens van een contactpersoon veranderen",
        "Melden dat er iets verandert bij de eigen organisatie",
        "Vrijgegeven cijfers zien, afgerond en afgeschermd",
        "Cijfers van eigen wijken op een rij zien",
    ]


def test_nobody_may_do_everything():
    assert all(not all(answers[i] for _, answers in table()) for i in range(len(ROLLEN)))


@pytest.mark.django_db
def test_the_page_shows_every_verb(client):
    from tests.factories import make_user

    client.force_login(make_user())
    page = client.get("/wat-ziet-wie/").content.decode()
    assert [str(verb.zin) for verb in VERBS if str(verb.zin) not in page] == []

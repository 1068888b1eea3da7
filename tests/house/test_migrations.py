"""A new database and one that grew with us end up the same."""

from django.db.migrations.loader import MigrationLoader


def test_squashed_migrations_make_what_the_ones_they_replace_made():
    at_once, in_steps = MigrationLoader(None), MigrationLoader(None, replace_migrations=False)
    lasts = [at_once.disk_migrations[key].replaces[-1] for key in at_once.replacements]
    made = at_once.project_state(list(at_once.replacements)).models
    grew = in_steps.project_state(lasts).models
    rooms = {room for room, _ in lasts}
    assert {key for key in made if key[0] in rooms} == {key for key in grew if key[0] in rooms}
    assert [key for key in made if key[0] in rooms and made[key] != grew[key]] == []

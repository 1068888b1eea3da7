from django.db import migrations


def keep(apps, schema_editor):
    """A place whose text named an organisation is run by that organisation."""
    partners = {partner.naam.casefold(): partner for partner in apps.get_model('partners', 'Partner').objects.all()}
    for plek in apps.get_model('wijken', 'Plek').objects.exclude(beheerder=''):
        if partner := partners.get(plek.beheerder.casefold()):
            partner.beheert.add(plek)


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0007_who_runs_a_place'),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop, elidable=True),
    ]

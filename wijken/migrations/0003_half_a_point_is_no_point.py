from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wijken', '0001_squashed_0002_invoer_of_ballots'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='plek',
            name='plek_point',
        ),
        migrations.AddConstraint(
            model_name='plek',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lat', None), ('lng', None)), models.Q(('lat__isnull', False), ('lat__range', (-90, 90)), ('lng__isnull', False), ('lng__range', (-180, 180))), _connector='OR'), name='plek_point'),
        ),
    ]

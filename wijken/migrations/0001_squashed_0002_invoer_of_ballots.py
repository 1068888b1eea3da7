"""What the migrations it replaces make, each table at once: a new database is there in a third of the time.

They stay until every database has them: one that stopped halfway goes on along the old road, one that has them all
only notes the name of this one.
"""

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import uuid
import wijken.models.gebied
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('wijken', '0001_initial'), ('wijken', '0002_invoer_of_ballots')]

    initial = True

    dependencies = [
        ('core', '0001_extensions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Maat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('naam', models.CharField(max_length=160, verbose_name='naam')),
                ('eenheid', models.CharField(blank=True, max_length=40, verbose_name='eenheid')),
                ('richting', models.CharField(blank=True, choices=[('omhoog', 'hoger is beter'), ('omlaag', 'lager is beter')], max_length=6, verbose_name='richting')),
                ('effectgebied', models.CharField(blank=True, choices=[('veiligheid', 'veiligheid'), ('gezondheid', 'gezondheid'), ('armoede', 'armoede'), ('opleiding', 'opleiding'), ('betrokkenheid', 'betrokkenheid')], max_length=14, verbose_name='effectgebied')),
                ('bron', models.CharField(max_length=160, verbose_name='bron')),
                ('frequentie', models.CharField(blank=True, max_length=40, verbose_name='frequentie')),
                ('schaal', models.CharField(blank=True, max_length=80, verbose_name='schaal')),
            ],
            options={
                'verbose_name': 'maat',
                'verbose_name_plural': 'maten',
                'ordering': ['naam'],
            },
        ),
        migrations.CreateModel(
            name='Wijk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('naam', models.CharField(max_length=80, unique=True, verbose_name='naam')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('context', models.TextField(blank=True, verbose_name='context')),
                ('opgave', models.TextField(blank=True, verbose_name='opgave')),
                ('actief_sinds', models.DateField(verbose_name='actief sinds')),
                ('gesloten_op', models.DateField(blank=True, null=True, verbose_name='gesloten op')),
            ],
            options={
                'verbose_name': 'wijk',
                'verbose_name_plural': 'wijken',
                'ordering': ['naam'],
            },
        ),
        migrations.CreateModel(
            name='Gebied',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('soort', models.CharField(choices=[('gemeente', 'gemeente'), ('stadsdeel', 'stadsdeel'), ('gebied', 'gebied'), ('wijk', 'wijk'), ('buurt', 'buurt')], max_length=10, verbose_name='soort')),
                ('stelsel', models.CharField(choices=[('cbs', 'CBS'), ('gemeente', 'gemeente (eigen codes)'), ('naam', 'gemeente (alleen namen)'), ('schets', 'schets, geen officiële grens')], max_length=10, verbose_name='stelsel')),
                ('code', models.CharField(max_length=80, verbose_name='code')),
                ('naam', models.CharField(max_length=120, verbose_name='naam')),
                ('grens', models.JSONField(blank=True, null=True, verbose_name='grens')),
                ('west', models.FloatField(blank=True, null=True)),
                ('zuid', models.FloatField(blank=True, null=True)),
                ('oost', models.FloatField(blank=True, null=True)),
                ('noord', models.FloatField(blank=True, null=True)),
                ('geldig_van', models.DateField(verbose_name='geldig van')),
                ('geldig_tot', models.DateField(blank=True, null=True, verbose_name='geldig tot en met')),
                ('bron', models.CharField(blank=True, max_length=200, verbose_name='bron')),
                ('opvolger', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voorgangers', to='wijken.gebied')),
                ('ouder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delen', to='wijken.gebied')),
            ],
            options={
                'verbose_name': 'gebied',
                'verbose_name_plural': 'gebieden',
                'indexes': [models.Index(fields=['naam'], name='gebied_naam')],
                'constraints': [models.UniqueConstraint(fields=('stelsel', 'code', 'geldig_van'), name='gebied_code_in_time'), models.CheckConstraint(condition=models.Q(('geldig_tot', None), ('geldig_tot__gte', models.F('geldig_van')), _connector='OR'), name='gebied_period')],
            },
        ),
        migrations.CreateModel(
            name='Invoer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('client_id', models.UUIDField(blank=True, null=True, unique=True)),
                ('soort', models.CharField(choices=[('gebieden', 'gebieden en grenzen'), ('kerncijfers', 'cijfers'), ('plekken', 'plekken'), ('stemmen', 'stembiljetten van bewoners')], max_length=12)),
                ('bestandsnaam', models.CharField(max_length=200)),
                ('bestand', models.FileField(blank=True, upload_to='invoer/%Y/%m/')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('droog', models.BooleanField(default=False, verbose_name='droog proberen')),
                ('status', models.CharField(choices=[('wacht', 'wacht'), ('bezig', 'bezig'), ('klaar', 'klaar'), ('mislukt', 'mislukt')], default='wacht', max_length=8)),
                ('voortgang', models.PositiveSmallIntegerField(default=0)),
                ('begonnen_op', models.DateTimeField(blank=True, null=True)),
                ('klaar_op', models.DateTimeField(blank=True, null=True)),
                ('samenvatting', models.JSONField(blank=True, default=dict)),
                ('verslag', models.JSONField(blank=True, default=list)),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'invoer',
                'verbose_name_plural': 'invoer',
                'ordering': ['-op', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('voortgang__lte', 100)), name='invoer_progress')],
            },
        ),
        migrations.CreateModel(
            name='Kerncijfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('peiljaar', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='peiljaar')),
                ('uitgave', models.CharField(blank=True, max_length=80, verbose_name='uitgave')),
                ('waarde', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='waarde')),
                ('bron_toelichting', models.CharField(blank=True, max_length=200, verbose_name='bron')),
                ('op', models.DateTimeField(auto_now=True)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gebied', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kerncijfers', to='wijken.gebied')),
                ('maat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kerncijfers', to='wijken.maat')),
            ],
            options={
                'verbose_name': 'kerncijfer',
                'verbose_name_plural': 'kerncijfers',
                'constraints': [models.UniqueConstraint(fields=('gebied', 'maat', 'peiljaar', 'uitgave'), name='kerncijfer_once'), models.CheckConstraint(condition=models.Q(('peiljaar__range', (1900, 2100))), name='kerncijfer_year')],
            },
        ),
        migrations.CreateModel(
            name='Plek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('naam', models.CharField(max_length=160, verbose_name='naam')),
                ('soort', models.CharField(choices=[('buurtkamer', 'buurtkamer'), ('huis_van_de_wijk', 'huis van de wijk'), ('school', 'school'), ('plein', 'plein of park'), ('sport', 'sportplek'), ('bibliotheek', 'bibliotheek'), ('anders', 'andere plek')], default='anders', max_length=20, verbose_name='soort')),
                ('adres', models.CharField(blank=True, max_length=200, verbose_name='adres')),
                ('lat', models.FloatField(blank=True, null=True)),
                ('lng', models.FloatField(blank=True, null=True)),
                ('beheerder', models.CharField(blank=True, max_length=120, verbose_name='beheerd door')),
                ('bron', models.CharField(blank=True, max_length=120, verbose_name='bron')),
                ('bron_id', models.CharField(blank=True, max_length=60, null=True, unique=True)),
                ('wijk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plekken', to='wijken.wijk')),
            ],
            options={
                'verbose_name': 'plek',
                'verbose_name_plural': 'plekken',
                'ordering': ['naam'],
                'indexes': [models.Index(fields=['lat', 'lng'], name='plek_lat_lng')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lat', None), ('lng', None)), models.Q(('lat__range', (-90, 90)), ('lng__range', (-180, 180))), _connector='OR'), name='plek_point')],
            },
        ),
        migrations.CreateModel(
            name='OudeSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('wijk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='oude_slugs', to='wijken.wijk')),
            ],
            options={
                'verbose_name': 'oude slug',
                'verbose_name_plural': 'oude slugs',
            },
        ),
        migrations.CreateModel(
            name='Aanwezigheid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fase', models.CharField(choices=[('verkenning', 'verkenning'), ('kwartiermaken', 'kwartiermaken'), ('actief', 'actief'), ('afbouw', 'afbouw'), ('nazorg', 'nazorg'), ('afgerond', 'afgerond')], max_length=14)),
                ('van', models.DateField()),
                ('tot', models.DateField(blank=True, null=True)),
                ('wijk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aanwezigheden', to='wijken.wijk')),
            ],
            options={
                'verbose_name': 'aanwezigheid',
                'verbose_name_plural': 'aanwezigheden',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('wijk', '='), (wijken.models.gebied.DateRange('van', 'tot', models.Value('[]')), '&&')], name='aanwezigheid_one_phase')],
            },
        ),
        migrations.CreateModel(
            name='Wijkgebied',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('voorgesteld', 'voorgesteld'), ('bevestigd', 'bevestigd'), ('afgewezen', 'afgewezen')], default='voorgesteld', max_length=12)),
                ('reden', models.CharField(default='naam', max_length=20, verbose_name='voorgesteld op grond van')),
                ('overlap', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ('op', models.DateTimeField(blank=True, null=True)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gebied', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wijkgebieden', to='wijken.gebied')),
                ('wijk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wijkgebieden', to='wijken.wijk')),
            ],
            options={
                'verbose_name': 'wijkgebied',
                'verbose_name_plural': 'wijkgebieden',
                'constraints': [models.UniqueConstraint(fields=('wijk', 'gebied'), name='wijkgebied_once'), models.CheckConstraint(condition=models.Q(('status', 'voorgesteld'), ('op__isnull', False), _connector='OR'), name='wijkgebied_decided_when')],
            },
        ),
    ]

"""What the migrations it replaces make, each table at once: a new database is there in a third of the time.

They stay until every database has them: one that stopped halfway goes on along the old road, one that has them all
only notes the name of this one.
"""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('activiteiten', '0001_initial'), ('activiteiten', '0002_initial'), ('activiteiten', '0003_remember_what_was_sent'), ('activiteiten', '0004_ask_who_came_before_counting'), ('activiteiten', '0005_projects_and_more_goals')]

    initial = True

    dependencies = [
        ('teams', '0001_initial'),
        ('wijken', '0001_initial'),
        ('wijkplan', '0004_metingen_that_stood_are_vastgesteld'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activiteit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveIntegerField(default=0, editable=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('client_id', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('titel', models.CharField(max_length=120, verbose_name='titel')),
                ('soort', models.CharField(choices=[('ontmoeting', 'ontmoeten en eten'), ('taal', 'taal en leren'), ('kinderen', 'kinderen en jongeren'), ('bewegen', 'bewegen'), ('groen', 'groen en schoon'), ('cultuur', 'cultuur en feest'), ('hulp', 'hulp en advies'), ('anders', 'iets anders')], default='ontmoeting', max_length=12, verbose_name='soort')),
                ('doelgroep', models.CharField(blank=True, max_length=120, verbose_name='voor wie')),
                ('kosten', models.CharField(blank=True, max_length=80, verbose_name='wat kost het')),
                ('taal', models.CharField(blank=True, max_length=80, verbose_name='in welke taal')),
                ('aanmelden', models.BooleanField(default=False, verbose_name='aanmelden nodig')),
                ('startgroep', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hoeveel mensen kwamen er al toen het tellen begon?')),
                ('los', models.BooleanField(default=False)),
                ('gestopt_op', models.DateField(blank=True, null=True, verbose_name='gestopt op')),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('doel', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activiteiten', to='wijkplan.doel')),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plek', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activiteiten', to='wijken.plek')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activiteiten', to='teams.team')),
                ('wijk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activiteiten', to='wijken.wijk')),
                ('body_hash', models.CharField(blank=True, db_default='', default='', editable=False, max_length=64)),
                ('mede_doelen', models.ManyToManyField(blank=True, related_name='mede_activiteiten', to='wijkplan.doel', verbose_name='helpt ook bij')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activiteiten', to='wijkplan.project')),
            ],
            options={
                'verbose_name': 'activiteit',
                'verbose_name_plural': 'activiteiten',
                'ordering': ['titel', 'pk'],
                'indexes': [models.Index(fields=['wijk', 'titel'], name='activiteit_wijk_titel')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('los', True)), fields=('team',), name='activiteit_one_los_per_team'), models.CheckConstraint(condition=models.Q(('los', False), ('doel', None), _connector='OR'), name='activiteit_los_has_no_doel')],
            },
        ),
        migrations.CreateModel(
            name='Bijeenkomst',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveIntegerField(default=0, editable=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('client_id', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('begin', models.DateTimeField(verbose_name='begint')),
                ('eind', models.DateTimeField(verbose_name='eindigt')),
                ('titel', models.CharField(blank=True, max_length=120, verbose_name='titel')),
                ('status', models.CharField(choices=[('gepland', 'gepland'), ('doorgegaan', 'doorgegaan'), ('afgelast', 'niet doorgegaan')], default='gepland', max_length=10)),
                ('aantal_deelnemers', models.PositiveIntegerField(blank=True, null=True, verbose_name='hoeveel mensen waren er')),
                ('nieuw_aanwezig', models.PositiveIntegerField(blank=True, null=True, verbose_name='nieuw hier')),
                ('helpers_uit_wijk', models.PositiveIntegerField(blank=True, null=True, verbose_name='wie hielp uit de wijk')),
                ('geteld_op', models.DateTimeField(blank=True, null=True)),
                ('activiteit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bijeenkomsten', to='activiteiten.activiteit')),
                ('geteld_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plek', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bijeenkomsten', to='wijken.plek')),
                ('telt', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volgens', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body_hash', models.CharField(blank=True, db_default='', default='', editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'bijeenkomst',
                'verbose_name_plural': 'bijeenkomsten',
                'ordering': ['begin', 'pk'],
                'indexes': [models.Index(fields=['activiteit', 'begin'], include=('status', 'aantal_deelnemers', 'nieuw_aanwezig', 'helpers_uit_wijk'), name='bijeenkomst_counts'), models.Index(condition=models.Q(('status', 'gepland')), fields=['eind'], name='bijeenkomst_to_count')],
                'constraints': [models.CheckConstraint(condition=models.Q(('eind__gt', models.F('begin'))), name='bijeenkomst_period'), models.CheckConstraint(condition=models.Q(models.Q(('geteld_door__isnull', False), ('geteld_op__isnull', False), ('status', 'doorgegaan')), models.Q(('aantal_deelnemers', None), ('helpers_uit_wijk', None), ('nieuw_aanwezig', None), ('status__in', ['gepland', 'afgelast'])), _connector='OR'), name='bijeenkomst_count_only_when_held'), models.CheckConstraint(condition=models.Q(('aantal_deelnemers', None), ('aantal_deelnemers__lte', 5000), _connector='OR'), name='bijeenkomst_count_range'), models.CheckConstraint(condition=models.Q(('nieuw_aanwezig', None), ('nieuw_aanwezig__lte', models.F('aantal_deelnemers')), _connector='OR'), name='bijeenkomst_new_within_count'), models.CheckConstraint(condition=models.Q(('helpers_uit_wijk', None), ('helpers_uit_wijk__lte', models.F('aantal_deelnemers')), _connector='OR'), name='bijeenkomst_helpers_within_count')],
            },
        ),
        migrations.CreateModel(
            name='Inzet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rol', models.CharField(choices=[('opent', 'opent'), ('kookt', 'kookt'), ('helpt', 'helpt')], default='helpt', max_length=8, verbose_name='taak')),
                ('status', models.CharField(choices=[('ingepland', 'ingepland'), ('aanwezig', 'was er'), ('afwezig', 'was er niet')], default='ingepland', max_length=10)),
                ('bijeenkomst', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inzetten', to='activiteiten.bijeenkomst')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inzetten', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inzet',
                'verbose_name_plural': 'inzet',
                'constraints': [models.UniqueConstraint(fields=('bijeenkomst', 'user'), name='inzet_once')],
            },
        ),
        migrations.CreateModel(
            name='Maandvrijgave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('maand', models.DateField()),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wijk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='maandvrijgaven', to='wijken.wijk')),
            ],
            options={
                'verbose_name': 'maandvrijgave',
                'verbose_name_plural': 'maandvrijgaven',
                'constraints': [models.UniqueConstraint(fields=('wijk', 'maand'), name='maandvrijgave_once'), models.CheckConstraint(condition=models.Q(('maand__day', 1)), name='maandvrijgave_first_day')],
            },
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('client_id', models.UUIDField(unique=True)),
                ('body_hash', models.CharField(max_length=64)),
                ('aantal', models.PositiveIntegerField(blank=True, null=True)),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('seconden', models.PositiveIntegerField(blank=True, null=True)),
                ('afwijkend', models.BooleanField(default=False)),
                ('beslist_op', models.DateTimeField(blank=True, null=True)),
                ('beslist_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bijeenkomst', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tellingen', to='activiteiten.bijeenkomst')),
                ('door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'telling',
                'verbose_name_plural': 'tellingen',
                'indexes': [models.Index(condition=models.Q(('afwijkend', True), ('beslist_op', None)), fields=['bijeenkomst'], name='telling_open_difference')],
                'constraints': [models.CheckConstraint(condition=models.Q(('aantal', None), ('aantal__lte', 5000), _connector='OR'), name='telling_range')],
            },
        ),
    ]

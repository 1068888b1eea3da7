import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import uuid
import wijken.models.gebied
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('wijken', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('naam', models.CharField(max_length=80, verbose_name='naam')),
                ('wijk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='wijken.wijk')),
            ],
            options={
                'verbose_name': 'team',
                'verbose_name_plural': 'teams',
                'ordering': ['naam'],
                'constraints': [models.UniqueConstraint(fields=('wijk', 'naam'), name='team_name_in_wijk')],
            },
        ),
        migrations.CreateModel(
            name='Lidmaatschap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rol', models.CharField(choices=[('teamlid', 'teamlid'), ('wijkcoordinator', 'wijkcoördinator'), ('projectleider', 'projectleider'), ('trainer', 'trainer'), ('coach', 'coach'), ('privacyfunctionaris', 'privacyfunctionaris'), ('beheerder', 'beheerder')], max_length=20, verbose_name='rol')),
                ('van', models.DateField(verbose_name='van')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('norm_uren_week', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='norm in uren per week')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lidmaatschappen', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lidmaatschappen', to='teams.team')),
            ],
            options={
                'verbose_name': 'lidmaatschap',
                'verbose_name_plural': 'lidmaatschappen',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('rol__in', ['teamlid', 'wijkcoordinator']), ('team__isnull', False)), models.Q(models.Q(('rol__in', ['teamlid', 'wijkcoordinator']), _negated=True), ('team', None)), _connector='OR'), name='lidmaatschap_team_fits_rol'), models.CheckConstraint(condition=models.Q(('tot', None), ('tot__gte', models.F('van')), _connector='OR'), name='lidmaatschap_period'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), (django.db.models.functions.comparison.Coalesce('team', models.Value(0)), '='), ('rol', '='), (wijken.models.gebied.DateRange('van', 'tot', models.Value('[]')), '&&')], name='lidmaatschap_once_at_a_time')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "teams_lidmaatschapevent" ("id", "norm_uren_week", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rol", "team_id", "tot", "user_id", "van") VALUES (NEW."id", NEW."norm_uren_week", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rol", NEW."team_id", NEW."tot", NEW."user_id", NEW."van"); RETURN NULL;', hash='cc2f2f6c6337a34bd68a78bc74964b649750628c', operation='INSERT', pgid='pgtrigger_insert_insert_04238', table='teams_lidmaatschap', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "teams_lidmaatschapevent" ("id", "norm_uren_week", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rol", "team_id", "tot", "user_id", "van") VALUES (NEW."id", NEW."norm_uren_week", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rol", NEW."team_id", NEW."tot", NEW."user_id", NEW."van"); RETURN NULL;', hash='77c1d690cac21c31bb5eee3001027bd2cc7d1ffa', operation='UPDATE', pgid='pgtrigger_update_update_59fe6', table='teams_lidmaatschap', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='LidmaatschapEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('rol', models.CharField(choices=[('teamlid', 'teamlid'), ('wijkcoordinator', 'wijkcoördinator'), ('projectleider', 'projectleider'), ('trainer', 'trainer'), ('coach', 'coach'), ('privacyfunctionaris', 'privacyfunctionaris'), ('beheerder', 'beheerder')], max_length=20, verbose_name='rol')),
                ('van', models.DateField(verbose_name='van')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('norm_uren_week', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='norm in uren per week')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='teams.lidmaatschap')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='teams.team')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]

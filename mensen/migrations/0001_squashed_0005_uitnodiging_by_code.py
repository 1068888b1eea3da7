"""What the migrations it replaces make, each table at once: a new database is there in a third of the time.

They stay until every database has them: one that stopped halfway goes on along the old road, one that has them all
only notes the name of this one.
"""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('mensen', '0001_initial'), ('mensen', '0002_uitnodiging_soort'), ('mensen', '0003_berichten'), ('mensen', '0004_bericht_door'), ('mensen', '0005_uitnodiging_by_code')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mailadres')),
                ('naam', models.CharField(max_length=120, verbose_name='naam')),
                ('taal', models.CharField(blank=True, choices=[('nl', 'Nederlands'), ('en', 'Engels')], max_length=2, verbose_name='taal')),
                ('telefoon', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('is_active', models.BooleanField(default=True, verbose_name='actief')),
                ('date_joined', models.DateTimeField(auto_now_add=True, verbose_name='sinds')),
            ],
            options={
                'verbose_name': 'gebruiker',
                'verbose_name_plural': 'gebruikers',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_case'), models.CheckConstraint(condition=models.Q(('naam', ''), _negated=True), name='user_has_name')],
            },
        ),
        migrations.CreateModel(
            name='Uitnodiging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('verloopt_op', models.DateTimeField()),
                ('gebruikt_op', models.DateTimeField(blank=True, null=True)),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uitnodigingen', to=settings.AUTH_USER_MODEL)),
                ('soort', models.CharField(choices=[('uitnodiging', 'uitnodiging'), ('inloglink', 'inloglink')], default='uitnodiging', max_length=12)),
                ('naar', models.CharField(blank=True, db_default='', max_length=200)),
                ('uuid', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False, unique=True)),
            ],
            options={
                'verbose_name': 'uitnodiging',
                'verbose_name_plural': 'uitnodigingen',
            },
        ),
        migrations.CreateModel(
            name='Logregel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('wat', models.CharField(max_length=60)),
                ('soort', models.CharField(blank=True, max_length=60)),
                ('sleutel', models.CharField(blank=True, max_length=40)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'logregel',
                'verbose_name_plural': 'logregels',
                'indexes': [models.Index(fields=['-op', '-id'], name='logregel_recent')],
            },
        ),
        migrations.CreateModel(
            name='Bericht',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('soort', models.CharField(max_length=40)),
                ('over', models.CharField(max_length=60)),
                ('sleutel', models.CharField(max_length=40)),
                ('dag', models.DateField()),
                ('titel', models.CharField(max_length=150)),
                ('tekst', models.TextField(max_length=2000)),
                ('pad', models.CharField(blank=True, max_length=200)),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('niet_voor', models.DateTimeField(blank=True, null=True)),
                ('verstuurd_op', models.DateTimeField(blank=True, null=True)),
                ('pogingen', models.PositiveSmallIntegerField(default=0)),
                ('aan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='berichten', to=settings.AUTH_USER_MODEL)),
                ('door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bericht',
                'verbose_name_plural': 'berichten',
                'ordering': ['-op', '-pk'],
                'indexes': [models.Index(condition=models.Q(('verstuurd_op', None)), fields=['op'], name='bericht_to_send')],
                'constraints': [models.UniqueConstraint(fields=('over', 'sleutel', 'soort', 'dag', 'aan'), name='bericht_once_a_day')],
            },
        ),
    ]

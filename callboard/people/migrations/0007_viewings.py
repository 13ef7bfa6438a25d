import callboard.tenancy.key
import callboard.tenancy.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_access_in_full'),
        ('people', '0006_read_until'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(fields=('id', 'agency'), name='people_session_tenant'),
        ),
        migrations.CreateModel(
            name='Viewing',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('began_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='viewings', to='people.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='viewing',
            constraint=callboard.tenancy.key.TenantKey(field='client', name='people_viewing_client_tenant'),
        ),
        migrations.AddConstraint(
            model_name='viewing',
            constraint=callboard.tenancy.key.TenantKey(field='user', name='people_viewing_user_tenant'),
        ),
        migrations.AddConstraint(
            model_name='viewing',
            constraint=callboard.tenancy.key.TenantKey(field='session', name='people_viewing_session_tenant'),
        ),
        migrations.AddConstraint(
            model_name='viewing',
            constraint=models.UniqueConstraint(fields=('id', 'agency'), name='people_viewing_tenant'),
        ),
        migrations.AddConstraint(
            model_name='viewing',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('session',), name='people_viewing_one_open'),
        ),
        migrations.CreateModel(
            name='AccessEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('at', models.DateTimeField()),
                ('act', models.CharField(choices=[('signed_in', 'Signed In'), ('listened', 'Listened'), ('viewed', 'Viewed')], max_length=9)),
                ('by_agency', models.BooleanField(default=False)),
                ('call', models.CharField(blank=True, max_length=16)),
                ('user_agent', models.CharField(blank=True, max_length=300)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('viewing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.viewing')),
            ],
        ),
        migrations.AddIndex(
            model_name='accessentry',
            index=models.Index(fields=['client', '-at', '-id'], name='people_accessentry_newest'),
        ),
        migrations.AddIndex(
            model_name='accessentry',
            index=models.Index(condition=models.Q(('by_agency', True)), fields=['client', '-at', '-id'], name='people_accessentry_agency'),
        ),
        migrations.AddConstraint(
            model_name='accessentry',
            constraint=callboard.tenancy.key.TenantKey(field='client', name='people_accessentry_client_tenant'),
        ),
        migrations.AddConstraint(
            model_name='accessentry',
            constraint=callboard.tenancy.key.TenantKey(field='user', name='people_accessentry_user_tenant'),
        ),
        migrations.AddConstraint(
            model_name='accessentry',
            constraint=callboard.tenancy.key.TenantKey(field='viewing', name='people_accessentry_viewing_tenant'),
        ),
    ]

import callboard.tenancy.key
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('audit', '0001_initial'),
        ('audit', '0002_by_time'),
        ('audit', '0003_viewing'),
        ('audit', '0004_who_listened'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('act', models.CharField(max_length=60)),
                ('denied', models.BooleanField(default=False)),
                ('about', models.CharField(blank=True, max_length=40)),
                ('actor_kind', models.CharField(max_length=10)),
                ('actor_name', models.CharField(blank=True, max_length=200)),
                ('actor_public_id', models.CharField(blank=True, max_length=16)),
                ('actor_viewing', models.CharField(blank=True, max_length=120)),
                ('ip', models.CharField(blank=True, max_length=45)),
                ('user_agent', models.CharField(blank=True, max_length=300)),
                ('request_id', models.CharField(blank=True, max_length=40)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agencies.client')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', '-at', '-id'], name='audit_entry_newest'), models.Index(condition=models.Q(('client__isnull', False)), fields=['client', '-id'], name='audit_entry_client'), models.Index(condition=models.Q(('act', 'recording.opened')), fields=['about', '-id'], name='audit_entry_listened')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='audit_entry_client_tenant')],
            },
        ),
    ]

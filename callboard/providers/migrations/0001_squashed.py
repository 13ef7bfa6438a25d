import callboard.keys.sealed
import callboard.tenancy.key
import callboard.tenancy.models
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('providers', '0001_initial'),
        ('providers', '0002_erasures'),
        ('providers', '0003_publications'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
        ('agents', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('event_type', models.CharField(max_length=60)),
                ('external_call_id', models.CharField(max_length=200)),
                ('dedupe_key', models.CharField(max_length=64)),
                ('body', callboard.keys.sealed.SealedField(binary=True, null=True)),
                ('received_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('pending', 'Pending'), ('done', 'Done'), ('failed', 'Failed')], default='pending', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('error', models.CharField(blank=True, max_length=300)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('connection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agents.connection')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['next_at', 'id'], name='providers_delivery_waiting')],
                'constraints': [callboard.tenancy.key.TenantKey(field='connection', name='providers_delivery_connection_tenant'), models.UniqueConstraint(fields=('connection', 'dedupe_key'), name='providers_delivery_once')],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('number', callboard.keys.sealed.SealedField(null=True)),
                ('mark', models.CharField(max_length=16)),
                ('ending', models.CharField(max_length=2)),
                ('erased', models.PositiveIntegerField(default=0)),
                ('by', models.JSONField()),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', '-created_at'], name='providers_erasure_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('agency', 'mark'), name='providers_erasure_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Simulated',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=8)),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('since', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agents.agent')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='providers_simulated_client_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='providers_simulated_agent_tenant'), models.UniqueConstraint(fields=('agent', 'client', 'kind'), name='providers_simulated_one')],
            },
        ),
    ]

import callboard.tenancy.key
import callboard.tenancy.models
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_squashed'),
        ('agents', '0001_squashed'),
        ('calls', '0002_search_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnansweredQuestion',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('text', models.CharField(max_length=300)),
                ('line', models.PositiveIntegerField(null=True)),
                ('start_ms', models.PositiveIntegerField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('aside_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agents.agent')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.call')),
                ('client', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'indexes': [models.Index(fields=['agency', 'client', '-asked_at', '-id'], name='calls_unanswered_of_client'), models.Index(condition=models.Q(('aside_at__isnull', False)), fields=['agency', 'client'], name='calls_unanswered_aside')],
                'constraints': [callboard.tenancy.key.TenantKey(field='call', name='calls_unanswered_call_tenant'), callboard.tenancy.key.TenantKey(field='client', name='calls_unanswered_client_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='calls_unanswered_agent_tenant')],
            },
        ),
    ]

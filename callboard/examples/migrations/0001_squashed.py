import callboard.tenancy.key
import callboard.tenancy.models
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('examples', '0001_initial'),
        ('examples', '0002_live_settings'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
        ('agents', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExampleCall',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('key', models.CharField(max_length=16)),
                ('story', models.CharField(max_length=20)),
                ('trade', models.CharField(max_length=20)),
                ('settings', models.JSONField(default=dict)),
                ('placed_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agents.agent')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('told_at__isnull', True)), fields=['placed_at'], name='examples_call_untold')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='examples_call_client_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='examples_call_agent_tenant'), models.UniqueConstraint(fields=('client', 'key'), name='examples_call_once')],
            },
        ),
    ]

import callboard.tenancy.key
import callboard.tenancy.models
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('bookings', '0001_initial'),
        ('bookings', '0002_examples'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
        ('agents', '0001_squashed'),
        ('calls', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('source', models.CharField(choices=[('tool', 'From a call'), ('hand', 'By hand')], max_length=4)),
                ('external_id', models.CharField(blank=True, max_length=120)),
                ('kept_aside', models.BooleanField(default=False)),
                ('is_example', models.BooleanField(default=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('service', models.CharField(blank=True, max_length=200)),
                ('notes', models.TextField(blank=True)),
                ('at_ms', models.PositiveIntegerField(null=True)),
                ('at_turn', models.PositiveIntegerField(null=True)),
                ('in_calendar', models.BooleanField(null=True)),
                ('no_show_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('by_hand', models.JSONField(default=list)),
                ('added_by', models.CharField(blank=True, max_length=200)),
                ('changed_by', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('agent', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='agents.agent')),
                ('call', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bookings', to='calls.call')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('cancelled_at__isnull', True), ('kept_aside', False)), fields=['client', 'starts_at', 'id'], name='bookings_booking_standing'), models.Index(condition=models.Q(('cancelled_at__isnull', False), ('kept_aside', False)), fields=['client', 'starts_at', 'id'], name='bookings_booking_cancelled'), models.Index(condition=models.Q(('cancelled_at__isnull', True), ('in_calendar', False), ('kept_aside', False), ('no_show_at__isnull', True)), fields=['client', 'starts_at', 'id'], name='bookings_booking_unentered')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='bookings_booking_client_tenant'), callboard.tenancy.key.TenantKey(field='call', name='bookings_booking_call_tenant'), callboard.tenancy.key.TenantKey(field='agent', name='bookings_booking_agent_tenant'), models.UniqueConstraint(condition=models.Q(('source', 'tool')), fields=('call', 'external_id'), name='bookings_booking_external')],
            },
        ),
    ]

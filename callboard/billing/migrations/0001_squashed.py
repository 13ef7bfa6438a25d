import callboard.tenancy.key
import callboard.tenancy.models
import django.db.models.deletion
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('billing', '0001_initial'),
        ('billing', '0002_enter_calls'),
        ('billing', '0003_invoices'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
        ('calls', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='InvoiceSettings',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('prefix', models.CharField(blank=True, max_length=12)),
                ('next_number', models.PositiveIntegerField(default=1001)),
                ('issues_itself', models.BooleanField(default=False)),
                ('pay_link', models.URLField(blank=True, max_length=500)),
                ('details', models.TextField(blank=True)),
                ('agency', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('ends_on', models.DateField(null=True)),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_plan_client_tenant')],
            },
        ),
        migrations.CreateModel(
            name='Terms',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('currency', models.CharField(max_length=3)),
                ('monthly_price', models.BigIntegerField()),
                ('setup_fee', models.BigIntegerField(default=0)),
                ('included_minutes', models.PositiveIntegerField(default=0)),
                ('extra_minute_price', models.BigIntegerField(default=0)),
                ('rounding', models.CharField(choices=[('second', 'Per second'), ('call_minute', 'Per started minute of each call'), ('total_minute', 'Per started minute of the total')], max_length=12)),
                ('period_day', models.PositiveSmallIntegerField(default=1)),
                ('due_days', models.PositiveSmallIntegerField(default=14)),
                ('tax_rate', models.DecimalField(decimal_places=3, default=Decimal('0'), max_digits=6)),
                ('tax_name', models.CharField(blank=True, max_length=40)),
                ('begins_on', models.DateField()),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_terms_client_tenant'), models.UniqueConstraint(fields=('id', 'agency'), name='billing_terms_tenant')],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('full_days', models.PositiveSmallIntegerField()),
                ('is_first', models.BooleanField(default=False)),
                ('closed_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('terms', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.terms')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['ends_on'], name='billing_period_open')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_period_client_tenant'), callboard.tenancy.key.TenantKey(field='terms', name='billing_period_terms_tenant'), models.UniqueConstraint(fields=('id', 'agency'), name='billing_period_tenant'), models.UniqueConstraint(fields=('client', 'starts_on'), name='billing_period_key')],
            },
        ),
        migrations.CreateModel(
            name='Invoice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('paid', 'Paid'), ('void', 'Void')], default='draft', max_length=5)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('currency', models.CharField(max_length=3)),
                ('lines', models.JSONField(default=list)),
                ('subtotal', models.BigIntegerField(default=0)),
                ('tax', models.BigIntegerField(default=0)),
                ('tax_name', models.CharField(blank=True, max_length=60)),
                ('total', models.BigIntegerField()),
                ('due_days', models.PositiveSmallIntegerField(default=14)),
                ('issued_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('pay_link', models.URLField(blank=True, max_length=500)),
                ('paid_on', models.DateField(null=True)),
                ('paid_reference', models.CharField(blank=True, max_length=120)),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('period', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invoice', to='billing.period')),
            ],
            options={
                'indexes': [models.Index(fields=['client', '-created_at', '-id'], name='billing_invoice_listed'), models.Index(condition=models.Q(('state', 'open')), fields=['agency', 'due_on'], name='billing_invoice_open')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_invoice_client_tenant'), callboard.tenancy.key.TenantKey(field='period', name='billing_invoice_period_tenant'), models.UniqueConstraint(fields=('id', 'agency'), name='billing_invoice_tenant'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('agency', 'number'), name='billing_invoice_number')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField()),
                ('seconds', models.IntegerField(default=0)),
                ('minutes', models.IntegerField(default=0)),
                ('is_waived', models.BooleanField(default=False)),
                ('why', models.CharField(blank=True, choices=[('late', 'Late'), ('length', 'Length'), ('gone', 'Gone'), ('waived', 'Waived'), ('billed', 'Billed')], max_length=8)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.call')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('of_period', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='billing.period')),
                ('period', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='billing.period')),
            ],
            options={
                'indexes': [models.Index(fields=['client', 'period', '-started_at', '-id'], name='billing_entry_listed')],
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_entry_client_tenant'), callboard.tenancy.key.TenantKey(field='call', name='billing_entry_call_tenant'), callboard.tenancy.key.TenantKey(field='period', name='billing_entry_period_tenant'), callboard.tenancy.key.TenantKey(field='of_period', name='billing_entry_of_period_tenant'), models.UniqueConstraint(fields=('call', 'client', 'period'), name='billing_entry_key')],
            },
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('public_id', callboard.tenancy.models.PublicIdField()),
                ('amount', models.BigIntegerField(default=0)),
                ('minutes', models.PositiveIntegerField(default=0)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('by_name', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('carried_from', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='billing.period')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='billing.period')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_credit_client_tenant'), callboard.tenancy.key.TenantKey(field='period', name='billing_credit_period_tenant'), callboard.tenancy.key.TenantKey(field='carried_from', name='billing_credit_carried_tenant')],
            },
        ),
        migrations.CreateModel(
            name='Usage',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('calls', models.IntegerField(default=0)),
                ('seconds', models.BigIntegerField(default=0)),
                ('minutes', models.BigIntegerField(default=0)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('of_period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='billing.period')),
                ('period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='billing.period')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_usage_client_tenant'), callboard.tenancy.key.TenantKey(field='period', name='billing_usage_period_tenant'), callboard.tenancy.key.TenantKey(field='of_period', name='billing_usage_of_period_tenant'), models.UniqueConstraint(fields=('period', 'of_period'), name='billing_usage_key')],
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=200)),
                ('by_name', models.CharField(max_length=200)),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.call')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_waiver_client_tenant'), callboard.tenancy.key.TenantKey(field='call', name='billing_waiver_call_tenant'), models.UniqueConstraint(fields=('call', 'client'), name='billing_waiver_key')],
            },
        ),
        migrations.CreateModel(
            name='InvoiceFile',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pdf', models.BinaryField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('invoice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='file', to='billing.invoice')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='billing_file_client_tenant'), callboard.tenancy.key.TenantKey(field='invoice', name='billing_file_invoice_tenant')],
            },
        ),
    ]

import callboard.people.tokens
import callboard.tenancy.key
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('summaries', '0001_initial'),
    ]

    dependencies = [
        ('agencies', '0001_squashed'),
        ('mail', '0001_squashed'),
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgencyPlan',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('hour', models.PositiveSmallIntegerField(default=8)),
                ('with_callers', models.BooleanField(default=False)),
                ('to_contacts', models.BooleanField(default=False)),
                ('next_at', models.DateTimeField(db_index=True)),
                ('told_on', models.DateField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency',), name='summaries_agencyplan_once')],
            },
        ),
        migrations.CreateModel(
            name='ClientPlan',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('with_callers', models.BooleanField(null=True)),
                ('to_contacts', models.BooleanField(null=True)),
                ('next_at', models.DateTimeField(db_index=True)),
                ('told_on', models.DateField()),
                ('silence_told', models.BooleanField(default=False)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='summary_plan', to='agencies.client')),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='summaries_clientplan_client_tenant')],
            },
        ),
        migrations.CreateModel(
            name='ContactChoice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('address', models.CharField(max_length=254)),
                ('selector', models.CharField(default=callboard.people.tokens.new_selector, max_length=22, unique=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'address'), name='summaries_contact_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportChoice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('wanted', models.BooleanField(null=True)),
                ('selector', models.CharField(default=callboard.people.tokens.new_selector, max_length=22, unique=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='user', name='summaries_reportchoice_user_tenant')],
            },
        ),
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('address', models.CharField(blank=True, max_length=254)),
                ('morning', models.DateField()),
                ('days', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField(db_index=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.agency')),
                ('client', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.client')),
                ('mail', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mail.outgoingemail')),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.membership')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [callboard.tenancy.key.TenantKey(field='client', name='summaries_summary_client_tenant'), callboard.tenancy.key.TenantKey(field='membership', name='summaries_summary_member_tenant'), callboard.tenancy.key.TenantKey(field='user', name='summaries_summary_user_tenant'), models.UniqueConstraint(fields=('membership', 'morning'), name='summaries_summary_once_a_member'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('client', 'address', 'morning'), name='summaries_summary_once_an_address'), models.UniqueConstraint(fields=('user', 'morning'), name='summaries_summary_once_a_person')],
            },
        ),
    ]

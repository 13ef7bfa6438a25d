"""The calls that are here already can be found as well."""

from django.db import migrations

from callboard.calls.search.text import marks_of, place_of, text

AT_ONCE = 1000


def fill(apps, schema_editor):
    Call, SearchText = apps.get_model("calls", "Call"), apps.get_model("calls", "SearchText")
    Transcript = apps.get_model("calls", "Transcript")
    taken, last = set(), 0
    while calls := list(Call.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = calls[-1].pk
        known = Transcript.objects.filter(call__in=calls).values_list("call_id", "turns")
        turns = dict(known)
        rows = []
        for call in calls:
            place = place_of(call.started_at, call.pk)
            while place in taken:
                place += 1
            taken.add(place)
            outbound = call.direction == "outbound"
            rows.append(
                SearchText(
                    id=place,
                    agency_id=call.agency_id,
                    call=call,
                    text=text(
                        marks_of(call.agency_id, call.client_id, call.kept_aside),
                        call.to_number if outbound else call.from_number,
                        call.caller_name,
                        (turn["text"] for turn in turns.get(call.pk, ())),
                    ),
                )
            )
        SearchText.objects.bulk_create(rows)


class Migration(migrations.Migration):

    dependencies = [("calls", "0007_search")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

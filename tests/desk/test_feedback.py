"""What a client's people said of a call waits on the agency's home until somebody dealt with it."""

from callboard.audit.actor import Actor
from callboard.calls import feedback
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser
from tests.portal.sounds import a_call

MAYA = Actor("member", "Maya Chen")


def test_a_no_waits_on_the_home_until_it_is_dealt_with(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        call, fine = a_call(cast.bright_smile), a_call(cast.bright_smile)
        note = "She asked <b>three</b> times."
        feedback.give(call, cast.maya, handled_well=False, note=note, by=MAYA)
        feedback.give(fine, cast.maya, handled_well=True, by=MAYA)
    ana = browser(cast.northwind, cast.ana)
    page = ana.get("/agency/").text
    assert "She asked &lt;b&gt;three&lt;/b&gt; times." in page
    assert page.count("Dealt With") == 1
    done = ana.post(f"/agency/calls/{call.public_id}/feedback/seen/")
    assert (done.status_code, done["Location"]) == (303, "/agency/")
    assert "Not handled well" not in ana.get("/agency/").text


def test_who_only_reads_is_offered_no_button(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        feedback.give(call, cast.maya, handled_well=False, by=MAYA)
    reader = browser(cast.northwind, cast.staff[Role.READ_ONLY])
    page = reader.get("/agency/").text
    assert "No word with it" in page
    assert "Dealt With" not in page
    assert reader.post(f"/agency/calls/{call.public_id}/feedback/seen/").status_code == 403

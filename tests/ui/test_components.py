"""The macros that carry rules of their own: ties for screen readers, escaping, what was typed."""

import re
from typing import Any

import pytest
from django import forms
from django.contrib.messages.storage.base import Message
from django.template import engines
from jinja2 import UndefinedError

from callboard.ui.components import components
from callboard.ui.environment import environment


class Sample(forms.Form):
    email = forms.EmailField(help_text="The invitation goes here.")
    note = forms.CharField(required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    password = forms.CharField(widget=forms.PasswordInput)
    zone = forms.ChoiceField(choices=[("a", "A")])
    keep = forms.BooleanField(required=False)
    logo = forms.FileField(required=False)


def render(source: str, **context: Any) -> str:
    return engines["jinja2"].from_string(source).render(context)


def test_every_macro_has_one_name() -> None:
    env = environment(autoescape=True)
    assert {"button", "field", "menu", "data_table", "timeline", "panel"} <= set(components(env))


def test_a_missing_name_is_an_error_not_an_empty_space() -> None:
    with pytest.raises(UndefinedError):
        render("{{ nobody_set_this }}")


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    form = Sample({"email": "maya at bright"})
    html = render("{{ field(form.email) }}", form=form)
    assert '<label class="field-label" for="id_email">' in html
    assert 'aria-describedby="id_email-hint id_email-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_email-hint"' in html
    assert 'id="id_email-error"' in html
    assert 'value="maya at bright"' in html


def test_what_is_too_long_is_told_and_not_cut_by_the_browser() -> None:
    form = Sample({"note": "x" * 320})
    html = render("{{ field(form.note) }}", form=form)
    assert "maxlength" not in html
    assert "Use at most 300 characters. These are 320." in html
    summary = render("{{ error_summary(form) }}", form=form)
    assert "Note: Use at most 300 characters. These are 320." in summary
    assert "x" * 320 in html


def test_a_password_is_never_given_back() -> None:
    html = render("{{ field(form.password) }}", form=Sample({"password": "correct horse"}))
    assert "correct horse" not in html
    assert 'data-password="id_password"' in html


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("note", 'data-counter="id_note"'),
        ("zone", 'class="select"'),
        ("keep", 'class="checkbox"'),
        ("logo", 'class="file"'),
    ],
)
def test_the_widget_decides_the_control(name: str, mark: str) -> None:
    assert mark in render("{{ field(form[name]) }}", form=Sample(), name=name)


def test_a_field_without_need_says_optional() -> None:
    assert "(optional)" in render("{{ field(form.note) }}", form=Sample())
    assert "(optional)" not in render("{{ field(form.email) }}", form=Sample())


def test_the_summary_repeats_the_words_and_leads_to_the_field() -> None:
    form = Sample({"email": ""})
    form.add_error(None, "Changed by Sam meanwhile.")
    html = render("{{ error_summary(form) }}", form=form)
    assert 'href="#id_email"' in html
    assert str(form.errors["email"][0]) in html
    assert "Changed by Sam meanwhile." in html
    assert render("{{ error_summary(form) }}", form=Sample()).strip() == ""


class TwoDays(forms.Form):
    first = forms.DateField(error_messages={"required": "Enter a day."})
    last = forms.DateField(error_messages={"required": "Enter a day."})


def test_the_summary_names_the_fields_that_have_the_same_fault() -> None:
    html = render("{{ error_summary(form) }}", form=TwoDays({}))
    assert "First: Enter a day." in html
    assert "Last: Enter a day." in html
    html = render("{{ error_summary(form) }}", form=TwoDays({"last": "2026-11-02"}))
    assert ">Enter a day." in html


def test_what_people_type_is_text() -> None:
    evil = '"><script>alert(1)</script>'
    html = render(
        "{{ badge(x) }}{{ button(x, value=x) }}{{ link_button(x, '#', attrs={'title': x}) }}"
        "{{ avatar(x) }}{{ toast(x) }}{{ copy_button(x) }}{{ empty_state(x, x) }}{{ record(x, x) }}"
        "{{ menu('m', x, [[{'label': x, 'copy': x}, {'label': x, 'reason': x}]]) }}"
        "{{ turn(1, x, x, start=0) }}{{ timeline_item(x, x, x) }}{{ mail_preview('/', x, x, x) }}"
        "{{ page_header(x, lead=x, note=x) }}"
        "{{ tabs([{'label': x, 'href': x, 'current': false}], x) }}"
        "{{ search('#', value=x) }}{{ callout(x) }}{{ cell(x, label=x) }}{{ row_head(x, '#', x) }}",
        x=evil,
    )
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_menu_holds_links_forms_and_reasons() -> None:
    html = render(
        "{{ menu('m', 'Actions for Bright Smile', groups, csrf) }}",
        csrf="(token)",
        groups=[
            [
                {"label": "Edit", "href": "/edit/"},
                {"label": "Cancel", "action": "/cancel/", "fields": {"a": "1"}},
            ],
            [],
            [{"label": "Revoke", "reason": "Nobody has accepted yet"}],
        ],
    )
    assert 'popovertarget="m"' in html
    assert '<span class="sr-only">Actions for Bright Smile</span>' in html
    assert (
        '<form method="post" action="/cancel/">(token)<input type="hidden" name="a" value="1">'
        in html
    )
    assert "Nobody has accepted yet" in html
    assert html.count("menu-group") == 2


def test_a_message_with_undo_posts_to_its_address() -> None:
    message = Message(20, "Client archived.", extra_tags="undo:/agency/clients/x/restoration/")
    html = render("{{ toasts(messages, '(token)') }}", messages=[message])
    assert '<form method="post" action="/agency/clients/x/restoration/">(token)' in html
    assert 'data-toast="10"' in html


def test_icons_are_silent() -> None:
    html = render("{{ button('Add', icon='plus', icon_only=true) }}")
    assert 'aria-hidden="true"' in html
    assert '<span class="sr-only">Add</span>' in html


def test_turns_carry_their_place_in_milliseconds() -> None:
    html = render(
        "{{ turn(3, 'Robin', 'Hello.', start=14000, href='?t=14#turn-3', current=true) }}"
    )
    assert re.search(r'id="turn-3" data-start="14000" aria-current="true"', html)
    assert 'href="?t=14#turn-3"' in html
    assert ">0:14<" in html.replace("</span> 0:14", ">0:14")
    assert "data-start" not in render("{{ turn(1, 'Robin', 'Hello.') }}")

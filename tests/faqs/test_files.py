"""FAQs in a file: written, opened in a spreadsheet, and read again without a word lost."""

import html
from io import BytesIO

import pytest

from callboard.agents import faqs
from callboard.agents.faqs import Words
from callboard.agents.models import Faq
from callboard.audit.models import Entry
from callboard.faqs import files
from callboard.faqs.files import Unreadable
from callboard.ui import csv_lines
from tests.cast import ANA
from tests.faqs.conftest import DELTA, PARKING, Desk

pytestmark = pytest.mark.django_db

HEAD = "Question,Answer,Also asked\n"


def uploaded(at: Desk, content: bytes, name: str = "faqs.csv"):
    file = BytesIO(content)
    file.name = name
    return at.maya.post(at.url("import"), {"file": file})


def carried(page: str) -> str:
    return html.unescape(page.partition('name="rows" value="')[2].partition('"')[0])


def test_what_was_exported_comes_back_as_it_was(bright_smile: Desk) -> None:
    """O-100: a formula is text in a spreadsheet, and the file is read again."""
    evil = Words("=1+1|cmd", "+1 (207) 555-0100\n=HYPERLINK(1)", ("@sum;=x", "-ä😀"))
    for words in (DELTA, PARKING, evil):
        bright_smile.add(words)
    answer = bright_smile.maya.post(bright_smile.url()[:-1] + "/faqs.csv")
    text = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="faqs.csv"'
    assert text.startswith("\ufeffQuestion,Answer,Also asked,Status")
    assert "'=1+1|cmd" in text
    assert Entry.objects.filter(act="agent_faqs.exported").exists()
    for faq in faqs.kept(bright_smile.robin):
        faqs.remove(faq, by=ANA)
    page = uploaded(bright_smile, answer.content).content.decode()
    assert "3 new, 0 to change, 0 as they are." in page
    done = bright_smile.maya.post(bright_smile.url("import"), {"rows": carried(page)})
    assert done.status_code == 303
    kept = [faq.words for faq in faqs.kept(bright_smile.robin)]
    assert kept == [words.stored() for words in (DELTA, PARKING, evil)]


@pytest.mark.parametrize("cell", ["=1", "'=1", "a;=1", "-1", "-x", " =x", "a\n@b", "it's", "", "'"])
def test_a_cell_is_harmless_and_reads_as_typed(cell: str) -> None:
    assert csv_lines.as_typed(csv_lines.harmless(cell)) == cell.removeprefix("'") or cell == "'"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_encoding_and_separator_of_spreadsheets_is_read(encoding: str, mark: str) -> None:
    text = f'Question{mark}ANSWER{mark}Extra\r\n"Où, donc?"{mark}Là{mark}x\r\n\r\n'
    (line,) = files.read(text.encode(encoding))
    assert (line.number, line.cells["question"], line.cells["answer"]) == (2, "Où, donc?", "Là")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "That file is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "That file is no text."),
        (b"\xff\xfe\x00", "That file is no text."),
        (b"name,email\nMaya,x", "Name the columns in the first line"),
        (HEAD.encode(), "That file has no FAQs below its first line."),
        (HEAD.encode() + b"a,b\n" * 201, "That file has 201 FAQs. Take up to 200 at once."),
        (b"x" * (files.LARGEST + 1), "That file is too large. Take one of up to 500 KB."),
        (HEAD.encode() + b'"' + b"a" * 140_000, "That file is no CSV file."),
    ],
)
def test_o100_what_is_wrong_with_a_whole_file_is_said_in_words(
    bright_smile: Desk, content: bytes, told: str
) -> None:
    """O-100: bounded, and by what is in it, not by its name."""
    with pytest.raises(Unreadable, match=told.rstrip(".")):
        files.read(content)
    answer = uploaded(bright_smile, content, "faqs.png")
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Faq.objects.exists()


def test_each_row_says_what_is_wrong_and_is_mended_in_place(bright_smile: Desk) -> None:
    """O-100: errors by row and field, all or nothing."""
    bright_smile.add(DELTA)
    long = "a" * 601
    rows = f'{DELTA.question},"{DELTA.answer}",\nWhere can I park?,,\nIs it far?,{long},\n,Yes,\n'
    content = HEAD + rows
    page = uploaded(bright_smile, content.encode()).content.decode()
    for words in (
        "0 new, 0 to change, 1 as they are.",
        "Row 3, Answer: Enter the answer.",
        "Row 4, Answer: Shorten the answer to 600 characters: it has 601.",
        "Row 5, Question: Enter the question.",
        long,
    ):
        assert words in page
    mended = {
        "rows": carried(page),
        "answer-3": "Behind the building.",
        "answer-4": "Not far.",
        "out-5": "1",
    }
    assert bright_smile.maya.post(bright_smile.url("import"), mended).status_code == 303
    assert [faq.question for faq in faqs.kept(bright_smile.robin)] == [
        DELTA.question,
        "Where can I park?",
        "Is it far?",
    ]
    mended.pop("answer-4")
    again = bright_smile.maya.post(bright_smile.url("import"), mended)
    assert again.status_code == 422
    assert Faq.objects.count() == 3


def test_a_question_that_is_there_is_changed_and_not_doubled(bright_smile: Desk) -> None:
    faq = bright_smile.add(DELTA)
    content = f"{HEAD}do you take  DELTA dental?,No longer.,\nNew?,Yes,\n"
    page = uploaded(bright_smile, content.encode()).content.decode()
    assert "1 new, 1 to change, 0 as they are." in page
    bright_smile.maya.post(bright_smile.url("import"), {"rows": carried(page)})
    assert "1 added, 1 changed, all drafts." in bright_smile.page()
    faq.refresh_from_db()
    assert (faq.answer, faq.revision) == ("No longer.", 2)


def test_of_rows_that_ask_the_same_the_page_says_which_one_counts(bright_smile: Desk) -> None:
    rows = "Can I park?,Yes.,\nHours?,Eight to five.,\ncan i  PARK?,No.,\n"
    page = uploaded(bright_smile, f"{HEAD}{rows}".encode()).content.decode()
    assert "2 new, 0 to change" in page
    assert "Row 4 asks the same and counts" in page
    assert "Import 2 FAQs" in page
    bright_smile.maya.post(bright_smile.url("import"), {"rows": carried(page)})
    assert [faq.answer for faq in faqs.kept(bright_smile.robin)] == ["Eight to five.", "No."]


@pytest.mark.parametrize(
    "rows",
    [
        *("", "x", "[]", "{}", "[1]", '[[1,"a"]]', "[" * 9999, "[[1,2,3,4]]"),
        *(r'[[2,"Half \ud800?","Yes",""]]', r'[[2,"","\udfff",""]]', r'[[2,"Why?","","\ud800"]]'),
    ],
)
def test_what_no_page_of_ours_carried_imports_nothing(bright_smile: Desk, rows: str) -> None:
    answer = bright_smile.maya.post(bright_smile.url("import"), {"rows": rows})
    assert answer.status_code == 422
    assert "No row is left to import." in answer.content.decode()


def test_more_than_can_be_kept_imports_none(bright_smile: Desk, monkeypatch) -> None:
    bright_smile.add(DELTA)
    monkeypatch.setattr(faqs, "MOST", 2)
    content = f"{HEAD}One?,1,\nTwo?,2,\n"
    page = uploaded(bright_smile, content.encode()).content.decode()
    answer = bright_smile.maya.post(bright_smile.url("import"), {"rows": carried(page)})
    assert answer.status_code == 409
    assert "as many as can be kept" in answer.content.decode()
    assert Faq.objects.count() == 1

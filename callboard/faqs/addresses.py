"""The addresses of an agent's FAQs, the same below the portal's and the agency's."""

from types import ModuleType

from django.urls import URLPattern, path


def of(views: ModuleType) -> list[URLPattern]:
    """`views` are one side's, each by its own name (`portal/views/faqs.py`)."""
    one = "<slug:faq_id>/"
    question = "questions/<slug:question_id>/"
    return [
        path("", views.index, name="faqs_of"),
        path("state/", views.state, name="faqs_state"),
        path("new/", views.new, name="faq_new"),
        path("starter/", views.starter, name="faq_starter"),
        path("publication/", views.publication, name="faqs_publication"),
        path("import/", views.import_, name="faqs_import"),
        path("faqs.csv", views.export, name="faqs_export"),
        path(f"{question}dismissal/", views.question_dismissal, name="faq_question_dismissal"),
        path(
            f"{question}restoration/", views.question_restoration, name="faq_question_restoration"
        ),
        path(one, views.edit, name="faq"),
        path(f"{one}move/", views.move, name="faq_move"),
        path(f"{one}removal/", views.removal, name="faq_removal"),
        path(f"{one}restoration/", views.restoration, name="faq_restoration"),
        path(f"{one}history/", views.history, name="faq_history"),
        path(f"{one}history/restoration/", views.version, name="faq_version"),
    ]

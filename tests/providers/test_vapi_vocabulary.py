import pytest

from callboard.providers.events import Outcome
from callboard.providers.vapi.vocabulary import outcome_of

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("customer-ended-call", Outcome.COMPLETED),
        ("assistant-ended-call-with-hangup-task", Outcome.COMPLETED),
        ("silence-timed-out", Outcome.COMPLETED),
        ("assistant-forwarded-call", Outcome.TRANSFERRED),
        ("call.ringing.hook-executed-transfer", Outcome.TRANSFERRED),
        ("voicemail", Outcome.VOICEMAIL),
        ("customer-busy", Outcome.BUSY),
        ("customer-did-not-answer", Outcome.NO_ANSWER),
        ("manually-canceled", Outcome.CANCELLED),
        ("assistant-not-found", Outcome.FAILED),
        ("pipeline-error-openai-llm-failed", Outcome.FAILED),
        ("call.in-progress.error-vapifault-transport-never-connected", Outcome.FAILED),
        ("call.start.error-get-org", Outcome.FAILED),
    ],
)
def test_known_reasons(reason, outcome):
    assert outcome_of(reason) is outcome


@pytest.mark.parametrize(
    "reason",
    [
        "call.in-progress.error-providerfault-eleven-labs-system-busy-and-requested-upgrade",
        "call.in-progress.error-warm-transfer-max-duration",
        "call.in-progress.error-assistant-did-not-receive-customer-audio",
    ],
)
def test_an_error_is_not_mistaken_for_what_its_name_also_says(reason):
    assert outcome_of(reason) is Outcome.FAILED


@pytest.mark.parametrize("reason", ["something-new-in-2027", "voicemail-of-sorts", "busy", "Ünï"])
def test_a_new_word_is_unknown_and_not_guessed(reason):
    assert outcome_of(reason) is Outcome.UNKNOWN


def test_no_reason_is_no_outcome():
    assert outcome_of(None) is None

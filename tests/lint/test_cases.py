from scripts import cases


def test_the_list_of_cases_is_true() -> None:
    """Made anew with `python -m scripts.cases`."""
    assert cases.OUT.read_text() == cases.page()


def test_no_case_is_both_proved_and_excused() -> None:
    proved = set(cases.named())
    excused = {case for listed in cases.WHY_OPEN.values() for case in listed}
    assert proved & excused == set()

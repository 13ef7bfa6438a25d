"""The letters of an invoice's paper, kept as files of their own."""

from callboard.ui import print_font


def test_a_font_whose_file_went_lost_is_there_again(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path / "first"
    first = print_font.regular()
    content = first.read_bytes()
    first.unlink()
    assert print_font.regular().read_bytes() == content
    settings.DATA_DIR = tmp_path / "second"
    assert print_font.regular().is_relative_to(tmp_path / "second")
    assert print_font.regular().read_bytes() == content

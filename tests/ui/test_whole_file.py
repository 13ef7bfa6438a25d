from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from callboard.ui.whole_file import unfinished, write_whole


def test_a_file_is_never_seen_half_written_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "manifest.json"
    write_whole(file, b"old")
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_threads_of_one_process_write_the_same_file_at_once(tmp_path: Path) -> None:
    file, together = tmp_path / "font.ttf", Barrier(8)

    def write(number: int) -> None:
        together.wait()
        for _ in range(20):
            write_whole(file, bytes([number]) * 10_000)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert len(set(file.read_bytes())) == 1
    assert file.stat().st_size == 10_000
    assert list(tmp_path.iterdir()) == [file]


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), unfinished(tmp_path) as scratch:
        scratch.write_text(str(1 // 0))
    assert list(tmp_path.iterdir()) == []

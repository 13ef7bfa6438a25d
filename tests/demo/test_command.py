"""What `callboard demo` says when it cannot start."""

import socket

from click.testing import CliRunner

from callboard.demo.folder import Folder
from callboard.demo.run import demo


def test_a_taken_port_is_said_with_a_way_out(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = CliRunner().invoke(demo, ["--port", str(port), "--dir", str(tmp_path / "demo")])
    assert said.exit_code == 1
    assert f"Port {port} cannot be used" in said.output
    assert f"PORT={port + 1} make demo" in said.output
    assert not (tmp_path / "demo").exists()


def test_a_folder_in_use_is_said(tmp_path):
    other_demo = Folder(tmp_path)
    other_demo.take()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    said = CliRunner().invoke(demo, ["--port", str(port), "--dir", str(other_demo.path)])
    assert said.exit_code == 1
    assert f"Another demo runs in {tmp_path}" in said.output

"""``runut serve``: what it says when it cannot begin."""

import socket
from pathlib import Path

from tests.store.reading import VERSIONS, code, readings
from typer.testing import CliRunner

from runut.cli import app
from runut.cli.serving import may_correct
from runut.store import load

RUNNER = CliRunner()


def test_without_a_collection_it_says_how_to_make_one(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["serve", str(tmp_path)])
    assert result.exit_code == 1
    assert "no collection there" in result.stderr
    assert "runut add" in result.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    (tmp_path / "collection.json").write_text('{"format": 1}')
    (tmp_path / "shards").mkdir()
    (tmp_path / "index").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = RUNNER.invoke(app, ["serve", str(tmp_path), "--port", str(port)])
    assert result.exit_code == 1
    assert f"port {port}" in result.stderr
    assert "--port" in result.stderr


def test_whoever_can_see_it_from_elsewhere_may_correct_only_if_that_was_asked() -> None:
    assert may_correct("127.0.0.1", None)
    assert not may_correct("127.0.0.1", asked=False)
    assert not may_correct("0.0.0.0", None)  # noqa: S104 - nothing is bound
    assert may_correct("0.0.0.0", asked=True)  # noqa: S104


def test_a_site_is_made_of_one_collection_in_a_folder_of_its_own(tmp_path: Path) -> None:
    root = tmp_path / "k"
    load(root, readings(3), code, VERSIONS)
    done = RUNNER.invoke(app, ["export", str(root), "--to", "site", "--output", str(tmp_path / "situs")])
    assert done.exit_code == 0
    assert f"begin with {tmp_path / 'situs' / 'index.html'}" in done.stderr
    assert (tmp_path / "situs" / "index.html").is_file()
    for wrong in ([str(root), "--to", "site"], [str(root), str(root), "--to", "site", "--output", str(tmp_path / "x")]):
        assert RUNNER.invoke(app, ["export", *wrong]).exit_code == 2
    assert RUNNER.invoke(app, ["read", "-", "--format", "site"], input="Polisi menangkap.").exit_code == 2

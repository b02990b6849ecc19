"""The data folder: ours by its mark, private, with sockets on a path short enough."""

import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from feedback.launch.folder import GUESTS, LOCK, MARK, DataFolder
from feedback.launch.keys import secret
from feedback.launch.say import LaunchError


def test_processes_that_come_at_once_all_find_a_folder_of_ours(tmp_path):
    for round_ in range(200):
        root, gate = tmp_path / str(round_), Barrier(4)

        def come(root=root, gate=gate):
            gate.wait()
            return DataFolder.open(root)

        with ThreadPoolExecutor(4) as comers:
            opened = [comer.result() for comer in [comers.submit(come) for _ in range(4)]]
        assert len(set(opened)) == 1


def test_a_folder_with_other_things_in_it_is_refused(tmp_path):
    (tmp_path / "thesis.odt").touch()
    with pytest.raises(LaunchError, match="holds other things"):
        DataFolder.open(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.odt"]


def test_erasing_leaves_a_usable_folder_and_keeps_locks_that_are_held(tmp_path):
    folder = DataFolder.open(tmp_path / "data")
    (folder.root / "files").mkdir()
    (folder.root / "files" / "petition").touch()
    (folder.root / LOCK).touch()
    (folder.root / GUESTS).touch()
    secret(folder.keys, "secret_key")
    folder.erase()
    left = {entry.name for entry in folder.root.iterdir()}
    assert left == {MARK, LOCK, GUESTS, "keys", "log", "redis"}
    assert not list(folder.keys.iterdir())


def test_erasing_does_not_follow_a_link_out_of_the_folder(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    folder = DataFolder.open(tmp_path / "data")
    (folder.root / "link").symlink_to(outside)
    folder.erase()
    assert (outside / "kept").exists()


def test_nobody_else_may_enter_or_read_the_keys(tmp_path):
    folder = DataFolder.open(tmp_path / "data")
    secret(folder.keys, "code_pepper")
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder.keys / "code_pepper").stat().st_mode) == 0o600


def test_a_secret_is_made_once(tmp_path):
    folder = DataFolder.open(tmp_path / "data")
    first = secret(folder.keys, "secret_key")
    assert len(bytes.fromhex(first)) == 32
    assert secret(folder.keys, "secret_key") == first


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("d" * 90, id="a path too long for a socket"),
        pytest.param("dữ liệu của tôi", id="a path with spaces and marks"),
        pytest.param("a,b", id="a path with a comma, which separates folders in PostgreSQL"),
    ],
)
def test_an_awkward_data_folder_has_its_sockets_elsewhere_and_private(tmp_path, name):
    sockets = DataFolder.open(tmp_path / name).sockets()
    try:
        assert len(str(sockets / ".s.PGSQL.5432.lock")) < 100
        assert str(sockets).isascii()
        assert " " not in str(sockets)
        assert "," not in str(sockets)
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    finally:
        sockets.rmdir()


def test_a_socket_folder_others_can_enter_is_refused(tmp_path):
    folder = DataFolder.open(tmp_path / "có dấu")
    sockets = folder.sockets()
    try:
        sockets.chmod(0o755)
        with pytest.raises(LaunchError, match="not a private folder"):
            folder.sockets()
    finally:
        sockets.rmdir()

"""``flask vault …``: the key goes behind passphrases, the recovery key to its carrier."""

from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from feedback.app import create_app
from feedback.commands import vault as commands
from feedback.settings.choices import DatabaseRole
from feedback.vault.envelope import Place, close, open_envelope
from feedback.vault.keys import KeyRing, create_missing
from feedback.vault.locked_key import Effort, PassphraseLock, WrongSecretError, unlock
from tests.readings import Reading
from tests.servers import ServerUrls
from tests.worlds import settings_for

CHEAP = Effort(memory_kib=8, rounds=1, lanes=1)
ONE, TWO = "sáu từ của người giữ thứ nhất", "sáu từ của người giữ thứ hai"
TYPED = "".join(f"{line}\n" for line in ("ngắn", "ngắn", ONE, ONE, TWO, TWO))


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application with keys of its own; nothing is asked of its database."""
    create_missing(tmp_path / "keys")
    monkeypatch.setattr(commands, "PassphraseLock", partial(PassphraseLock, effort=CHEAP))
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    servers = ServerUrls(
        nowhere,
        dict.fromkeys(DatabaseRole, nowhere),
        nowhere,
        "redis://127.0.0.1:1",
        own_database=True,
    )
    return create_app(settings_for(servers, "none", tmp_path), pages=False)


@pytest.fixture
def flask(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def held(flask: FlaskCliRunner, tmp_path: Path) -> Path:
    """After the ceremony: where the recovery key went."""
    carrier = tmp_path / "usb"
    done = flask.invoke(args=["vault", "create", "--recovery-to", str(carrier)], input=TYPED)
    assert done.exit_code == 0, done.output
    assert "ít nhất 20 ký tự" in done.output
    return carrier


def test_each_keeper_opens_and_nobody_else(held, tmp_path):
    keys, place = KeyRing(tmp_path / "keys"), Place(Reading().petition, "identity")
    envelope = close(b"Kin", keys.recipients, place)
    for passphrase in (ONE, TWO):
        key = unlock(tmp_path / "vault", PassphraseLock(passphrase, CHEAP))
        assert open_envelope(envelope, key, place) == b"Kin"
    with pytest.raises(WrongSecretError):
        unlock(tmp_path / "vault", PassphraseLock("một câu khác hẳn, cũng dài", CHEAP))
    assert sorted(path.name for path in (tmp_path / "keys").glob("*_private")) == []
    assert held.stat().st_mode & 0o777 == 0o600


def test_the_recovery_key_is_checked_and_makes_a_vault_anew(held, flask, tmp_path):
    good = flask.invoke(args=["vault", "recover", "--key", str(held)])
    assert (good.exit_code, "mở được phong bì" in good.output) == (0, True)
    other = tmp_path / "another"
    create_missing(other)
    wrong = flask.invoke(args=["vault", "recover", "--key", str(other / "recovery_private")])
    assert (wrong.exit_code, "không mở được" in wrong.output) == (1, True)
    again = ["vault", "create", "--from-key", str(held), "--keepers", "1"]
    assert "đã có" in flask.invoke(args=again, input=f"{ONE}\n{ONE}\n").output
    (tmp_path / "vault" / "custodian_vault").unlink()
    assert flask.invoke(args=again, input=f"{ONE}\n{ONE}\n").exit_code == 0
    assert unlock(tmp_path / "vault", PassphraseLock(ONE, CHEAP))


def test_without_a_carrier_nothing_is_touched(flask, tmp_path):
    assert flask.invoke(args=["vault", "create"]).exit_code == 2
    assert (tmp_path / "keys" / "custodian_private").exists()


def test_the_demonstration_locks_its_key_once(flask, tmp_path):
    for _ in range(2):
        assert flask.invoke(args=["vault", "create", "--demo"]).exit_code == 0
    passphrase = (tmp_path / "keys" / "vault_passphrase").read_text().strip()
    assert unlock(tmp_path / "vault", PassphraseLock(passphrase, CHEAP))
    assert not (tmp_path / "keys" / "custodian_private").exists()


def test_the_vault_that_is_away_is_told(flask):
    away = flask.invoke(args=["vault", "unlock"], input=f"{ONE}\n")
    assert (away.exit_code, "không trả lời" in away.output) == (1, True)


def test_a_count_that_is_empty_prints_nothing(flask):
    assert flask.invoke(args=["vault", "openings"]).output == ""

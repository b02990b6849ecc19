"""A vault whose key is locked by a token, and opens by its PIN: SoftHSM in place of a card."""

import json
import subprocess
import sys

import pytest

from feedback.domain import clock
from feedback.domain.identity_proofs import VaultRefusedError
from feedback.vault.identity_vault import VaultProcess
from tests.integration.identity.conftest import beginning, denounced
from tests.integration.identity.processes import ENVIRONMENT, ROOT, vault_process
from tests.soft_token import make_token, module

__all__ = ["beginning", "denounced"]

TOKEN, PIN = "ket-danh-tinh", "13579246"
#: Another process, for a library of PKCS#11 is set up once in each.
LOCKS = """
import sys
from pathlib import Path
from feedback.vault.ceremony import private_key
from feedback.vault.locked_key import TokenLock, lock

folder, key, module, token, pin = sys.argv[1:]
lock(Path(folder), private_key(Path(key)), TokenLock(module, token, pin))
"""


@pytest.fixture
def device(tmp_path):
    """A token of its own, and how a process finds it."""
    return module(), {**ENVIRONMENT, **make_token(tmp_path, TOKEN, PIN)}


def test_it_opens_by_the_pin_of_the_token_and_by_nothing_else(
    room, vault_folder, device, tmp_path_factory
):
    library, environment = device
    told = [vault_folder, room.settings.keys_dir / "custodian_private", library, TOKEN, PIN]
    subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", LOCKS, *map(str, told)], check=True, cwd=ROOT, env=environment
    )
    (lock,) = json.loads((vault_folder / "custodian_vault").read_text())["locks"]
    assert lock["kind"] == "token"
    now, address = clock.now(), tmp_path_factory.mktemp("t") / "s"
    request = room.ask(now=now)
    room.decide(request, now=now)
    opening = room.announce(request, now=now)
    room.seal(now)
    words = ("--pkcs11", library, TOKEN)
    with vault_process(vault_folder, address, *words, environment=environment):
        vault = VaultProcess(address)
        with pytest.raises(VaultRefusedError):
            vault.unlock("00000000")
        vault.unlock(PIN)
        assert json.loads(room.read(opening, vault, now=now).plain)["name"] == "Nguyễn Thị Kín Đáo"

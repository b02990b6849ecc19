"""A vault as a process, as the launcher starts it; and one that is killed at its worst moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from feedback.vault.identity_vault import VaultAwayError, VaultProcess

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
#: The same process, with a kill between counting and decrypting.
KILLED = """
import os, signal
from feedback.processes import vault
from feedback.vault.custodian import Custodian

class Killed(Custodian):
    def __init__(self, folder, log):
        super().__init__(folder, log, between=lambda: os.kill(os.getpid(), signal.SIGKILL))

vault.Custodian = Killed
vault.main()
"""


@contextmanager
def vault_process(
    folder: Path,
    address: Path,
    *words: str,
    killed: bool = False,
    environment: Mapping[str, str] = ENVIRONMENT,
) -> Iterator[subprocess.Popen[bytes]]:
    code = ["-c", KILLED] if killed else ["-m", "feedback.processes.vault"]
    process = subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, *code, "--folder", str(folder), "--socket", str(address), *words],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        give_up = time.monotonic() + 30
        while not _answers(address) and time.monotonic() < give_up:
            assert process.poll() is None, "the vault ended at once"
            time.sleep(0.05)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def _answers(address: Path) -> bool:
    try:
        VaultProcess(address).count()
    except VaultAwayError:
        return False
    return True

"""How long the stand-alone verifier takes: ``python -m bench.verifier [--entries N] [--files N]``.

A clean log made at random, written as ``flask history export --all`` writes it, with a checkpoint;
then ``doi-chung`` in a process of its own. The goal is 60 s and 1 GiB for a million entries.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.services.log.log_key import signer
from tests.generated_logs import export

ORIGIN = "tiengnoi.example/nhat-ky"
FOLDER = Path(__file__).resolve().parents[1] / "doi-chung"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log, note = Path(folder, "log.jsonl"), Path(folder, "note.txt")
        ours = signer(Ed25519PrivateKey.generate(), ORIGIN)
        sealed = {asked.entries: b""}
        with log.open("w") as out:
            lines = export(random.Random(1), asked.entries, asked.files, sealed)  # noqa: S311
            out.writelines(line + "\n" for line in lines)
        note.write_text(sign_checkpoint(Checkpoint(ORIGIN, asked.entries, *sealed.values()), ours))
        print(f"{asked.entries:,} entries, {log.stat().st_size / 2**20:,.0f} MiB of export")
        _verify(log, note, ours.key.as_text())


def _verify(log: Path, note: Path, key: str) -> None:
    words = [sys.executable, "-m", "doi_chung", log, "--khoa", key, "--diem-kiem-tra", note]
    begun = time.perf_counter()
    done = subprocess.run(words, cwd=FOLDER, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    seconds, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    print(done.stdout.partition("\n")[0], f"exit {done.returncode}", sep="; ")
    print(
        f"{seconds:.1f} s, processor {used.ru_utime + used.ru_stime:.1f} s, "
        f"peak {used.ru_maxrss / 2**10:,.0f} MiB, load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()

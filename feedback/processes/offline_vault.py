"""``python -m feedback.processes.offline_vault``: the vault on a machine of an independent network.

No database, no network, no settings: a folder with the locked key, its count, the pinned keys of
the log and of the application, and the carrier. It checks what the vault beside the product checks,
and shows what it opened on this screen alone, for a quarter of an hour. Only the keeper's own words
go back.
"""

import argparse
import getpass
import json
import select
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import NamedTuple

from feedback.domain import clock
from feedback.domain.identity_proofs import IDENTITY, VaultRefusedError
from feedback.domain.identity_reading import FIELDS, SHOWN_FOR
from feedback.processes.vault import keep_to_ourselves, lock_of
from feedback.services.log.log_key import public_key
from feedback.vault import bundles, ceremony
from feedback.vault.bundles import Answer, BadBundleError
from feedback.vault.custodian import Custodian
from feedback.vault.locked_key import WrongSecretError
from feedback.vault.originals import unpack

#: Beside the locked key: by whom bundles are signed, and by what answers are.
BUNDLE_PUBLIC, ANSWER = "bundle_public", "answer"
#: A carrier needs its time; on the screen of this machine it is a quarter of an hour as elsewhere.
CARRIED_WITHIN = timedelta(hours=24)
#: Empties a terminal and what it could be scrolled back to (ECMA-48; 3 is xterm's).
CLEARED = "\033[2J\033[3J\033[H"


class Talk(NamedTuple):
    """How the keeper is spoken to; a test speaks otherwise."""

    say: Callable[[str], None]
    #: answers with nothing when the quarter of an hour is over
    ask: Callable[[str], str]
    ask_secret: Callable[[str], str]
    #: nothing that was said can be read any more
    clear: Callable[[], None]


def open_all(folder: Path, carrier: Path, talk: Talk, now: datetime) -> int:
    """Open what lies in the carrier's ``out``, answer into its ``in``; how many were opened."""
    pinned = public_key((folder / ceremony.LOG_KEY).read_text(encoding="utf-8"))
    vault = Custodian(folder, pinned, within=CARRIED_WITHIN)
    vault.unlock(lock_of(talk.ask_secret("Câu mật khẩu: "), None), now)
    opened = 0
    for path in bundles.waiting(carrier / bundles.OUT):
        try:
            opened += _open(path, folder, carrier, vault, talk, now)
        except (BadBundleError, VaultRefusedError) as refusal:
            talk.say(f"{path.name}: không mở. {refusal}")
    vault.lock()
    return opened


def _open(
    path: Path, folder: Path, carrier: Path, vault: Custodian, talk: Talk, now: datetime
) -> bool:
    asked = bundles.bundle_in(path, ceremony.signed_by(folder / BUNDLE_PUBLIC))
    plain = vault.open(asked.papers, asked.envelope, now)
    words = _shown(asked.papers.what, plain, folder, talk)
    last = vault.last
    answer = Answer(last.leaf.hex(), vault.count, last.at, words)
    bundles.put_answer(
        carrier / bundles.IN, path.name, answer, ceremony.signing_pair(folder, ANSWER)
    )
    path.unlink()
    return True


def _shown(what: str, plain: bytes, folder: Path, talk: Talk) -> str:
    """Show it until the keeper has answered, or the time is over; then it is nowhere."""
    paper = None if what == IDENTITY else _laid_open(plain, folder, talk)
    if paper is None:
        for name, value in json.loads(plain).items():
            talk.say(f"{FIELDS.get(name, 'Xưng hô')}: {value}")
    try:
        return talk.ask("Trả lời mang về (không ghi tên, địa chỉ): ")
    finally:
        if paper is not None:
            paper.unlink(missing_ok=True)
        talk.clear()


def _laid_open(plain: bytes, folder: Path, talk: Talk) -> Path:
    paper = unpack(plain)
    place = folder / "opened" / f"{paper.commitment}{_suffix(paper.name)}"
    place.parent.mkdir(mode=0o700, exist_ok=True)
    place.write_bytes(paper.content)
    talk.say(f"“{paper.name}” ở {place}. Trả lời xong, hoặc sau 15 phút, tệp bị xóa.")
    return place


def _suffix(name: str) -> str:
    """By which a screen knows how to show it; the rest of a name somebody chose is not used."""
    found = PurePath(name).suffix.lower()
    return found if found.isascii() and found[1:].isalnum() else ""


def _ask(question: str) -> str:
    sys.stdout.write(question)
    sys.stdout.flush()
    typed, _, _ = select.select([sys.stdin], [], [], SHOWN_FOR.total_seconds())
    return sys.stdin.readline().strip() if typed else ""


def _clear() -> None:
    sys.stdout.write(CLEARED)
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="feedback.processes.offline_vault")
    parser.add_argument("--folder", type=Path, required=True, help="key, count, pinned keys")
    parser.add_argument("--carrier", type=Path, required=True, help="the folder that was carried")
    told = parser.parse_args()
    keep_to_ourselves()
    talk = Talk(print, _ask, getpass.getpass, _clear)
    try:
        opened = open_all(told.folder, told.carrier, talk, clock.now())
    except WrongSecretError:
        sys.exit("Câu mật khẩu không đúng.")
    talk.say(f"Đã mở {opened} gói.")


if __name__ == "__main__":
    main()

"""The data folder: everything a demonstration remembers, in one place with our mark on it.

The mark is what ``--fresh`` looks for before it erases anything: a folder without it is not ours.
"""

import hashlib
import os
import re
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from feedback.launch.say import LaunchError

MARK = ".feedback-data"
LOCK = ".lock"
GUESTS = ".guests"
#: A socket's whole path must stay below about 107 bytes; its file name takes up to 20 of them.
LONGEST_SOCKET_FOLDER = 80


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder that carries our mark, and the places within it."""

    root: Path

    @classmethod
    def open(cls, path: Path) -> "DataFolder":
        """Take a folder of ours, or make one of a missing or empty folder; refuse any other.

        The mark is set before anything else is put there, and looked for after everything else: so
        two processes that come at once both find a folder of ours.
        """
        root = path.absolute()
        if root.is_dir() and any(root.iterdir()) and not (root / MARK).exists():
            raise LaunchError(f"{root} holds other things: name an empty folder, or one of ours.")
        folder = cls(root)
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        (root / MARK).touch(mode=0o600)
        for place in (folder.keys, folder.logs, folder.queue):
            place.mkdir(mode=0o700, exist_ok=True)
        return folder

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def cluster(self) -> Path:
        return self.root / "postgres"

    @property
    def queue(self) -> Path:
        return self.root / "redis"

    @property
    def preparing(self) -> Path:
        """Exists while the first start loads the demonstration: its end was never reached."""
        return self.root / ".preparing"

    @property
    def prepared(self) -> Path:
        """Exists once the demonstration has been loaded."""
        return self.root / ".prepared"

    @property
    def schema(self) -> Path:
        """Names the migrations the database was brought to."""
        return self.root / ".schema"

    @property
    def port(self) -> Path:
        """Holds the port of the last run, for the addresses other commands print."""
        return self.root / ".port"

    def erase(self) -> None:
        """Remove everything but the mark and the locks, one of which the caller holds."""
        for entry in self.root.iterdir():
            if entry.name in {MARK, LOCK, GUESTS}:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        DataFolder.open(self.root)

    def sockets(self) -> Path:
        """Return a private folder for sockets, elsewhere when this path is too long or odd.

        Paths inside connection strings and PostgreSQL's list of folders must not need quoting.
        """
        near = self.root / "run"
        plain = re.fullmatch(r"[\w./+-]+", str(near), re.ASCII)
        if plain and len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
            near.mkdir(mode=0o700, exist_ok=True)
            return near
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return _private(Path(tempfile.gettempdir()) / f"feedback-{os.geteuid()}-{name}")


def _private(folder: Path) -> Path:
    """Make a folder others cannot enter, or take ours; a folder put there by others is refused."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
        if not ours or stat.S_IMODE(found.st_mode) & 0o077:
            raise LaunchError(f"{folder} is not a private folder of yours: remove it.") from None
    return folder

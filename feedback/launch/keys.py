"""The secrets a data folder starts with: made once, readable by their owner only.

Whoever makes them holds the lock of the data folder, so nobody else is making them too.
"""

import os
import secrets
from pathlib import Path

#: Random hexadecimal digits are a valid password in any connection string, without quoting.
_BYTES = 32


def secret(keys: Path, name: str) -> str:
    """Return the secret of that name, made on first use; 64 hexadecimal digits."""
    path = keys / name
    if not path.exists():
        _write_once(path, secrets.token_hex(_BYTES))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, value: str) -> None:
    """Write the whole file and flush it, or nothing: half a key would lock the data for good."""
    draft = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{value}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)

"""Brings database, keys and reference data to what the code expects, before anything serves."""

import hashlib

from feedback.launch.folder import DataFolder
from feedback.launch.servers import ServerUrls
from feedback.launch.stopping import StopRequest
from feedback.launch.surroundings import ROOT, administering, must


def bring_up_to_date(
    folder: DataFolder, urls: ServerUrls, *, stop_request: StopRequest | None = None
) -> None:
    """Migrate, make missing keys, lock the custodian's away, load missing days and communes.

    Skipped when our own database has had just that. A database given by address may have been
    replaced since, so there nothing is skipped.
    """
    state = _migrations()
    if urls.own_database and folder.schema.exists() and folder.schema.read_text() == state:
        return
    environ = administering(folder, urls)
    must(["db", "upgrade"], environ, stop_request=stop_request)
    must(["keys", "create"], environ, stop_request=stop_request)
    must(["vault", "create", "--demo"], environ, stop_request=stop_request)
    must(["reference", "load"], environ, stop_request=stop_request)
    folder.schema.write_text(state)


def _migrations() -> str:
    """Return a fingerprint of all migrations and of the rights, names and text."""
    digest = hashlib.sha256()
    rights = ROOT / "feedback" / "models" / "grants.py"
    for path in (*sorted((ROOT / "migrations" / "versions").glob("*.py")), rights):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()

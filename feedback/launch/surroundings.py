"""What the launcher tells the processes of the product, and how it calls ``flask``."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from feedback.launch.child import tie
from feedback.launch.folder import DataFolder
from feedback.launch.keys import secret
from feedback.launch.say import LaunchError
from feedback.launch.servers import ServerUrls
from feedback.launch.stopping import StopRequest, StopRequestedError
from feedback.settings.names import DATABASE_SETTINGS

ROOT = Path(__file__).resolve().parent.parent.parent
#: Without this key no command starts; the rest are made by one: ``flask keys create``.
FIRST_KEY = "secret_key"
#: Commands start sooner without pages, whose modules are half of a start.
WITHOUT_PAGES = "feedback.app:create_app(pages=False)"
#: Commands of ours and of Flask's that look at pages or serve them.
ABOUT_PAGES = frozenset({"routes", "run", "shell"})


def running(folder: DataFolder, urls: ServerUrls) -> dict[str, str]:
    """Return the environment of what serves people: without the owner of the tables."""
    secret(folder.keys, FIRST_KEY)
    port = folder.port.read_text() if folder.port.exists() else "5000"
    environ = {k: v for k, v in os.environ.items() if k != "FEEDBACK_DATABASE_OWNER_URL"}
    environ.setdefault("FEEDBACK_MODE", "demo")
    environ.setdefault("FEEDBACK_BASE_URL", f"http://127.0.0.1:{port}")
    return environ | {
        **{name: urls.roles[role] for role, name in DATABASE_SETTINGS.items()},
        "FEEDBACK_REDIS_URL": urls.redis,
        "FEEDBACK_DATA_DIR": str(folder.root),
        "FEEDBACK_VAULT_SOCKET": str(folder.sockets() / "vault"),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def administering(folder: DataFolder, urls: ServerUrls) -> dict[str, str]:
    """Return the environment of commands, which may also migrate."""
    return running(folder, urls) | {"FEEDBACK_DATABASE_OWNER_URL": urls.owner}


def flask(*words: str) -> list[str]:
    """Return the command line of a flask command; only those about pages load them."""
    app = "wsgi:app" if ABOUT_PAGES.intersection(words[:1]) else WITHOUT_PAGES
    return [sys.executable, "-m", "feedback.commands", "--app", app, *words]


def must(
    words: Sequence[str],
    environ: Mapping[str, str],
    *,
    stop_request: StopRequest | None = None,
    aloud: bool = False,
) -> str:
    """Run a flask command; return what it printed, or stop with what went wrong.

    ``aloud`` lets its lines through to the person instead. A request to stop ends the command.
    """
    process = subprocess.Popen(  # noqa: S603 - the launcher's own command lines
        [*tie(signal.SIGTERM), *flask(*words)],
        env=environ,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=None if aloud else subprocess.PIPE,
        stderr=None if aloud else subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = _listen(process, stop_request)
    if process.returncode != 0:
        end = "\n".join(said.strip().splitlines()[-15:])
        raise LaunchError(f"flask {' '.join(words)} failed, exit code {process.returncode}\n{end}")
    return said


def _listen(process: subprocess.Popen[str], stop_request: StopRequest | None) -> str:
    try:
        while True:
            try:
                return process.communicate(timeout=0.2)[0] or ""
            except subprocess.TimeoutExpired:
                if stop_request:
                    raise StopRequestedError from None
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate()

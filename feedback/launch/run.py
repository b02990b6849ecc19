"""``run``: from a bare checkout to a product people can use, and back down in order."""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGTERM

from feedback.launch.child import Child, tie
from feedback.launch.folder import DataFolder
from feedback.launch.product import HOST, Product, await_ready
from feedback.launch.say import LaunchError, say
from feedback.launch.schema import bring_up_to_date
from feedback.launch.servers import Servers, claim, servers, start
from feedback.launch.stopping import StopRequest, StopRequestedError
from feedback.launch.supervisor import Supervisor, stop_all
from feedback.launch.surroundings import ROOT, administering, flask, must, running

_PORT_PATIENCE = 1.5


def run(data: Path, *, port: int, fresh: bool) -> int:
    """Prepare, serve and watch until asked to stop; the exit code."""
    _refuse_taken_port(port)
    folder = DataFolder.open(data)
    with StopRequest().listening() as stop_request, claim(folder, patience=1.0) as ours:
        if not ours:
            raise LaunchError(f"{folder.root} is in use by another run or command.")
        _begin(folder, port, fresh=fresh)
        with suppress(StopRequestedError), start(folder, fast=False) as started:
            _prepare(folder, started, stop_request)
            _serve(folder, started, port, stop_request)
    say("Stopped.")
    return 0


def once(data: Path | None, *, fresh: bool) -> int:
    """Do one whole journey without a browser, each step printed; the journey's exit code."""
    with _folder(data, fresh=fresh) as folder, servers(folder.root) as urls:
        say("Preparing the database ...")
        bring_up_to_date(folder, urls)
        return subprocess.run(  # noqa: S603 - the launcher's own command line
            [*tie(SIGTERM), *flask("demo", "journey")],
            env=administering(folder, urls),
            cwd=ROOT,
            check=False,
        ).returncode


def _begin(folder: DataFolder, port: int, *, fresh: bool) -> None:
    cut_short = folder.preparing.exists()
    if fresh or cut_short:
        say("The first start was cut short; beginning anew ..." if cut_short else "Erasing ...")
        folder.erase()
    folder.port.write_text(str(port))
    say("Starting PostgreSQL and Redis ...")


def _prepare(folder: DataFolder, started: Servers, stop_request: StopRequest) -> None:
    say("Preparing the database ...")
    bring_up_to_date(folder, started.urls, stop_request=stop_request)
    if folder.prepared.exists():
        return
    say("Loading the demonstration (first start only) ...")
    folder.preparing.touch()
    environ = administering(folder, started.urls)
    must(["demo", "load", "--if-empty"], environ, stop_request=stop_request, aloud=True)
    folder.prepared.touch()
    folder.preparing.unlink()


def _serve(folder: DataFolder, started: Servers, port: int, stop_request: StopRequest) -> None:
    say("Starting web, workers, relay, scheduler, sealer and vault ...")
    product = Product(folder, running(folder, started.urls))
    web, background, accounts = product.web(port=port), product.background(), product.accounts()
    supervisor = Supervisor((*started.children, *background, web), stop_request)
    try:
        accounts.log.unlink(missing_ok=True)
        for child in (web, *background, accounts):
            child.start()
        await_ready(web, supervisor, port=port)
        if not stop_request:
            say(f"Ready: http://{HOST}:{port}")
            say(_said_by(accounts))
            say("A demonstration, not for real petitions: log/web.log lists what is unsafe.")
            say(f"Data and logs: {folder.root}. Ctrl-C stops.")
        supervisor.keep_alive()
    finally:
        say("Stopping ...")
        web.stop()
        stop_all([*background, accounts])


def _said_by(command: Child) -> str:
    if command.process is not None:
        command.process.wait(60)
    return command.log.read_text(encoding="utf-8").rstrip()


def _refuse_taken_port(port: int) -> None:
    """Stop when somebody serves there; one that was just killed gets a moment to leave."""
    give_up = time.monotonic() + _PORT_PATIENCE
    while (error := _cannot_bind(port)) and time.monotonic() < give_up:
        time.sleep(0.1)
    if error:
        raise LaunchError(f"Port {port} cannot be used ({error}): choose another with --port.")


def _cannot_bind(port: int) -> str | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error.strerror
    return None


@contextmanager
def _folder(data: Path | None, *, fresh: bool) -> Iterator[DataFolder]:
    """Use the named data folder, else one for the while."""
    if data is None:
        with tempfile.TemporaryDirectory(prefix="feedback-once-") as temporary:
            yield DataFolder.open(Path(temporary))
        return
    folder = DataFolder.open(data)
    with claim(folder, patience=1.0) as ours:
        if fresh and not ours:
            raise LaunchError(f"{folder.root} is in use by another run or command.")
        if fresh:
            folder.erase()
    yield folder

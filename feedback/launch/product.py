"""The processes the product consists of, and the question whether it is ready."""

import http.client
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.launch.child import Child
from feedback.launch.folder import DataFolder
from feedback.launch.say import LaunchError
from feedback.launch.supervisor import Supervisor
from feedback.launch.surroundings import ROOT, WITHOUT_PAGES

#: One process each: a worker that listens to several queues can lose jobs when it is killed.
QUEUES = ("letters", "notices", "sweeps", "copies")
HOST = "127.0.0.1"
#: No line of gunicorn's holds an address or a path.
WEB_LOG = "feedback.processes.web_log.WebLog"
#: Threads get a request once it is whole.
WEB_WORKER = "feedback.processes.gathering.GatheringWorker"
_READY_WITHIN = 60.0
#: ``flask vault create --demo`` leaves it there.
DEMO_PASSPHRASE = "vault_passphrase"  # noqa: S105 - the name of a file


@dataclass(frozen=True, slots=True)
class Code:
    """Where each process begins."""

    web: Callable[[], object]
    worker: Callable[[], object]
    relay: Callable[[], object]
    scheduler: Callable[[], object]
    sealer: Callable[[], object]
    vault: Callable[[], object]
    flask: Callable[[], object]


def load_code() -> Code:
    """Import what the processes run: seconds, spent once and only where they will be forked."""
    from flask.cli import main as flask  # noqa: PLC0415 - see above
    from gunicorn.app.wsgiapp import (  # type: ignore[import-untyped]  # noqa: PLC0415 - no types
        run as web,
    )

    from feedback.processes import (  # noqa: PLC0415 - see above
        relay,
        scheduler,
        sealer,
        vault,
        worker,
    )

    return Code(web, worker.main, relay.main, scheduler.main, sealer.main, vault.main, flask)


@dataclass(frozen=True, slots=True)
class Product:
    """The product's processes over one data folder; its code is imported when this is made."""

    folder: DataFolder
    environ: Mapping[str, str]
    code: Code = field(default_factory=load_code)

    def web(self, *, port: int) -> Child:
        """Return the web server: loaded once before it forks, threads for slow readers."""
        options = {
            "bind": f"{HOST}:{port}",
            "worker-class": WEB_WORKER,
            "workers": "2",
            "threads": "4",
            "graceful-timeout": "10",
        }
        words = [f"--{name}={value}" for name, value in options.items()]
        words += ["--preload", "--no-control-socket", f"--logger-class={WEB_LOG}"]
        return self._child("web", self.code.web, ["wsgi:app", *words])

    def background(self) -> list[Child]:
        """Return a worker for each queue, the relay, the scheduler, the sealer and the vault."""
        return [
            *(self._child(f"worker-{queue}", self.code.worker, [queue]) for queue in QUEUES),
            self._child("relay", self.code.relay),
            self._child("scheduler", self.code.scheduler),
            self._child("sealer", self.code.sealer),
            self._child("vault", self.code.vault, self._vault_words()),
        ]

    def _vault_words(self) -> list[str]:
        """Of the demonstration: it is opened by a passphrase that lies beside it."""
        told = {
            "folder": self.folder.vault,
            "socket": self.environ["FEEDBACK_VAULT_SOCKET"],
            "open-with": self.folder.keys / DEMO_PASSPHRASE,
        }
        return [f"--{name}={value}" for name, value in told.items()]

    def accounts(self) -> Child:
        """Return the command that prints the demonstration's accounts, into its log."""
        words = ["--app", WITHOUT_PAGES, "demo", "accounts"]
        return self._child("accounts", self.code.flask, words)

    def _child(self, name: str, main: Callable[[], object], words: Sequence[str] = ()) -> Child:
        return Child(
            name=name,
            main=main,
            argv=[name, *words],
            log=self.folder.logs / f"{name}.log",
            env=self.environ,
            cwd=ROOT,
        )


def await_ready(web_server: Child, supervisor: Supervisor, *, port: int) -> None:
    """Return when the product says it is ready, or when somebody asked to stop."""
    give_up = time.monotonic() + _READY_WITHIN
    said = ""
    while web_server.alive and time.monotonic() < give_up:
        status, said = _ask(port)
        if status == http.HTTPStatus.OK or supervisor.stop_request:
            return
        supervisor.look()
        supervisor.stop_request.wait(0.1)
    raise LaunchError(
        f"The product is not ready. {said}\nThe end of {web_server.log}:\n{web_server.last_lines()}"
    )


def _ask(port: int) -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return answer.status, answer.read(2000).decode(errors="replace").strip()
    except OSError as error:
        return 0, str(error)
    finally:
        connection.close()

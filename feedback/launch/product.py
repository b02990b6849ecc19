"""The processes the product consists of, and the question whether it is ready."""

import http.client
import sys
import time
from collections.abc import Mapping

from feedback.launch.child import Child
from feedback.launch.folder import DataFolder
from feedback.launch.say import LaunchError
from feedback.launch.supervisor import Supervisor
from feedback.launch.surroundings import ROOT

#: One process each: a worker that listens to several queues can lose jobs when it is killed.
QUEUES = ("letters", "notices", "sweeps")
HOST = "127.0.0.1"
_READY_WITHIN = 60.0


def web(folder: DataFolder, environ: Mapping[str, str], *, port: int) -> Child:
    """Return the web server: loaded once before it forks, threads for slow readers."""
    options = {
        "bind": f"{HOST}:{port}",
        "worker-class": "gthread",
        "workers": "2",
        "threads": "4",
        "graceful-timeout": "10",
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    words += ["--preload", "--no-control-socket"]
    return _python("web", ["gunicorn", "wsgi:app", *words], folder, environ)


def background(folder: DataFolder, environ: Mapping[str, str]) -> list[Child]:
    """Return the relay, the scheduler and a worker for each queue."""
    workers = [
        _python(f"worker-{queue}", ["feedback.processes.worker", queue], folder, environ)
        for queue in QUEUES
    ]
    return [
        *workers,
        _python("relay", ["feedback.processes.relay"], folder, environ),
        _python("scheduler", ["feedback.processes.scheduler"], folder, environ),
    ]


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


def _python(name: str, words: list[str], folder: DataFolder, environ: Mapping[str, str]) -> Child:
    return Child(
        name=name,
        argv=[sys.executable, "-m", *words],
        log=folder.logs / f"{name}.log",
        env=environ,
        cwd=ROOT,
    )

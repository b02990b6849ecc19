"""A Valkey or Redis of our own, on a socket in a private folder.

It writes down every job it takes (append-only file): nothing legal lives there, but a queue that
survives a restart spares the sweeper its work. When memory is short it refuses rather than forgets.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from feedback.launch.binaries import redis_server
from feedback.launch.child import Child
from feedback.launch.folder import DataFolder
from feedback.launch.leftovers import await_departure
from feedback.launch.say import LaunchError

_START_WITHIN = 30.0


@dataclass(frozen=True, slots=True)
class QueueServer:
    """The server program, its folder and its socket."""

    folder: DataFolder
    program: Path
    socket: Path
    fast: bool

    @classmethod
    def of(cls, folder: DataFolder, environ: Mapping[str, str], *, fast: bool) -> "QueueServer":
        return cls(folder, redis_server(environ), folder.sockets() / "redis.sock", fast)

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def child(self) -> Child:
        """Return the server as a process, ready to be started."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "appendonly": "no" if self.fast else "yes",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        return Child(
            name="redis",
            argv=[
                self.program,
                *(word for name, value in settings.items() for word in (f"--{name}", value)),
            ],
            log=self.folder.logs / "redis.log",
            env=os.environ,
            cwd=self.folder.queue,
            before_start=lambda: await_departure(self.program.name, self.folder.queue),
        )

    def await_answer(self, child: Child) -> None:
        """Return when the server has read its file and answers."""
        with Redis(unix_socket_path=str(self.socket)) as client:
            while child.alive and child.age < _START_WITHIN:
                try:
                    client.ping()
                except RedisError:
                    time.sleep(0.05)
                else:
                    return
        raise LaunchError(f"{self.program.name} does not start:\n{child.last_lines()}")

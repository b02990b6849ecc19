"""gunicorn's threads, given a request only once all of it is here.

``gunicorn --worker-class feedback.processes.gathering.GatheringWorker``. gunicorn's own worker
gives a connection a thread at its first byte, so a handful of people who never end a header stop a
house without a proxy. Here the loop that accepts connections also reads them, and threads read from
what was gathered: none can wait for a sender (docs/adr/0053).
"""

import resource
import time
from collections import OrderedDict
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from socket import socket
from typing import Any

from gunicorn.errors import ConfigError  # type: ignore[import-untyped]  # gunicorn ships no types
from gunicorn.http import get_parser  # type: ignore[import-untyped]  # gunicorn ships no types
from gunicorn.workers.gthread import (  # type: ignore[import-untyped]  # as above
    TConn,
    ThreadWorker,
)

from feedback.processes.arriving import HEAD_SECONDS, PIECE, Arriving, State

#: Connections of a worker, each a file and perhaps another for its body.
MOST_FILES = 4_096
#: Bytes of bodies on their way; beyond, the oldest are let go.
MOST_HELD = 2 << 30


class GatheringWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Reads requests whole, however slowly they come.

    Where there are too many it keeps the newest: an honest one is there in a moment.
    """

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:  # noqa: ANN401 - gunicorn has no types
        """Refuse to encrypt: what ends TLS stands in front."""
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise ConfigError("the gathering worker speaks no TLS")

    def init_process(self) -> None:
        #: In the order in which they began.
        self.on_their_way: OrderedDict[TConn, Arriving] = OrderedDict()
        self.held = 0
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        files = min(MOST_FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
        self.worker_connections = int(min(self.cfg.worker_connections, files // 3))
        super().init_process()

    def accept(self, listener: socket) -> None:
        """Listen to whoever came; for them the longest awaited goes where all places are taken."""
        with suppress(BlockingIOError, ConnectionAbortedError):
            sock, address = listener.accept()
            self.nr_conns += 1
            if self.nr_conns >= self.worker_connections and self.on_their_way:
                self._let_go(next(iter(self.on_their_way)))
            connection = TConn(self.cfg, sock, address, listener.getsockname())
            self._gather(connection, b"", HEAD_SECONDS)

    def _gather(self, connection: TConn, begun: bytes, patience: float) -> None:
        """Wait for the next request of a connection, of which something may be here."""
        most = self.wsgi.config["MAX_CONTENT_LENGTH"]
        self.on_their_way[connection] = Arriving(most, deadline=time.monotonic() + patience)
        connection.sock.settimeout(0)
        self.poller.register(connection.sock, EVENT_READ, partial(self._more, connection))
        if begun:
            self._fed(connection, begun)

    def _more(self, connection: TConn, sock: socket) -> None:
        if connection not in self.on_their_way:
            return  # let go by another of the same moment
        try:
            content = sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            content = b""
        if content:
            self._fed(connection, content)
        else:
            self._let_go(connection)

    def _fed(self, connection: TConn, content: bytes) -> None:
        coming = self.on_their_way[connection]
        before = coming.held
        coming.feed(content, time.monotonic())
        self.held += coming.held - before
        if coming.state is State.WHOLE:
            self._hand_over(connection, coming)
        elif coming.state not in {State.HEAD, State.BODY}:
            self._say(connection, f"{coming.state.value}\r\nConnection: close\r\n\r\n")
            self._let_go(connection)
        elif coming.waits:
            coming.waits = False
            self._say(connection, "HTTP/1.1 100 Continue\r\n\r\n")
        while self.held > MOST_HELD:
            self._let_go(next(iter(self.on_their_way)))

    def _hand_over(self, connection: TConn, coming: Arriving) -> None:
        self._forget(connection)
        connection.parser = get_parser(self.cfg, coming.pieces(), connection.client)
        connection.initialized = True
        connection.surplus = coming.surplus
        self.enqueue_req(connection)

    def finish_request(self, connection: TConn, done: "Future[bool]") -> None:
        """Wait for the next request where the connection is kept; all else is gunicorn's."""
        if self.alive and not done.cancelled() and not done.exception() and done.result():
            self._gather(connection, connection.surplus, self.cfg.keepalive)
        else:
            super().finish_request(connection, done)

    def murder_pending(self) -> None:
        """Let go who took too long; who only waits, at once when the worker stops."""
        now = time.monotonic()
        for connection, coming in list(self.on_their_way.items()):
            if coming.deadline < now or not (self.alive or coming.head):
                self._let_go(connection)

    def _say(self, connection: TConn, words: str) -> None:
        with suppress(OSError):
            connection.sock.send(words.encode())

    def _let_go(self, connection: TConn) -> None:
        self._forget(connection).forget()
        self.nr_conns -= 1
        connection.close()

    def _forget(self, connection: TConn) -> Arriving:
        self.poller.unregister(connection.sock)
        coming = self.on_their_way.pop(connection)
        self.held -= coming.held
        return coming

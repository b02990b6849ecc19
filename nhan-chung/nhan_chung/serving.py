"""A witness that answers over HTTP: ``POST …/add-checkpoint`` and nothing else.

Requests need no password: what is cosigned is decided by the log's signature and by the proof.
"""

from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from nhan_chung.witness import MOST_BYTES, Answer, Witness

PATIENCE = 10


def server(
    witness: Witness, address: tuple[str, int], clock: Callable[[], int]
) -> ThreadingHTTPServer:
    """Bound to its address; ``serve_forever`` answers, each request in a thread of its own."""

    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self._give(self._asked())

        def _asked(self) -> Answer:
            length = self.headers.get("Content-Length", "")
            if not self.path.endswith("/add-checkpoint"):
                return Answer(HTTPStatus.NOT_FOUND)
            if not (length.isascii() and length.isdigit()):
                return Answer(HTTPStatus.LENGTH_REQUIRED)
            if int(length) > MOST_BYTES:
                return Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return witness.add_checkpoint(self.rfile.read(int(length)), clock())

        def _give(self, answer: Answer) -> None:
            body = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
            if answer.status in {HTTPStatus.LENGTH_REQUIRED, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}:
                self.send_header("Connection", "close")  # its body was not read
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_about: object) -> None:
            """Who asked is nobody's business."""

    return ThreadingHTTPServer(address, Handler)

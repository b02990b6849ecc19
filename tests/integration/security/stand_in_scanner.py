"""A scanner that speaks clamd's protocol and knows one sign: EICAR's, which harms nobody."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: Taken apart here, so that no scanner takes this file for what it is about.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self._to_nul()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
        elif command == b"zINSTREAM":
            found = EICAR in self._streamed()
            said = b"Eicar-Test-Signature FOUND" if found else b"OK"
            self.wfile.write(b"stream: " + said + b"\0")
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _to_nul(self) -> bytes:
        said = b""
        while not said.endswith(b"\0"):
            said += self.rfile.read(1)
        return said[:-1]

    def _streamed(self) -> bytes:
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        return content


@contextmanager
def scanner() -> Iterator[str]:
    """Its address, while it runs."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Line) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()

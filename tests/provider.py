"""An identity provider of the tests that says whatever it is told to say, on this machine alone."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "ours"})
STRANGER = RSAKey.generate_key(2048, {"kid": "ours"})
SHARED = OctKey.import_key("x" * 32)


@dataclass
class Provider:
    """What it says: claims, how they are signed, and what stands in its documents."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, str] = field(default_factory=lambda: {"alg": "RS256", "kid": "ours"})
    key: Any = field(default_factory=lambda: KEY)
    document: dict[str, Any] = field(default_factory=dict)
    #: instead of a token
    token: dict[str, Any] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    asked: list[dict[str, str]] = field(default_factory=list)

    def get(self, path: str) -> dict[str, Any]:
        if path == "/jwks":
            return KeySet([KEY]).as_dict(private=False)
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
        } | self.document

    def exchange(self, form: dict[str, str]) -> dict[str, Any]:
        self.asked.append(form)
        if form["code"] in self.used:
            return {"error": "invalid_grant"}
        self.used.add(form["code"])
        algorithms = [self.header["alg"]]
        signed = jwt.encode(self.header, self.claims, self.key, algorithms=algorithms)
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed} | self.token


@contextmanager
def provider() -> Iterator[Provider]:
    told = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(told.get(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = told.exchange({name: each[0] for name, each in parse_qs(body).items()})
            self._say(answer, 400 if "error" in answer else 200)

        def _say(self, said: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is written."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

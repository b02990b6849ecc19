"""Identity providers of the tests, on this machine alone.

One says whatever it is told to say; the other was written by others.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import requests
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
    #: what it tells of somebody elsewhere; empty: there is no such place
    elsewhere: dict[str, Any] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    asked: list[dict[str, str]] = field(default_factory=list)

    def get(self, path: str) -> dict[str, Any]:
        if path == "/jwks":
            return KeySet([KEY]).as_dict(private=False)
        if path == "/userinfo":
            return self.elsewhere
        more = {"userinfo_endpoint": f"{self.issuer}/userinfo"} if self.elsewhere else {}
        return {
            **more,
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


@contextmanager
def provider_of_others(*people: dict[str, Any]) -> Iterator[str]:
    """The address of ``oidc-provider-mock``, which knows these people by their claims."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    known = [word for one in people for word in ("--user-claims", json.dumps(one))]
    words = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", port, *known]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        words, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                requests.get(f"{address}/jwks", timeout=1)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
    finally:
        process.kill()
        process.wait()

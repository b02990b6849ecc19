"""The product as it runs, on servers and data of its own, and a browser that can be doubled."""

import http.client
import os
import re
import socket
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedback.launch.child import Child
from feedback.launch.folder import DataFolder
from feedback.launch.product import Product
from feedback.launch.servers import start
from feedback.launch.surroundings import running
from feedback.vault.keys import create_missing
from tests.worlds import Story, Worlds, database_environment

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
CODE = re.compile(r'name="code"[^>]*value="([^"]+)"')
_READY_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Running:
    port: int
    database: str
    web: Child
    environ: Mapping[str, str]

    def workers(self) -> list[int]:
        """The processes that answer: another list later means that one ended."""
        assert self.web.process is not None
        pid = self.web.process.pid
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return sorted(map(int, listed.split()))


@contextmanager
def product(folder: Path, story: Story | None = None) -> Iterator[Running]:
    """The web server over the small province, or over what a story brought; ended at the end."""
    os.environ["FEEDBACK_MODE"] = "demo"
    data = DataFolder.open(folder / "servers")
    create_missing(folder / "keys")
    (folder / "worlds").mkdir()
    keys, beside = folder / "keys", folder / "worlds"
    with (
        start(data, fast=False) as servers,
        closing(Worlds(servers.urls, keys, beside, mark="tool", queue=1)) as worlds,
    ):
        world = worlds.province if story is None else worlds.beside(story)
        settings = worlds.clone(world, "feedback_tool", folder / "feedback")
        environ = {
            **running(data, servers.urls),
            **database_environment(settings),
            "FEEDBACK_DATA_DIR": str(settings.data_dir),
        }
        port = _free_port()
        web = Product(data, environ).web(port=port)
        web.start()
        try:
            _await(port)
            owner = settings.database_owner_url.replace("+psycopg", "", 1)
            yield Running(port, owner, web, environ)
        finally:
            web.stop()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _await(port: int) -> None:
    give_up = time.monotonic() + _READY_WITHIN
    while time.monotonic() < give_up:
        try:
            Browser(port).get("/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"nobody answers on {port}")


class Browser:
    """Cookies, and the token of the form last seen; a connection for each request.

    ``home`` is the address it comes from: every 127.x.y.z is this machine's own.
    """

    def __init__(
        self, port: int, cookies: Mapping[str, str] | None = None, *, home: str = "127.0.0.1"
    ) -> None:
        self._port, self._home = port, home
        self.cookies = dict(cookies or {})
        self.seen = ""

    def twin(self) -> "Browser":
        """The same browser in another window."""
        return Browser(self._port, self.cookies, home=self._home)

    def get(self, path: str) -> str:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str], *, token: str = "") -> str:
        """Open the page and post its form; with a token at hand, post at once."""
        if not token:
            self.get(path)
        return self._ask("POST", path, {**fields, "csrf_token": token or self.seen})

    @staticmethod
    def code_of(page: str) -> str:
        """The receipt code a page carries in its forms."""
        found = CODE.search(page)
        if found is None:
            raise LookupError("no code on the page")
        return found[1]

    def _ask(self, method: str, path: str, fields: Mapping[str, str] | None) -> str:
        connection = http.client.HTTPConnection(
            "127.0.0.1", self._port, timeout=60, source_address=(self._home, 0)
        )
        body = urllib.parse.urlencode(fields) if fields is not None else None
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode(errors="replace")
        finally:
            connection.close()
        for line in answer.msg.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := TOKEN.search(page):
            self.seen = found[1]
        if answer.status >= 400:
            raise OSError(f"{method} {path}: {answer.status}")
        return page

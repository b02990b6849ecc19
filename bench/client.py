"""A client that keeps its connection, as a browser does, and can be timed."""

import http.client
import re
import time
import urllib.parse
from collections.abc import Callable, Mapping
from statistics import median

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')

#: Servers close a connection that was idle for two seconds.
IDLE = 1.0


def token_of(page: str) -> str:
    """The token of the form on a page."""
    found = TOKEN.search(page)
    if found is None:
        raise LookupError(f"no form: {page[:200]}")
    return found[1]


class Client:
    """One browser: a kept connection and its cookies."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._cookies = dict(cookies or {})
        self._last = 0.0

    def ask(self, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Status and page; redirects are followed by whoever asks."""
        body = urllib.parse.urlencode(form) if form is not None else None
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self._last > IDLE:
            self._connection.close()
        self._connection.request("POST" if form is not None else "GET", path, body, headers)
        answer = self._connection.getresponse()
        self._last = time.monotonic()
        page = answer.read().decode()
        for line in answer.msg.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, page

    def token(self, path: str) -> str:
        return token_of(self.must(path))

    def must(self, path: str, form: Mapping[str, str] | None = None) -> str:
        status, page = self.ask(path, form)
        if status >= 400:  # noqa: PLR2004 - HTTP's refusals
            raise LookupError(f"{path}: {status} {page[:200]}")
        return page


def by_turns(
    product: Callable[[], object], floor: Callable[[], object], times: int
) -> tuple[float, float]:
    """Median milliseconds of two calls, made by turns so that both meet the same neighbours."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(max(5, times // 10)):
        product()
        floor()
    for _ in range(times):
        for call, noted in zip((product, floor), taken, strict=True):
            begun = time.perf_counter()
            call()
            noted.append((time.perf_counter() - begun) * 1000)
    return median(taken[0]), median(taken[1])

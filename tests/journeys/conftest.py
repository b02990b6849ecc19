"""The product as it runs, gunicorn with threads on this test's database, and a browser to look."""

import re
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from feedback.settings.frozen import Settings
from tests.browser import LAUNCH, LISTEN
from tests.journeys.serving import gunicorn
from tests.worlds import database_environment

PATIENCE = 60.0
#: What comes back to be mended, because of what somebody else has done, or to wait a little.
REFUSED = re.compile(r"status of (?:409|422|429)")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=LAUNCH)
        yield browser
        browser.close()


@pytest.fixture
def opened() -> list[BrowserContext]:
    """What a test looks through; closed before the server that its pages may still ask."""
    return []


def _close(opened: list[BrowserContext]) -> None:
    while opened:
        opened.pop().close()


@pytest.fixture
def look(chromium: Browser, opened: list[BrowserContext]) -> Iterator:
    """Open a page of a width, and fail the test if anything was reported on the console."""
    reports = []

    def open_page(
        address: str, *, width: int = 1440, dark: bool = False, script: bool = True
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        opened.append(context)
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.on("console", lambda said: reports.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: reports.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    _close(opened)
    assert [text for text in reports if not REFUSED.search(text)] == []


@pytest.fixture
def server(settings: Settings, tmp_path: Path, opened: list[BrowserContext]) -> Iterator[str]:
    """The address of the running product; its log is shown when a test fails."""
    address, log = f"http://127.0.0.1:{_free_port()}", tmp_path / "gunicorn.log"
    with gunicorn(address, _environment(settings, address), log) as process:
        _wait_for(address, process)
        yield address
        _close(opened)
    sys.stderr.write(log.read_text(errors="replace"))


def _environment(settings: Settings, address: str) -> dict[str, str]:
    return {
        "FEEDBACK_MODE": settings.mode,
        **database_environment(settings),
        "FEEDBACK_DATABASE_OWNER_URL": settings.database_owner_url,
        "FEEDBACK_REDIS_URL": settings.redis_url,
        "FEEDBACK_DATA_DIR": str(settings.data_dir),
        "FEEDBACK_BASE_URL": address,
        "FEEDBACK_VAULT": settings.vault,
        "FEEDBACK_VNEID_ISSUER": settings.vneid_issuer,
        "FEEDBACK_VNEID_CLIENT_ID": settings.vneid_client_id,
        "FEEDBACK_PASSKEY_MAKES": str(settings.passkey_makes or ""),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: BaseProcess) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.is_alive():
        with suppress(OSError), urllib.request.urlopen(address + "/", timeout=5):  # noqa: S310 - ours
            return
        time.sleep(0.05)
    raise RuntimeError("the server did not come up")

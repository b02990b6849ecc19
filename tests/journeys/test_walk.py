"""A walk through all pages each room links to: nothing from elsewhere, no markup that runs.

One page of each pattern of address. What a page reports to the console, a broken content policy
too, fails the walk (``look`` sees to that).
"""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from feedback.demo.load import PASSWORD
from feedback.demo.people import SHOWN
from tests.demonstration import demonstration
from tests.worlds import World, Worlds

pytestmark = pytest.mark.journey

#: Nobody, and one of each room in the demonstration.
PEOPLE = ("", *SHOWN)
#: Pages that leave, and files that are fetched rather than shown.
ELSEWHERE = re.compile(
    r"/(thoat|dang-xuat|so/in)$|\.(pdf|zip|csv|xlsx|json|txt|toml)$|^/(tai-lieu|static)/"
)


@pytest.fixture
def beginning(worlds: Worlds) -> World:
    return worlds.beside(demonstration)


@pytest.mark.parametrize("username", PEOPLE, ids=lambda name: name or "nobody")
def test_every_page_keeps_to_itself(look, server: str, username: str) -> None:
    page = look(server + ("/can-bo/dang-nhap" if username else "/"))
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    if username:
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(lambda address: "dang-nhap" not in address)
    seen, refused = _walk(page, server)
    assert refused == {}, "a link leads to a refusal"
    assert len(seen) > 1, seen
    assert asked == {urlsplit(server).netloc}


def _walk(page: Page, server: str) -> tuple[set[str], dict[str, str]]:
    """Open what is linked, one page of each pattern; what was seen, and what was refused where."""
    seen, refused, waiting = set[str](), dict[str, str](), [(page.url, "sign-in")]
    while waiting:
        address, shown_on = waiting.pop(0)
        pattern = re.sub(r"\d+", "0", urlsplit(address).path)
        if pattern in seen or ELSEWHERE.search(pattern):
            continue
        seen.add(pattern)
        answer = page.goto(address)
        assert answer
        if not answer.ok:
            refused[pattern] = f"{answer.status}, linked on {shown_on}"
            continue
        assert page.evaluate("window.ran") is None, address
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        found = (urljoin(page.url, link) for link in links if not link.startswith("#"))
        waiting += [(link, pattern) for link in found if link.startswith(server + "/")]
    return seen, refused

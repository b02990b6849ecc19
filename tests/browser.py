"""What every page must be, whoever looks at it: accessible, and never wider than the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LAUNCH = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
]  # fmt: skip

#: Kept by the page itself, so that reports of the first bytes are not missed.
LISTEN = """document.addEventListener("securitypolicyviolation",
    event => console.error("CSP " + event.violatedDirective))"""


def assert_accessible(page: Page) -> None:
    """Axe finds nothing; it is a script, and waits for ever on a page that runs none."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def overhang(page: Page) -> int:
    """Pixels by which the page is wider than its window; one that only begins to come has none."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")

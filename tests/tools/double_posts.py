"""Figure R2 of the security design: many people press "send" twice or thrice at once.

``python -m tests.tools.double_posts [PEOPLE]`` writes so many petitions on a running gunicorn over
a real PostgreSQL, posts each finished form two or three times while all the others do, and asks for
the receipt of each. Exit 1 unless every one became one petition and every
press led to the same receipt.
"""

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from tests.tools.running import Browser, product

NUMBER = re.compile(r"QNT?-\d{4}-\d{5}")
#: Browsers at work at the same time.
THREADS = 24


def write(port: int, number: int) -> Browser:
    """A petition of which only sending is left."""
    browser = Browser(port)
    browser.post("/gui-don", {"kind": "report"})
    story = f"Cống số {number} ở thôn {number} bị tắc từ tháng {number % 12 + 1}, nước ngập đường."
    browser.post("/gui-don/cau-chuyen", {"story": story})
    browser.post("/gui-don/lien-he", {"name": f"Người thứ {number}", "phone": "0912345678"})
    browser.get("/gui-don/cam-doan")
    return browser


def press(browsers: Sequence[Browser], times: int) -> list[str]:
    """Everybody's presses at once; the number on each receipt that follows."""
    presses = [one for one in browsers for _ in range(times)]
    with ThreadPoolExecutor(THREADS) as crowd:
        return list(crowd.map(_press, presses))


def _press(browser: Browser) -> str:
    again = browser.twin()
    again.post("/gui-don/cam-doan", {"sworn": "y"}, token=browser.seen)
    said = again.get("/bien-nhan")
    found = NUMBER.search(said)
    return found[0] if found else said[:200]


def main(people: int = 1_000) -> int:
    begun = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="feedback-tool-") as folder,
        product(Path(folder)) as made,
    ):
        with ThreadPoolExecutor(THREADS) as crowd:
            browsers = list(crowd.map(lambda n: write(made.port, n), range(people)))
        half = people // 2
        said = press(browsers[:half], 2) + press(browsers[half:], 3)
        with psycopg.connect(made.database) as connection:
            (lodged,) = connection.execute("SELECT count(*) FROM petition").fetchone() or (0,)
    numbers = Counter(said)
    wrong = [number for number in numbers if not NUMBER.fullmatch(number)]
    times = Counter(numbers.values())
    print(f"{len(said)} presses by {people} people: {lodged} petitions")
    print(f"receipts by number of presses: {dict(times)}")
    print(f"{time.monotonic() - begun:.0f} s; wrong answers: {wrong[:3]}")
    sound = lodged == people == len(numbers) and not wrong and set(times) <= {2, 3}
    return int(not sound)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

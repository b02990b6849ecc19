"""Browsers as their owners call them."""

import pytest

from feedback.blueprints.office.browser import browser_words

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36",
            "Chrome trên Windows",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Safari/537.36 Edg/141.0", "Edge trên Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/130 {CHROME}", "Cốc Cốc trên Windows"),
        (f"Mozilla/5.0 (Linux; Android 15) {CHROME} Mobile Safari/537.36", "Chrome trên Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox trên Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) CriOS/141", "Chrome trên iPhone"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/26 Safari/605",
            "Safari trên máy Mac",
        ),
        ("curl/8.5", "Trình duyệt khác trên thiết bị khác"),
        ("", "Trình duyệt khác trên thiết bị khác"),
    ],
)
def test_a_browser_has_a_name_people_know(agent, words):
    assert browser_words(agent) == words

"""The tokens' contrast, by WCAG's formula, in both themes: axe misses borders, this does not."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[3] / "static/css/tokens.css").read_text(encoding="utf-8")

#: foreground, background, least ratio. Text 4.5; borders, bars and large shapes 3.
PAIRS = [
    ("ink", "paper", 7), ("ink", "wash", 7), ("ink", "sea-wash", 7), ("ink", "over-wash", 7),
    ("ink", "soon-wash", 7), ("ink", "good-wash", 7),
    ("ink-soft", "paper", 4.5), ("ink-soft", "wash", 4.5), ("ink-soft", "sea-wash", 4.5),
    ("link", "paper", 4.5), ("link", "wash", 4.5), ("link", "sea-wash", 4.5),
    ("link", "over-wash", 4.5), ("link", "soon-wash", 4.5), ("link", "good-wash", 4.5),
    ("on-sea", "sea", 4.5), ("on-sea", "sea-deep", 4.5),
    ("sea-deep", "sea-wash", 4.5), ("sea-deep", "paper", 4.5),
    ("over", "paper", 4.5), ("over", "wash", 4.5), ("over", "over-wash", 4.5),
    ("over", "sea-wash", 4.5), ("on-over", "over", 4.5),
    ("soon", "soon-wash", 4.5), ("good", "good-wash", 4.5), ("hold", "hold-wash", 4.5),
    ("on-sun", "sun", 7),
    ("line", "paper", 3), ("line", "wash", 3), ("sea", "paper", 3), ("sea", "sea-wash", 3),
    ("over", "paper", 3), ("soon", "paper", 3), ("good", "paper", 3), ("hold", "paper", 3),
    ("sea", "hair", 3), ("over", "hair", 3), ("soon", "hair", 3), ("good", "hair", 3),
]  # fmt: skip


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


LIGHT, DARK = TOKENS.split("@media", 1)
THEMES = {"light": colours(LIGHT), "dark": colours(LIGHT) | colours(DARK)}


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_knows_black_on_white():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#10191d", "#ffffff"), 1) == 17.8


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_that_meet_can_be_told_apart(theme, front, back, least):
    tokens = THEMES[theme]
    assert contrast(tokens[front], tokens[back]) >= least


def test_both_themes_name_the_same_colours():
    only_light = {"flag", "sun", "on-sun"}
    assert set(THEMES["light"]) - only_light == set(colours(DARK))

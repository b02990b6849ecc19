"""Templates import what they use and nothing else."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
IMPORT = re.compile(r"\{%-?\s*from\s+\"([^\"]+)\"\s+import\s+(.+?)\s*-?%\}")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def imports(source: str) -> list[tuple[str, str, str]]:
    """File, macro, and the name it goes by here."""
    found = []
    for file, names in IMPORT.findall(source):
        for name in re.sub(r"\s+with(out)? context$", "", names).split(","):
            macro, _, called = name.strip().partition(" as ")
            found.append((file, macro, called or macro))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_every_macro_imported_is_used(page):
    source = COMMENT.sub("", page.read_text(encoding="utf-8"))
    body = IMPORT.sub("", source)
    unused = {called for _, _, called in imports(source) if not re.search(rf"\b{called}\b", body)}
    if page.parent.name == "components":
        unused -= {"label", "legend", "hint_line", "errors"}  # the parts of a field come together
    assert unused == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_every_macro_imported_exists(page):
    source = page.read_text(encoding="utf-8")
    for file, macro, _ in imports(source):
        made = (TEMPLATES / file).read_text(encoding="utf-8")
        assert re.search(rf"macro {macro}\(|set {macro} =", made), macro

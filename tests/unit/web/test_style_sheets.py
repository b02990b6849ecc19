"""Rules of the house for style sheets and templates."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SHEETS = sorted((ROOT / "static/css").glob("*.css"))
PAGES = sorted(
    path
    for room in ("base", "components", "showcase")
    for path in (ROOT / "templates" / room).glob("*.html")
    if path.name in {"office.html", "public.html"} or room != "base"  # letters have their own sheet
)
COMPONENTS = sorted((ROOT / "templates/components").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_page_styles_or_scripts_inline(page):
    source = page.read_text(encoding="utf-8")
    assert not re.search(r'\sstyle="|<style|\son\w+="|javascript:', source)
    assert all("nonce=" in tag for tag in re.findall(r"<script[^>]*>", source))


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_each_component_begins_with_how_to_call_it(component):
    head = component.read_text(encoding="utf-8")
    assert head.startswith("{#-")
    if component.stem != "field_parts":
        assert f"{component.stem}(" in head.split("#}", 1)[0]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_each_component_is_named_after_its_file(component):
    if component.stem != "field_parts":
        assert f"{{% macro {component.stem}(" in component.read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_words_are_never_broken_inside_a_syllable(sheet):
    source = sheet.read_text(encoding="utf-8")
    assert "overflow-wrap: anywhere" not in source
    assert "word-break: break-all" not in source.replace(
        'main a[href^="http"]::after { content: " (" attr(href) ")"; word-break: break-all', ""
    )
    assert "text-transform: uppercase" not in source
    assert "line-clamp" not in source


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_no_line_is_lower_than_stacked_marks_need(sheet):
    source = sheet.read_text(encoding="utf-8")
    lines = [*re.findall(r"line-height: ([\d.]+)", source), *re.findall(r"rem/([\d.]+)", source)]
    assert all(float(line) >= 1.35 for line in lines)


def test_colours_are_named_only_in_the_tokens():
    for sheet in SHEETS:
        if sheet.stem not in {"tokens", "print"}:
            assert not re.findall(r"#[0-9a-f]{3,6}\b(?=[;\s)])", sheet.read_text(encoding="utf-8"))


def test_every_class_a_page_uses_has_a_rule():
    styled = set(
        re.findall(r"\.([a-z][\w-]*)", "".join(s.read_text(encoding="utf-8") for s in SHEETS))
    )
    used = {
        name
        for page in PAGES
        for value in re.findall(r'class="([^"{]*)"', page.read_text(encoding="utf-8"))
        for name in value.split()
    }
    assert used - styled - {"queue__select", "choices"} == set()

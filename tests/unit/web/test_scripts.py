"""Scripts write text and never markup, keep to themselves, and leave nothing on the machine."""

# ruff: noqa: E501 - a table

import re
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parents[3] / "static/js").glob("*.js"))
_COMMENT = re.compile(r"^\s*//.*$|(?<=[;{}]) //.*$", re.MULTILINE)

#: What no script of ours does, and why (ASVS 3.2.2, 3.2.3, 3.5.5 to 3.5.7, 3.7.1, 15.3.6).
NEVER = {
    "text becomes markup": r"\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment"
    r"|DOMParser|setHTMLUnsafe|srcdoc",
    "text becomes a program": r"\beval\b|\bFunction\s*\(|set(Timeout|Interval)\(\s*[\"'`]|javascript:",
    "something is hung on the page": r"\b(window|document|globalThis|self)\.\w+\s*=(?!=)(?<!document\.title =)",
    "a member is named by what somebody wrote": r"[\w)\]]\[[^\]]+\]\s*=(?![=>])|__proto__|Object\.assign"
    r"|\bfor\s*\([^)]*\bin\b",
    "another window or site is listened to": r"postMessage|[\"']message[\"']|EventSource|WebSocket|jsonp"
    r"|importScripts|\bimport\s*\(",
    "another site is asked": r"https?:|[\"'`]//",
    "something stays on the machine": r"sessionStorage|indexedDB|document\.cookie|\bcaches\b"
    r"|localStorage\.(?!(get|set)Item\(\"keys\")",
}  # fmt: skip


def written(script: Path) -> str:
    """The program without its comments."""
    return _COMMENT.sub("", script.read_text(encoding="utf-8"))


def found(text: str) -> set[str]:
    return {why for why, pattern in NEVER.items() if re.search(pattern, text)}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_writes_text_and_keeps_to_itself(script):
    assert found(written(script)) == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_gives_the_page_no_name_of_its_own(script):
    """Strict, and one function called once: elements with ids or names take nothing's place."""
    text = written(script).strip()
    assert re.fullmatch(r'"use strict";\s*\(\(\) => \{.*\}\)\(\);', text, re.DOTALL)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("box.innerHTML = words", "text becomes markup"),
        ("setTimeout('go()', 1)", "text becomes a program"),
        ("window.known = 1", "something is hung on the page"),
        ("known[name] = value", "a member is named by what somebody wrote"),
        ("addEventListener('message', go)", "another window or site is listened to"),
        ('fetch("https://elsewhere.example")', "another site is asked"),
        ('localStorage.setItem("draft", words)', "something stays on the machine"),
        ("document.cookie", "something stays on the machine"),
    ],
)
def test_what_a_script_must_not_do_is_seen(text, why):
    assert found(text) == {why}


def test_only_the_choice_of_keys_is_remembered():
    everything = "".join(map(written, SCRIPTS))
    kept = re.findall(r"localStorage\.\w+", everything)
    assert kept == ["localStorage.getItem", "localStorage.setItem"]

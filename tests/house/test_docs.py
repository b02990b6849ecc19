"""What is written about the house must be true of it: links, names, commands, the one picture."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click import Context, Group
from flask import Flask

from feedback import commands

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("docs", "doi-chung", "feedback", "tests", "bench", "templates", "static", "changes")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for room in ROOMS for page in ROOT.glob(f"{room}/**/*.md"))]
)
#: Pages about this tree; change notes tell of former ones.
GUIDES = [page for page in PAGES if page.parent.name != "changes" and page.name != "CHANGELOG.md"]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PARTS = ["Context", "Decision", "Status", "Consequences"]

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
#: A place in this tree, as it stands in backquotes; one with a placeholder names no file.
PLACE = re.compile(r"(?:feedback|templates|static|tests|migrations|docs|requirements)/[\w./-]*")
TEST = re.compile(r"test_\w+")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The files, with their anchors, that a page links to in this tree."""
    for target in LINK.findall(prose(page)):
        parts = urlsplit(target)
        if not parts.scheme:
            place = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            yield place, unquote(parts.fragment)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, made the way code hosts make them."""
    words = (re.sub(r"[^\w\- ]", "", title.lower()) for title in HEADING.findall(prose(page)))
    return {title.replace(" ", "-") for title in words}


def test_there_are_pages_to_check():
    assert {"README.md", "CONTRIBUTING.md", "docs/running.md"} <= {named(page) for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_inside_the_tree_leads_somewhere(page):
    broken = [
        f"{place.name}#{anchor}"
        for place, anchor in links(page)
        if not place.exists() or (anchor and anchor not in anchors(place))
    ]
    assert broken == []


def test_every_page_of_docs_is_linked_from_another():
    """A link to a folder leads to all its pages."""
    linked = {place for page in PAGES for place, _ in links(page) if place != page}
    documents = {path for path in (ROOT / "docs").rglob("*") if path.is_file()}
    assert {named(page) for page in documents if not {page, page.parent} & linked} == set()


@pytest.mark.parametrize("page", GUIDES, ids=named)
def test_every_place_named_in_the_guides_exists(page):
    named_places = {token for token in CODE.findall(prose(page)) if PLACE.fullmatch(token)}
    assert {place for place in named_places if not (ROOT / place).exists()} == set()


@pytest.mark.parametrize("page", GUIDES, ids=named)
def test_every_test_named_in_the_guides_exists(page):
    tests = {path: path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/*.py")}
    wanted = {token.removesuffix(".py") for token in CODE.findall(prose(page)) if TEST.match(token)}
    known = {path.stem for path in tests}
    known |= {name for text in tests.values() for name in re.findall(r"def (test_\w+)", text)}
    assert wanted <= known


def verbs_of_the_script() -> set[str]:
    script = (ROOT / "feedback.sh").read_text(encoding="utf-8")
    return {
        verb.strip()
        for words in re.findall(r"^ *([\w |]+)\) lock=", script, re.MULTILINE)
        for verb in words.split("|")
    }


def test_the_readme_begins_with_the_two_commands():
    told = re.findall(r"^\./feedback\.sh (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert told == ["run", "test"]


@pytest.mark.parametrize("page", GUIDES, ids=named)
def test_every_verb_of_the_script_in_the_guides_exists(page):
    told = set(re.findall(r"\./feedback\.sh (\w+)", page.read_text(encoding="utf-8")))
    assert told <= verbs_of_the_script()


def promised_commands() -> list[tuple[str, ...]]:
    """The rows of the README's table: ``flask workflows check | draw`` promises two commands."""
    rows = re.findall(r"^\| `flask ([^`]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    promised = []
    for row in rows:
        path = re.match(r"(?:[a-z]+(?:-[a-z]+)* ?)+(?:\\\| [a-z-]+ ?)*", row).group().strip()
        first, *others = (part.strip() for part in path.split("\\|"))
        *group, last = first.split()
        promised += [(*group, name) for name in (last, *others)]
    return promised


@pytest.mark.parametrize("words", promised_commands(), ids=" ".join)
def test_every_command_promised_in_the_readme_exists(words):
    app = Flask("commands")
    commands.register(app)
    command = app.cli
    for word in words:
        assert isinstance(command, Group)
        command = command.get_command(Context(command), word)
        assert command is not None


def test_the_picture_of_the_house_is_the_contract_of_its_imports():
    picture = re.search(r"```mermaid\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    floors = dict(re.findall(r'^ *(\w+)\["<b>(.+?)</b>', picture.group(1), re.MULTILINE))
    downward = re.findall(r"^ *(\w+(?: --> \w+)+)$", picture.group(1), re.MULTILINE)
    order = [floors.pop(floor) for floor in " --> ".join(downward).split(" --> ")]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert [order] == [one["layers"] for one in contracts if one.get("containers") == ["feedback"]]
    assert floors == {}


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=named)
def test_a_decision_tells_context_decision_status_and_consequences(page):
    title, *parts = HEADING.findall(page.read_text(encoding="utf-8"))
    assert re.fullmatch(rf"{int(page.name[:4])}\. .+", title)
    assert parts == PARTS

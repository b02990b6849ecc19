"""What is written in the tree: composed letters, no path of a machine, no address of a registry."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (".ci", "bench", "changes", "docs", "feedback", "migrations", "requirements", "static",
         "templates", "tests")  # fmt: skip
WRITTEN = {".py", ".md", ".toml", ".html", ".css", ".js", ".txt", ".in", ".sh", ".json", ".svg",
           ".conf", ".yaml", ".yml", ".cfg", ".mako", ""}  # fmt: skip
#: Spelled so that this page does not find itself.
FOLDER = re.compile("/wor[k]/")
REGISTRIES = re.compile(
    r"https?://[\w.-]*(?:pypi\.|pythonhosted\.|npmjs\.|jsdelivr\.|unpkg\.|cdnjs\.)"
)


def files() -> Iterator[Path]:
    found = [*ROOT.glob("*"), *(path for room in ROOMS for path in (ROOT / room).rglob("*"))]
    for path in found:
        if path.is_file() and path.suffix in WRITTEN and "__pycache__" not in path.parts:
            yield path


TEXTS = sorted(set(files()))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("room", sorted({path.relative_to(ROOT).parts[0] for path in TEXTS}))
def test_all_texts_are_composed(room):
    wrong = {
        str(path.relative_to(ROOT))
        for path in TEXTS
        if path.relative_to(ROOT).parts[0] == room
        and not unicodedata.is_normalized("NFC", text_of(path))
    }
    assert wrong == set()


def test_no_file_names_a_folder_of_a_machine():
    assert [str(path.relative_to(ROOT)) for path in TEXTS if FOLDER.search(text_of(path))] == []


def test_no_file_names_a_registry_of_packages():
    assert [str(path.relative_to(ROOT)) for path in TEXTS if REGISTRIES.search(text_of(path))] == []

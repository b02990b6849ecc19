"""Every document a procedure names can be made and has a name of its own."""

from pathlib import Path

from feedback.workflows.glossary import LETTERS
from feedback.workflows.registry import all_editions

FOLDERS = Path(__file__).resolve().parents[2] / "templates" / "letters"
DUE = {due.name for edition in all_editions() for due in edition.letters}
MADE = {folder.name for folder in FOLDERS.iterdir() if folder.is_dir()}


def test_every_letter_a_procedure_names_has_its_folder():
    assert set() == DUE - MADE


def test_every_folder_holds_what_is_printed_and_what_is_said_of_it():
    lacking = {
        f"{name}/{part}"
        for name in MADE
        for part in ("letter.html", "letter.toml")
        if not (FOLDERS / name / part).is_file()
    }
    assert lacking == set()


def test_every_letter_is_called_by_a_name_of_its_own_in_lists():
    assert LETTERS.keys() == MADE
    assert len(set(LETTERS.values())) == len(LETTERS)

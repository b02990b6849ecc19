"""Every document of the house as data: its form, when it is made, by whom, what it must say.

Nothing here is written twice. Titles, forms and their validity come from ``letter.toml``, contents
with their article from the context classes, the acts from the tables of the procedures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.domain.letters.catalogue import LETTERS, mandatory
from feedback.domain.roles import ROLE_TITLES
from feedback.letters.manifest import Manifest, Signs, Sureness, manifest
from feedback.workflows.core import Edition
from feedback.workflows.glossary import letter_title
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import LetterDue

SIGNS_WORDS = {
    Signs.HEAD: "Người đứng đầu",
    Signs.OFFICER: "Cán bộ lập văn bản",
    Signs.ALL_PRESENT: "Mọi người có mặt",
    Signs.CITIZEN: "Công dân",
}
SURE_WORDS = {
    Sureness.SOURCE: "đọc trong văn bản gốc",
    Sureness.MEMORY: "chưa đối chiếu",
    Sureness.PROPOSAL: "đề xuất của hệ thống",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the law of a period has it. Only what was read in the source is printed."""

    number: str
    instrument: str
    sure: Sureness
    printed: bool
    in_force_from: date
    in_force_to: date | None


@dataclass(frozen=True, slots=True)
class MadeBy:
    """An act of a procedure that makes the document due, with the editions that say so."""

    procedure: str
    procedure_title: str
    act: str
    act_title: str
    editions: tuple[str, ...]
    #: the question that must be answered with yes, where not every such act makes it due
    only_if: str


@dataclass(frozen=True, slots=True)
class Required:
    """What the document may not be issued without."""

    field: str
    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    name: str
    title: str
    symbol: str
    when: str
    forms: tuple[Form, ...]
    made_by: tuple[MadeBy, ...]
    drafter: str
    signer: str
    required: tuple[Required, ...]
    goes_to: tuple[str, ...]
    never: tuple[str, ...]


def documents() -> tuple[Document, ...]:
    """All of them, in the order of the catalogue."""
    return tuple(_document(name) for name in LETTERS)


def _document(name: str) -> Document:
    form = manifest(name)
    contents = mandatory(LETTERS[name]).items()
    return Document(
        name=name,
        title=letter_title(name),
        symbol=form.symbol,
        when=form.when,
        forms=tuple(_forms(form)),
        made_by=_made_by(name),
        drafter=ROLE_TITLES[form.drafter],
        signer=SIGNS_WORDS[form.signer],
        required=tuple(Required(field, one.name, one.source) for field, one in contents),
        goes_to=form.goes_to,
        never=form.never,
    )


def _forms(form: Manifest) -> Iterator[Form]:
    ordered = sorted(form.editions, key=lambda edition: edition.in_force_from)
    following = [edition.in_force_from - timedelta(days=1) for edition in ordered[1:]]
    for edition, last in zip(ordered, [*following, None], strict=True):
        yield Form(
            edition.form,
            edition.instrument,
            edition.sure,
            bool(edition.form_line),
            edition.in_force_from,
            last,
        )


def _made_by(name: str) -> tuple[MadeBy, ...]:
    """By procedure, act and condition: the editions whose table has the row."""
    found: dict[tuple[str, str, str], list[Edition]] = {}
    for edition in all_editions():
        for due in edition.letters:
            if due.name == name:
                key = (edition.procedure, due.by_act, _question(due))
                found.setdefault(key, []).append(edition)
    return tuple(_act(*key, editions) for key, editions in found.items())


def _question(due: LetterDue) -> str:
    return due.when.__name__ if due.when else ""


def _act(procedure: str, act: str, only_if: str, editions: Sequence[Edition]) -> MadeBy:
    newest = editions[-1]
    title = next(row.title for row in newest.transitions if row.action == act)
    names = tuple(edition.name for edition in editions)
    return MadeBy(procedure, newest.title, act, title, names, only_if)

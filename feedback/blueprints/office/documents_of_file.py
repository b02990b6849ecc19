"""The documents on the page of a file: each by itself, those of one act together, failures."""

from collections.abc import Sequence

from flask import url_for

from feedback.blueprints.guards import may
from feedback.blueprints.office import document_batches
from feedback.blueprints.office.documents_listed import listed
from feedback.domain.policy.actions import Action
from feedback.letters.manifest import manifest
from feedback.models.letter import Stage
from feedback.queries.file_parts import File, Letter
from feedback.workflows.glossary import letter_title


def single(file: File) -> list[dict[str, object]]:
    """Those that belong to no batch; what could not be made is told by ``failed``."""
    many = {letter for batch in document_batches.batches(file.letters) for letter in batch}
    return [_document(one, file) for one in file.letters if not _failed(one) and one not in many]


def batches(file: File) -> list[dict[str, object]]:
    return [_batch(each, file) for each in document_batches.batches(file.letters)]


def failed(file: File) -> list[tuple[int, str, str]]:
    """Number, title and trouble of each that could not be made."""
    return [
        (letter.id, letter_title(letter.name), letter.trouble)
        for letter in file.letters
        if _failed(letter)
    ]


def _replacing(letter: Letter, file: File) -> dict[str, str] | None:
    """Where to replace the document; for officers, and what a head signed."""
    followed = any(
        each.replaces_id == letter.id and each.stage is not Stage.VOIDED for each in file.letters
    )
    ended = letter.stage in {Stage.ISSUED, Stage.VOIDED} and not manifest(letter.name).own
    if not ended or followed or not may(Action.DRAFT):
        return None
    href = url_for("office.replace_page", letter_id=letter.id)
    return {"href": href, "words": "Thay thế bằng văn bản khác"}


def _document(letter: Letter, file: File) -> dict[str, object]:
    return listed(letter, file.letters) | {"more": _replacing(letter, file)}


def _batch(letters: Sequence[Letter], file: File) -> dict[str, object]:
    """How far the documents of an act are, and each by itself."""
    documents = [_document(letter, file) for letter in letters if not _failed(letter)]
    return {**document_batches.course(letters), "documents": documents}


def _failed(letter: Letter) -> bool:
    return letter.stage is Stage.APPROVED and bool(letter.trouble)

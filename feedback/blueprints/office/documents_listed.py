"""Documents of a file as its pages list them: the full name, how far each is, the file to read."""

from collections.abc import Iterator, Sequence

from flask import url_for

from feedback.blueprints.filters import vn_date
from feedback.domain.letters.wording import numbered
from feedback.models.letter import Stage
from feedback.queries.file_parts import Letter
from feedback.workflows.glossary import letter_title

STAGES = {
    Stage.APPROVED: "Đang lập bản điện tử",
    Stage.RENDERED: "Chờ người có thẩm quyền ký",
    Stage.SIGNED: "Đã ký, chờ ký số của cơ quan",
    Stage.ISSUED: "Đã phát hành",
    Stage.VOIDED: "Đã hủy số",
}


def listed(letter: Letter, letters: Sequence[Letter]) -> dict[str, object]:
    """One of the documents of a file as ``document_list`` takes it."""
    code = numbered(letter.number, letter.symbol)
    there = letter.stage is not Stage.APPROVED
    return {
        "name": f"{letter_title(letter.name)}{code}",
        "href": url_for("office.letter", letter_id=letter.id) if there else None,
        "size": None,
        "note": " ".join((*_stage_words(letter), *_replaced_words(letter, letters))),
    }


def _stage_words(letter: Letter) -> Iterator[str]:
    """How far the document is, when it was approved and by whom, and what stopped it."""
    yield f"{STAGES[letter.stage]}."
    yield f"Duyệt ngày {vn_date(letter.approved_at)}" + (
        f", {letter.signer}." if letter.signer else "."
    )
    if letter.trouble:
        yield f"Lý do: {letter.trouble}."


def _replaced_words(letter: Letter, letters: Sequence[Letter]) -> Iterator[str]:
    for other in letters:
        if other.replaces_id == letter.id and other.stage is not Stage.VOIDED:
            ready = other.stage is Stage.ISSUED
            yield ("Đã được thay thế" if ready else "Đang được thay thế") + (
                f" bằng văn bản{numbered(other.number, other.symbol)}."
            )
        if other.id == letter.replaces_id:
            yield f"Thay thế văn bản{numbered(other.number, other.symbol)}."

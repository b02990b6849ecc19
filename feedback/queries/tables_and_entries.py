"""What the tables show of one file, held against what its entries say.

So a row changed behind the history's back is found as well as a changed entry.
"""

from collections.abc import Sequence
from dataclasses import replace

from feedback.domain.history.entries import MalformedEntryError, RegisterNumber, parse
from feedback.domain.history.fold import (
    ContradictionError,
    DeadlineFact,
    Folded,
    LetterFact,
    SubjectState,
    differences,
    fold,
    start,
)
from feedback.domain.history.report import Finding, Rule
from feedback.domain.history.verify import StoredEntry
from feedback.domain.petitions import SubjectKind
from feedback.models.deadline import Deadline
from feedback.models.letter import IssuedLetter
from feedback.queries.file_header import Header


def first_difference(
    header: Header,
    entries: Sequence[StoredEntry],
    deadlines: Sequence[Deadline],
    letters: Sequence[IssuedLetter],
) -> Finding | None:
    """The first fact on which tables and entries disagree."""
    folded = start(str(header.subject_kind))
    for entry in entries:
        try:
            fold(folded, parse(entry.body), entry.place)
        except ContradictionError as error:
            return Finding(Rule.STATE, str(error), entry.place, header.uid.hex)
        except MalformedEntryError:
            continue
    if not entries:
        return Finding(Rule.ROWS, "có bản ghi nhưng lịch sử không có mục nào", None, header.uid.hex)
    shown = _shown(header, folded, deadlines, letters)
    for difference in differences(folded, shown):
        name = difference.name.partition(" ")[0]
        sentence = f"{_FACTS[name]} trong bảng khác với lịch sử"
        return Finding(Rule.STATE, sentence, difference.index, header.uid.hex)
    return None


_FACTS = {
    "kind": "loại hồ sơ", "state": "trạng thái", "procedure": "thủ tục", "edition": "bản luật",
    "agency": "cơ quan đang giữ", "person": "người được giao", "register": "số trong sổ",
    "deadlines": "thời hạn", "escalations": "báo cáo vượt cấp", "letters": "văn bản",
}  # fmt: skip


def _shown(
    header: Header,
    folded: Folded,
    deadlines: Sequence[Deadline],
    letters: Sequence[IssuedLetter],
) -> SubjectState:
    """The state as the tables show it; escalations are left to the whole verification."""
    register = RegisterNumber(header.book, header.year, header.number)
    if header.subject_kind is SubjectKind.CASE and folded.state.register:
        register = replace(register, book=folded.state.register.book)
    return SubjectState(
        kind=str(header.subject_kind),
        state=header.state,
        procedure=header.procedure,
        edition=header.edition,
        agency=header.agency_code,
        person=f"user:{header.person_id}" if header.person_id else None,
        register=register,
        deadlines={row.uid.hex: _deadline_fact(row) for row in deadlines},
        escalations=folded.state.escalations,
        letters={row.uid.hex: _letter_fact(row) for row in letters},
    )


def _deadline_fact(row: Deadline) -> DeadlineFact:
    raw, legal = (day.isoformat() if day else None for day in (row.due_raw, row.due_legal))
    return DeadlineFact(row.limit_id, row.started_on.isoformat(), raw, legal, row.state)


def _letter_fact(row: IssuedLetter) -> LetterFact:
    register = None
    if row.book is not None and row.year is not None and row.number is not None:
        register = RegisterNumber(row.book, row.year, row.number)
    return LetterFact(row.name, register, row.pdf_sha256)

"""V11: what was destroyed has an entry that says so, and what has such an entry is gone.

A salt or a key that is missing without one was taken away by somebody who may not; an identity that
is back after its erasure came from an old backup, and must be destroyed again. What the
archive keeps is destroyed by nobody: its key has to be there.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, text

from feedback.domain.history.report import Finding, Rule
from feedback.services.log.stored_entries import stream

_ERASED: Final = """
    EXISTS (SELECT FROM entry AS said WHERE said.subject = {} AND said.type = 'identity_erased')
"""
#: An entry that commits to something spells it so; a quote within a text is escaped.
_SALTS: Final = f"""
    SELECT entry.subject, entry.index FROM entry
     WHERE position('"commit":"'::bytea IN entry.body) > 0
       AND NOT EXISTS (SELECT FROM entry_salt AS kept WHERE kept.index = entry.index)
       AND NOT {_ERASED.format("entry.subject")}
     ORDER BY entry.index
"""  # noqa: S608 - fixed names
_SENDERS: Final = f"""
    SELECT subject.uid, {_ERASED.format("subject.uid")} AS erased
      FROM petition JOIN subject ON subject.id = petition.id
           LEFT JOIN party ON party.petition_id = petition.id
           LEFT JOIN data_key AS key ON key.petition_id = petition.id
     WHERE CASE WHEN {_ERASED.format("subject.uid")}
                THEN key.wrapped IS NOT NULL OR party.person IS NOT NULL
                     OR party.sealed IS NOT NULL
                     OR num_nonnulls(petition.content, petition.title) > 0
                ELSE key.wrapped IS NULL OR num_nulls(petition.content, petition.title) > 0
                     OR (party.sealed IS NULL AND party.person IS NULL)
           END
     ORDER BY petition.id
"""  # noqa: S608 - fixed names
#: Papers of a case go with the last of its senders.
_PAPERS: Final = f"""
    SELECT subject.uid FROM subject LEFT JOIN file_key AS key
           ON key.subject_id = subject.id AND key.purpose = 'stated'
     WHERE key.wrapped IS NULL AND EXISTS (SELECT FROM stated_file WHERE subject_id = subject.id)
       AND NOT {_ERASED.format("subject.uid")}
       AND NOT EXISTS (SELECT FROM petition JOIN subject AS sender ON sender.id = petition.id
                        WHERE petition.case_id = subject.id AND {_ERASED.format("sender.uid")})
     ORDER BY subject.id
"""  # noqa: S608 - fixed names
#: No erasure destroys the key of what the archive keeps. A context names the key it lies under.
_KEPT: Final = """
    SELECT subject.uid FROM subject LEFT JOIN file_key AS key
           ON key.subject_id = subject.id AND key.purpose = 'kept'
     WHERE EXISTS (SELECT FROM letter WHERE subject_id = subject.id
                      AND (key.wrapped IS NULL OR substr(frozen, 2, 16) <> uuid_send(key.id)))
        OR key.wrapped IS NULL
           AND (EXISTS (SELECT FROM dossier WHERE subject_id = subject.id AND made_at IS NOT NULL)
                OR EXISTS (SELECT FROM redacted_copy WHERE petition_id = subject.id AND pages > 0))
     ORDER BY subject.id
"""


def look_at_salts(connection: Connection, report: Callable[[Finding], None]) -> None:
    for row in _rows(connection, _SALTS):
        sentence = "muối của cam kết không còn mà lịch sử không ghi việc hủy"
        report(Finding(Rule.ERASURES, sentence, row.index, row.subject.hex))


def look_at_senders(connection: Connection, report: Callable[[Finding], None]) -> None:
    """What was said, by whom, and the keys of papers."""
    for row in _rows(connection, _SENDERS):
        sentence = (
            "lịch sử ghi đã hủy danh tính nhưng dữ liệu vẫn còn: hãy hủy lại"
            if row.erased
            else "danh tính, nội dung hoặc khóa của đơn không còn mà lịch sử không ghi việc hủy"
        )
        report(Finding(Rule.ERASURES, sentence, None, row.uid.hex))
    for row in _rows(connection, _PAPERS):
        sentence = "khóa của các tệp trong hồ sơ không còn mà lịch sử không ghi việc hủy"
        report(Finding(Rule.ERASURES, sentence, None, row.uid.hex))
    for row in _rows(connection, _KEPT):
        sentence = "khóa của tài liệu phải lưu trong hồ sơ không còn hoặc đã bị thay"
        report(Finding(Rule.ERASURES, sentence, None, row.uid.hex))


def _rows(connection: Connection, query: str) -> Iterator[Any]:
    return stream(connection, text(query))

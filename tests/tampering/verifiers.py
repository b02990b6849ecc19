"""Both verifiers over a history in memory: the house's own rules, and the stand-alone program."""

import json
from itertools import groupby

from doi_chung.__main__ import check
from doi_chung.notes import read_key
from doi_chung.notes import read_policy as read_their_policy

from feedback.domain.history.entries import MalformedEntryError, RegisterNumber, reread
from feedback.domain.history.fold import (
    ContradictionError,
    DeadlineFact,
    EscalationFact,
    LetterFact,
    SubjectState,
    fold,
    start,
)
from feedback.domain.history.known_heads import trusted_heads
from feedback.domain.history.policy import read_policy
from feedback.domain.history.report import Finding, Report, Rule
from feedback.domain.history.verify import CheckpointAudit, LogAudit, StoredEntry
from feedback.domain.history.witness_times import WitnessTimes
from feedback.services.log.log_key import public_key
from feedback.services.log.present_state import compare
from tests.tampering.clean import POLICY, SIGNER, export

THEIR_KEY, THEIR_POLICY = read_key(SIGNER.key.as_text()), read_their_policy(POLICY)
OUR_POLICY = read_policy(POLICY.encode(), public_key)


def stand_alone(history):
    """What somebody finds who has only files."""
    secrets = [json.dumps(line) for line in history.secrets]
    return check(export(history), history.notes, THEIR_KEY, THEIR_POLICY, secrets, history.openings)


def of_the_house(history):
    """What ``flask history verify`` finds, without the database around its rules."""
    report = Report()
    known = trusted_heads(report, history.notes, SIGNER.key, OUR_POLICY)
    audit, against = LogAudit(report.add), CheckpointAudit(report.add, known.heads)
    times, frontier = WitnessTimes(report.add, known.seen), audit.state.frontier
    against.look(frontier)
    rows = [_stored(entry) for entry in history.entries]
    for row in rows:
        audit.read(row)
        against.look(frontier)
        times.look(row.place, row.subject, row.at)
    against.finish(frontier.size)
    counters = {(book, 2026): last for book, last in history.counters.items()}
    audit.finish(history.size, counters)
    _present(history, rows, report)
    if not known.heads:
        report.doubts.append("no checkpoint")
    return report


def _stored(entry) -> StoredEntry:
    _, place, *columns, leaf, text = entry
    return StoredEntry(
        place, *columns, text.encode("utf-8", "surrogateescape"), bytes.fromhex(leaf)
    )


def _present(history, rows, report):
    known = set()
    ordered = sorted(rows, key=lambda row: (row.subject, row.seq))
    for subject, entries in groupby(ordered, key=lambda row: row.subject):
        folded = None
        for row in entries:
            folded = folded or start(row.kind)
            try:
                fold(folded, reread(row.body), row.place)
            except MalformedEntryError:
                continue
            except ContradictionError as error:
                report.add(Finding(Rule.STATE, str(error), row.place, subject))
        known.add(subject)
        shown = history.rows.get(subject)
        compare(subject, folded, _state(shown) if shown else None, report.add)
    for subject in history.rows.keys() - known:
        report.add(Finding(Rule.ROWS, "a row without entries", None, subject))


def _state(row) -> SubjectState:
    plain = {name: row[name] for name in ("kind", "state", "procedure", "edition")}
    return SubjectState(
        **plain,
        agency=row["agency"],
        person=row["person"],
        register=_number(row["register"]),
        deadlines={uid: DeadlineFact(*fact) for uid, fact in row["deadlines"].items()},
        escalations={key: EscalationFact(*fact) for key, fact in row["escalations"].items()},
        letters={
            uid: LetterFact(name, _number(register), *rest)
            for uid, (name, register, *rest) in row["letters"].items()
        },
    )


def _number(register):
    return register and RegisterNumber(register[0] or "", *register[1:])

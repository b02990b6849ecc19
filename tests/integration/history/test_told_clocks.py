"""Every due date counted again from exported entries agrees with the database, line by line."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.demo.load import load
from feedback.domain.deadlines import Start, due
from feedback.domain.explanation import explain
from feedback.domain.history.clocks import told_clocks
from feedback.domain.history.entries import parse
from feedback.models.agency import Agency, UserAccount
from feedback.models.deadline import Deadline
from feedback.models.entry import Entry
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.services import casework, proposals, submission
from feedback.services.calendars import calendar
from feedback.vault.keys import KeyRing
from feedback.workflows.limits.registry import limit_named
from tests.factories import Province, a_lodging, at

Told = dict[str, tuple[str, str | None, str | None, str, tuple[str, ...]]]


def from_entries(session: Session, subject: Subject) -> Told:
    bodies = session.scalars(
        select(Entry.body).where(Entry.subject == subject.uid).order_by(Entry.seq)
    )
    days, told = calendar(session), {}
    for clock in told_clocks(map(parse, bodies)):
        limit, start = limit_named(clock.limit), Start(clock.start)
        computed = due(limit, start, days, clock.given)
        lines = tuple(step.text for step in explain(limit, start, days, computed, clock.given))
        raw, legal = (day and day.isoformat() for day in (computed.raw, computed.legal))
        told[clock.id] = (clock.limit, raw, legal, clock.state, lines)
    return told


def from_tables(session: Session, subject: Subject) -> Told:
    rows = session.scalars(select(Deadline).where(Deadline.subject_id == subject.id))
    return {
        row.uid.hex: (
            row.limit_id,
            row.due_raw and row.due_raw.isoformat(),
            row.due_legal and row.due_legal.isoformat(),
            row.state,
            tuple(row.explanation),
        )
        for row in rows
    }


def test_the_demonstration_told_from_its_entries_is_the_demonstration(
    session: Session, keys: KeyRing
) -> None:
    session.execute(update(Agency).values(level="department", code="T-" + Agency.code))
    session.execute(update(UserAccount).values(username="t-" + UserAccount.username))
    session.commit()
    load(40, 7, keys, at("2026-11-20"), lambda _done, _all: None)
    subjects = session.scalars(select(Subject)).all()
    assert len(subjects) > 40
    for subject in subjects:
        assert from_entries(session, subject) == from_tables(session, subject)


@pytest.fixture
def stopped(session: Session, keys: KeyRing, province: Province) -> int:
    """A complaint suspended for ten days, resumed, and determined to be complex."""
    petition = submission.submit(a_lodging(), keys, at("2026-08-03"))
    said = {"kind": "complaint", "field": "land", "agency": "X06862"}
    casework.apply(petition, "classify", province.receptionist, at("2026-08-04"), said)
    officer = province.commune_officer
    signed = {"signature_form": "paper"}
    casework.apply(petition, "record_signature", officer, at("2026-08-05"), signed)
    casework.apply(petition, "propose_acceptance", officer, at("2026-08-05"), {"reason": "Đủ."})
    decide(petition, "accept", province, "2026-08-06", {})
    case = session.get_one(Petition, petition).case_id
    session.commit()
    assert case is not None
    decide(case, "suspend", province, "2026-08-10", {"ground": "khoản 1", "reason": "Chờ."})
    decide(case, "resume", province, "2026-08-20", {"reason": "Đã có."})
    said = {"criteria": "contents", "reason": "Hai nội dung."}
    decide(case, "determine_complex", province, "2026-08-21", said)
    return case


def decide(subject: int, action: str, province: Province, day: str, said: dict[str, str]) -> None:
    proposal = proposals.propose(subject, action, province.commune_officer, at(day), said)
    proposals.approve(proposal, province.commune_head, at(day, hour=9))


def test_pauses_and_circumstances_are_told_from_entries_alone(
    session: Session, stopped: int
) -> None:
    subject = session.get_one(Subject, stopped)
    told = from_entries(session, subject)
    assert told == from_tables(session, subject)
    lines = next(lines for limit, *_, lines in told.values() if limit == "KN1-RESOLVE@2012")
    assert any("45 ngày" in line for line in lines)
    assert any("Tạm đình chỉ giải quyết, ngày 10/08/2026" in line for line in lines)


def test_the_exported_history_explains_itself_without_a_database(
    house: Flask, stopped: int, tmp_path: Path
) -> None:
    run = house.test_cli_runner().invoke
    exported = tmp_path / "vu-viec.jsonl"
    exported.write_bytes(run(args=["history", "export", "VV-2026-00001"]).stdout_bytes)
    answer = run(args=["law", "explain", "--export", str(exported), "--json"])
    assert answer.exit_code == 0, answer.output
    asked = run(args=["law", "explain", "vv-2026-00001", "--json"])
    assert json.loads(answer.output) == json.loads(asked.output)


def test_a_date_that_was_written_down_wrongly_is_named(
    house: Flask, stopped: int, tmp_path: Path
) -> None:
    run = house.test_cli_runner().invoke
    text = run(args=["history", "export", "VV-2026-00001"]).output
    changed = tmp_path / "doi.jsonl"
    changed.write_text(text.replace('"legal":"2026-09-30"', '"legal":"2026-10-01"'))
    assert changed.read_text() != text
    answer = run(args=["law", "explain", "--export", str(changed)])
    assert answer.exit_code == 1
    assert "KHÁC với ngày đã ghi" in answer.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["VV-2026-00077"], "Không có hồ sơ", id="no such file"),
        pytest.param(["hôm qua"], "Không có hồ sơ", id="no number"),
        pytest.param([], "cần mã số hồ sơ", id="nothing asked"),
    ],
)
def test_what_cannot_be_explained_is_refused_in_a_sentence(
    house: Flask, words: list[str], says: str
) -> None:
    answer = house.test_cli_runner().invoke(args=["law", "explain", *words])
    assert answer.exit_code != 0
    assert says in answer.output

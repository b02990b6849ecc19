"""What an export tells of every clock, counted again without a database, against the tables."""

import json
import random
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from feedback.domain.history import export
from feedback.domain.history.clocks import FileClocks
from feedback.domain.history.entries import parse
from feedback.domain.lodging import Channel
from feedback.domain.petitions import Kind
from feedback.domain.time_limits import working_days
from feedback.extensions import db
from feedback.models.days import RemotePeriod
from feedback.models.deadline import Deadline
from feedback.models.entry import Entry
from feedback.models.subject import Subject
from feedback.services.log import verification
from feedback.services.time.target_periods import NewPeriod, set_period
from feedback.workflows.limits.registry import limit_named
from tests.factories import at
from tests.papers import SCAN

ROOT = Path(__file__).resolve().parents[3]


def told_by_history(session, uid):
    """Every clock of a file from the bytes of its entries alone."""
    clocks = FileClocks()
    bodies = session.scalars(select(Entry.body).where(Entry.subject == uid).order_by(Entry.seq))
    for body in bodies:
        clocks.take_in(parse(body))
    again = (clocks.recompute(clock, limit_named) for clock in clocks.clocks)
    return {
        one.clock.uid: (
            one.computed.raw,
            one.computed.legal,
            one.clock.state,
            one.clock.closed_on,
            [step.text for step in one.steps],
        )
        for one in again
    }


def told_by_tables(session, subject_id):
    rows = session.scalars(select(Deadline).where(Deadline.subject_id == subject_id))
    return {
        row.uid.hex: (row.due_raw, row.due_legal, row.state, row.closed_on, row.explanation)
        for row in rows
    }


def compare_all(session):
    subjects = session.execute(select(Subject.id, Subject.uid)).all()
    for subject_id, uid in subjects:
        assert told_by_history(session, uid) == told_by_tables(session, subject_id)
    return len(subjects)


# -------------------------------------------------------------------------- a whole small province
def test_every_clock_of_a_generated_province_is_explained_by_its_history_alone(empty_province):
    words = ["demo", "load", "--petitions", "60", "--seed", "7"]
    loaded = empty_province.test_cli_runner().invoke(args=words)
    assert loaded.exit_code == 0, loaded.output
    with empty_province.app_context():
        session = db.session()
        assert compare_all(session) >= 60
        lines = Counter(
            word
            for row in session.scalars(select(Deadline))
            for line in row.explanation
            for word in ("Không tính", "kéo đến hết ngày làm việc")
            if word in line
        )
        assert lines["Không tính"] > 50
        assert lines["kéo đến hết ngày làm việc"] > 5


@pytest.mark.parametrize("seed", range(4))
def test_cases_stopped_and_lengthened_at_random_are_explained_by_their_history(room, seed):
    """Stopped and gone on again and again, complex or not, in a remote commune or not."""
    draw = random.Random(seed)  # noqa: S311 - draws cases, no secrets
    if draw.random() < 0.5:
        declare_remote(room)
    case = room.accepted(received="2026-07-28", accepted="2026-08-03")
    room.act("commune_head", "2026-08-03", case, "assign", officer="xacminh")
    day, complex_on = date(2026, 8, 4), draw.choice([0, 1, 2, None])
    for turn in range(3):
        if turn == complex_on:
            reason = {
                "criteria": "contents",
                "reason": "Hai nội dung.",
                "determination": SCAN.stated,
            }
            room.approved(day.isoformat(), case, "determine_complex", **reason)
        day += timedelta(days=draw.randint(0, 6))
        room.approved(day.isoformat(), case, "suspend", ground="điểm b", reason="Chờ giám định.")
        if turn == 2 and draw.random() < 0.4:
            break
        day += timedelta(days=draw.randint(0, 9))
        room.approved(day.isoformat(), case, "resume", reason="Đã có kết quả.")
    with room.app.app_context():
        assert compare_all(db.session()) == 2


def declare_remote(room):
    with room.app.app_context():
        session = db.session()
        session.add(
            RemotePeriod(
                commune_code="06862",
                first_day=date(2025, 7, 1),
                basis="QĐ 861/QĐ-TTg",
                source="văn bản của tỉnh",
                verified=True,
                entered_by="quantri",
                entered_at=at("2026-01-01"),
            )
        )
        session.commit()


# --------------------------------------------------------------- one case with all that may happen
@pytest.fixture
def case(room):
    """Accepted on 3 August; complex on the 6th; stopped from the 10th to the 20th."""
    case = room.accepted(received="2026-07-28", accepted="2026-08-03")
    room.act("commune_head", "2026-08-04", case, "assign", officer="xacminh")
    complexity = {
        "criteria": "contents,evidence",
        "reason": "Hai nội dung, chứng cứ mâu thuẫn.",
        "determination": SCAN.stated,
    }
    room.approved("2026-08-06", case, "determine_complex", **complexity)
    ground = {"ground": "điểm b khoản 1", "reason": "Ông Nguyễn Văn Hòa xin chờ giám định."}
    room.approved("2026-08-10", case, "suspend", **ground)
    room.approved("2026-08-20", case, "resume", reason="Đã có kết quả giám định.")
    return case


def test_pauses_and_grounds_are_told_with_their_documents_and_numbers(room, case):
    with room.app.app_context():
        session = db.session()
        compare_all(session)
        row = session.scalars(
            select(Deadline).where(Deadline.subject_id == case, Deadline.rule == "KN1-RESOLVE")
        ).one()
        assert row.due_raw == date(2026, 9, 27)
        text = "\n".join(row.explanation)
        assert "45 ngày (vì vụ việc phức tạp, căn cứ " in text
        assert "Văn bản ghi nhận số 01/GN-UBND ngày 06/08/2026)" in text
        assert "Không tính 10 ngày từ 10/08/2026 đến 19/08/2026" in text
        decision = "Quyết định số 01/QĐ-UBND ngày 10/08/2026"
        assert f"tạm đình chỉ giải quyết khiếu nại ({decision})" in text


def test_no_reason_in_words_of_people_is_in_the_history(room, case):
    with room.app.app_context():
        bodies = b"\n".join(db.session.scalars(select(Entry.body)))
    assert "Nguyễn Văn Hòa".encode() not in bodies


def test_an_extension_is_told_with_its_document(room):
    petition = room.lodge("2026-08-03", kind="recommendation")
    room.act("receptionist", "2026-08-03", petition, "classify",
             kind="recommendation", field="land", agency="X06862")  # fmt: skip
    room.act("commune_officer", "2026-08-04", petition, "propose_acceptance", reason="Đúng.")
    room.approved("2026-08-04", petition, "accept")
    case = room.case_of(petition)
    room.approved("2026-08-06", case, "extend", extra_days="5", reason="Cần thêm ý kiến.")
    with room.app.app_context():
        session = db.session()
        compare_all(session)
        (row,) = session.scalars(
            select(Deadline).where(Deadline.subject_id == case, Deadline.rule == "KNPA-RESOLVE")
        )
        assert any(
            line.startswith("Gia hạn thêm 5 ngày làm việc theo ") and "ngày 06/08/2026" in line
            for line in row.explanation
        ), row.explanation


# ------------------------------------------------------------------------- targets of the province
def test_a_target_runs_as_the_province_set_it_and_history_tells_by_what(room):
    decided = NewPeriod(
        limit_id="KNPA-RESOLVE-PROPOSED",
        span=working_days(20),
        in_force_from=date(2026, 8, 1),
        decided_by="Chủ tịch UBND tỉnh",
        document="QĐ 77/QĐ-UBND",
        reason="Nhiều việc phải phối hợp.",
    )
    with room.app.app_context():
        session = db.session()
        set_period(session, decided, "quantri", at("2026-07-20"))
        session.commit()
    petition = room.lodge("2026-08-03", kind="recommendation")
    room.act("receptionist", "2026-08-03", petition, "classify",
             kind="recommendation", field="land", agency="X06862")  # fmt: skip
    room.act("commune_officer", "2026-08-04", petition, "propose_acceptance", reason="Đúng.")
    room.approved("2026-08-04", petition, "accept")
    with room.app.app_context():
        session = db.session()
        compare_all(session)
        (row,) = session.scalars(select(Deadline).where(Deadline.rule == "KNPA-RESOLVE"))
        assert "20 ngày làm việc; mốc nội bộ, không phải thời hạn luật định" in row.explanation[0]
        assert row.explanation[1].endswith("do tỉnh đặt: QĐ 77/QĐ-UBND, từ 01/08/2026")
        with verification.snapshot(db.engine) as connection:
            report = verification.verify(connection, checkpoints=None, public_key=None)
        assert report.found == 0


# ----------------------------------------------------------------------------------- the commands
def test_the_command_tells_the_same_from_the_tables_and_from_an_export(run, case, tmp_path):
    lines = run("history", "export", "VV-2026-00001")
    assert lines.exit_code == 0
    file = tmp_path / "case.jsonl"
    file.write_text(lines.output, encoding="utf-8")
    from_tables = run("law", "explain", "VV-2026-00001")
    from_export = run("law", "explain", "--export", file)
    assert (from_tables.exit_code, from_export.exit_code) == (0, 0), from_export.output
    assert from_tables.output == from_export.output
    assert "Không tính 10 ngày từ 10/08/2026 đến 19/08/2026" in from_export.output
    told = json.loads(run("law", "explain", "VV-2026-00001", "--export", file, "--json").output)
    resolve = next(row for row in told["deadlines"] if row["limit"] == "KN1-RESOLVE@2012")
    assert resolve["due_legal"] == "2026-09-28"
    assert sum(step["left_out"] for step in resolve["steps"]) == 10 + 1


def test_an_export_is_explained_where_there_is_no_database_at_all(run, case, tmp_path, settings):
    file = tmp_path / "case.jsonl"
    file.write_text(run("history", "export", case).output, encoding="utf-8")
    nowhere = {
        "FEEDBACK_MODE": "test",
        "FEEDBACK_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/nothing",
        "FEEDBACK_DATABASE_OWNER_URL": "postgresql+psycopg://nobody@127.0.0.1:1/nothing",
        "FEEDBACK_REDIS_URL": "redis://127.0.0.1:1/0",
        "FEEDBACK_DATA_DIR": str(settings.data_dir),
        "FLASK_APP": "wsgi",
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "feedback.commands", "law", "explain", "--export", str(file)],
        env=nowhere, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "VV-2026-00001" in done.stdout


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(lambda _: "", "không có mục nào", id="empty"),
        pytest.param(lambda text: text.replace("{", "[", 1), "Dòng 1", id="no entry"),
        pytest.param(
            lambda text: "\n".join(text.splitlines()[1:]), "không nối", id="the first line missing"
        ),
        pytest.param(
            lambda text: text.replace("2026-08-10", "2026-08-09"), "không nối", id="a date changed"
        ),
    ],
)
def test_a_broken_export_is_refused_in_one_sentence(run, case, tmp_path, change, sentence):
    file = tmp_path / "case.jsonl"
    file.write_text(change(run("history", "export", case).output), encoding="utf-8")
    done = run("law", "explain", "--export", file)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.output


def test_a_chain_that_was_made_whole_again_still_does_not_lead_to_another_date(run, case):
    """The last entry altered has no follower; its date then differs from the arithmetic."""
    text = run("history", "export", case).output
    (entries,) = export.files(text)
    clocks = FileClocks()
    for entry in entries:
        clocks.take_in(entry)
    uid = next(uid for uid, one in clocks.clocks.items() if one.limit_id == "KN1-RESOLVE@2012")
    assert clocks.recompute(uid, limit_named).agrees
    clocks.clocks[uid].recorded = (date(2026, 9, 30), date(2026, 9, 30))
    assert not clocks.recompute(uid, limit_named).agrees


@pytest.mark.parametrize("name", ["VV-2026-00099", "không có", "9" * 18, "f" * 32])
def test_a_file_that_does_not_exist_is_refused(run, room, name):
    for words in (("law", "explain", name), ("history", "export", name)):
        done = run(*words)
        assert done.exit_code == 1
        assert "Không tìm thấy hồ sơ" in done.stderr


# ------------------------------------------------- a denunciation: additions, an expert assessment
CHECK = {
    "identity_result": "confirmed",
    "check_scope": "several_places",
    "denounced": "Công chức địa chính xã Tiên Yên",
    "contents": "Thu tiền trái quy định.",
    "conditions": "form,capacity,competence,basis",
}
LONGER = {"denunciation_criteria": "places,evidence", "reason": "x", "determination": SCAN.stated}


def test_a_denunciation_lengthened_twice_and_assessed_is_explained_by_its_history(room):
    """Its periods add up, the clock stands still while experts assess, intake takes ten days."""
    petition = room.lodge("2026-08-03", Kind.DENUNCIATION, channel=Channel.COUNTER, signed=True)
    room.act("receptionist", "2026-08-03", petition, "classify",
             kind="denunciation", field="conduct", agency="X06862")  # fmt: skip
    room.act("commune_officer", "2026-08-05", petition, "check_identity", **CHECK)
    room.act("commune_officer", "2026-08-05", petition, "propose_acceptance", reason="Đủ.")
    room.approved("2026-08-06", petition, "accept")
    case = room.case_of(petition)
    room.approved("2026-08-20", case, "extend", **LONGER)
    asked = {
        "assessment_body": "Viện Khoa học hình sự",
        "assessment": "Chữ ký.",
        "assessment_by": "2026-09-10",
    }
    room.approved("2026-08-24", case, "request_assessment", **asked)
    room.act("second_officer", "2026-09-03", case, "receive_assessment", assessment="Thật.")
    room.approved("2026-09-21", case, "extend_again", **LONGER)
    with room.app.app_context():
        session = db.session()
        assert compare_all(session) == 2
        settling = session.scalars(select(Deadline).where(Deadline.rule == "TC-RESOLVE")).one()
        assert settling.due_raw == date(2026, 8, 6) + timedelta(days=90 + 10)
        with verification.snapshot(db.engine) as connection:
            report = verification.verify(connection, checkpoints=None, public_key=None)
        assert report.findings == []

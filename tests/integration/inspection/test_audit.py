"""What an auditor of the system sees: who signed in, was refused, took files away; no content."""

import re

import pytest
from sqlalchemy import select, text

from feedback.domain.petitions import Kind
from feedback.domain.roles import Role
from feedback.extensions import db
from feedback.models.agency import Agency
from feedback.models.clock_look import ClockLook
from feedback.models.conflict import Conflict
from feedback.models.security_event import KeptEvent
from feedback.services.upkeep import kept_events
from feedback.services.upkeep.kept_events import Where
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent
from tests.client import Visitor, texts
from tests.factories import at, make_person, read_province
from tests.passwords import HASH

AUDIT, EVENTS, READINGS = "/thanh-tra/kiem-toan", "/thanh-tra/su-kien", "/thanh-tra/danh-tinh"
CONFLICT_HIT, FILE_UNKNOWN = SecurityEvent.CONFLICT_HIT, SecurityEvent.FILE_UNKNOWN
HISTORY_SOUND, HISTORY_TAMPERED = SecurityEvent.HISTORY_SOUND, SecurityEvent.HISTORY_TAMPERED


@pytest.fixture
def auditor(room):
    with room.app.app_context():
        session = db.session()
        inspectorate = session.scalars(select(Agency).where(Agency.code == "TTT")).one()
        make_person(session, "kiemtoan", "Kiểm Toán Viên", Role.AUDITOR, inspectorate)
        session.execute(
            text("UPDATE user_account SET password_hash = :hash WHERE username = 'kiemtoan'"),
            {"hash": HASH},
        )
        session.commit()
    return "kiemtoan"


def kept(room):
    with room.app.app_context():
        return [(each.event, each.account) for each in db.session.scalars(select(KeptEvent))]


def pseudonym(room, username):
    with room.app.app_context():
        return security_events.account(username)


def test_who_signs_in_is_refused_or_fails_is_kept_by_pseudonym(room):
    with room.looking("canboxa") as visitor:
        assert visitor.get("/quan-tri/tai-khoan").status_code == 403
    wrong = {"username": "canboxa", "password": "không phải mật khẩu này"}
    Visitor(room.app).answer("/can-bo/dang-nhap", wrong)
    officer = pseudonym(room, "canboxa")
    assert ("sign-in succeeded", officer) in kept(room)
    assert ("refused by role", officer) in kept(room)
    assert ("sign-in failed", officer) in kept(room)
    assert not any("canboxa" in str(each) for each in kept(room))


def test_what_leaves_the_house_as_a_file_is_kept(room):
    with room.looking("truongban") as visitor:
        assert visitor.get("/can-bo/so/in?so=QN").status_code == 200
    taken = [each for each in kept(room) if each[0] == "exported"]
    assert taken == [("exported", pseudonym(room, "truongban"))]


def test_what_a_stranger_does_fills_no_table(room):
    room.app.test_client().get("/tra-cuu?ma=SAI")
    room.app.test_client().get("/khong-co")
    assert kept(room) == []


def test_an_auditor_filters_events_and_sees_no_name(room, auditor):
    with room.looking("canboxa") as visitor:
        visitor.get("/quan-tri/tai-khoan")
    shown = texts(room.see(EVENTS, auditor).text)
    assert "Đăng nhập" in shown
    assert "Bị từ chối: trang của vai trò khác" in shown
    assert "Phạm Thị Mận" not in shown
    officer = pseudonym(room, "canboxa")
    mine = room.see(f"{EVENTS}?tai_khoan={officer}&su_kien=refused+by+role", auditor).text
    rows = re.findall(r'data-label="Sự kiện">([^<]+)<', mine)
    assert rows == ["Bị từ chối: trang của vai trò khác"]
    wrong = room.see(f"{EVENTS}?tu=hom-qua", auditor)
    assert (wrong.status_code, 'value="hom-qua"' in wrong.text) == (422, True)


def sees(room, path, username):
    """What stands in the column of events, and what can be chosen there."""
    shown = room.see(path, username).text
    options = re.findall(r'<option value="([^"]+)"', shown)
    return re.findall(r'data-label="Sự kiện">([^<]+)<', shown), options


def test_nobody_who_could_be_in_conflict_reads_here_that_a_file_is_closed_to_them(room, auditor):
    """An inspector asks for two numbers, one of a file closed to them: both look alike here."""
    petition = room.lodge("2026-11-18", Kind.DENUNCIATION)
    with room.app.app_context():
        session = db.session()
        inspector = read_province(session).inspector.user_id
        closing = Conflict(
            subject_id=petition, user_id=inspector, ground="self", declared_at=at("2026-11-18")
        )
        session.add(closing)
        session.commit()
    with room.looking("thanhtra") as visitor:
        for number in (petition, 987654):
            assert visitor.get(f"/thanh-tra/ho-so/{number}").status_code == 404
    assert [event for event, _ in kept(room)[-2:]] == [CONFLICT_HIT, FILE_UNKNOWN]
    mine = f"{EVENTS}?tai_khoan={pseudonym(room, 'thanhtra')}"
    unknown = "Hỏi hồ sơ không có, hoặc không được biết"
    seen, choices = sees(room, f"{mine}&su_kien={FILE_UNKNOWN}", "thanhtra")
    assert (seen, CONFLICT_HIT in choices) == ([unknown, unknown], False)
    asked, closed = f"{mine}&su_kien={CONFLICT_HIT}", "Hỏi hồ sơ đóng với mình vì xung đột lợi ích"
    assert closed not in sees(room, asked, "thanhtra")[0]
    seen, _ = sees(room, asked, auditor)
    assert seen == [closed]


def test_the_auditor_sees_clocks_and_the_last_verification(room, auditor):
    with room.app.app_context():
        session, now = db.session(), at("2026-11-20")
        row = {"machine": "may-1", "looked_at": now, "apart": -7.25}
        session.add(ClockLook(**row, doubt=SecurityEvent.CLOCK_APART, doubted_at=now))
        session.commit()
        where = Where("flask history verify")
        for event, detail in ((HISTORY_TAMPERED, "V3, V7"), (HISTORY_SOUND, "12")):
            kept_events.note_and_keep(event, where, now, detail=detail)
    shown = texts(room.see(AUDIT, auditor).text)
    assert "Một lần kiểm tra thấy nhật ký đã bị thay đổi" in shown
    assert "sai quy tắc V3, V7" in shown
    assert "Kiểm tra nhật ký: nguyên vẹn, lúc" in shown
    assert "-7,2" in shown
    assert "Đồng hồ của máy lệch với cơ sở dữ liệu" in shown
    seen, _ = sees(room, EVENTS, auditor)
    assert "Kiểm tra nhật ký: đã bị thay đổi" in seen


def test_older_events_are_on_the_next_page(room, auditor):
    insert = text(
        "INSERT INTO security_event (at, event, account, network, route, detail)"
        " SELECT '2026-11-19', 'exported', 'x' || n, '', '', '' FROM generate_series(1, 60) n"
    )
    with room.app.app_context():
        db.session.execute(insert)
        db.session.commit()
    first = room.see(f"{EVENTS}?su_kien=exported", auditor).text
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    rest = room.see(older, auditor).text
    seen = [re.findall(r'class="code" href="[^"]*">(x\d+)<', page) for page in (first, rest)]
    assert [len(each) for each in seen] == [50, 10]
    assert set(seen[0]).isdisjoint(seen[1])


def test_an_auditor_sees_counts_roles_and_seals_and_no_content(room, auditor):
    room.lodge("2026-11-18", Kind.DENUNCIATION)
    with room.app.app_context():
        people = read_province(db.session())
        db.session.execute(
            text(
                "INSERT INTO account_event (user_id, what, detail, by_id, at) VALUES"
                " (:who, 'role_changed', 'Văn thư → Người giữ bí mật danh tính', NULL, now())"
            ),
            {"who": people.board_clerk.user_id},
        )
        db.session.commit()
    shown = room.see(AUDIT, auditor).text
    assert "Văn thư → Người giữ bí mật danh tính" in shown
    assert f"user:{people.board_clerk.user_id}" in shown
    assert "Chờ niêm phong" in shown
    assert "QNTC" not in shown


def test_single_readings_of_names_are_for_inspectors(room, auditor):
    """They name the petition and who asked; an auditor reads how many there were."""
    assert room.see(READINGS, auditor).status_code == 403
    assert room.see(READINGS).status_code == 200
    assert room.see(AUDIT).status_code == 200


@pytest.mark.parametrize("username", ["canboxa", "daibieu", "chutichxa"])
def test_nobody_else_audits(room, username):
    assert room.see(AUDIT, username).status_code == 403
    assert room.see(EVENTS, username).status_code == 403

"""The inspectors' page over the whole history, against checkpoints from elsewhere."""

import io
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from feedback.extensions import db
from feedback.models.entry import LogCheckpoint
from feedback.models.security_event import KeptEvent
from feedback.processes.sealer import sealer_of
from tests.client import texts
from tests.factories import at
from tests.worlds import application

PATH = "/thanh-tra/nhat-ky"


@pytest.fixture
def note(room, app, settings) -> bytes:
    """A checkpoint over two petitions, as somebody keeps it in a drawer."""
    for _ in range(2):
        room.lodge("2026-11-16")
    with app.app_context():
        sealer_of(settings).look(at("2026-11-16", 10))
        return db.session.scalars(db.select(LogCheckpoint.note)).one().encode()


def verify(room, *notes: bytes) -> str:
    with room.looking("thanhtra") as visitor:
        visitor.get(PATH)
        files = [(io.BytesIO(content), f"{number}.txt") for number, content in enumerate(notes)]
        answer = visitor.post(PATH, {"notes": files} if files else {})
    assert answer.status_code == 200, texts(answer.text)
    return texts(answer.text)


def events(app) -> list[tuple[str, str, str]]:
    with app.app_context():
        rows = db.session.scalars(select(KeptEvent).order_by(KeptEvent.id))
        told = [(each.event, each.detail, each.route) for each in rows]
    return [each for each in told if each[0].startswith("history")]


def test_with_a_checkpoint_from_outside_it_says_sound_rule_by_rule(room, note):
    said = verify(room, note)
    assert "Lịch sử nguyên vẹn" in said
    assert "Từng quy tắc" in said
    assert "chưa kiểm" not in said
    assert "chưa đối chứng" in said


def test_it_asks_as_inspectors_do_and_judges_every_file(room, note, settings):
    """A process of pages has no sign-in of commands."""
    with application(replace(settings, database_command_url="")) as pages:
        room.app = pages
        said = verify(room, note)
    assert "Lịch sử nguyên vẹn" in said
    assert "2 mục, 2 hồ sơ" in said
    assert "đạt, chỉ xét muối" in said


def test_without_one_it_cannot_tell_and_says_why(room, note):
    said = verify(room)
    assert "Chưa thể kết luận" in said
    assert "chưa kiểm" in said


def test_a_changed_entry_is_named(room, note, superuser):
    with superuser.begin() as connection:
        connection.execute(text("ALTER TABLE entry DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE entry SET type = 'x' WHERE index = 1"))
    said = verify(room, note)
    assert "Lịch sử đã bị thay đổi" in said
    assert "V3, mục 1" in said


def test_a_forged_checkpoint_is_a_finding(room, note):
    said = verify(room, note.replace(b"\n2\n", b"\n3\n"))
    assert "Lịch sử đã bị thay đổi" in said
    assert "chữ ký giả" in said


@pytest.mark.parametrize(
    ("brought", "kept"),
    [("the note", ("history sound", "2")), ("nothing", ("history could not be verified", "2"))],
)
def test_what_the_inspector_finds_is_an_event(room, note, app, brought, kept):
    verify(room, *([note] if brought == "the note" else []))
    assert events(app) == [(*kept, "/thanh-tra/nhat-ky")]


def test_a_changed_history_is_a_loud_event_that_names_the_rules(room, note, superuser, app, caplog):
    with superuser.begin() as connection:
        connection.execute(text("ALTER TABLE entry DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE entry SET type = 'x' WHERE index = 1"))
    verify(room, note)
    assert events(app) == [("history tampered with", "V3", "/thanh-tra/nhat-ky")]
    (line,) = [each for each in caplog.records if each.message == "history tampered with"]
    assert line.levelname == "CRITICAL"


def test_the_command_keeps_what_it_found_as_well(note, app):
    ended = app.test_cli_runner().invoke(args=["history", "verify"])
    assert ended.exit_code == 0, ended.output
    assert events(app) == [("history sound", "2", "flask history verify")]


def test_what_is_too_large_is_said_beside_the_field(room, note):
    with room.looking("thanhtra") as visitor:
        visitor.get(PATH)
        answer = visitor.post(PATH, {"notes": [(io.BytesIO(b"x" * 50_001), "x.txt")]})
    assert answer.status_code == 422
    assert "không quá 50 KB" in texts(answer.text)


@pytest.mark.parametrize("who", ["daibieu", "chutich_xa"])
def test_nobody_but_inspectors_opens_it(room, who):
    assert room.see(PATH, who).status_code in {302, 303, 403, 404}

"""The sender's receipt file: made once a signed head covers the lodging, and naming nobody."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, select, text

from feedback.domain import clock
from feedback.domain.history.entries import commitment
from feedback.domain.history.evidence import Verdict, body_of, check
from feedback.domain.history.tlog_proof import read_proof
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.entry import Entry, EntrySalt, LogCheckpoint
from feedback.services.lodging.lodging_act import content_bytes
from feedback.vault.codes import grouped, new_code
from tests.client import texts
from tests.factories import at
from tests.integration.inspection.conftest import superuser
from tests.integration.public.proven import (
    CODE,
    DOWNLOAD,
    download,
    follow,
    lodge,
    pinned,
    receipt,
    seal,
)

__all__ = ["lodge", "pinned", "receipt", "seal", "superuser"]


def test_before_a_head_covers_it_the_page_says_so_and_offers_a_promise(visitor, lodge, monkeypatch):
    lodge()
    monkeypatch.setattr(clock, "now", lambda: at("2026-11-16", 8))
    page = follow(visitor)
    assert "Thường sau khoảng 1 phút là có" in texts(page.text)
    assert "Tải bằng chứng" not in page.text
    assert "Tải lời hứa có chữ ký" in page.text
    handed = visitor.post(DOWNLOAD, {})
    assert handed.headers["Content-Disposition"].startswith("attachment; filename=loi-hua-")
    assert handed.data == visitor.post(DOWNLOAD, {}).data


def test_when_nothing_was_sealed_for_long_no_time_is_promised(visitor, lodge, monkeypatch):
    lodge()
    monkeypatch.setattr(clock, "now", lambda: at("2026-11-16", 9))
    said = texts(follow(visitor).text)
    assert "Chưa biết khi nào có" in said
    assert "phút là có" not in said


def test_the_file_proves_the_lodging_under_the_earliest_head(app, receipt, pinned):
    checked = check(receipt, pinned)
    assert checked.verdict is Verdict.PROVEN
    assert (checked.index, checked.head.size) == (2, 4)
    assert (checked.entry.type, checked.entry.register.number) == ("submitted", 3)
    with app.app_context():
        stored = db.session.scalar(select(Entry.body).where(Entry.index == 2))
    assert body_of(read_proof(receipt).extra) == stored


def test_the_file_is_a_download_named_by_the_register_number(visitor, receipt):
    answer = download(visitor)
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=bien-nhan-QN-2026-00003.tlog-proof"
    )
    assert answer.data == receipt


def test_peaks_kept_with_a_head_give_the_path_of_the_whole_log(app, visitor, receipt, superuser):
    """A head of before peaks were kept has none; the path then begins with the first entry."""
    with superuser.begin() as connection:
        connection.execute(text("ALTER TABLE log_checkpoint DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE log_checkpoint SET peaks = NULL"))
    assert download(visitor).data == receipt


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.DENUNCIATION])
def test_nothing_in_the_file_names_a_person_or_opens_the_file(visitor, lodge, seal, kind, pinned):
    lodging = lodge(kind)
    seal()
    content = download(visitor).data
    told = content + read_proof(content).extra
    named = [lodging.name, lodging.address, lodging.phone, lodging.email, lodging.story]
    named += [lodging.against, lodging.wanted, CODE, grouped(CODE), lodging.identity_number]
    assert [word for word in named if word and word.encode() in told] == []
    assert check(content, pinned).verdict is Verdict.PROVEN


def test_a_denunciation_shows_no_more_than_any_petition(visitor, lodge, seal, pinned):
    lodge(Kind.COMPLAINT, code=new_code())
    lodge(Kind.DENUNCIATION)
    seal()
    told = check(download(visitor).data, pinned).entry.data
    assert set(told) == {"act", "from", "to", "on", "procedure", "edition", "agency", "kind",
                         "files", "opened"}  # fmt: skip
    assert told["files"] == []


def test_the_sender_can_show_what_was_sent_until_the_salt_is_destroyed(
    app, visitor, lodge, seal, pinned
):
    lodging = lodge()
    seal()
    content = download(visitor).data
    salt = bytes.fromhex(read_proof(content).extra.split(b"\n")[1].decode())
    assert commitment(salt, content_bytes(lodging, [])) == check(content, pinned).entry.commit
    with app.app_context():
        db.session.execute(delete(EntrySalt))
        db.session.commit()
    without = download(visitor).data
    assert check(without, pinned).verdict is Verdict.PROVEN
    assert salt.hex().encode() not in read_proof(without).extra


def test_a_wrong_code_and_a_stale_form_get_nothing(visitor, receipt):
    follow(visitor)
    assert visitor.post(DOWNLOAD, {"code": new_code()}).status_code == 404
    follow(visitor)
    stale = visitor.post(DOWNLOAD, {"csrf_token": "old"})
    assert (stale.status_code, stale.mimetype) == (422, "text/html")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET body = set_byte(body, 12, 120) WHERE index = 2",
        "UPDATE entry SET leaf = decode(repeat('00', 32), 'hex') WHERE index = 1",
        "DELETE FROM entry_salt WHERE index = 3; DELETE FROM entry WHERE index = 3",
        "UPDATE log_checkpoint SET peaks = decode(repeat('00', 32), 'hex') WHERE size = 1",
        "UPDATE log_checkpoint SET note = replace(note, E'\\n4\\n', E'\\n5\\n') WHERE size = 4",
    ],
    ids=["its own bytes", "its neighbour", "its neighbour gone", "the peaks before", "the note"],
)
def test_a_log_that_was_changed_hands_out_no_proof(visitor, receipt, superuser, change):
    with superuser.begin() as connection:
        for each in ("entry", "entry_salt", "log_checkpoint"):
            connection.execute(text(f"ALTER TABLE {each} DISABLE TRIGGER ALL"))
        for statement in change.split("; "):
            assert connection.execute(text(statement)).rowcount
    answer = download(visitor)
    assert answer.status_code == 409
    assert "nhật ký không khớp với lần niêm phong" in texts(answer.text)


def test_every_kept_head_has_its_peaks(app, receipt):
    with app.app_context():
        kept = db.session.execute(select(LogCheckpoint.size, LogCheckpoint.peaks)).all()
    assert [(size, len(peaks) // 32) for size, peaks in kept] == [
        (size, size.bit_count()) for size in (1, 4, 5)
    ]


def test_the_page_says_the_interval_of_this_installation(
    app, visitor, lodge, settings, monkeypatch
):
    lodge()
    monkeypatch.setattr(clock, "now", lambda: at("2026-11-16", 9))
    app.extensions["settings"] = replace(settings, checkpoint_seconds=900)
    assert "Thường sau khoảng 15 phút là có" in texts(follow(visitor).text)

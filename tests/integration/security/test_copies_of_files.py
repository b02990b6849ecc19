"""From the file a citizen sent to the copy an officer opens: states, scanner, pages."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from feedback.domain.copies import CopyState, Scan
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.outbox import OutboxItem
from feedback.models.petition import Attachment
from feedback.models.safe_copy import SafeCopy
from feedback.services.files import safe_copies, scanner, sent_files
from feedback.services.files.scanner import ScannerAwayError
from feedback.services.lodging.submission import submit
from feedback.services.upkeep.readiness import readiness
from feedback.vault.store import FileStore
from tests.factories import a_lodging, at
from tests.hostile_parts import CANARY, DOCX, HTML, docx, picture
from tests.integration.office.conftest import Office
from tests.integration.security.stand_in_scanner import EICAR
from tests.integration.security.stand_in_scanner import scanner as stand_in
from tests.papers import on_its_way

SENT = at("2026-11-16")
NOBODY = "tcp://127.0.0.1:1"


@pytest.fixture
def send(house, keys):
    """Lodge a petition with these bytes as a file; says the attachment's id."""

    def lodged(content: bytes, name: str = "ảnh.png", media_type: str = "image/png", **more):
        petition = submit(
            a_lodging(files=(on_its_way(content, name, media_type),), **more), keys, SENT
        )
        return db.session.scalars(
            select(Attachment.id).where(Attachment.petition_id == petition)
        ).one()

    return lodged


def with_scanner(house, address: str) -> None:
    house.extensions["settings"] = replace(house.extensions["settings"], clamd=address)


def work(now=SENT) -> None:
    """What the worker of the queue does with the rows that wait."""
    rows = select(OutboxItem.id).where(OutboxItem.queue == "copies", OutboxItem.done_at.is_(None))
    for item_id in db.session.scalars(rows).all():
        safe_copies.make(item_id, now)


def copy_of(attachment_id: int) -> SafeCopy:
    db.session.expire_all()
    return db.session.get_one(SafeCopy, attachment_id)


def content(attachment_id: int, digest: str) -> bytes | None:
    petition = db.session.get_one(Attachment, attachment_id).petition_id
    return sent_files.content(db.session(), petition, digest)


def test_a_file_waits_is_rebuilt_and_says_that_nobody_scanned_it(send):
    sent = send(picture("PNG") + HTML)
    assert copy_of(sent).state is CopyState.RECEIVED
    work()
    copy = copy_of(sent)
    assert (copy.state, copy.scan) == (CopyState.RELEASED, Scan.UNSCANNED)
    assert CANARY in content(sent, db.session.get_one(Attachment, sent).sha256)
    assert CANARY not in content(sent, copy.sha256)


def test_what_the_scanner_knows_is_held_and_the_original_stays(house, send):
    sent, clean = send(picture("PNG") + EICAR), send(picture("PNG"))
    with stand_in() as address:
        with_scanner(house, address)
        work()
    copy = copy_of(sent)
    assert (copy.state, copy.scan, copy.sha256) == (CopyState.HELD, Scan.INFECTED, None)
    assert "Eicar" in copy.finding
    assert copy_of(clean).scan is Scan.CLEAN
    assert content(sent, db.session.get_one(Attachment, sent).sha256)


def test_while_the_scanner_is_away_no_copy_is_handed_on_and_petitions_are_taken(house, send):
    with_scanner(house, NOBODY)
    sent = send(picture("PNG"))
    with pytest.raises(ScannerAwayError):
        work()
    assert copy_of(sent).state is CopyState.SCANNING
    early, late = (readiness(SENT + timedelta(minutes=minutes))["checks"] for minutes in (29, 31))
    assert early["scanner"] == {"ok": False, "said": "does not answer"}
    assert early["copies"]["ok"]
    assert not late["copies"]["ok"]
    with stand_in() as address:
        with_scanner(house, address)
        safe_copies.bring_waiting(SENT + timedelta(minutes=32))
        work()
    assert copy_of(sent).state is CopyState.RELEASED


def test_an_address_where_something_else_answers_is_no_scanner(house, send, monkeypatch):
    """What is not surely clean is not clean."""
    sent = send(picture("PNG"))
    monkeypatch.setattr(scanner, "_asked", lambda *_, **__: "INSTREAM size limit exceeded. ERROR")
    with_scanner(house, NOBODY)
    with pytest.raises(ScannerAwayError):
        work()
    assert copy_of(sent).state is CopyState.SCANNING


def test_a_damaged_file_and_a_macro_are_told_in_a_sentence(send):
    damaged = send(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    macro = send(docx({"word/vbaProject.bin": CANARY}), "đơn.docx", DOCX)
    work()
    assert copy_of(damaged).state is CopyState.REJECTED
    assert copy_of(macro).state is CopyState.HELD
    assert copy_of(macro).finding == "Tệp có macro."


def test_a_denouncers_file_has_no_copy(send):
    send(picture("PNG"), kind=Kind.DENUNCIATION)
    safe_copies.bring_waiting(SENT)
    assert db.session.scalar(select(func.count()).select_from(SafeCopy)) == 0


def test_files_from_before_get_their_copy_by_the_sweep(send, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(safe_copies, "ask_for", lambda *_: None)
        sent = send(picture("PNG"))
    assert safe_copies.bring_waiting(SENT) == 1
    work()
    assert copy_of(sent).state is CopyState.RELEASED


# The officers' pages


@pytest.fixture
def office(app):
    return Office(app)


def sent_to(office: Office, content: bytes, name: str, media_type: str, **more) -> int:
    with office.app.app_context():
        kept = on_its_way(content, name, media_type)
    return office.lodge(at("2026-08-03"), files=(kept,), **more)


def test_an_officer_gets_the_copy_and_the_original_only_past_a_warning(office):
    whole = picture("PNG") + HTML
    petition = sent_to(office, whole, "ảnh.png", "image/png")
    with office.app.app_context():
        work()
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        page = visitor.get(f"/can-bo/don/{petition}").text
        address = re.search(r'href="(/can-bo/dinh-kem/\d+)"', page)[1]
        assert "ban-goc" not in page
        copy = visitor.get(address)
        assert visitor.get(f"{address}/ban-goc").status_code == 403
    assert CANARY not in copy.data
    assert guarded(copy)
    with office.desk("truongban", "2026-08-04") as head:
        assert f'href="{address}/ban-goc"' in head.get(f"/can-bo/don/{petition}").text
        warning = head.get(f"{address}/ban-goc")
        assert "có thể chứa mã độc" in warning.text
        original = head.post(f"{address}/ban-goc")
    assert original.data == whole
    assert guarded(original)
    with office.desk("chutichxa", "2026-08-04") as stranger:
        assert stranger.get(address).status_code == 404
        assert stranger.get(f"{address}/ban-goc").status_code == 404


def guarded(answer) -> bool:
    """A download that no browser shows as a page of ours."""
    return (
        answer.headers["Content-Disposition"].startswith("attachment;")
        and answer.content_type == "application/octet-stream"
        and answer.headers["X-Content-Type-Options"] == "nosniff"
        and answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        and answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    )


def test_what_is_held_says_why_on_its_page_and_in_the_file(office):
    macro = docx({"word/vbaProject.bin": CANARY})
    petition = sent_to(office, macro, "đơn.docx", DOCX)
    with office.app.app_context():
        work()
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        page = visitor.get(f"/can-bo/don/{petition}").text
        assert "Bị giữ lại" in page
        told = visitor.get(re.search(r'href="(/can-bo/dinh-kem/\d+)"', page)[1])
    assert "Tệp có macro." in told.text
    assert CANARY not in told.data


def test_nobody_gets_a_denouncers_original_here(office):
    petition = sent_to(office, picture("PNG"), "a.png", "image/png", kind=Kind.DENUNCIATION)
    with office.app.app_context():
        sent = db.session.scalars(
            select(Attachment.id).where(Attachment.petition_id == petition)
        ).one()
    with office.desk("truongban", "2026-08-04") as head:
        assert head.get(f"/can-bo/dinh-kem/{sent}").status_code == 404
        assert head.get(f"/can-bo/dinh-kem/{sent}/ban-goc").status_code == 404


def test_a_copy_that_was_changed_on_disk_is_not_handed_out(office):
    petition = sent_to(office, picture("PNG"), "a.png", "image/png")
    with office.app.app_context():
        work()
        copy = db.session.scalars(select(SafeCopy)).one()
        kept = sent_files.sealed(db.session(), petition, copy.sha256)
        store = FileStore(office.app.extensions["settings"].files_dir)
        store.path(kept.stored_as).write_bytes(b"as somebody made it")
        address = f"/can-bo/dinh-kem/{copy.attachment_id}"
    with office.desk("tiepnhan", "2026-08-04") as visitor:
        visitor.get(f"/can-bo/don/{petition}")
        assert visitor.get(address).status_code == 404

"""The signed promise: what a sender holds before there is a proof, and what it is worth."""

import pytest
from doi_chung.notes import NOBODY, read_key
from doi_chung.receipt import CANNOT_TELL, FORGED, check
from sqlalchemy import select

from feedback.domain import clock
from feedback.domain.history.note import UntrustedNoteError
from feedback.domain.history.promise import WITHIN, promise, read_promise
from feedback.models.entry import Entry
from feedback.models.subject import Subject
from feedback.services.log.log_key import promiser
from feedback.services.papers import receipt_paper, receipts
from feedback.vault.codes import new_code
from tests.client import texts
from tests.integration.public.proven import (
    CODE,
    LODGED,
    download,
    hand_in,
    lodge,
    pinned,
    seal,
)

__all__ = ["lodge", "pinned", "seal"]


@pytest.fixture
def promises(keys, settings):
    return promiser(keys.promise_key, settings.history_origin)


@pytest.fixture
def promised(visitor, lodge) -> bytes:
    lodge(code=new_code())
    lodge()
    return download(visitor).data


def test_it_says_what_will_be_in_the_log_by_when_and_names_nobody(promised, promises):
    read = read_promise(promised.decode(), promises.key)
    assert (read.entry.type, read.entry.register.number) == ("submitted", 2)
    assert read.until - LODGED == WITHIN
    assert CODE not in promised.decode()


def test_no_head_of_the_log_is_signed_by_its_key_nor_the_other_way_round(promised, pinned):
    with pytest.raises(UntrustedNoteError):
        read_promise(promised.decode(), pinned)


@pytest.mark.parametrize(
    ("minutes", "title"),
    [
        pytest.param(0, "Lời hứa có chữ ký đúng, chưa vào nhật ký đã ký", id="not due yet"),
        pytest.param(2, "Lời hứa có chữ ký đúng, nhưng đã quá giờ hứa", id="late"),
    ],
)
def test_the_page_tells_how_an_unkept_promise_stands(
    visitor, promised, monkeypatch, minutes, title
):
    monkeypatch.setattr(clock, "now", lambda: LODGED.replace(minute=minutes))
    page = hand_in(visitor, promised)
    assert page.status_code == 200
    assert title in texts(page.text)
    assert ("nó là chứng cứ" in texts(page.text)) is (minutes > 0)


def test_a_promise_is_kept_when_a_head_covers_the_entry(visitor, promised, seal):
    seal()
    assert "Lời hứa đã được giữ" in texts(hand_in(visitor, promised).text)
    assert download(visitor).data.startswith(b"c2sp.org/tlog-proof@v1\n")


def test_an_entry_that_is_not_as_it_was_promised_breaks_the_promise(visitor, promised, promises):
    """As after somebody rewrote the entry: the promise still holds the bytes that were promised."""
    body = promised.decode().partition("\nentry ")[2].partition("\n")[0]
    other = promise(body.replace("citizen", "someone").encode(), LODGED, promises)
    said = texts(hand_in(visitor, other.encode()).text)
    assert "mục đã hứa không còn" in said
    assert "Chính tệp này là chứng cứ" in said


def test_an_altered_promise_is_told_so(visitor, promised):
    page = hand_in(visitor, promised.replace(b"until 2026", b"until 2025"))
    assert "Chữ ký của lời hứa không đúng" in texts(page.text)


def test_the_stand_alone_program_reads_it_and_says_that_it_is_no_proof(promised, promises):
    key = read_key(promises.key.as_text())
    code, said = check(promised.decode(), key, NOBODY)
    assert code == CANNOT_TELL
    assert said.startswith("LỜI HỨA CÓ CHỮ KÝ ĐÚNG, CHƯA PHẢI BẰNG CHỨNG")
    other = promised.decode().replace('"seq":1', '"seq":2')
    assert check(other, key, NOBODY)[0] == FORGED


def test_a_promise_for_other_bytes_is_none(promises):
    note = promise(b'{"x":1}', LODGED, promises)
    with pytest.raises(ValueError, match=r"."):
        read_promise(note, promises.key)


def test_the_receipt_on_paper_carries_the_hash_of_the_entry_behind_the_code(
    house, lodge, session, monkeypatch
):
    lodge()
    asked = []
    monkeypatch.setattr(
        receipt_paper, "render_limited", lambda _name, letter, **_: asked.append(letter)
    )
    petition_id, leaf = session.execute(
        select(Subject.id, Entry.leaf).join(Entry, Entry.subject == Subject.uid)
    ).one()
    facts = receipts.receipt_of(session, petition_id)
    receipt_paper.receipt_pdf(session, petition_id, facts, CODE, "https://tiengnoi.example")
    assert asked[0]["tracking_url"] == f"https://tiengnoi.example/tra-cuu#{CODE}.{leaf.hex()}"

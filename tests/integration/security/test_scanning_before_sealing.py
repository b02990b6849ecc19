"""A scanner looks at a denouncer's file before it is closed, and refuses nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from feedback.domain.copies import Scan
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.petition import Attachment
from feedback.models.safe_copy import SafeCopy
from feedback.services.acts import casework
from feedback.services.files import scanner, scanning
from feedback.services.identity import sealed_parts
from feedback.services.lodging.submission import submit
from tests.factories import a_lodging, at
from tests.hostile_parts import picture
from tests.integration.security.stand_in_scanner import EICAR
from tests.integration.security.stand_in_scanner import scanner as stand_in
from tests.papers import PDF, on_its_way

NOBODY = "tcp://127.0.0.1:1"


@pytest.fixture
def lodge(house, keys):
    """A petition with a harmful picture and a clean paper; what is said of each file."""

    def lodged(address: str, kind: Kind = Kind.DENUNCIATION) -> int:
        house.extensions["settings"] = replace(house.extensions["settings"], clamd=address)
        files = (
            on_its_way(picture("PNG") + EICAR, "ảnh của Nhung.png", "image/png"),
            on_its_way(PDF, "đơn.pdf"),
        )
        return submit(a_lodging(kind, files=files), keys, at("2026-11-16"))

    return lodged


def said(petition: int) -> list[tuple[str, Scan | None]]:
    rows = select(Attachment.name, Attachment.scan).where(Attachment.petition_id == petition)
    return [(name, scan) for name, scan in db.session.execute(rows.order_by(Attachment.id))]


def test_what_it_says_is_kept_without_the_name_of_the_file(lodge):
    with stand_in() as address:
        petition = lodge(address)
    assert said(petition) == [("Tệp 1", Scan.INFECTED), ("Tệp 2", Scan.CLEAN)]
    parts = sealed_parts.asked_for(db.session(), petition, ["papers"])
    assert [part.scan for part in parts] == [Scan.INFECTED, Scan.CLEAN]


@pytest.mark.parametrize("address", ["", NOBODY])
def test_without_a_scanner_it_is_taken_and_called_unscanned(lodge, address):
    assert said(lodge(address)) == [("Tệp 1", Scan.UNSCANNED), ("Tệp 2", Scan.UNSCANNED)]


def test_nobody_waits_long_for_it(lodge, monkeypatch):
    """One that is slow is asked about what there is time for, and once away no more."""
    asked = []
    monkeypatch.setattr(scanner, "_asked", lambda *_, timeout: asked.append(timeout) or "slow")
    lodge(NOBODY)
    assert len(asked) == 1
    assert asked[0] <= scanning.WITHIN
    monkeypatch.setattr(scanning, "WITHIN", 0)
    lodge(NOBODY)
    assert len(asked) == 1


def test_what_is_closed_later_keeps_what_was_said_of_it(lodge, province):
    petition = lodge("", Kind.REPORT)
    first = db.session.scalars(select(Attachment.id).order_by(Attachment.id)).first()
    db.session.get_one(SafeCopy, first).scan = Scan.INFECTED
    db.session.commit()
    classify = {"kind": "denunciation", "field": "conduct", "agency": "BTCD"}
    casework.apply(petition, "classify", province.receptionist, at("2026-11-17"), classify)
    db.session.expire_all()
    assert said(petition) == [("Tệp 1", Scan.INFECTED), ("Tệp 2", Scan.UNSCANNED)]

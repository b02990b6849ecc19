"""A complaint worked through the services, and its dossier."""

import io
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from feedback.demo.issuing import issue
from feedback.domain.lodging import WaitingFile
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.dossier import BoundDossier
from feedback.models.letter import IssuedLetter
from feedback.models.petition import Petition
from feedback.services.acts import casework
from feedback.services.documents.rendering import letter_bytes
from feedback.services.drafting import proposals
from feedback.services.files import waiting
from feedback.services.lodging.submission import submit
from feedback.services.papers import dossier_making, dossiers
from feedback.vault.keys import KeyRing
from feedback.vault.store import FileStore
from tests.factories import a_lodging, at, read_province

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "documents"))
ASKED = at("2026-11-20", 9)


@dataclass
class Made:
    """Both files of a dossier, opened."""

    row: BoundDossier
    pdf: bytes
    archive: bytes

    @property
    def opened(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.pdf))

    @property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.archive)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


class Office:
    """Whoever works on the file of these tests."""

    def __init__(self, settings, province, keys):
        self.store = FileStore(settings.files_dir)
        self.people = province
        self.keys = keys
        self.settings = settings

    def send(self, name: str, content: bytes) -> WaitingFile:
        return waiting.keep(name, content, 20_000_000)

    def lodge(self, *files: WaitingFile, kind: Kind = Kind.COMPLAINT, **changes: object) -> int:
        return submit(a_lodging(kind, files=files, **changes), self.keys, at("2026-08-03"))

    def accepted(self, *files: WaitingFile) -> int:
        """A complaint taken up by the commune; the id of its case."""
        petition = self.lodge(*files)
        people = self.people
        given = {"kind": "complaint", "field": "land", "agency": "X06862"}
        casework.apply(petition, "classify", people.receptionist, at("2026-08-03", 9), given)
        on = at("2026-08-06")
        casework.apply(
            petition, "record_signature", people.commune_officer, on, {"signature_form": "paper"}
        )
        casework.apply(
            petition, "propose_acceptance", people.commune_officer, on, {"reason": "Đủ điều kiện."}
        )
        drafted = proposals.propose(petition, "accept", people.commune_officer, on, {})
        proposals.approve(drafted, people.commune_head, at("2026-08-06", 10))
        return db.session.get_one(Petition, petition).case_id

    def issue(self) -> bytes:
        """Render, sign and seal every document; the file of the newest."""
        ids = db.session.scalars(select(IssuedLetter.id).order_by(IssuedLetter.id)).all()
        db.session.rollback()
        for letter in ids:
            issue(letter, at("2026-09-21", 12))
        return letter_bytes(db.session.get_one(IssuedLetter, ids[-1]))

    def made(self, subject: int, actor=None, asked=ASKED) -> Made:
        item = dossiers.ask(subject, actor or self.people.commune_head, asked)
        dossier_making.make(item, asked)
        return self.newest(subject, actor)

    def newest(self, subject: int, actor=None) -> Made:
        db.session.rollback()
        db.session.expire_all()
        row = dossiers.newest(db.session(), actor or self.people.commune_head, subject)
        return Made(
            row, dossiers.content(row, row.pdf_sha256), dossiers.content(row, row.zip_sha256)
        )


@pytest.fixture
def office(house) -> Office:
    return office_of(house)


def office_of(app: Flask) -> Office:
    """Who works there, in the context that stands open."""
    settings = app.extensions["settings"]
    return Office(settings, read_province(db.session()), KeyRing(settings.keys_dir))


@pytest.fixture
def scan() -> bytes:
    return a_scan()


def a_scan() -> bytes:
    """A scanned page as telephones send it."""
    from PIL import Image  # noqa: PLC0415 - only where a picture is wanted

    written = io.BytesIO()
    Image.new("RGB", (600, 800), (230, 230, 210)).save(written, "JPEG")
    return written.getvalue()

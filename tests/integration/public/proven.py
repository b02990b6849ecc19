"""Petitions in a sealed log, and the receipt file of one of them."""

import io

import pytest

from feedback.domain.petitions import Kind
from feedback.services.ground.transaction import transaction
from feedback.services.lodging import submission
from feedback.services.log import sealing
from feedback.services.log.log_key import note_key
from feedback.vault.codes import new_code
from tests.client import Visitor
from tests.factories import a_lodging, at

PAGE, DOWNLOAD = "/doi-chung", "/tra-cuu/bang-chung"
CODE = new_code()
LODGED, SEALED = at("2026-11-16", 8), at("2026-11-16", 9)


@pytest.fixture
def pinned(keys, settings):
    return note_key(keys.history_public, settings.history_origin)


@pytest.fixture
def lodge(app, keys):
    """Somebody's petition, under ``CODE`` unless another is said."""

    def lodge(kind: Kind = Kind.COMPLAINT, **changes):
        lodging = a_lodging(kind, **{"code": CODE, **changes})
        with app.app_context():
            submission.submit(lodging, keys, LODGED)
        return lodging

    return lodge


@pytest.fixture
def seal(app, keys, settings):
    def seal():
        with app.app_context(), transaction() as session:
            sealing.seal(
                session,
                directory=settings.checkpoints_dir,
                key=keys.history_key,
                origin=settings.history_origin,
                now=SEALED,
            )

    return seal


def follow(visitor: Visitor):
    return visitor.answer("/tra-cuu", {"code": CODE})


def download(visitor: Visitor):
    follow(visitor)
    return visitor.post(DOWNLOAD, {})


def hand_in(visitor: Visitor, content: bytes):
    visitor.get(PAGE)
    return visitor.post(PAGE, {"file": (io.BytesIO(content), "bien-nhan.tlog-proof")})


@pytest.fixture
def receipt(visitor, lodge, seal) -> bytes:
    """The third of four petitions, in the second of three signed heads."""
    lodge(code=new_code())
    seal()
    lodge(code=new_code())
    lodge()
    lodge(code=new_code())
    seal()
    lodge(code=new_code())
    seal()
    return download(visitor).data

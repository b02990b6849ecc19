"""The demonstration shows every kind of petition, each through the real services."""

import pytest
from doi_chung.__main__ import check
from sqlalchemy import create_engine, text

from feedback.demo.load import load
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.models.subject import Subject
from feedback.services.log import log_export
from feedback.services.log.verification import snapshot, verify
from feedback.vault.keys import KeyRing
from tests.factories import at


@pytest.fixture
def empty(settings):
    """A database without the small province."""
    engine = create_engine(settings.owner_url)
    with engine.begin() as connection:
        connection.execute(text("delete from user_account"))
        connection.execute(text("delete from agency"))
    engine.dispose()


def test_reports_of_places_and_voters_recommendations_are_among_them(app, empty, settings):
    with app.app_context():
        load(60, 7, KeyRing(settings.keys_dir), at("2026-11-20"), lambda *_: None, with_voters=True)
        found = {(row.kind, row.procedure, row.state) for row in db.session.query(Subject)}
        with snapshot(db.engine) as connection:
            report = verify(connection, checkpoints=None, public_key=None)
            alone = check(log_export.lines(connection), [], None)
    procedures = {procedure for _, procedure, _ in found}
    assert {"field_report", "recommendation", "voter_recommendation"} <= procedures
    voters = {state for kind, _, state in found if kind is Kind.VOTER_RECOMMENDATION}
    assert {"answered", "promised", "assigned", "guided"} <= voters
    assert report.findings == []
    # the verifier that shares no code with the house folds all of it to the same tables
    assert (alone.findings, alone.size, alone.root) == ([], report.size, report.root.hex())

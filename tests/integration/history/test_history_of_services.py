"""The services themselves leave a history that the verifier agrees with."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from feedback.domain.history.report import SOUND, TAMPERED, print_report
from feedback.domain.petitions import Kind
from feedback.extensions import db
from feedback.services.ground.transaction import transaction
from feedback.services.ladder import escalation
from feedback.services.lodging import submission
from feedback.services.log import sealing
from feedback.services.log.log_key import note_key
from feedback.services.log.verification import snapshot, verify
from feedback.settings.frozen import Settings
from feedback.vault.keys import KeyRing
from tests.factories import a_lodging, at
from tests.integration.history.conftest import Copies
from tests.servers import ServerUrls

LODGED, LATE = at("2026-08-03"), at("2026-11-20")


@pytest.fixture
def late(house: Flask, keys: KeyRing, settings: Settings, tmp_path: Path) -> Path:
    """One petition of each kind, all late, escalated and sealed; the folder of checkpoints."""
    for kind in Kind:
        submission.submit(a_lodging(kind), keys, LODGED)
    assert escalation.escalate_overdue(LATE).escalations > len(Kind)
    with transaction() as session:
        sealing.seal(
            session,
            directory=tmp_path,
            key=keys.history_key,
            origin=settings.history_origin,
            now=LATE,
        )
    return tmp_path


def outcome(folder, settings, keys):
    pinned = note_key(keys.history_public, settings.history_origin)
    with snapshot(db.engine) as connection:
        return verify(connection, checkpoints=folder, public_key=pinned)


def test_petitions_lodged_and_escalated_verify(late, settings, keys):
    report = outcome(late, settings, keys)
    assert report.exit_code == SOUND, print_report(report)
    assert (report.subjects, report.covered) == (len(Kind), report.size)


def test_a_byte_changed_by_the_superuser_is_named(late, settings, keys, server_urls: ServerUrls):
    superuser = create_engine(Copies.of(server_urls.superuser, db.engine.url.database))
    with superuser.begin() as connection:
        connection.execute(text("ALTER TABLE entry DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE entry SET body = set_byte(body, 12, 120) WHERE index = 2"))
    superuser.dispose()
    report = outcome(late, settings, keys)
    assert (report.exit_code, report.first.rule.value, report.first.index) == (TAMPERED, "V3", 2)

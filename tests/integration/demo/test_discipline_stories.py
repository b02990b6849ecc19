"""Every complaint against discipline of the corpus is worked to its end by the real services."""

from contextlib import suppress

import pytest
from sqlalchemy import create_engine, select, text

from feedback.demo.drawing import Drawn
from feedback.demo.load import PASSWORD, _stage
from feedback.demo.petitions import corpus, told
from feedback.demo.province import load_province
from feedback.demo.scene import Story
from feedback.demo.stories import tell
from feedback.domain.clock import civil_day
from feedback.domain.petitions import Kind
from feedback.models.subject import Subject
from feedback.services.ground.transaction import transaction
from feedback.services.upkeep.reference import load_reference
from feedback.vault.keys import KeyRing
from tests.factories import at

IDS = [each.id for each in corpus() if each.kind is Kind.DISCIPLINE_COMPLAINT]
LODGED = at("2026-01-12")


@pytest.fixture
def stage(app, settings):
    """The demonstration's province alone: the small one of other tests gives way to it."""
    owner = create_engine(settings.database_owner_url)
    with owner.begin() as connection:
        connection.execute(text("delete from user_account"))
        connection.execute(text("delete from agency"))
    owner.dispose()
    with app.app_context():
        with transaction() as session:
            load_reference(session)
            load_province(session, PASSWORD, LODGED)
        with transaction() as session:
            made = _stage(session, KeyRing(settings.keys_dir), 1)
        yield made


def run(story: Story) -> None:
    """Let it go on, always at the instant it asked for."""
    moment = next(story)
    with suppress(StopIteration):
        while True:
            moment = story.send(moment)


@pytest.mark.parametrize("name", IDS)
def test_a_story_comes_to_its_end(stage, name):
    petition = told(name, civil_day(LODGED))
    run(tell(stage, Drawn(0, LODGED, petition)))
    with transaction() as session:
        states = set(session.scalars(select(Subject.state)))
    assert states <= {"accepted", "closed", "declined"}
    assert states != {"accepted"}

"""Figure R3: a thousand overdue deadlines, everybody who escalates them killed at random.

All five thousand of the figure are ``python -m tests.tools.escalations``: five times as long.
"""

from pathlib import Path

import pytest

from feedback.settings.frozen import Settings
from tests.crash.overdue import KILLS, race
from tests.integration.jobs.mailbox import Mailbox

pytestmark = pytest.mark.crash


def test_each_level_is_escalated_exactly_once_whoever_dies(settings: Settings, tmp_path: Path):
    with Mailbox() as mailbox:
        found = race(settings, tmp_path, 1_020, mailbox.url, seed=20261130)
    print(found)  # noqa: T201 - read with -s
    assert found.exact
    assert found.deadlines >= 1_000
    assert found.kills >= KILLS
    assert found.in_the_middle >= 1
    assert {mail["To"] for mail in mailbox.mails} == {"chutichxa@example.invalid"}

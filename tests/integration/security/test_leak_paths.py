"""Ways by which it gets out who denounced, tried one by one (``docs/security/leak-paths.md``).

Every answer of the application is looked at in ``test_matrix``; here stand the ways that are none.
"""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from feedback.domain.errors import NotAllowedError
from feedback.domain.policy.actions import Action
from feedback.domain.policy.deciding import roles_for
from feedback.domain.roles import Actor, Role
from feedback.extensions import db
from feedback.models.petition import Petition
from feedback.queries import queue
from feedback.queries import search as finding
from feedback.queries.views import View
from feedback.services.acts import casework
from feedback.services.lodging import submission
from feedback.services.log import log_export
from feedback.services.log.verification import snapshot
from feedback.services.rights import permission
from tests.canaries import found
from tests.factories import Province, a_lodging, at
from tests.integration.security.matrix_world import DENOUNCER, REPORTER, TODAY, happened
from tests.worlds import stories

ROOT = Path(__file__).resolve().parents[3]
beginning, told = stories(told=happened)


@pytest.fixture
def officials(province: Province) -> list[Actor]:
    """Everybody who has a queue and a search."""
    people = (getattr(province, each.name) for each in fields(province))
    return [person for person in people if person.role in roles_for(Action.SEARCH)]


def test_nobody_finds_a_file_by_who_denounced(session, told, officials):
    """Neither by the whole name nor by a part, a number, or an address of theirs."""
    words = [part for value in DENOUNCER.values() for part in (value, *value.split())]
    hits = {
        (actor.pseudonym, word)
        for actor in officials
        for word in words
        if len(word) > 4
        for row in finding.search(session, actor, word)[0]
        if row.id == told.denounced.places["subject_id"]
    }
    assert hits == set()


def test_a_list_holds_what_its_reader_may_open_and_names_no_protected_sender(
    session, told, officials
):
    """The lists select in SQL, the pages ask the table: the two mean the same."""
    denounced = told.denounced.places["subject_id"]
    for actor in officials:
        page = queue.page(session, actor, View.ALL, at(TODAY).date())
        for row in page.rows:
            if (actor.role, row.id) != (Role.HEAD, denounced):
                assert permission.may(session, actor, Action.OPEN_FILE, row.id), (actor, row.id)
            if row.sender.confidential:
                assert row.sender.identity.name == ""


def test_the_export_of_the_history_names_nobody(session):
    """It leaves the house and is read by others."""
    session.rollback()
    with snapshot(db.engine) as connection:
        exported = "\n".join(log_export.lines(connection)).encode()
    assert exported
    assert found(DENOUNCER | {f"reporter's {k}": v for k, v in REPORTER.items()},
                 [("export", exported)]) == []  # fmt: skip


def test_a_petition_is_not_joined_to_a_denunciation(session, told, keys, province):
    """Who says that two are of one person would say that this person denounced."""
    again = submission.submit(a_lodging(), keys, at(TODAY))
    sorted_as = {"kind": "complaint", "field": "land", "agency": "X06862"}
    casework.apply(again, "classify", province.receptionist, at(TODAY), sorted_as)
    denounced = session.get_one(Petition, told.denounced.places["petition_id"])
    number = f"{denounced.book}-{denounced.year}-{denounced.number:05d}"
    said = {"original": number, "reason": "Trùng."}
    with pytest.raises(NotAllowedError, match="danh tính được bảo vệ"):
        casework.apply(again, "join", province.commune_officer, at(TODAY), said)


def test_what_a_browser_completes_is_agencies_and_places_and_nobody():
    pages = (ROOT / "templates").rglob("*.html")
    lists = {page.name for page in pages if re.search("<datalist", page.read_text("utf-8"))}
    assert lists == {"agency_box.html", "commune_picker.html"}

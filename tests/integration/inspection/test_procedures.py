"""Editions as inspectors read them; and what machines ask."""

from dataclasses import replace

import pytest
from markupsafe import escape

from feedback.app import create_app
from feedback.workflows.differences import differences
from feedback.workflows.registry import PROCEDURES, all_editions


def test_the_list_names_every_edition_and_the_ones_in_force(room):
    page = room.see("/thanh-tra/quy-trinh").text
    for edition in all_editions():
        assert edition.name in page
    assert page.count("đang áp dụng") == len({each.procedure for each in all_editions()})


@pytest.mark.parametrize("edition", all_editions(), ids=lambda e: f"{e.procedure}-{e.name}")
def test_an_edition_is_drawn_and_told_in_its_tables(room, edition):
    page = room.see(f"/thanh-tra/quy-trinh/{edition.procedure}/{edition.name}")
    assert page.status_code == 200
    assert page.text.count("<rect ") == len(edition.states)
    for row in edition.transitions:
        assert row.title in page.text
        assert str(row.basis) in page.text
    assert 'class="present"' not in page.text


def test_two_editions_are_compared_row_by_row(room):
    page = room.see("/thanh-tra/quy-trinh").text
    address = "/thanh-tra/quy-trinh/complaint_first_time/so-sanh?cu=LKN-2012&amp;moi=LKN-2026"
    assert address in page
    page = room.see(address.replace("&amp;", "&")).text
    for found in differences(*PROCEDURES["complaint_first_time"]):
        assert found.row in page
        assert all(str(escape(line)) in page for line in (*found.old, *found.new))
    assert "Hai bản như nhau." in page


def test_without_a_choice_the_newest_edition_is_beside_the_one_before(room):
    page = room.see("/thanh-tra/quy-trinh/complaint_second_time/so-sanh").text
    assert "bản LKN-2020 và bản LKN-2026" in page
    assert "Hai bản như nhau." in room.see("/thanh-tra/quy-trinh/recommendation/so-sanh").text


@pytest.mark.parametrize(
    "path",
    ["lawsuit/so-sanh", "intake/so-sanh?cu=TT05-1999", "intake/so-sanh?cu=TT05-2021&moi=%00"],
)
def test_nothing_is_compared_with_an_edition_nobody_made(room, path):
    assert room.see(f"/thanh-tra/quy-trinh/{path}").status_code == 404


@pytest.mark.parametrize("path", ["intake/TT05-1999", "lawsuit/LKN-2026", "intake/..%2f..%2fetc"])
def test_an_edition_nobody_made_is_not_found(room, path):
    assert room.see(f"/thanh-tra/quy-trinh/{path}").status_code == 404


@pytest.mark.parametrize(
    ("username", "status"), [("chutichxa", 200), ("daibieu", 403), ("tiepnhan", 403)]
)
def test_procedures_are_for_inspectors_and_heads(room, username, status):
    assert room.see("/thanh-tra/quy-trinh", username).status_code == status


def test_a_living_process_says_so(app):
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"alive": True})


def test_a_server_that_can_serve_is_ready_and_names_each_check(app):
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json["ready"] is True
    assert {"database", "queue", "sweep", "relay"} <= answer.json["checks"].keys()


def test_without_its_database_a_server_lives_but_is_not_ready(settings):
    lost = replace(settings, database_public_url="postgresql+psycopg://nobody@127.0.0.1:1/none")
    client = create_app(lost).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["ready"] is False

"""An envelope is made of a name and an address; where they are unknown, it waits for them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from feedback.domain.deliveries import DeliveryChannel, Result
from feedback.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from feedback.extensions import db
from feedback.services.delivery import delivery_addressing, delivery_attempts, delivery_choices
from feedback.services.delivery.delivery_addresses import Address
from feedback.services.delivery.delivery_attempts import Statement
from feedback.services.delivery.delivery_choices import Choice
from tests.client import texts
from tests.documents.nd30_sheet import sheet_of
from tests.factories import at, read_province
from tests.integration.office.conftest import Office, day_fields
from tests.integration.office.test_denunciation_through_the_web import (
    CHECK,
    TO_COMMUNE,
    accept,
    lodge,
)
from tests.worlds import stories

DAY = "2026-08-07"
STATED = {"name": "Ông Vũ Đình Khải", "address": "Ủy ban nhân dân xã Tiên Yên, Quảng Ninh"}


def accept_one(app: Flask) -> int:
    """A denunciation accepted on 6 August 2026; its notice waits to go to the denounced."""
    office = Office(app)
    petition = lodge(office)
    office.act("tiepnhan", "2026-08-04", petition, "classify", **TO_COMMUNE)
    accepted = accept(office, petition, "2026-08-06", "canboxa", "chutichxa")
    office.render(at("2026-08-06"))
    return accepted


beginning, case = stories(case=accept_one)


def to_the_denounced(office: Office) -> int:
    return office.one("select max(id) from delivery where role = 'denounced'")


def open_tasks(office: Office) -> list[str]:
    found = office.one(
        "select coalesce(string_agg(reason || '. ' || next_step, '|' order by id), '')"
        " from delivery_task where done_at is null"
    )
    return [one for one in found.split("|") if one]


def stated(office: Office) -> int:
    return office.one("select count(*) from delivery_address")


def test_what_has_no_address_waits_as_a_task_and_is_in_no_batch(office: Office, case: int):
    delivery = to_the_denounced(office)
    waits = "Chưa có tên, địa chỉ nơi nhận. Ghi tên, địa chỉ nơi nhận."
    assert open_tasks(office) == [waits]
    with office.desk("xacminh", DAY) as visitor:
        assert visitor.get("/can-bo/phat-hanh/buu-dien.zip").status_code == 404
        page = visitor.get("/can-bo/phat-hanh")
        assert "Chờ gửi bưu chính (0)" in texts(page.text)
        assert "Chưa có trong lượt gửi này (1)" in texts(page.text)
        assert f"/can-bo/phat-hanh/{delivery}/dia-chi" in page.text
        sent = {"delivery": [delivery], **day_fields("on", DAY)}
        refused = visitor.post("/can-bo/phat-hanh/buu-dien", sent)
        assert refused.status_code == 422
        assert "Chưa có tên, địa chỉ nơi nhận nên chưa gửi" in texts(refused.text)
    assert (
        office.one("select count(*) from delivery_attempt where delivery_id = :d", d=delivery) == 0
    )


def test_name_and_address_are_stated_from_the_panel_and_stand_on_the_envelope(
    office: Office, case: int
):
    path = f"/can-bo/phat-hanh/{to_the_denounced(office)}/dia-chi"
    with office.desk("xacminh", DAY) as visitor:
        panel = visitor.get(f"/can-bo/vu-viec/{case}").text
        assert f'<a href="{path}">Ghi tên, địa chỉ nơi nhận</a>' in panel
        assert CHECK["denounced"] in visitor.get(path).text
        for missing, says in (
            ("name", "Viết tên nơi nhận."),
            ("address", "Viết địa chỉ nơi nhận."),
        ):
            refused = visitor.answer(path, STATED | {missing: " "})
            assert refused.status_code == 422
            assert f'id="{missing}-error"' in refused.text
            assert says in texts(refused.text)
        assert stated(office) == 0
        assert visitor.answer(path, STATED).status_code == 302
        assert open_tasks(office) == []
        assert f"Phong bì ghi: {STATED['name']}, {STATED['address']}" in texts(
            visitor.get(f"/can-bo/vu-viec/{case}").text
        )
        packed = ZipFile(BytesIO(visitor.get("/can-bo/phat-hanh/buu-dien.zip").data))
        listed = sheet_of(packed.read("00-bang-ke-va-dia-chi.pdf")).text
    for words in STATED.values():
        assert words in " ".join(listed.split())


def test_an_address_stated_again_is_another_row_and_the_newer_counts(office: Office, case: int):
    delivery = to_the_denounced(office)
    with office.app.app_context():
        session, officer = db.session(), read_province(db.session()).second_officer
        for place in ("Tiên Yên", "Ba Chẽ"):
            said = Address("Vũ Đình Khải", place)
            delivery_addressing.state(delivery, said, officer, at(DAY))
        for statement in (
            "UPDATE delivery_address SET name = 'x'",
            "DELETE FROM delivery_address",
        ):
            with pytest.raises(DBAPIError):
                session.execute(text(statement))
            session.rollback()
    assert stated(office) == 2
    with office.desk("xacminh", DAY) as visitor:
        assert "Vũ Đình Khải, Ba Chẽ" in texts(visitor.get(f"/can-bo/vu-viec/{case}").text)


def test_the_sender_never_gets_a_name_or_an_address_this_way(office: Office, case: int):
    letter = office.one("select max(letter_id) from delivery where role = 'denounced'")
    petition = office.one("select petition_id from delivery where role = 'sender' limit 1")
    office.write(
        "insert into delivery (uid, letter_id, subject_id, agency_id, recipient, role, label,"
        " address, petition_id, channel, mandatory, planned_at)"
        " select gen_random_uuid(), id, subject_id, (select agency_id from delivery limit 1),"
        " 'sender:x', 'sender', '', '', :petition, 'post', true, issued_at"
        " from letter where id = :letter",
        letter=letter,
        petition=petition,
    )
    delivery = office.one("select max(id) from delivery")
    with office.app.app_context():
        session, officer = db.session(), read_province(db.session()).second_officer
        with pytest.raises(NotFoundError):
            delivery_addressing.state(delivery, Address("A", "B"), officer, at(DAY))
        for role, wrong in (("sender", "never_the_sender"), ("denounced", "fk_delivery_address")):
            given = {"d": delivery, "role": role, "u": officer.user_id, "now": at(DAY)}
            with pytest.raises(DBAPIError, match=wrong):
                session.execute(
                    text(
                        "insert into delivery_address"
                        " (delivery_id, role, name, address, recorded_at, user_id)"
                        " values (:d, :role, 'A', 'B', :now, :u)"
                    ),
                    given,
                )
            session.rollback()
        sent = Statement(result=Result.SENT, on=at(DAY).date())
        with pytest.raises(InvalidInputError, match="Chưa có tên"):
            delivery_attempts.record([delivery], sent, officer, at(DAY))
    with office.desk("xacminh", DAY) as visitor:
        assert "Trao trực tiếp: nơi nhận này" in texts(visitor.get("/can-bo/phat-hanh").text)


def test_only_who_hands_out_at_the_issuing_agency_states_addresses(office: Office, case: int):
    delivery = to_the_denounced(office)
    with office.app.app_context():
        province = read_province(db.session())
        said = Address("A", "B")
        with pytest.raises(NotFoundError):
            delivery_addressing.state(delivery, said, province.department_officer, at(DAY))
        with pytest.raises(NotAllowedError):
            delivery_addressing.state(delivery, said, province.commune_head, at(DAY))
    with office.desk("cbso", DAY) as visitor:
        assert visitor.get(f"/can-bo/phat-hanh/{delivery}/dia-chi").status_code == 404


def test_another_letter_to_the_denounced_asks_for_an_address_too(office: Office, case: int):
    letter = office.one("select max(letter_id) from delivery where role = 'denounced'")
    with office.app.app_context():
        officer = read_province(db.session()).second_officer
        choice = Choice(channel=DeliveryChannel.POST, recipient="denounced")
        with pytest.raises(InvalidInputError, match="địa chỉ"):
            delivery_choices.add(letter, choice, officer, at(DAY))


def test_a_generic_label_is_no_name(office: Office, case: int):
    letter = office.one("select max(letter_id) from delivery where role = 'denounced'")
    label = "Cơ quan, tổ chức quản lý người bị tố cáo"
    with office.app.app_context():
        officer = read_province(db.session()).second_officer
        choice = Choice(channel=DeliveryChannel.POST, label=label, address="Tiên Yên")
        delivery = delivery_choices.add(letter, choice, officer, at(DAY))
        assert len(open_tasks(office)) == 2
    with office.desk("xacminh", DAY) as visitor:
        assert "Chưa có trong lượt gửi này (2)" in texts(visitor.get("/can-bo/phat-hanh").text)
        path = f"/can-bo/phat-hanh/{delivery}/dia-chi"
        assert 'value="Tiên Yên"' in visitor.get(path).text
        named = {"name": "Ủy ban nhân dân xã Tiên Yên", "address": "Tiên Yên"}
        assert visitor.answer(path, named).status_code == 302
        shown = texts(visitor.get("/can-bo/phat-hanh").text)
    assert "Chờ gửi bưu chính (1)" in shown
    assert "Ủy ban nhân dân xã Tiên Yên, Tiên Yên" in shown

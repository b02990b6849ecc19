"""VNeID fills in who writes, where a name is needed: and back to the same draft."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import text

from feedback.domain.clock import now
from feedback.domain.petitions import Kind
from feedback.domain.vneid import ANSWER_WITHIN
from feedback.extensions import db
from feedback.services.lodging import drafts
from feedback.services.lodging import vneid as services
from feedback.services.subject import identities
from feedback.settings.reading import SettingsError
from tests.client import Visitor, texts
from tests.integration.public.conftest import STORY
from tests.provider import STRANGER, Provider, provider

WHO, CONTACT = "/gui-don/ban-la-ai", "/gui-don/lien-he"
EXPLAINED, GO, BACK = "/gui-don/vneid", "/gui-don/vneid/di", "/gui-don/vneid/ve"
PRESS = {"vneid": "1"}
CLIENT = "tieng-noi-cong-dan"
OFFER = "Điền bằng VNeID"
FILLED = "Đã điền từ VNeID"
UNBELIEVED = "VNeID chưa xác nhận."
NAME, NUMBER, ADDRESS, PHONE = "ĐẶNG THỊ SEN", "022187004321", "tổ 7, phường Hạ Long", "0912345678"
CLAIMS = """compared = false
scope = "openid profile"
[claims]
name = "hoTen"
identity_number = "soDinhDanh"
phone = "phone_number"
address = "address.formatted"
"""
SAID = {
    "hoTen": NAME, "soDinhDanh": NUMBER, "phone_number": PHONE, "address": {"formatted": ADDRESS},
    "birthdate": "1987-01-02",
}  # fmt: skip


@pytest.fixture(scope="module")
def _server() -> Iterator[Provider]:
    with provider() as told:
        yield told


@pytest.fixture
def idp(_server: Provider, app: Flask, tmp_path) -> Provider:
    """Believes that this is person 7, and says nothing wrong yet."""
    vars(_server).update(vars(Provider(issuer=_server.issuer)))
    names = tmp_path / "names.toml"
    names.write_text(CLAIMS)
    app.extensions["settings"] = replace(
        app.extensions["settings"],
        vneid_issuer=_server.issuer, vneid_client_id=CLIENT, vneid_claims=names,
    )  # fmt: skip
    return _server


@pytest.fixture
def writing(idp: Provider, start) -> Visitor:
    """Somebody who complains and has come to the page about the sender."""
    visitor = start("complaint")
    visitor.answer("/gui-don/cau-chuyen", {"story": STORY})
    return visitor


def ask(visitor: Visitor, path: str = GO) -> dict[str, str]:
    """What the browser is sent to VNeID with."""
    answer = visitor.get(path)
    assert answer.status_code == 303
    return {name: each[0] for name, each in parse_qs(urlsplit(answer.location).query).items()}


def right(idp: Provider, asked: dict[str, str], **said: Any) -> None:
    moment = int(now().timestamp())
    idp.claims = {
        "iss": idp.issuer, "sub": "7", "aud": CLIENT, "iat": moment, "exp": moment + 300,
        "nonce": asked["nonce"], **(said or SAID),
    }  # fmt: skip


def come_back(visitor: Visitor, asked: dict[str, str], **query: str) -> Any:
    said = {"code": f"code {time.monotonic_ns()}", "state": asked["state"]} | query
    answer = visitor.get(BACK, query_string=said)
    assert answer.status_code == 303
    return visitor.get(answer.location)


def filled_in(visitor: Visitor, idp: Provider, **said: Any) -> Any:
    asked = ask(visitor)
    right(idp, asked, **said)
    return come_back(visitor, asked)


def box(page: Any, name: str) -> str:
    """What stands in a box of the page."""
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.text).group(1)


# Filled in


def test_the_boxes_are_filled_marked_and_can_be_changed(idp, writing):
    writing.get(WHO)
    assert OFFER in texts(writing.page.text)
    kept = writing.post(WHO, {"people": "3", **PRESS})
    assert kept.location == EXPLAINED
    told = texts(writing.get(EXPLAINED).text)
    assert "họ và tên, số định danh, địa chỉ, số điện thoại" in told
    page = filled_in(writing, idp)
    assert FILLED in texts(page.text)
    shown = {name: box(page, name) for name in ("name", "identity_number", "address", "people")}
    assert shown == {"name": NAME, "identity_number": NUMBER, "address": ADDRESS, "people": "3"}
    assert page.text.count("Lấy từ VNeID.") == 3
    assert "Lấy từ VNeID." in writing.get(CONTACT).text
    writing.answer(WHO, {"name": "Đặng Thị Sen", "address": "số 9", "identity_number": NUMBER})
    assert writing.get(WHO).text.count("Lấy từ VNeID.") == 2
    assert f"VNeID ghi: {ADDRESS}." in texts(writing.page.text)


def test_nothing_typed_is_lost_on_the_way(idp, writing):
    """Also what is not complete yet; what cannot be kept is said before anybody leaves."""
    writing.answer(WHO, {"address": "thôn Đồng Mạ", "form_of_address": "bà", "people": "", **PRESS})
    page = filled_in(writing, idp)
    assert (box(page, "address"), box(page, "name")) == ("thôn Đồng Mạ", NAME)
    assert f"VNeID ghi: {ADDRESS}." in texts(page.text)
    assert STORY in writing.get("/gui-don/kiem-tra").text
    refused = writing.answer(WHO, {"name": "Sen", "identity_number": "12", **PRESS})
    assert (refused.status_code, box(refused, "name")) == (422, "Sen")
    assert "Số căn cước có 12 số" in refused.text


def test_who_mends_one_answer_comes_back_to_the_check(idp, writing):
    assert writing.answer(f"{WHO}?sua=1", PRESS).location == f"{EXPLAINED}?sua=1"
    asked = ask(writing, f"{GO}?sua=1")
    right(idp, asked)
    come_back(writing, asked)
    assert writing.post(f"{WHO}?sua=1", {"name": NAME, "address": ADDRESS}).location == (
        "/gui-don/kiem-tra"
    )


def test_feedback_on_a_rule_is_filled_in_on_its_one_page(idp, start):
    visitor = start("admin_regulation_feedback")
    assert OFFER in texts(visitor.get(CONTACT).text)
    assert "số định danh" not in texts(visitor.get(EXPLAINED).text)
    page = filled_in(visitor, idp)
    assert (box(page, "name"), box(page, "phone")) == (NAME, PHONE)
    assert NUMBER not in visitor.get("/gui-don/kiem-tra").text, "nobody asks for it here"


def test_what_it_tells_elsewhere_counts_when_it_is_about_the_same_person(idp, writing):
    idp.elsewhere = {"sub": "7", **SAID}
    assert box(filled_in(writing, idp, hoTen=NAME), "address") == ADDRESS
    idp.elsewhere = {"sub": "8", "hoTen": "Người Khác"}
    assert UNBELIEVED in texts(filled_in(writing, idp, unknown=1).text)


def test_vneid_is_asked_as_it_should(idp, writing):
    first, second = ask(writing), ask(writing)
    assert (first["response_type"], first["scope"]) == ("code", "openid profile")
    assert first["code_challenge_method"] == "S256"
    assert first["redirect_uri"] == f"http://127.0.0.1:5000{BACK}"
    assert {first[n] for n in ("state", "nonce", "code_challenge")}.isdisjoint(second.values())


# What is kept


def send(visitor: Visitor, **who: str) -> None:
    visitor.answer(WHO, {"name": NAME, "address": ADDRESS, "identity_number": NUMBER, **who})
    answer = visitor.answer("/gui-don/cam-doan", {"sworn": "y"})
    assert answer.location == "/bien-nhan"


def sent(app: Flask) -> Any:
    """The newest petition's sender, as officers read it."""
    with app.app_context():
        newest = db.session().scalar(text("select max(id) from petition"))
        return identities.sender_of(db.session(), newest)


def test_the_petition_records_what_was_confirmed_and_when(idp, writing, app):
    filled_in(writing, idp)
    assert "VNeID xác nhận: họ và tên, số định danh" in texts(writing.get("/gui-don/kiem-tra").text)
    send(writing, address="số 9")
    fact = sent(app).confirmed
    assert fact.fields == ("name", "identity_number", "phone")
    assert abs((now() - fact.moment).total_seconds()) < 60
    assert fact.compared is False


def test_of_another_name_nothing_is_recorded(idp, writing, app):
    filled_in(writing, idp)
    send(writing, name="Đặng Văn Sen")
    assert sent(app).confirmed is None


def test_neither_person_nor_claims_lie_anywhere_in_clear(idp, writing, app):
    """No account, no subject: the answer is in the sealed draft alone, then in what is sealed."""
    subject = "subject-of-this-test"
    asked = ask(writing)
    right(idp, asked, **SAID, sub=subject)
    come_back(writing, asked)

    def lying_in_clear() -> list[str]:
        with app.app_context():
            tables = (
                db.session()
                .scalars(text("select tablename from pg_tables where schemaname = 'public'"))
                .all()
            )
            rows = {t: db.session().execute(text(f'select t::text from "{t}" t')).all()  # noqa: S608 - names of the catalogue
                    for t in tables}  # fmt: skip
        words = (subject, NAME, NUMBER, PHONE, "hoTen", idp.issuer)
        return [t for t, said in rows.items() if any(word in str(said) for word in words)]

    assert lying_in_clear() == []
    send(writing)
    assert lying_in_clear() == []


# Not offered


def test_who_may_stay_unnamed_is_not_asked_and_told_why(idp, app):
    unnamed = "Ở loại đơn này bạn có thể không nêu tên, nên không dùng VNeID."
    for kind, page, reason in (
        ("denunciation", WHO, "Không ai phải chứng minh mình là ai mới được lắng nghe."),
        ("report", CONTACT, unnamed),
        ("recommendation", CONTACT, unnamed),
    ):
        visitor = Visitor(app)
        visitor.answer("/gui-don", {"kind": kind})
        shown = visitor.get(page).text
        assert reason in texts(shown), kind
        assert 'name="vneid"' not in shown
        assert {visitor.get(path).location for path in (EXPLAINED, GO, BACK)} == {page}
        answer = visitor.answer(page, {"name": "", **PRESS})
        assert "vneid" not in answer.location, "a button that is not there"
    assert idp.asked == []


def test_who_turns_to_denouncing_takes_nothing_of_it_along(idp, writing, app):
    filled_in(writing, idp)
    writing.answer(WHO, {"name": NAME, "address": "tự gõ", "identity_number": NUMBER})
    writing.answer("/gui-don", {"kind": "denunciation"})
    page = writing.get(WHO)
    assert [box(page, name) for name in ("name", "address", "identity_number")] == ["", "tự gõ", ""]
    assert "VNeID ghi" not in page.text
    writing.answer("/gui-don", {"kind": "complaint"})
    assert "Lấy từ VNeID" not in writing.get(WHO).text, "nor back again"


def test_an_answer_that_comes_after_turning_to_denouncing_is_not_heard(idp, writing):
    asked = ask(writing)
    right(idp, asked)
    writing.answer("/gui-don", {"kind": "denunciation"})
    page = come_back(writing, asked)
    assert (box(page, "name"), FILLED in page.text, idp.asked) == ("", False, [])


def test_nor_is_one_that_was_heard_meanwhile(idp, app):
    """Another tab turned to denouncing while VNeID was asked."""
    with app.app_context():
        key, _ = drafts.begin(Kind.DENUNCIATION, now())
        services.fill_in(key, now(), {"name": NAME})
        kept = drafts.read(key, now())
    assert (kept.given, kept.told) == ({}, None)


def test_without_a_provider_there_is_no_trace_of_it(start):
    visitor = start("complaint")
    pages = [WHO, CONTACT, "/gui-don/kiem-tra", "/rieng-tu", "/huong-dan", "/gui-don/chuan-bi"]
    assert [path for path in pages if "vneid" in visitor.get(path).text.lower()] == []
    assert [visitor.get(path).status_code for path in (EXPLAINED, GO, BACK)] == [404, 404, 404]


def test_nobody_needs_it(idp, writing, app):
    send(writing)
    assert sent(app).confirmed is None


# What is not believed


MOMENT = 1_000_000
WRONG = {
    "another nonce": {"nonce": "another"},
    "another issuer": {"iss": "https://khac.example"},
    "for somebody else": {"aud": "another"},
    "run out": {"exp": MOMENT},
    "about nobody": {"sub": ""},
}


def test_what_it_says_wrong_fills_nothing_in(idp, writing):
    for what, claims in WRONG.items():
        asked = ask(writing)
        right(idp, asked, **SAID, **claims)
        page = come_back(writing, asked)
        assert (box(page, "name"), UNBELIEVED in texts(page.text)) == ("", True), what
    idp.key = STRANGER
    assert box(filled_in(writing, idp), "name") == "", "signed by a stranger"


def test_an_answer_to_another_draft_or_twice_fills_nothing_in(idp, writing, app):
    other = Visitor(app)
    other.answer("/gui-don", {"kind": "complaint"})
    asked = ask(writing)
    right(idp, asked)
    assert box(come_back(other, asked), "name") == "", "it was not asked about"
    ask(other)
    assert box(come_back(other, asked), "name") == "", "asked, but not this"
    assert box(come_back(writing, asked, code="once"), "name") == NAME
    writing.answer(WHO, {"name": "", "address": "", **PRESS})
    assert box(come_back(writing, asked, code="twice"), "name") == "", "the question was answered"
    again = ask(writing)
    right(idp, again)
    assert box(come_back(writing, again, code="once"), "name") == "", "the code was used"


def test_an_answer_of_another_provider_or_none_fills_nothing_in(idp, writing):
    for query in ({"iss": "https://khac.example"}, {"code": ""}, {"state": ""}):
        asked = ask(writing)
        right(idp, asked)
        assert box(come_back(writing, asked, **query), "name") == "", query
    idp.document = {"authorization_response_iss_parameter_supported": True}
    asked = ask(writing)
    right(idp, asked)
    assert box(come_back(writing, asked), "name") == "", "it always names itself"
    asked = ask(writing)
    right(idp, asked)
    assert box(come_back(writing, asked, iss=idp.issuer), "name") == NAME


def test_a_question_is_forgotten_after_ten_minutes(idp, writing, monkeypatch):
    asked = ask(writing)
    right(idp, asked)
    idp.claims["exp"] += 3600
    monkeypatch.setattr("feedback.domain.clock.now", lambda: now() + ANSWER_WITHIN * 1.01)
    assert box(come_back(writing, asked), "name") == ""


def test_refused_or_away_one_goes_on_by_hand(idp, writing, app):
    asked = ask(writing)
    page = come_back(writing, asked, error="access_denied", error_description="<b>x</b>")
    assert "Bạn đã dừng ở VNeID. Không sao, bạn tự điền như thường." in texts(page.text)
    assert "<b>x" not in page.text
    assert UNBELIEVED in texts(come_back(writing, asked).text), "the question was answered"
    app.extensions["settings"] = replace(
        app.extensions["settings"], vneid_issuer="http://127.0.0.1:1"
    )
    page = writing.get(writing.get(GO).location)
    assert "Chưa liên lạc được với VNeID." in texts(page.text)
    send(writing)


def test_a_document_that_is_not_its_own_leads_nowhere(idp, writing):
    for document in (
        {"issuer": "https://khac.example"},
        {"userinfo_endpoint": "file:///etc/passwd"},
        {"authorization_endpoint": "http://khac.example/authorize"},
    ):
        idp.document = document
        assert writing.get(GO).location.startswith(WHO), document


def test_another_site_does_not_begin_it_and_no_address_leads_out(idp, writing):
    assert writing.get(GO, headers={"Sec-Fetch-Site": "cross-site"}).location == EXPLAINED
    asked = ask(writing)
    right(idp, asked)
    said = {"code": "c", "state": asked["state"], "next": "https://khac.example", "sua": "//x.y"}
    assert writing.get(BACK, query_string=said).location == f"{WHO}?vneid=da-dien"
    assert "<script" not in texts(writing.get(f"{WHO}?vneid=%3Cscript%3E").text)


HOSTILE = {
    "too long for the box": {"hoTen": "A" * 201},
    "very long": {"hoTen": "A" * 5_000},
    "a number": {"hoTen": 7},
    "a list": {"hoTen": [NAME]},
    "an object": {"hoTen": {"formatted": NAME}},
    "nothing": {"hoTen": None},
    "signs that cannot be kept": {"hoTen": "\x00\x1b\u202e"},
    "no number of a card": {"soDinhDanh": "١٢٣٤٥٦٧٨٩٠١٢"},
    "no address": {"address": "text"},
    "no telephone": {"phone_number": "javascript:alert(1)"},
}


def test_hostile_claims_are_not_taken(idp, writing):
    """Each by itself is nothing to use; a sender goes on by hand."""
    for what, said in HOSTILE.items():
        page = filled_in(writing, idp, **said)
        assert "VNeID không cho biết điều gì dùng được ở đây." in texts(page.text), what
        assert [box(page, n) for n in ("name", "identity_number", "address")] == ["", "", ""], what
    idp.elsewhere = {"sub": "7", "hoTen": "A" * 1_000_000}
    assert box(filled_in(writing, idp, hoTen=None), "name") == ""


def test_markup_in_a_claim_is_text_and_what_cannot_be_kept_is_gone(idp, writing, app):
    evil = 'Sen\x00 "><script>alert(1)</script>'
    page = filled_in(writing, idp, hoTen=evil, address={"formatted": ADDRESS})
    assert "<script>alert" not in page.text
    assert 'value="Sen &#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page.text
    assert "<script>alert" not in writing.get("/gui-don/kiem-tra").text


def test_a_slow_provider_takes_no_thread_of_who_sends(idp, writing):
    with services.one_of_few(), services.one_of_few():
        page = writing.get(writing.get(GO).location)
    assert "Chưa liên lạc được với VNeID." in texts(page.text)


@pytest.mark.parametrize(
    "wrong",
    ["not toml [", 'compared = true\nscope = "openid"\n',
     'compared = true\nscope = "openid"\n[claims]\nphone = "p"\n',
     'compared = true\nscope = "openid"\n[claims]\nname = 7\n',
     'compared = true\nscope = "openid"\n[claims]\nname = "n"\nsex = "s"\n',
     'compared = "yes"\nscope = "openid"\n[claims]\nname = "n"\n',
     'compared = true\nscope = "profile"\n[claims]\nname = "n"\n'],
)  # fmt: skip
def test_a_file_of_names_that_is_none_is_named(tmp_path, wrong):
    path = tmp_path / "names.toml"
    path.write_text(wrong)
    with pytest.raises(SettingsError, match="FEEDBACK_VNEID_CLAIMS"):
        services.claim_names(path)


def test_the_file_of_the_house_says_that_it_was_not_compared():
    house = services.claim_names(services.HOUSE_CLAIMS)
    assert (house.compared, "identity_number" in house.names) == (False, False)

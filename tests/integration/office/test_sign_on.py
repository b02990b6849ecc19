"""The province's sign-on: who its owner has linked comes in; what is not to be believed is not."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask

from feedback.domain.clock import now
from feedback.services.signing_in.identity_provider import LONGEST_AGO
from feedback.settings.choices import SecondFactor
from tests.authenticator import text_of
from tests.client import Visitor, texts
from tests.integration.office.conftest import Office
from tests.journeys.conftest import _free_port
from tests.passwords import PASSWORD
from tests.provider import KEY, SHARED, STRANGER, Provider, provider, provider_of_others

DOOR, GO, BACK = "/can-bo/dang-nhap", "/can-bo/dang-nhap/tinh", "/can-bo/dang-nhap/tinh/ve"
LINK, KEYS = "/can-bo/khoa/noi", "/can-bo/khoa"
CLIENT = "tieng-noi"
REFUSED = "Hệ thống đăng nhập của tỉnh chưa xác nhận."


@pytest.fixture(scope="module")
def _server() -> Iterator[Provider]:
    with provider() as told:
        yield told


@pytest.fixture
def idp(_server: Provider, app: Flask) -> Provider:
    """Says nothing wrong yet, and is the provider of this installation."""
    fresh = Provider(issuer=_server.issuer)
    vars(_server).update(vars(fresh))
    configure(app, oidc_issuer=_server.issuer, oidc_client_id=CLIENT)
    return _server


def configure(app: Flask, **settings: Any) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], **settings)


def ask(visitor: Visitor, path: str = GO) -> dict[str, str]:
    """What the browser is sent to the provider with."""
    answer = visitor.get(path)
    assert answer.status_code == 302, texts(answer.text)
    return {name: each[0] for name, each in parse_qs(urlsplit(answer.location).query).items()}


def right(idp: Provider, asked: dict[str, str]) -> None:
    """The provider believes that this is person 7, and says so as it should."""
    moment = int(now().timestamp())
    idp.claims = {
        "iss": idp.issuer, "sub": "7", "aud": CLIENT, "iat": moment, "exp": moment + 300,
        "nonce": asked["nonce"],
    }  # fmt: skip


def come_back(visitor: Visitor, asked: dict[str, str], **query: str) -> Any:
    said = {"code": f"code {len(query)} {time.monotonic_ns()}", "state": asked["state"]} | query
    return visitor.get(BACK, query_string=said)


@pytest.fixture
def linked(office: Office, idp: Provider) -> Visitor:
    """An officer who has linked their account to person 7."""
    visitor = Visitor(office.app)
    visitor.answer(DOOR, {"username": "tiepnhan", "password": PASSWORD})
    asked = ask(visitor, LINK)
    right(idp, asked)
    assert come_back(visitor, asked).location == KEYS
    return visitor


def enter(office: Office, idp: Provider, claims: Any = None, **query: str) -> Any:
    visitor = Visitor(office.app)
    asked = ask(visitor)
    right(idp, asked)
    idp.claims |= claims or {}
    return come_back(visitor, asked, **query)


def test_whoever_linked_their_account_comes_in_and_where_they_wanted(office, idp, linked):
    visitor = Visitor(office.app)
    asked = ask(visitor, f"{GO}?toi=/can-bo/nhac-viec")
    right(idp, asked)
    assert come_back(visitor, asked).location == "/can-bo/nhac-viec"
    assert "bằng đăng nhập một lần của tỉnh" in texts(visitor.get("/can-bo/phien").text)
    assert "Nối với tài khoản đăng nhập một lần" in texts(linked.get("/can-bo/phien").text)


def test_it_asks_as_it_should(office, idp, linked):
    """Code, PKCE by SHA-256, a state and a nonce of its own each time, no more than openid."""
    first, second = ask(Visitor(office.app)), ask(Visitor(office.app))
    assert (first["response_type"], first["scope"]) == ("code", "openid")
    assert first["code_challenge_method"] == "S256"
    assert first["redirect_uri"] == f"http://127.0.0.1:5000{BACK}"
    assert {first[name] for name in ("state", "nonce", "code_challenge")}.isdisjoint(
        second.values()
    )
    visitor = Visitor(office.app)
    asked = ask(visitor)
    right(idp, asked)
    come_back(visitor, asked)
    verifier = idp.asked[-1]["code_verifier"]
    assert text_of(sha256(verifier.encode()).digest()) == asked["code_challenge"]


def test_somebody_nobody_here_linked_gets_no_account(office, idp, linked):
    before = office.one("select count(*) from user_account")
    answer = enter(office, idp, {"sub": "8", "role": "administrator", "email": "a@b.example"})
    assert (answer.status_code, "Chưa có tài khoản nào" in texts(answer.text)) == (422, True)
    assert office.one("select count(*) from user_account") == before


def test_the_same_subject_of_another_issuer_is_somebody_else(office, idp, linked):
    answer = enter(office, idp, {"iss": "https://khac.example"})
    assert (answer.status_code, REFUSED in texts(answer.text)) == (422, True)


MOMENT = 1_000_000
WRONG_CLAIMS = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://khac.example"},
    "the issuer with a slash": {"iss": "SLASH"},
    "no issuer": {"iss": None},
    "for somebody else": {"aud": "another"},
    "for us and, first of all, another": {"aud": [CLIENT, "another"], "azp": "another"},
    "run out": {"exp": MOMENT},
    "never runs out": {"exp": None},
    "of the future": {"iat": MOMENT * MOMENT},
    "about nobody": {"sub": ""},
    "about no text": {"sub": 7},
    "of another access token": {"at_hash": "AAAA"},
}


def test_what_it_says_wrong_is_not_believed(office, idp, linked):
    entered = []
    for what, claims in WRONG_CLAIMS.items():
        visitor = Visitor(office.app)
        asked = ask(visitor)
        right(idp, asked)
        said = idp.claims | claims
        if said["iss"] == "SLASH":
            said["iss"] = idp.issuer + "/"
        idp.claims = {name: value for name, value in said.items() if value is not None}
        if come_back(visitor, asked).status_code != 422:
            entered.append(what)
    assert entered == []
    assert enter(office, idp).status_code == 302, "the right one still enters"


def test_a_token_not_signed_as_it_should_be_is_not_believed(office, idp, linked):
    unsigned = {"alg": "none"}
    for what, header, key in (
        ("not signed", unsigned, KEY),
        ("by a stranger's key of the same name", idp.header, STRANGER),
        ("by a shared secret", {"alg": "HS256", "kid": "ours"}, SHARED),
        ("by a key nobody published", {"alg": "RS256", "kid": "other"}, STRANGER),
    ):
        idp.header, idp.key = header, key
        assert enter(office, idp).status_code == 422, what


def test_a_token_of_another_kind_is_not_believed(office, idp, linked):
    """Of the same issuer, for us, rightly signed, and made for something else (ASVS 9.2.2)."""
    ours = dict(idp.header)
    for kind, status in (("at+jwt", 422), ("logout+jwt", 422), ("jwt", 302)):
        idp.header = {**ours, "typ": kind}
        assert enter(office, idp).status_code == status, kind


def test_an_answer_that_is_none_is_not_believed(office, idp, linked):
    for token in (
        {"id_token": None}, {"id_token": "x.y.z"}, {"id_token": 7}, {"error": "server_error"},
    ):  # fmt: skip
        idp.token = token
        assert enter(office, idp).status_code == 422, token


def test_a_document_that_is_not_the_providers_is_not_believed(office, idp, linked):
    for document in (
        {"issuer": "https://khac.example"},
        {"token_endpoint": "http://khac.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
    ):
        idp.document = document
        assert Visitor(office.app).get(GO).status_code == 422, document


def test_a_code_and_a_question_count_once(office, idp, linked):
    visitor = Visitor(office.app)
    asked = ask(visitor)
    right(idp, asked)
    cookie = visitor.cookie("office")
    assert come_back(visitor, asked, code="once").status_code == 302
    thief = Visitor(office.app)
    thief.keep_cookie("office", cookie)
    assert come_back(thief, asked, code="twice").status_code == 422, "the question was answered"
    assert enter(office, idp, code="once").status_code == 422, "the code was used"


def test_an_answer_to_another_browser_or_none_is_refused(office, idp, linked):
    """Whoever sends somebody a finished address does not sign them in as themselves."""
    asked = ask(Visitor(office.app))
    right(idp, asked)
    assert come_back(Visitor(office.app), asked).status_code == 422
    other = Visitor(office.app)
    ask(other)
    assert come_back(other, asked).status_code == 422
    for query in ({"iss": "https://khac.example"}, {"code": ""}, {"state": ""}):
        assert enter(office, idp, **query).status_code == 422, query


def test_a_person_is_linked_to_one_account(office, idp, linked):
    other = Visitor(office.app)
    other.answer(DOOR, {"username": "xacminh", "password": PASSWORD})
    asked = ask(other, LINK)
    right(idp, asked)
    assert come_back(other, asked).status_code == 409
    assert office.one("select count(*) from sign_on_link") == 1


def test_unlinked_or_closed_nobody_comes_in(office, idp, linked):
    office.write("update user_account set active = false where username = 'tiepnhan'")
    assert enter(office, idp).status_code == 422
    office.write("update user_account set active = true where username = 'tiepnhan'")
    assert enter(office, idp).status_code == 302
    linked.get(KEYS)
    assert linked.post("/can-bo/khoa/bo-noi").status_code == 302
    assert enter(office, idp).status_code == 422


def test_it_counts_as_a_second_factor_only_where_the_provider_vouches(office, idp, linked):
    office.write("update user_account set role = 'head' where username = 'tiepnhan'")
    configure(office.app, second_factor=SecondFactor.REQUIRED)
    assert enter(office, idp).status_code == 422
    configure(office.app, oidc_acr="cao")
    moment = int(now().timestamp())
    for claims, status in (
        ({"acr": "cao", "auth_time": moment}, 302),
        ({"acr": "thap", "auth_time": moment}, 422),
        ({"auth_time": moment}, 422),
        ({"acr": "cao"}, 422),
        ({"acr": "cao", "auth_time": moment - LONGEST_AGO - 60}, 422),
    ):
        assert enter(office, idp, claims).status_code == status, claims
    asked = ask(Visitor(office.app))
    assert (asked["acr_values"], asked["max_age"]) == ("cao", str(LONGEST_AGO))


def test_another_site_does_not_begin_it(office, idp):
    answer = Visitor(office.app).get(GO, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.location == DOOR


def test_while_the_provider_is_away_the_other_ways_stay(office, idp):
    configure(office.app, oidc_issuer=f"http://127.0.0.1:{_free_port()}")
    answer = Visitor(office.app).get(GO)
    assert "Chưa liên lạc được" in texts(answer.text)
    visitor = Visitor(office.app)
    entered = visitor.answer(DOOR, {"username": "tiepnhan", "password": PASSWORD})
    assert entered.status_code == 302


def test_where_there_is_no_provider_there_is_no_such_way(office):
    visitor = Visitor(office.app)
    assert "Đăng nhập một lần" not in visitor.get(DOOR).text
    assert visitor.get(GO).status_code == 404


# A provider written by others


@pytest.fixture
def mock() -> Iterator[str]:
    with provider_of_others() as address:
        yield address


@pytest.fixture
def secret(settings) -> Iterator[None]:
    """What we and the provider share."""
    path = settings.keys_dir / "oidc_secret"
    path.write_text("of this test\n")
    yield
    path.unlink()


@pytest.mark.usefixtures("secret")
def test_with_a_provider_written_by_others(office, mock):
    configure(office.app, oidc_issuer=mock, oidc_client_id=CLIENT)

    def answered(visitor: Visitor, path: str, person: str) -> Any:
        """The person confirms on the provider's page who they are."""
        address = visitor.get(path).location
        sent = requests.post(address, data={"sub": person}, timeout=5, allow_redirects=False)
        return visitor.get(re.sub(r"^http://[^/]+", "", sent.headers["Location"]))

    officer = Visitor(office.app)
    officer.answer(DOOR, {"username": "tiepnhan", "password": PASSWORD})
    assert answered(officer, LINK, "lan.anh").location == KEYS
    visitor = Visitor(office.app)
    assert answered(visitor, GO, "lan.anh").location == "/can-bo"
    assert visitor.get("/can-bo").status_code == 200
    assert answered(Visitor(office.app), GO, "nguoi.khac").status_code == 422

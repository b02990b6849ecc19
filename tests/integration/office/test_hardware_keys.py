"""Keys of hardware: of which make a key is, who needs one, and what does not pass for one."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from feedback.domain.sign_in import Method
from feedback.services.signing_in import hardware_keys
from feedback.settings.reading import SettingsError
from tests.authenticator import Key, Maker
from tests.client import Visitor, texts
from tests.integration.office.conftest import Office
from tests.integration.office.test_passkeys import DOOR, ORIGIN, PAGE, SITE, ask, come_in
from tests.passwords import PASSWORD

MAKE = UUID("0d9b2e56-3c1f-4b7a-9d30-5a3c8e4f1b20")
OTHER = UUID("1d9b2e56-3c1f-4b7a-9d30-5a3c8e4f1b20")
NAME = "Khóa cắm loại A"
NOT_TRUSTED = "Chưa xác nhận được đây là khóa cứng thuộc loại được dùng: Khóa cắm loại A."


@pytest.fixture
def settings(settings):
    return replace(settings, base_url=ORIGIN)


@pytest.fixture
def maker() -> Maker:
    return Maker(names=MAKE.bytes)


def trust(office: Office, tmp_path, maker: Maker, aaguid: UUID = MAKE) -> None:
    (tmp_path / "roots.pem").write_bytes(maker.root_certificate)
    file = tmp_path / f"makes-{aaguid}.toml"
    file.write_text(f'[[make]]\nname = "{NAME}"\naaguid = "{aaguid}"\nroots = "roots.pem"\n')
    office.app.extensions["settings"] = replace(
        office.app.extensions["settings"], passkey_makes=file
    )


def key(maker: Maker | None, aaguid: UUID = MAKE, **how: Any) -> Key:
    return Key(SITE, ORIGIN, aaguid=aaguid.bytes, maker=maker, **how)


def enter(office: Office, username: str) -> Visitor:
    visitor = Visitor(office.app)
    assert visitor.answer(DOOR, {"username": username, "password": PASSWORD}).status_code == 302
    return visitor


def add(visitor: Visitor, new: Key) -> Any:
    asked = ask(visitor, f"{PAGE}/them", f"{PAGE}/hoi")
    made = new.make(asked)
    return visitor.answer(f"{PAGE}/them", {"name": "Khóa cắm", "credential": made})


@pytest.fixture
def head(office: Office, tmp_path, maker: Maker) -> Visitor:
    """A head who came in by password, before keys of hardware were demanded."""
    visitor = enter(office, "chutichxa")
    trust(office, tmp_path, maker)
    return visitor


def test_a_key_of_a_trusted_make_opens_the_rooms_of_a_head(office, head, maker):
    assert head.get("/can-bo/cho-quyet").location == PAGE
    said = texts(head.get(PAGE).text)
    assert "Vai trò của bạn cần khóa cứng." in said
    assert f"chỉ khóa cứng thuộc các loại sau mới mở được: {NAME}." in said
    assert ask(head, f"{PAGE}/them", f"{PAGE}/hoi")["attestation"] == "direct"
    new = key(maker)
    assert add(head, new).status_code == 302
    assert head.get("/can-bo/cho-quyet").status_code == 200
    assert f"khóa cứng {NAME}" in texts(head.get(PAGE).text)
    head.get(PAGE)
    assert head.post(f"{PAGE}/1/go").status_code == 403, "the last one stays"
    assert come_in(office.app, new).status_code == 302
    assert office.one("select method from office_session order by since desc limit 1") == (
        Method.HARDWARE_KEY
    )


def test_what_does_not_pass_for_one_is_refused(office, head, maker):
    wrong = {
        "says nothing of its make": key(None),
        "signs for itself": key(replace(maker, absent=True)),
        "another maker signs": key(Maker(names=MAKE.bytes)),
        "of a make nobody trusts": key(replace(maker, names=OTHER.bytes), OTHER),
        "the certificate is of another make": key(replace(maker, names=OTHER.bytes)),
        "the signature is of something else": key(replace(maker, forges=True)),
        "the certificate ran out": key(replace(maker, over=True)),
        "can be copied": key(maker, copied=True),
    }
    added = {what: add(head, new).status_code for what, new in wrong.items()}
    assert added == dict.fromkeys(wrong, 422)
    assert office.one("select count(*) from passkey") == 0
    assert NOT_TRUSTED in texts(add(head, key(None)).text)
    assert "Khóa này được sao chép giữa các máy." in texts(add(head, key(maker, copied=True)).text)
    unnamed = key(replace(maker, names=b""))
    assert add(head, unnamed).status_code == 302, "a certificate need not name the make"


def test_others_choose_their_keys(office, head, maker):
    officer = enter(office, "tiepnhan")
    assert ask(officer, f"{PAGE}/them", f"{PAGE}/hoi")["attestation"] == "none"
    assert add(officer, key(None, copied=True)).status_code == 302
    assert "Vai trò của bạn dùng loại khóa nào cũng được." in texts(officer.get(PAGE).text)


def test_made_head_a_key_of_before_opens_the_way_to_a_better_one_alone(office, tmp_path, maker):
    officer, old = enter(office, "xacminh"), key(maker)
    assert add(officer, old).status_code == 302
    office.write("update user_account set role = 'head' where username = 'xacminh'")
    trust(office, tmp_path, maker)
    assert officer.get("/can-bo/cho-quyet").location == PAGE
    assert come_in(office.app, old).status_code == 302
    assert "không phải khóa cứng đã xác nhận" in texts(officer.get(PAGE).text)


def test_a_make_that_is_trusted_no_more_opens_no_more(office, head, maker, tmp_path):
    new = key(maker)
    add(head, new)
    trust(office, tmp_path, maker, OTHER)
    assert come_in(office.app, new).status_code == 302
    assert office.one("select method from office_session order by since desc limit 1") == (
        Method.PASSKEY
    )


def test_where_no_make_is_named_the_page_says_that_none_is_looked_at(office):
    visitor = enter(office, "chutichxa")
    assert "Hệ thống không kiểm tra khóa thuộc loại nào." in texts(visitor.get(PAGE).text)
    assert add(visitor, key(None)).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    ["not toml [", "", "make = []", '[[make]]\nname = "A"\n',
     '[[make]]\nname = "A"\naaguid = "x"\nroots = "roots.pem"\n',
     f'[[make]]\nname = "A"\naaguid = "{MAKE}"\nroots = "none.pem"\n',
     f'[[make]]\nname = "A"\naaguid = "{MAKE}"\nroots = "empty.pem"\n'],
)  # fmt: skip
def test_a_file_of_makes_that_is_none_is_named(tmp_path, maker, wrong):
    """Above all one without roots: the library would believe any chain."""
    (tmp_path / "roots.pem").write_bytes(maker.root_certificate)
    (tmp_path / "empty.pem").write_bytes(b"")
    file = tmp_path / "makes.toml"
    file.write_text(wrong)
    with pytest.raises(SettingsError, match="FEEDBACK_PASSKEY_MAKES"):
        hardware_keys.makes(file)


def test_each_root_of_a_file_of_several_counts(tmp_path, maker):
    first, second = maker.root_certificate, Maker().root_certificate
    (tmp_path / "roots.pem").write_bytes(first + second)
    file = tmp_path / "makes.toml"
    file.write_text(f'[[make]]\nname = "A"\naaguid = "{MAKE}"\nroots = "roots.pem"\n')
    (make,) = hardware_keys.makes(file).values()
    assert make.roots == (first, second)

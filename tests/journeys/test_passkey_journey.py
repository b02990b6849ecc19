"""A passkey in a real browser: enrolled, used at the door, refused when wrong or removed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import CDPSession, Page, expect
from sqlalchemy import text

from feedback.extensions import db
from feedback.settings.frozen import Settings
from tests.authenticator import Maker
from tests.browser import assert_accessible, overhang
from tests.journeys.conftest import _close, _environment, _free_port, _wait_for
from tests.journeys.serving import gunicorn
from tests.passwords import HASH, PASSWORD

pytestmark = pytest.mark.journey

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def server(settings: Settings, tmp_path, opened) -> Iterator[str]:
    """Reached by a name: browsers make keys for names only, and take this one without https."""
    address = f"http://localhost:{_free_port()}"
    with gunicorn(address, _environment(settings, address), tmp_path / "web.log") as process:
        _wait_for(address, process)
        yield address
        _close(opened)


@pytest.fixture
def passwords(app: Flask) -> None:
    with app.app_context():
        db.session.execute(text("update user_account set password_hash = :hash"), {"hash": HASH})
        db.session.commit()


class Device:
    """What Chromium simulates: an authenticator built into the machine."""

    def __init__(self, page: Page, **more: bool) -> None:
        self._options = {**DEVICE, **more}
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable", {"enableUI": False})
        self.id = self._new()

    def _new(self) -> str:
        made = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": self._options})
        return str(made["authenticatorId"])

    @property
    def credentials(self) -> list[dict[str, Any]]:
        told = self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return list(told["credentials"])

    def exchange(self) -> list[dict[str, Any]]:
        """Another machine in its place; what the old one held."""
        held = self.credentials
        self._cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})
        self.id = self._new()
        return held

    def hold(self, credential: dict[str, Any]) -> None:
        self._cdp.send(
            "WebAuthn.addCredential", {"authenticatorId": self.id, "credential": credential}
        )

    def recognise(self, *, owner: bool) -> None:
        self._cdp.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": owner}
        )


def by_password(page: Page) -> None:
    page.get_by_label("Tên đăng nhập").fill("tiepnhan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def leave(page: Page) -> None:
    page.get_by_role("button", name="Đăng xuất").click()


def try_key(page: Page) -> None:
    page.get_by_role("button", name="Đăng nhập bằng khóa").click()


def test_a_passkey_from_its_first_day_to_its_last(server, passwords, look):
    page = look(server + "/can-bo/dang-nhap")
    device = Device(page)
    by_password(page)

    page.goto(server + "/can-bo/khoa/them")
    assert_accessible(page)
    page.get_by_label("Tên khóa").fill("Máy ở cơ quan")
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.get_by_role("heading", name="Máy ở cơ quan")).to_be_visible()
    assert_accessible(page)
    assert [each["isResidentCredential"] for each in device.credentials] == [True]

    leave(page)
    assert_accessible(page)
    try_key(page)
    expect(page).to_have_url(server + "/can-bo")

    leave(page)
    device.recognise(owner=False)
    try_key(page)
    expect(page.get_by_text("Chưa dùng được khóa")).to_be_visible()

    (held,) = device.exchange()
    try_key(page)
    expect(page.get_by_text("Chưa dùng được khóa")).to_be_visible()

    by_password(page)
    page.goto(server + "/can-bo/khoa")
    page.get_by_role("button", name="Gỡ khóa Máy ở cơ quan").click()
    expect(page.get_by_text("Đã gỡ khóa.")).to_be_visible()
    leave(page)
    device.hold(held)
    try_key(page)
    expect(page.get_by_text("Khóa này không mở được.").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_without_script_the_password_stays(server, passwords, look, width):
    page = look(server + "/can-bo/dang-nhap", width=width, script=False)
    expect(page.get_by_role("button", name="Đăng nhập bằng khóa")).to_be_hidden()
    assert overhang(page) <= 0
    by_password(page)
    for path in ("khoa", "khoa/them", "ma-mot-lan", "mat-khau", "phien", "xac-nhan-lai"):
        page.goto(f"{server}/can-bo/{path}")
        assert overhang(page) <= 0


@pytest.fixture
def makes(settings: Settings, tmp_path) -> Settings:
    """One make is trusted, which Chromium's device is not of."""
    (tmp_path / "roots.pem").write_bytes(Maker().root_certificate)
    file = tmp_path / "makes.toml"
    aaguid = "0d9b2e56-3c1f-4b7a-9d30-5a3c8e4f1b20"
    file.write_text(f'[[make]]\nname = "Loại A"\naaguid = "{aaguid}"\nroots = "roots.pem"\n')
    return replace(settings, passkey_makes=file)


@pytest.fixture
def strict(makes: Settings, tmp_path, opened) -> Iterator[str]:
    address = f"http://localhost:{_free_port()}"
    with gunicorn(address, _environment(makes, address), tmp_path / "web.log") as process:
        _wait_for(address, process)
        yield address
        _close(opened)


def make(app: Flask, role: str) -> None:
    with app.app_context():
        changed = text("update user_account set role = :role where username = 'tiepnhan'")
        db.session.execute(changed, {"role": role})
        db.session.commit()


def test_a_device_that_is_no_trusted_key_of_hardware_opens_no_room_of_a_head(
    strict, passwords, look, app
):
    for copied, said in ((False, "thuộc loại được dùng: Loại A."), (True, "được sao chép")):
        make(app, "reception_officer")
        page = look(strict + "/can-bo/dang-nhap", width=360)
        Device(page, defaultBackupEligibility=copied, defaultBackupState=copied)
        by_password(page)
        expect(page).to_have_url(strict + "/can-bo")
        make(app, "head")
        page.goto(strict + "/can-bo/cho-quyet")
        expect(page.get_by_text("Vai trò của bạn cần khóa cứng.")).to_be_visible()
        assert_accessible(page)
        page.goto(strict + "/can-bo/khoa/them")
        assert overhang(page) <= 0
        page.get_by_label("Tên khóa").fill("Khóa cắm")
        page.get_by_role("button", name="Tạo khóa").click()
        expect(page.locator(".error-summary")).to_contain_text(said)

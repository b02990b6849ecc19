"""The vault on a network of its own: pressed in a browser, carried, opened, answered elsewhere."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Page, expect

from feedback.domain import clock
from feedback.processes.offline_vault import CLEARED
from feedback.settings.choices import Vault
from feedback.vault import bundles
from feedback.vault.ceremony import signing_pair
from feedback.vault.openings import Openings
from tests.browser import assert_accessible, overhang
from tests.integration.identity.conftest import (
    PASSPHRASE,
    WHY,
    beginning,
    denounced,
    room,
    seal,
    vault_folder,
)
from tests.integration.identity.processes import ENVIRONMENT, ROOT
from tests.passwords import PASSWORD

__all__ = ["beginning", "denounced", "room", "vault_folder"]

pytestmark = pytest.mark.journey

NAME = "Nguyễn Thị Kín Đáo"
WORDS = "Đã gặp người tố cáo, xác nhận hai biên nhận."


@pytest.fixture
def settings(settings):
    """The province decided that these names are read on no networked machine."""
    return replace(settings, vault=Vault.FOLDER)


@contextmanager
def sealer(app) -> Iterator[None]:
    """As a process of its own: what is announced is sealed while the page waits."""
    done = threading.Event()

    def work() -> None:
        with app.app_context():
            while not done.wait(0.2):
                seal(app.extensions["settings"], clock.now())

    working = threading.Thread(target=work)
    working.start()
    try:
        yield
    finally:
        done.set()
        working.join()


@pytest.fixture
def desk(server, look):
    """Somebody's own browser, in the room where identities are read."""

    def sign_in(username: str, path: str = "/can-bo/danh-tinh", width: int = 1440) -> Page:
        page = look(f"{server}/can-bo/dang-nhap?toi={path}", width=width)
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        return page

    return sign_in


def asked(desk, number: str) -> Page:
    page = desk("giu1", f"/can-bo/danh-tinh/yeu-cau?so={number}")
    page.get_by_role("radio", name=re.compile("để xác minh")).check()
    page.get_by_role("checkbox", name="Họ và tên").check()
    page.get_by_label("Viết rõ lý do").fill(WHY)
    page.get_by_role("button", name=re.compile("yêu cầu", re.IGNORECASE)).click()
    expect(page.get_by_text("Đã ghi yêu cầu vào nhật ký của đơn.")).to_be_visible()
    return page


class Elsewhere:
    """The machine without a network: its folder, and what is carried to it and back."""

    def __init__(self, folder: Path, carrier: Path, keys: Path) -> None:
        self.folder, self.carrier = folder, carrier
        copyfile(keys / "bundle_public", folder / "bundle_public")

    def open(self) -> str:
        """What the keeper sees, until the screen is cleared."""
        words = ["--folder", self.folder, "--carrier", self.carrier]
        told = subprocess.run(  # noqa: S603 - ours
            [sys.executable, "-m", "feedback.processes.offline_vault", *map(str, words)],
            cwd=ROOT, env=ENVIRONMENT, check=True, capture_output=True, text=True,
            input=f"{PASSPHRASE.passphrase}\n{WORDS}\n", start_new_session=True,
        )  # fmt: skip
        return told.stdout


def test_a_name_is_asked_for_here_and_read_there(app, room, desk, settings, vault_folder, tmp_path):
    page = asked(desk, "QNTC-2026-00001")
    second = desk("giu2", page.url.removeprefix(page.url.split("/can-bo")[0]), 360)
    second.get_by_role("button", name="Phê duyệt").click()
    expect(second.get_by_text("Đã phê duyệt.")).to_be_visible()
    assert overhang(second) <= 0
    page.reload()
    with sealer(app):
        page.get_by_role("button", name="Mở: Danh tính người gửi").click()
        expect(page.get_by_text("Gói đã sẵn sàng để mang đi").first).to_be_visible()
    assert_accessible(page)
    assert NAME not in page.content()
    carried = settings.bundles_dir / bundles.OUT
    (laid,) = bundles.waiting(carried)
    assert NAME not in laid.read_text()
    copy = laid.read_bytes()

    there = Elsewhere(vault_folder, settings.bundles_dir, settings.keys_dir)
    harmed = json.loads(copy)
    harmed["body"] = harmed["body"].replace('"what": "identity"', '"what": "identitY"')
    foreign = signing_pair(tmp_path, "bundle").sign(json.loads(copy)["body"].encode()).hex()
    for name, told in (("a" * 16, harmed), ("b" * 16, json.loads(copy) | {"signature": foreign})):
        (carried / f"yeu-cau-{name}.json").write_text(json.dumps(told))
    said, _, after = there.open().partition(CLEARED)
    assert f"Họ và tên: {NAME}" in said
    assert "0912" not in said
    assert said.count("chữ ký không đúng") + after.count("chữ ký không đúng") == 2
    assert NAME not in after
    assert "Đã mở 1 gói." in after
    laid.write_bytes(copy)
    again = there.open()
    assert "đã dùng để mở" in again
    assert NAME not in again
    assert len(Openings(vault_folder)) == 1

    back = answers(app, vault_folder)
    assert back.exit_code == 0, back.output
    assert WORDS in back.output
    (answer,) = bundles.waiting(settings.bundles_dir / bundles.IN)
    copyfile(answer, answer.with_name("tra-loi-" + "c" * 16 + ".json"))
    key = signing_pair(vault_folder, "answer")
    strange = bundles.Answer("ab" * 32, 7, clock.now(), "Câu trả lời của nơi khác.")
    bundles.put_answer(answer.parent, "yeu-cau-" + "d" * 16 + ".json", strange, key)
    back = answers(app, vault_folder)
    assert back.exit_code == 1
    assert back.output.count(WORDS) == 1
    assert "đã có câu trả lời ở tệp khác" in back.output
    assert "lịch sử ở đây không có lần mở này" in back.output
    assert "Câu trả lời của nơi khác" not in back.output


def answers(app, folder: Path):
    words = ["vault", "answers", "--public", str(folder / "answer_public")]
    return app.test_cli_runner().invoke(args=words)

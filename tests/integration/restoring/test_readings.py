"""Behind what was signed, posts that only read are answered, and whoever reads comes in and out."""

import io

import pytest
import time_machine
from sqlalchemy import select

from feedback.blueprints import read_only
from feedback.extensions import db
from feedback.models.agency import UserAccount
from feedback.models.entry import LogHead
from feedback.services.log.checkpoint_store import NOTES
from feedback.services.log.log_standing import NotTheSealedLogError
from tests.client import texts
from tests.factories import at
from tests.integration.restoring.conftest import DAY, PASSWORD
from tests.integration.restoring.test_read_only import ONLY_READ

#: Every post that is served; any other is refused, also one that somebody adds tomorrow.
READS = {
    "inspection.verify_history",
    "office.attachment_original",
    "office.registered_pdf",
    "public.letter",
    "public.proof",
    "public.prove_file",
    "public.receipt_pdf",
    "public.track",
    "public.triage",
    "public.verify_file",
    "public.verify_number",
    "reports.csp",
}
COMES_OR_GOES = {
    "office.ask_key",
    "office.ask_key_again",
    "office.end_other_sessions",
    "office.end_session",
    "office.second_step",
    "office.sign_in",
    "office.sign_in_by_key",
    "office.sign_out",
    "office.step_up",
    "office.step_up_by_key",
}
AFTERNOON = at(DAY, 14)


def posts(app) -> dict[str, str]:
    """Every endpoint that takes a post, with an address of it."""
    adapter = app.url_map.bind("localhost")
    return {
        rule.endpoint: adapter.build(
            rule.endpoint,
            {name: _word(rule, name) for name in rule.arguments},
            method="POST",
        )
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    }


def _word(rule, name: str) -> str:
    """A number fits most, one of the pages of the form fits the other."""
    return "o-dau" if name == "page" else "1"


def served(app, path: str) -> bool:
    with app.test_request_context(path, method="POST"):
        try:
            read_only.refuse_changes()
        except NotTheSealedLogError:
            return False
    return True


def test_a_post_is_refused_unless_it_is_known_by_name(told, app):
    found = {endpoint for endpoint, path in posts(app).items() if served(app, path)}
    assert found == READS | COMES_OR_GOES


# --------------------------------------------------------------------------------------- people
def test_who_has_a_receipt_code_takes_receipt_and_proof_home(told, visitor):
    assert visitor.answer("/tra-cuu", {"code": told.kept_code}).status_code == 200
    tracked = visitor.page
    for path, begins in (("/tra-cuu/bang-chung", b"c2sp.org"), ("/bien-nhan/tai", b"%PDF-")):
        visitor.page = tracked
        answer = visitor.post(path, {"code": told.kept_code})
        assert answer.status_code == 200, path
        assert answer.data.startswith(begins), path


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("kept_receipt", "Mục này có trong nhật ký"),
        ("lost_receipt", "Tệp đúng, nhưng nhật ký hiện nay không còn khớp với tệp"),
    ],
)
def test_a_receipt_is_verified(told, visitor, which, said):
    file = (io.BytesIO(getattr(told, which)), "bien-nhan.tlog-proof")
    answer = visitor.answer("/doi-chung", {"file": file})
    assert answer.status_code == 200
    assert said in texts(answer.text)


def test_a_browser_reports_and_a_citizen_is_helped_to_choose(told, visitor, app):
    assert app.test_client().post("/bao-cao/csp", data=b"{}").status_code == 204
    assert visitor.answer("/gui-don/giup-chon", {}).status_code == 422


def test_an_inspector_verifies_the_history(told, visitor, settings):
    newest = (settings.checkpoints_dir / NOTES).read_bytes()
    with time_machine.travel(AFTERNOON, tick=True):
        visitor.answer("/can-bo/dang-nhap", {"username": "thanhtra", "password": PASSWORD})
        visitor.get("/thanh-tra/nhat-ky")
        answer = visitor.post("/thanh-tra/nhat-ky", {"notes": (io.BytesIO(newest), "so.jsonl")})
    assert answer.status_code == 200
    assert "Từng quy tắc" in texts(answer.text)


# ------------------------------------------------------------------------------------- the door
KEEPS = {
    "/can-bo/mat-khau": {"old": PASSWORD, "new": "một mật khẩu khác hẳn, dài và mới"},
    "/can-bo/ma-mot-lan": {},
    "/can-bo/ma-mot-lan/go": {},
    "/can-bo/khoa/hoi": {},
    "/can-bo/khoa/them": {},
    "/can-bo/khoa/bo-noi": {},
}


def passwords(app) -> set[str]:
    with app.app_context():
        return set(db.session.scalars(select(UserAccount.password_hash)))


def test_what_people_prove_themselves_with_stays_as_it_is(told, visitor, app):
    """A WAL that is found later would bring the old password back and take the new key away."""
    before = passwords(app)
    with time_machine.travel(AFTERNOON, tick=True):
        visitor.answer("/can-bo/dang-nhap", {"username": "tiepnhan", "password": PASSWORD})
        own = visitor.get("/can-bo/phien")
        for path, fields in KEEPS.items():
            visitor.page = own
            answer = visitor.post(path, fields)
            assert (answer.status_code, ONLY_READ in answer.text) == (503, True), path
        assert visitor.get("/can-bo/dang-nhap/tinh/ve").status_code == 503
    assert passwords(app) == before


def test_an_activation_code_is_not_used_up(told, visitor):
    answer = visitor.answer("/can-bo/kich-hoat", {"code": "x", "new": "một mật khẩu dài, khác"})
    assert (answer.status_code, ONLY_READ in answer.text) == (503, True)


def test_an_officer_proves_anew_ends_other_sessions_and_leaves(told, visitor, app):
    with time_machine.travel(AFTERNOON, tick=True):
        visitor.answer("/can-bo/dang-nhap", {"username": "tiepnhan", "password": PASSWORD})
        again = visitor.answer("/can-bo/xac-nhan-lai", {"password": PASSWORD})
        own = visitor.get("/can-bo/phien")
        others = visitor.post("/can-bo/phien/ket-thuc-phien-khac")
        visitor.page = own
        out = visitor.post("/can-bo/dang-xuat")
    assert [each.status_code for each in (again, others, out)] == [302, 302, 302]
    with app.app_context():
        assert db.session.scalar(select(LogHead.size)) == told.kept

"""Papers stated with an act: asked for, kept, shown to the head, handed out, in the history."""

import json
from io import BytesIO

import pytest
from flask import Flask

from feedback.vault.store import FileStore
from tests.client import texts
from tests.integration.office.complaints import assigned_complaint
from tests.integration.office.conftest import Office
from tests.papers import PDF, SCAN, upload
from tests.worlds import stories

STATED = {"criteria": ["places"], "reason": "Phải xác minh ở hai nơi."}


def assign(app: Flask) -> int:
    return assigned_complaint(Office(app))


beginning, case = stories(case=assign)


def propose(office, case, **fields):
    return office.act("xacminh", "2026-08-10", case, "determine_complex", **STATED, **fields)


def test_the_period_is_not_lengthened_without_the_document(office, case):
    answer = propose(office, case)
    assert answer.status_code == 422
    assert "Bạn chưa chọn tệp: Văn bản xác định vụ việc phức tạp." in texts(answer.text)
    assert "Phải xác minh ở hai nơi." in answer.text
    assert office.one("select count(*) from proposal where decided_at is null") == 0


def test_the_document_reaches_the_head_and_the_file(office, case):
    assert propose(office, case, determination=upload()).status_code == 302
    with office.desk("chutichxa", "2026-08-10", 10) as head:
        assert SCAN.name in head.get("/can-bo/cho-quyet").text
        path = f"/can-bo/ho-so/{case}/tep/{SCAN.sha256}"
        paper = head.get(path)
        assert paper.data == PDF
        assert "attachment" in paper.headers["Content-Disposition"]
    assert office.approve("chutichxa", "2026-08-10").status_code == 302
    with office.desk("xacminh", "2026-08-11") as officer:
        page = officer.get(f"/can-bo/vu-viec/{case}").text
        assert f"/tep/{SCAN.sha256}" in page


def test_the_history_keeps_the_hash_of_the_document(office, case):
    propose(office, case, determination=upload())
    office.approve("chutichxa", "2026-08-10")
    said = office.one(
        "select convert_from(body, 'utf8') from entry"
        " where type = 'complexity_determined' order by index desc limit 1"
    )
    assert json.loads(said)["data"]["files"] == [SCAN.sha256]


def test_on_the_disk_it_can_be_read_by_nobody(office, case, settings):
    """Neither while the form comes back, nor once it is stated, nor by the hash of its content."""
    with office.desk("xacminh", "2026-08-10") as officer:
        path = f"/can-bo/ho-so/{case}/determine_complex"
        officer.answer(path, {"reason": "x", "determination": upload()})
        assert SCAN.name in officer.page.text
        assert open_on_disk(settings) == []
        officer.post(path, STATED)
    assert office.one("select count(*) from stated_file where sha256 = :s", s=SCAN.sha256) == 1
    assert open_on_disk(settings) == []
    kept = FileStore(settings.files_dir)
    assert not kept.path(SCAN.sha256).exists()
    assert kept.path(office.one("select stored_as from stated_file")).exists()
    assert list(settings.waiting_dir.rglob("*.*")) == []


def open_on_disk(settings):
    files = [path for path in settings.data_dir.rglob("*") if path.is_file()]
    return [path for path in files if PDF in path.read_bytes()]


def test_a_form_that_comes_back_keeps_the_document_chosen(office, case):
    with office.desk("xacminh", "2026-08-10") as officer:
        path = f"/can-bo/ho-so/{case}/determine_complex"
        refused = officer.answer(path, {"reason": "x", "determination": upload()})
        assert refused.status_code == 422
        assert SCAN.name in refused.text
        assert officer.post(path, STATED).status_code == 302
    assert office.one("select count(*) from stated_file where sha256 = :s", s=SCAN.sha256) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ban.exe", b"MZ", "Chưa nhận được loại tệp"),
        ("ban.pdf", b"", "rỗng"),
        ("ban.pdf", b"khong phai pdf", "không mở được như tên của nó"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_box(office, case, name, content, said):
    answer = propose(office, case, determination=(BytesIO(content), name))
    assert answer.status_code == 422
    assert said in texts(answer.text)
    assert office.one("select count(*) from stated_file") == 0


def test_a_forged_word_for_a_kept_file_stands_for_none(office, case):
    answer = propose(office, case, **{"determination-kept": "abc.def"})
    assert answer.status_code == 422


def test_a_file_of_another_agency_is_not_found(office, case):
    propose(office, case, determination=upload())
    with office.desk("cbso", "2026-08-11") as stranger:
        assert stranger.get(f"/can-bo/ho-so/{case}/tep/{SCAN.sha256}").status_code == 404


def test_what_is_too_large_is_said_beside_the_box(office, case):
    most = office.app.extensions["settings"].max_file_bytes
    content = BytesIO(PDF + b"0" * most)
    answer = propose(office, case, determination=(content, "ban.pdf"))
    assert answer.status_code == 422
    assert f"lớn hơn {most // 1_000_000} MB" in texts(answer.text)

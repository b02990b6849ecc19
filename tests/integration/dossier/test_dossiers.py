"""The dossier of a case: whole, in order, numbered through, checkable, kept from who may not."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from nd30_rules import validation
from sqlalchemy import select, update

from feedback.domain.dossier import MOST_PAGES_OF_A_FILE, NO_PAGES, TOO_LONG
from feedback.domain.errors import NotFoundError
from feedback.domain.history import export
from feedback.extensions import db
from feedback.models.dossier import BoundDossier, Progress
from feedback.models.entry import Entry
from feedback.models.letter import IssuedLetter
from feedback.models.outbox import OutboxItem
from feedback.models.petition import Attachment
from feedback.models.subject import Subject
from feedback.services.files import kept_files, sent_files
from feedback.services.ground import outbox
from feedback.services.log.verification import snapshot, verify
from feedback.services.papers import dossier_files, dossier_making, dossiers
from feedback.services.papers.dossier_material import gather
from tests.integration.dossier.conftest import ASKED, a_scan, office_of
from tests.worlds import stories

PDF_A = validation.ValidationProfile.PDF_A_3U


def seal_a_notice(app):
    """A case with a photograph, a slip, and a notice that was signed and sealed."""
    with app.app_context():
        office = office_of(app)
        case = office.accepted(office.send("ảnh đất ông Hòa.jpg", a_scan()))
        office.issue()
        return case


beginning, case = stories(case=seal_a_notice)


def index(made) -> list[dict]:
    return json.loads(made.files["muc-luc.json"])["van_ban"]


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_an_independent_validator_agrees_that_it_is_fit_for_an_archive(office, case):
    made = office.made(case)
    report = validation.validate_pdf_bytes(made.pdf, profile=PDF_A)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.rules.passed > 100


def test_pages_are_numbered_through_without_gap_and_as_the_index_says(office, case):
    made = office.made(case)
    paged = [row for row in index(made) if row["trang_tu"]]
    ends = [0, *(row["trang_den"] for row in paged)]
    assert [row["trang_tu"] for row in paged] == [end + 1 for end in ends[:-1]]
    with pypdfium2.PdfDocument(made.pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    front = len(texts) - ends[-1]
    assert front == 2
    for number, said in enumerate(texts[front:], 1):
        assert f"BL {number}" in said.replace("\r", "").split("\n")
    assert made.row.pages == len(texts)


def test_a_signed_original_travels_inside_byte_for_byte(office):
    case = office.accepted()
    signed = office.issue()
    made = office.made(case)
    with made.opened as pdf:
        [(name, spec)] = list(pdf.attachments.items())
        assert spec.get_file().read_bytes() == signed
        assert spec.obj.AFRelationship == pikepdf.Name.Source
        assert [each.F for each in pdf.Root.AF] == [name]
    assert made.files[name] == signed
    said = " ".join(text_of(made.pdf).split())
    assert "Chữ ký số không còn trong các trang của tập này" in said
    assert "Bản gốc còn nguyên chữ ký của 1 văn bản" in said


def test_every_file_of_the_zip_is_the_one_whose_hash_the_index_holds(office, case):
    made = office.made(case)
    rows = index(made)
    listed = {row["tep"]: row["sha256"] for row in rows if row["tep"]}
    beside = {"DOC-TRUOC.txt", "muc-luc.json", "muc-luc.csv", "lich-su.jsonl"}
    assert set(made.files) == listed.keys() | beside
    for name, digest in listed.items():
        assert hashlib.sha256(made.files[name]).hexdigest() == digest
    table = list(csv.DictReader(io.StringIO(made.files["muc-luc.csv"].decode("utf-8-sig"))))
    assert [row["sha256"] for row in table] == [row["sha256"] for row in rows]


def test_no_file_of_the_zip_is_called_after_a_person(office, case):
    assert all(name.isascii() and "hoa" not in name.lower() for name in office.made(case).files)


def test_the_history_goes_along_as_it_was_hashed(office, case):
    files = list(export.files(office.made(case).files["lich-su.jsonl"].decode()))
    kinds = [entries[0].kind for entries in files]
    assert kinds == ["case", "petition"]
    assert files[0][-1].type == "dossier_requested"


def test_equal_material_gives_equal_bytes(office, case):
    session = db.session()
    subject = session.get_one(Subject, case)

    def once():
        material = gather(session, subject, ASKED)
        return dossier_files.make(material, ASKED, lambda *_: None)

    assert once() == once()


def test_the_making_stands_in_the_history_with_both_hashes(office, case):
    made = office.made(case)
    rows = db.session.scalars(select(Entry).where(Entry.type.like("dossier_%"))).all()
    assert [row.type for row in rows] == ["dossier_requested", "dossier_made"]
    assert made.row.pdf_sha256.encode() in rows[1].body
    assert made.row.zip_sha256.encode() in rows[1].body
    with snapshot(db.engine) as connection:
        assert verify(connection, checkpoints=None, public_key=None).findings == []


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("inspector", True),
        ("commune_head", True),
        ("second_officer", True),
        ("commune_officer", False),
        ("department_head", False),
        ("department_officer", False),
        ("province_head", False),
    ],
)
def test_inspectors_and_the_head_and_case_officers_of_the_holder_may_have_it(
    office, province, case, who, may
):
    actor = getattr(province, who)
    if may:
        assert office.made(case, actor).row.progress is Progress.MADE
        return
    with pytest.raises(NotFoundError):
        dossiers.ask(case, actor, ASKED)
    with pytest.raises(NotFoundError):
        dossiers.newest(db.session(), actor, case)


def test_asking_twice_while_one_is_under_way_means_that_one(office, province, case):
    first = dossiers.ask(case, province.commune_head, ASKED)
    assert dossiers.ask(case, province.inspector, ASKED) == first
    dossier_making.make(first, ASKED)
    dossier_making.make(first, ASKED + timedelta(hours=1))
    assert office.newest(case).row.made_at == ASKED
    assert dossiers.ask(case, province.commune_head, ASKED) != first


def unreadable() -> bytes:
    return b"%PDF-1.7\nthis is no document\n%%EOF"


def locked() -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
    return written.getvalue()


def long() -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(MOST_PAGES_OF_A_FILE + 1):
            pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()


def acting() -> bytes:
    """One that runs a script, opens another and calls home when it is opened."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.launchURL('http://example.invalid')"
        )
        pdf.save(written)
    return written.getvalue()


def bomb() -> bytes:
    """A picture of ten thousand by ten thousand dots in a few bytes."""
    from PIL import Image  # noqa: PLC0415 - only where a picture is wanted

    written = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "note"),
    [
        ("unreadable.pdf", unreadable, NO_PAGES),
        ("locked.pdf", locked, NO_PAGES),
        ("long.pdf", long, TOO_LONG),
        ("acting.pdf", acting, ""),
        ("bomb.png", bomb, NO_PAGES),
    ],
)
def test_a_file_that_cannot_be_shown_costs_its_own_pages_only(office, name, make, note):
    content = make()
    made = office.made(office.accepted(office.send(name, content)))
    [row] = [row for row in index(made) if "-tep." in row["tep"]]
    assert row["ghi_chu"] == note
    assert bool(row["trang_tu"]) is (note == "")
    assert made.files[row["tep"]] == content
    assert validation.validate_pdf_bytes(made.pdf, profile=PDF_A).is_compliant
    assert b"JavaScript" not in made.pdf


def test_what_no_page_can_show_goes_into_the_zip_alone(office):
    sound = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 500
    made = office.made(office.accepted(office.send("lời kể.mp3", sound)))
    [row] = [row for row in index(made) if row["tep"].endswith(".mp3")]
    assert (row["trang_tu"], row["ghi_chu"]) == (0, NO_PAGES)
    assert made.files[row["tep"]] == sound


def test_a_file_changed_on_disk_is_named_and_left_out(office, case, scan):
    petition = db.session.scalars(select(Attachment.petition_id)).one()
    sealed = sent_files.sealed(db.session(), petition, hashlib.sha256(scan).hexdigest())
    kept = office.store.path(sealed.stored_as)
    kept.write_bytes(kept.read_bytes() + b" ")
    made = office.made(case)
    [row] = [row for row in index(made) if row["ghi_chu"].startswith("Tệp trong kho")]
    assert row["tep"] == ""
    assert row["sha256"] == hashlib.sha256(scan).hexdigest()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"signed_at": None, "signed_sha256": None, "issued_at": None, "issued_sha256": None},
         "Chưa ban hành"),
        ({"issued_at": None, "issued_sha256": None, "voided_at": ASKED, "void_reason": "sai số"},
         "Số đã hủy: sai số"),
    ],
    ids=["approved and rendered, not sealed", "its number voided"],
)  # fmt: skip
def test_a_document_not_in_force_is_listed_and_has_no_page(office, case, changes, said):
    db.session.execute(
        update(IssuedLetter).where(IssuedLetter.name == "acceptance_notice").values(**changes)
    )
    db.session.commit()
    made = office.made(case)
    [row] = [row for row in index(made) if row["so_ky_hieu"] == "01/TB-UBND"]
    assert (row["trang_tu"], row["tep"], row["ghi_chu"]) == (0, "", said)
    with made.opened as pdf:
        assert not list(pdf.attachments)


def test_a_failure_is_seen_keeps_how_far_it_came_and_is_tried_again(
    office, province, case, monkeypatch
):
    item = dossiers.ask(case, province.commune_head, ASKED)
    full = OSError(28, "no space left")
    with monkeypatch.context() as patched:
        patched.setattr(type(office.store), "keep_as", lambda *_: (_ for _ in ()).throw(full))
        with pytest.raises(OSError, match="no space"):
            dossier_making.make(item, ASKED)
    row = the_row(case)
    assert "no space" in row.failure
    assert row.progress is Progress.WAITING
    assert row.done == row.total > 0
    dossier_making.make(item, ASKED + timedelta(minutes=1))
    assert (the_row(case).progress, the_row(case).failure) == (Progress.MADE, "")


def test_one_too_large_is_given_up_and_says_why(office, province, case, monkeypatch):
    monkeypatch.setattr(dossier_files, "MOST_BYTES", 10)
    item = dossiers.ask(case, province.commune_head, ASKED)
    dossier_making.make(item, ASKED)
    row = the_row(case)
    assert row.progress is Progress.FAILED
    assert "vượt quá" in row.failure
    assert db.session.get_one(OutboxItem, item).failed_at == ASKED
    monkeypatch.undo()
    assert office.made(case).row.progress is Progress.MADE


def test_a_dossier_changed_on_disk_is_not_handed_out(office, case):
    made = office.made(case)
    path = office.store.path(kept_files.sealed(db.session(), case, made.row.pdf_sha256).stored_as)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(dossiers.DamagedDossierError):
        dossiers.content(made.row, made.row.pdf_sha256)
    with pytest.raises(NotFoundError):
        dossiers.content(made.row, hashlib.sha256(b"another").hexdigest())


def test_the_job_knows_a_dossier_from_a_document(office, province, case):
    item = dossiers.ask(case, province.commune_head, ASKED)
    assert outbox.wanted(item) == "dossier"
    letters = select(OutboxItem.id).where(OutboxItem.key.like("letter-%")).limit(1)
    assert outbox.wanted(db.session.scalars(letters).one()) == "letter"


def test_the_command_writes_both_files(app, office, case, tmp_path):
    done = app.test_cli_runner().invoke(
        args=["dossier", "export", "VV-2026-00001", "--into", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
    assert zipfile.is_zipfile(tmp_path / "VV-2026-00001.zip")
    report = validation.validate_pdf_bytes(
        (tmp_path / "VV-2026-00001.pdf").read_bytes(), profile=PDF_A
    )
    assert report.is_compliant
    unknown = app.test_cli_runner().invoke(
        args=["dossier", "export", "VV-2026-00009", "--into", str(tmp_path)]
    )
    assert unknown.exit_code == 1


def the_row(subject: int) -> BoundDossier:
    db.session.rollback()
    db.session.expire_all()
    newest = select(BoundDossier).where(BoundDossier.subject_id == subject)
    return db.session.scalars(newest.order_by(BoundDossier.id.desc()).limit(1)).one()

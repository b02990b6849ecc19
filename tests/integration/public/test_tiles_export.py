"""The log published as tiles: the signed root comes out of the files, and no entry is in them."""

import pytest
from sqlalchemy import select

from feedback.domain.history.checkpoint import open_checkpoint
from feedback.domain.history.merkle import leaf_hash, root_of
from feedback.domain.history.tlog_proof import read_proof
from feedback.extensions import db
from feedback.models.entry import Entry
from feedback.vault.codes import new_code
from tests.integration.inspection.conftest import superuser, tamper
from tests.integration.public.proven import lodge, pinned, receipt, seal

__all__ = ["lodge", "pinned", "receipt", "seal", "superuser", "tamper"]


@pytest.fixture
def export(app, receipt, tmp_path):
    """Of the five entries of the log."""

    def run():
        return app.test_cli_runner().invoke(args=["history", "tiles", str(tmp_path / "log")])

    return run


@pytest.fixture
def written(tmp_path):
    def read():
        folder = tmp_path / "log"
        found = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in found}

    return read


def test_the_signed_root_is_derived_from_the_files(app, export, written, pinned):
    done = export()
    found = written()
    assert done.exit_code == 0, done.output
    assert set(found) == {"checkpoint", "tile/0/000.p/5"}
    tile = found["tile/0/000.p/5"]
    leaves = [tile[start : start + 32] for start in range(0, len(tile), 32)]
    head = open_checkpoint(found["checkpoint"].decode(), pinned)
    assert (head.size, head.root) == (5, root_of(leaves))
    with app.app_context():
        bodies = db.session.scalars(select(Entry.body).order_by(Entry.index)).all()
    assert leaves == [leaf_hash(body) for body in bodies]


def test_a_log_that_grew_is_written_over_and_earlier_tiles_stay(export, written, lodge, seal):
    export()
    before = written()
    lodge(code=new_code())
    seal()
    assert export().exit_code == 0
    after = written()
    assert after["tile/0/000.p/5"] == before["tile/0/000.p/5"]
    assert after["tile/0/000.p/6"].startswith(before["tile/0/000.p/5"])
    assert after["checkpoint"] != before["checkpoint"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE entry SET leaf = decode(repeat('00', 32), 'hex') WHERE index = 1",
         "không khớp với lần niêm phong mới nhất"),
        ("UPDATE log_checkpoint SET note = replace(note, 'history', 'histoire')",
         "không do khóa này ký"),
    ],
    ids=["a leaf", "a note"],
)  # fmt: skip
def test_a_log_that_was_changed_is_not_published(export, written, tamper, change, said):
    tamper(change.split()[1], change)
    refused = export()
    assert refused.exit_code == 1
    assert said in refused.output
    assert written() == {}


def test_a_log_cut_off_does_not_replace_what_was_published(export, written, tamper):
    export()
    before = written()
    tamper("log_checkpoint", "DELETE FROM log_checkpoint WHERE size = 5")
    refused = export()
    assert refused.exit_code == 1
    assert "không khớp với bản đã xuất trước đây (5 mục)" in refused.output
    assert written() == before


def test_without_a_head_there_is_nothing_to_publish(app, tmp_path):
    refused = app.test_cli_runner().invoke(args=["history", "tiles", str(tmp_path / "log")])
    assert refused.exit_code == 1
    assert "Chưa niêm phong lần nào" in refused.output


def test_a_path_from_the_tiles_is_the_one_in_the_receipt(export, written, receipt):
    """Right of the third leaf stands the fourth, left of both the first two."""
    export()
    tile = written()["tile/0/000.p/5"]
    leaves = [tile[start : start + 32] for start in range(0, len(tile), 32)]
    assert read_proof(receipt).path == (leaves[3], root_of(leaves[:2]))

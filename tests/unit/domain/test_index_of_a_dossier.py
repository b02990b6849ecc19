"""The index of a dossier: pages without gap, names without people, cells without formulas."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from feedback.domain.dossier import LOST, Piece, Sort, index_csv, paged

AT = datetime(2026, 8, 3, tzinfo=UTC)


def piece(title: str = "Đơn", **changes) -> Piece:
    values = {"sort": Sort.FILE, "title": title, "at": AT, "day": date(2026, 8, 3), "sha256": "ab"}
    return Piece(**values | changes)


@pytest.mark.parametrize(
    ("counts", "pages"),
    [
        ((1, 1, 1), ("1", "2", "3")),
        ((3, 0, 2), ("1–3", "", "4–5")),
        ((0, 0, 1), ("", "", "1")),
        ((), ()),
    ],
)
def test_pages_follow_one_another_past_what_has_none(counts, pages):
    found = paged([piece() for _ in counts], counts)
    assert tuple(each.pages for each in found) == pages


@pytest.mark.parametrize(
    ("sort", "media_type", "name"),
    [
        (Sort.DOCUMENT, "application/pdf", "007-van-ban.pdf"),
        (Sort.FILE, "image/jpeg", "007-tep.jpg"),
        (Sort.FILE, "application/x-unheard-of", "007-tep.bin"),
        (Sort.PETITION, "application/pdf", "007-don.pdf"),
    ],
)
def test_a_file_is_called_by_its_place_and_what_it_is(sort, media_type, name):
    assert piece("Ông Hòa.pdf", sort=sort, media_type=media_type, number=7).name == name


@pytest.mark.parametrize(
    ("changes", "kept"),
    [({}, True), ({"sealed": True}, False), ({"note": LOST}, False), ({"sha256": ""}, False)],
    ids=["usual", "sealed", "lost", "without a file"],
)
def test_only_what_is_whole_and_nobodys_secret_goes_along(changes, kept):
    assert piece(**changes).kept is kept


@pytest.mark.parametrize(
    "title",
    [
        "=HYPERLINK(1)",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "＝1",
        "＋1",
        "－1",
        "＠A",
    ],
)
def test_no_cell_of_the_table_is_a_formula(title):
    rows = list(csv.reader(io.StringIO(index_csv([piece(title)]).decode("utf-8-sig"))))
    assert rows[1][3] == f"'{title}"

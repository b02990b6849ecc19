"""One file's history: whole, or red with the first entry that is not as it was written."""

import re

import pytest

from feedback.domain.petitions import Kind
from tests.integration.inspection.conftest import Room
from tests.papers import SCAN
from tests.worlds import stories


def make_complex(app):
    """A case that was made complex, so that a date moved."""
    room = Room(app)
    case = room.accepted()
    room.act("commune_head", "2026-08-07", case, "assign", officer="xacminh")
    room.approved("2026-08-10", case, "determine_complex", criteria="evidence", reason="Giám định.",
                  determination=SCAN.stated)  # fmt: skip
    return case


beginning, case = stories(case=make_complex)


def test_a_sound_file_says_so_with_the_hour(room, case):
    page = room.see(f"/thanh-tra/ho-so/{case}").text
    assert re.search(
        r"proof--sound.*Chuỗi sự kiện nguyên vẹn \(\d+ mục\), kiểm tra lúc \d\d:\d\d", page
    )
    assert "Kiểm tra lại" in page
    assert "Chưa có điểm kiểm tra đã ký nào" in page


def test_every_entry_tells_who_what_by_which_article_and_what_moved(room, case):
    page = room.see(f"/thanh-tra/ho-so/{case}").text
    assert "VV-2026-00001" in page
    assert "Trần Quang Minh, Ủy ban nhân dân xã Tiên Yên" in page
    assert "Người được giao: Đặng Văn Sáu, Ủy ban nhân dân xã Tiên Yên" in page
    assert "Căn cứ: Điều 29 Luật Khiếu nại 02/2011/QH13" in page
    assert "07/09/2026 thành 21/09/2026" in page
    assert "Vì sao hạn 07/09/2026: Giải quyết khiếu nại lần đầu" in page
    assert "Vì sao hạn 21/09/2026: Giải quyết khiếu nại lần đầu" in page
    assert "vì vụ việc phức tạp, căn cứ Văn bản ghi nhận số 01/GN-UBND" in page
    assert "Tính lại từ lịch sử không ra ngày đã ghi" not in page
    assert "Văn bản: Thông báo thụ lý, số 01/TB-UBND" in page
    assert 'class="present"' in page
    assert "Ngày 06/08/2026 là ngày 0" in page
    assert "LKN-2026" in page


def test_the_way_it_took_is_marked_and_told_in_words(room, case):
    page = room.see(f"/thanh-tra/ho-so/{case}").text
    drawing = re.search(r'<svg role="img".*?</svg>', page, re.DOTALL).group(0)
    assert drawing.count('class="run taken"') == 1
    assert '<text class="act taken"' in drawing
    table = re.search(r"Các hành động đã làm</caption>.*?</table>", page, re.DOTALL).group(0)
    _, *rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    told = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in rows]
    assert [" ".join(words[:2]) for words in told] == [
        "1 06/08/2026", "2 07/08/2026", "3 10/08/2026",
    ]  # fmt: skip
    assert "giữ nguyên bước" in rows[2]
    assert "Đặng Văn Sáu" not in rows[2]
    assert "Người đứng đầu" in rows[2]
    assert "Điều 3a Nghị định 124/2020/NĐ-CP" in rows[2]
    assert "accepted -&gt; verifying" in page
    assert "penwidth=3" in page


def test_a_case_under_the_older_text_is_drawn_by_the_table_that_governs_it(room):
    """What a transition clause took over is in the drawing of today, and named with its article."""
    case = room.accepted("2026-06-08", "2026-06-11")
    page = room.see(f"/thanh-tra/ho-so/{case}", day="2026-06-30").text
    assert "tạm đình chỉ giải quyết" not in page
    page = room.see(f"/thanh-tra/ho-so/{case}", day="2026-07-01").text
    assert "Bảng áp dụng: bản LKN-2012, với các hành động do bản LKN-2026" in page
    assert "tạm đình chỉ giải quyết" in page
    assert "khoản 1 Điều 22 Nghị định 155/2026/NĐ-CP" in page


def test_the_petition_and_its_case_lead_to_one_another(room, case):
    page = room.see(f"/thanh-tra/ho-so/{case}").text
    other = re.search(r'<dt>Cùng vụ việc</dt><dd><a href="([^"]+)">([^<]+)', page)
    assert other.group(2) == "QN-2026-00001"
    assert "VV-2026-00001" in room.see(other.group(1)).text


def test_one_byte_changed_is_red_and_named(room, case, tamper):
    tamper(
        "entry",
        "UPDATE entry SET body = set_byte(body, 20, (get_byte(body, 20) + 1) % 128) WHERE index ="
        " (SELECT e.index FROM entry e JOIN subject s ON s.uid = e.subject WHERE s.id = :id"
        " ORDER BY e.index OFFSET 2 LIMIT 1)",
        id=case,
    )
    page = room.see(f"/thanh-tra/ho-so/{case}")
    assert page.status_code == 200
    assert "proof--broken" in page.text
    place = re.search(r"Lịch sử đã bị thay đổi, từ mục số (\d+)", page.text).group(1)
    broken = re.search(r'<li class="broken">.*?</li>', page.text, re.DOTALL).group(0)
    assert f"Mục {place}, thứ 3 của hồ sơ" in broken


@pytest.mark.parametrize(
    ("table", "statement", "sentence"),
    [
        pytest.param(
            "subject", "UPDATE subject SET state = 'settled' WHERE id = :id",
            "trạng thái trong bảng khác với lịch sử", id="state",
        ),
        pytest.param(
            "deadline",
            "UPDATE deadline SET due_legal = due_legal + 30 WHERE subject_id = :id",
            "thời hạn trong bảng khác với lịch sử", id="due date",
        ),
        pytest.param(
            "letter", "UPDATE letter SET number = 99 WHERE subject_id = :id",
            "văn bản trong bảng khác với lịch sử", id="document",
        ),
        pytest.param(
            "entry",
            "DELETE FROM entry e USING subject s WHERE s.uid = e.subject AND s.id = :id"
            " AND e.seq = 2",
            "chờ mục thứ 2", id="entry taken out",
        ),
        pytest.param(
            "entry",
            "DELETE FROM entry e USING subject s WHERE s.uid = e.subject AND s.id = :id",
            "lịch sử không có mục nào", id="all entries taken out",
        ),
    ],
)  # fmt: skip
def test_a_row_changed_behind_the_history_is_red(room, case, tamper, table, statement, sentence):
    tamper(table, statement, id=case)
    page = room.see(f"/thanh-tra/ho-so/{case}")
    assert page.status_code == 200
    assert "proof--broken" in page.text
    assert sentence in page.text


def test_of_a_protected_file_neither_name_nor_story_is_shown(room):
    petition = room.lodge("2026-11-19", Kind.DENUNCIATION, name="Trần Thị Kín",
                          story="Tôi là Trần Thị Kín, cán bộ xã nhận tiền.")  # fmt: skip
    page = room.see(f"/thanh-tra/ho-so/{petition}").text
    assert "Danh tính được bảo vệ" in page
    assert "Cam kết nội dung đơn" in page
    assert "Kín" not in page


def test_a_file_that_does_not_exist_is_not_found(room):
    assert room.see("/thanh-tra/ho-so/999999").status_code == 404
    assert room.see("/thanh-tra/ho-so/abc").status_code == 404


@pytest.mark.parametrize("username", ["tiepnhan", "chutichxa", "chutichtinh", "daibieu"])
def test_nobody_but_inspectors_reads_a_history(room, case, username):
    assert room.see(f"/thanh-tra/ho-so/{case}", username).status_code == 403


def test_a_history_costs_few_statements(room, case, statements):
    with room.looking("thanhtra") as visitor:
        visitor.get(f"/thanh-tra/ho-so/{case}")
        statements()
        visitor.get(f"/thanh-tra/ho-so/{case}")
        sent = statements()
    assert len(sent) <= 9, "\n\n".join(sent)

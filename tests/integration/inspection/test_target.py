"""The nine cells: each figure from the facts of a period, each opening the files it counts."""

import re
from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import text

from feedback.domain.figures import Period
from feedback.domain.petitions import Kind
from feedback.domain.suppression import Reading
from feedback.domain.targets import CELLS
from feedback.extensions import db
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.queries.populations.asked import Asked
from feedback.queries.populations.catalogue import POPULATIONS
from feedback.queries.statistics import board, members
from feedback.services.subject.subjects import facts_of
from feedback.services.time.clocks import Clocks
from feedback.workflows.core import Opening
from feedback.workflows.guards.enforcement import changes_something
from tests.factories import at
from tests.papers import SCAN

YEAR = "tu=2026-01-01&den=2026-11-20"
TODAY = date(2026, 11, 20)
PERIOD = Period(date(2026, 1, 1), TODAY)


def figures(room, period=PERIOD, today=TODAY, idle_since=date(2026, 11, 6)):
    with room.app.app_context():
        found = board(db.session(), period, today, idle_since, Reading.WHOLE)
    return {each.measure.name: each for cell in found.cells for each in cell.figures}


def count(room, name, **asked):
    figure = figures(room, **asked)[name]
    return figure.now.hits, figure.now.total


def test_a_decision_of_the_head_in_time_counts_and_a_late_one_does_not(room):
    room.accepted("2026-08-03", "2026-08-06")
    room.accepted("2026-08-03", "2026-08-28")
    assert count(room, "decided", today=date(2026, 9, 3)) == (1, 2)


def test_a_complaint_against_discipline_waits_for_the_head_as_well(room):
    room.lodge("2026-08-03", Kind.DISCIPLINE_COMPLAINT)
    assert count(room, "decided") == (0, 1)


def test_a_complaint_against_discipline_counts_among_dialogues(room):
    case = room.accepted()
    with room.app.app_context():
        kind = "update subject set kind = 'complaint_discipline' where id = :id"
        db.session.execute(text(kind), {"id": case})
        settled = "update legal_case set settled_on = '2026-09-01' where id = :id"
        db.session.execute(text(settled), {"id": case})
        db.session.commit()
    assert count(room, "dialogue") == (0, 1)


def test_a_decision_that_is_not_due_yet_is_not_asked_about(room):
    room.lodge("2026-11-19")
    assert count(room, "decided") == (0, 0)


def test_a_decision_overdue_and_never_made_counts_against_the_head(room):
    room.lodge("2026-08-03")
    assert count(room, "decided") == (0, 1)


def test_a_file_is_in_time_only_when_no_clock_of_it_was_missed(room):
    petition = room.lodge("2026-08-03", Kind.REPORT)
    assert count(room, "in_time", today=date(2026, 8, 10)) == (0, 0)
    assert count(room, "in_time") == (0, 1)
    other = room.lodge("2026-08-03", Kind.REPORT)
    for each, day in ((petition, "2026-09-30"), (other, "2026-08-05")):
        room.act("receptionist", day, each, "join",
                 original="QN-2026-00001" if each == other else "QN-2026-00002",
                 reason="Trùng.")  # fmt: skip
    assert count(room, "in_time") == (1, 2)


#: What is settled, whether it leaves something to carry out, and whether that was done.
@pytest.mark.parametrize(
    ("said", "done", "found"),
    [
        pytest.param({"ruling": "amend"}, False, (0, 1), id="amended, not carried out"),
        pytest.param({"ruling": "amend"}, True, (1, 1), id="amended and carried out"),
        pytest.param({"ruling": "keep"}, False, (0, 0), id="kept: nothing to carry out"),
        pytest.param({"ruling": "keep", "compensation": "5 triệu"}, False, (0, 1), id="damages"),
        pytest.param({"discipline_ruling": "keep"}, False, (0, 0), id="discipline kept"),
        pytest.param({"verdict": "wrong"}, False, (0, 0), id="second on discipline: wrong"),
        pytest.param({"verdict": "partly"}, False, (0, 1), id="second on discipline: partly right"),
    ],
)
def test_decisions_in_force_are_counted_by_whether_they_were_carried_out(room, said, done, found):
    """The same acts are asked of the law's condition: figure and closing agree."""
    case = in_force(room, {"verdict": "right"} | said)
    if done:
        room_act(room, case, "confirm_enforced", {"enforcement_result": "Đã chi trả."})
    assert count(room, "executed") == found
    with room.app.app_context():
        facts = facts_of(db.session(), db.session.get_one(Case, case))
        assert changes_something(facts) is bool(found[1])


def test_a_first_decision_complained_about_again_is_not_asked_about(room, tamper):
    case = in_force(room, {"ruling": "amend"})
    other = room.accepted("2026-09-03", "2026-09-07")
    tamper("legal_case", "UPDATE legal_case SET follows_id = :first WHERE id = :id",
           first=case, id=other)  # fmt: skip
    assert count(room, "executed") == (0, 0)


def test_a_decision_not_yet_in_force_is_not_asked_about(room):
    in_force(room, {"ruling": "amend"})
    assert count(room, "executed", today=date(2026, 10, 1)) == (0, 0)


def in_force(room, said):
    """A case settled on 1 September 2026, its decision in force since 1 October."""
    case = room.accepted("2026-08-03", "2026-08-06")
    room_act(room, case, "settle", said)
    with room.app.app_context():
        clocks = Clocks(db.session(), db.session.get_one(Case, case))
        clocks.open(
            [Opening("KN1-DECISION-IN-FORCE", date(2026, 9, 1), waits=True)], at("2026-09-01")
        )
        db.session.commit()
    return case


def room_act(room, case, action, said):
    """An act as its row alone: what figures read."""
    with room.app.app_context():
        now = at("2026-09-01")
        act = PerformedAct(
            subject_id=case, action=action, happened_on=date(2026, 9, 1), recorded_at=now,
            actor_role="head", basis="", data=said,
        )  # fmt: skip
        db.session.add(act)
        db.session.commit()


def test_new_petitions_are_compared_with_the_same_days_a_year_before(room):
    for day in ("2025-03-01", "2025-11-20", "2026-03-01", "2026-03-02", "2026-03-03"):
        room.lodge(day, Kind.REPORT)
    room.lodge("2025-11-21", Kind.REPORT)
    figure = figures(room)["new"]
    assert (figure.now.hits, figure.before.hits) == (3, 2)
    assert figure.change == 50
    assert figure.reached is False


def test_a_duplicate_joined_to_an_earlier_petition_is_not_new(room):
    room.lodge("2026-08-03", Kind.REPORT)
    double = room.lodge("2026-08-04", Kind.REPORT)
    room.act(
        "receptionist", "2026-08-05", double, "join", original="QN-2026-00001", reason="Trùng."
    )
    assert count(room, "new") == (1, 1)


@pytest.mark.parametrize(("people", "found"), [(4, 0), (5, 1), (300, 1)])
def test_five_people_are_a_crowd(room, people, found):
    room.lodge("2026-08-03", Kind.REPORT, people=people)
    assert count(room, "mass") == (found, found)


def test_a_case_determined_complex_counts_in_the_period_of_the_act(room):
    case = room.accepted()
    room.approved("2026-08-10", case, "determine_complex", criteria="evidence", reason="Giám định.",
                  determination=SCAN.stated)  # fmt: skip
    assert count(room, "complex") == (1, 1)
    assert count(room, "complex", period=Period(date(2026, 9, 1), TODAY)) == (0, 0)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        pytest.param(date(2026, 10, 9), 0, id="on the last day of twice the period"),
        pytest.param(date(2026, 10, 10), 1, id="the day after"),
    ],
)
def test_a_case_is_prolonged_once_twice_its_period_is_over(room, last, found):
    """Accepted on 6 August, due on 7 September: twice 32 days end on 9 October."""
    room.accepted("2026-08-03", "2026-08-06")
    period = Period(date(2026, 1, 1), last)
    assert count(room, "prolonged", period=period) == (found, found)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        pytest.param(date(2026, 9, 7), 0, id="the last day"),
        pytest.param(date(2026, 9, 8), 1, id="the day after"),
    ],
)
def test_a_file_is_overdue_from_the_day_after_its_date(room, last, found):
    room.accepted("2026-08-03", "2026-08-06")
    period = Period(date(2026, 1, 1), last)
    assert count(room, "overdue", period=period) == (found, found)
    assert count(room, "past_legal_date", period=period) == (found, found)
    assert count(room, "long_overdue", period=period) == (0, 0)


def test_a_target_of_ours_that_is_missed_is_overdue_but_breaks_no_law(room, tamper):
    room.accepted("2026-08-03", "2026-08-06")
    tamper("deadline", "UPDATE deadline SET limit_id = 'KNPA-RESOLVE' WHERE rule = 'KN1-RESOLVE'")
    assert count(room, "overdue") == (1, 1)
    assert count(room, "past_legal_date") == (0, 0)


def test_forty_five_days_overdue_are_long(room):
    room.accepted("2026-08-03", "2026-08-06")
    assert count(room, "long_overdue", period=Period(date(2026, 1, 1), date(2026, 10, 21))) == (
        0,
        0,
    )
    assert count(room, "long_overdue", period=Period(date(2026, 1, 1), date(2026, 10, 22))) == (
        1,
        1,
    )


def test_a_file_nobody_touched_for_ten_working_days_is_idle(room):
    case = room.accepted("2026-08-03", "2026-08-06")
    fresh = room.lodge("2026-11-10", Kind.REPORT)
    assert fresh
    assert count(room, "idle") == (1, 1)
    room.act("commune_head", "2026-11-09", case, "assign", officer="xacminh")
    assert count(room, "idle") == (0, 0)


def test_a_suspended_file_is_not_idle(room):
    case = room.accepted("2026-08-03", "2026-08-06")
    room.approved("2026-08-10", case, "suspend", ground="Điều 11a", reason="Chờ giám định.")
    assert count(room, "idle") == (0, 0)


def test_shuttling_is_counted_from_the_second_handing_on(room):
    petition = room.lodge("2026-08-03", Kind.REPORT)
    add = text(
        "INSERT INTO act (subject_id, action, happened_on, recorded_at, actor_role, basis, data)"
        " VALUES (:id, :action, '2026-08-05', now(), 'head', '',"
        " jsonb_build_object('agency', CAST(:to AS text)))"
    )
    for action, to in (("classify", "A"), ("classify", "A"), ("transfer", "B"), ("transfer", "C")):
        assert count(room, "shuttled") == (0, 0)
        with room.app.app_context():
            db.session.execute(add, {"id": petition, "action": action, "to": to})
            db.session.commit()
    assert count(room, "shuttled") == (1, 1)


def test_suspended_days_stand_beside_the_figures(room):
    case = room.accepted("2026-08-03", "2026-08-06")
    room.approved("2026-08-10", case, "suspend", ground="Điều 11a", reason="Chờ giám định.")
    with room.app.app_context():
        guards = board(db.session(), PERIOD, TODAY, date(2026, 11, 6), Reading.WHOLE).guards
    found = {each.measure.name: (each.now.hits, each.now.total) for each in guards}
    assert found["suspended_time"] == ((TODAY - date(2026, 8, 10)).days + 1,
                                       (TODAY - date(2026, 8, 6)).days + 1)  # fmt: skip


def test_every_figure_counts_exactly_the_files_it_opens(room):
    case = room.accepted("2026-08-03", "2026-08-06")
    room.approved("2026-08-10", case, "determine_complex", criteria="evidence", reason="Giám định.",
                  determination=SCAN.stated)  # fmt: skip
    room.lodge("2026-09-01", Kind.REPORT, people=30)
    room.lodge("2026-11-10", Kind.DENUNCIATION)
    found = figures(room)
    asked = Asked(PERIOD, TODAY, date(2026, 11, 6))
    with room.app.app_context():
        for name in POPULATIONS:
            rows = members(db.session(), found[name].measure, asked, confidential=True).rows
            assert (sum(row.hit for row in rows), len(rows)) == (
                found[name].now.hits, found[name].now.total,
            ), name  # fmt: skip


# Pages


def test_all_nine_cells_say_that_their_wording_is_not_verified(room):
    page = room.see(f"/thanh-tra/muc-tieu?{YEAR}").text
    assert page.count("câu chữ chưa kiểm chứng") == len(CELLS)
    for cell in CELLS:
        assert cell.label in page


def test_what_cannot_be_computed_says_so_and_shows_no_number(room):
    page = room.see(f"/thanh-tra/muc-tieu?{YEAR}").text
    for why in ("chưa có sổ tiếp công dân trong hệ thống", "chưa hỏi ý kiến người gửi đơn",
                "chưa nhận số liệu từ tòa án"):  # fmt: skip
        assert f"Chưa tính được: {why}" in page
    hot = re.search(r'<li class="cell"><h3><span class="code">K3.*?</ul></li>', page, re.DOTALL)
    assert "amount" not in hot.group(0)


def test_a_figure_leads_to_its_files_and_they_name_nobody(room):
    room.accepted()
    with room.looking("thanhtra") as visitor:
        page = visitor.get(f"/thanh-tra/muc-tieu?{YEAR}").text
        href = re.search(r'href="(/thanh-tra/muc-tieu/K2\?[^"]+past_legal_date[^"]*)"', page)
        files = visitor.get(href.group(1).replace("&amp;", "&")).text
    assert "VV-2026-00001" in files
    assert "Nguyễn Văn Hòa" not in files
    assert "thu hồi" not in files


def test_a_share_can_be_split_into_those_that_reach_it_and_those_that_do_not(room):
    room.accepted("2026-08-03", "2026-08-06")
    path = "/thanh-tra/muc-tieu/T1?phan=decided&tu=2026-08-01&den=2026-08-31"
    assert "QN-2026-00001" in room.see(f"{path}&chi=dat").text
    assert "Không có hồ sơ nào." in room.see(f"{path}&chi=chua").text


def test_days_that_cannot_be_read_are_said_on_both_pages(room):
    for path in ("/thanh-tra/muc-tieu", "/thanh-tra/muc-tieu/G1"):
        page = room.see(f"{path}?tu=2026-03-02&den=2026-03-01")
        assert page.status_code == 422
        assert "Ngày cuối sớm hơn ngày đầu" in page.text
        assert "<title>Lỗi:" in page.text
    markup = room.see("/thanh-tra/muc-tieu?tu=<b>1</b>&den=2026-01-01")
    assert markup.status_code == 422
    assert "&lt;b&gt;1&lt;/b&gt;" in markup.text
    assert "<b>1</b>" not in markup.text


def test_what_was_typed_is_kept(room):
    page = room.see("/thanh-tra/muc-tieu?tu=30/02/2026&den=1.3.2026").text
    assert 'value="30/02/2026"' in page
    assert 'value="1.3.2026"' in page


def test_a_period_that_is_not_over_is_cut_at_today(room):
    page = room.see("/thanh-tra/muc-tieu?tu=2026-11-01&den=2026-12-31").text
    assert "Số liệu tính đến hết ngày 20/11/2026" in page


@pytest.mark.parametrize("code", ["X9", "K3", "T1?phan=receptions", "T1?phan=overdue"])
def test_a_figure_that_does_not_exist_is_not_found(room, code):
    assert room.see(f"/thanh-tra/muc-tieu/{code}").status_code == 404


@pytest.mark.parametrize(
    ("username", "figures_status", "list_status"),
    [
        pytest.param("thanhtra", 200, 200, id="inspector"),
        pytest.param("chutichxa", 200, 200, id="head"),
        pytest.param("daibieu", 200, 403, id="delegate"),
        pytest.param("tiepnhan", 403, 403, id="reception officer"),
        pytest.param("xacminh", 403, 403, id="case officer"),
    ],
)
def test_who_sees_figures_and_who_sees_lists(room, username, figures_status, list_status):
    room.lodge("2026-11-18", Kind.REPORT)
    assert room.see("/thanh-tra/muc-tieu", username).status_code == figures_status
    assert room.see("/thanh-tra/muc-tieu/G1", username).status_code == list_status


def test_a_delegate_is_given_figures_without_a_way_to_files(room):
    room.lodge("2026-11-18", Kind.REPORT)
    assert "/thanh-tra/muc-tieu/" not in room.see("/thanh-tra/muc-tieu", "daibieu").text


def test_a_head_is_not_shown_protected_files_nor_a_way_into_any(room):
    room.lodge("2026-11-18", Kind.REPORT)
    room.lodge("2026-11-19", Kind.DENUNCIATION)
    seen = room.see("/thanh-tra/muc-tieu/G1", "chutichxa").text
    assert "QN-2026-00001" in seen
    assert "QNTC" not in seen
    assert "/thanh-tra/ho-so/" not in seen
    assert "QNTC-2026-00001" in room.see("/thanh-tra/muc-tieu/G1").text


def new_files(room, username):
    """What somebody reads on the page under "new"."""
    seen = room.see(f"/thanh-tra/muc-tieu?{YEAR}", username).text
    cell = seen.partition('<span class="code">G1</span>')[2]
    return int(re.search(r'class="amount">(?:<a [^>]*>)?(\d+)', cell)[1])


def test_a_few_denunciations_stand_in_no_figure(room):
    """Who follows every file reads all; a delegate from five on; beside lists never."""
    for _ in range(2):
        room.lodge("2026-11-18", Kind.REPORT)
    readers = ("thanhtra", "daibieu", "chutichxa")
    seen = []
    for _ in range(5):
        seen.append([new_files(room, who) for who in readers])
        room.lodge("2026-11-19", Kind.DENUNCIATION)
    seen.append([new_files(room, who) for who in readers])
    assert seen == [[2, 2, 2], [3, 2, 2], [4, 2, 2], [5, 2, 2], [6, 2, 2], [7, 7, 2]]


def test_a_few_denunciations_stand_in_no_measure_that_keeps_the_figures_honest(room):
    """Clocks that came due, of files: five files of theirs, however many clocks each has."""
    room.lodge("2026-08-03", Kind.REPORT)
    seen = {reading: [] for reading in Reading}
    for _ in range(6):
        with room.app.app_context():
            for reading, totals in seen.items():
                guards = board(db.session(), PERIOD, TODAY, date(2026, 11, 6), reading).guards
                totals.append([(each.now.hits, each.now.total) for each in guards])
        room.lodge("2026-08-04", Kind.DENUNCIATION)
    whole, from_five, others = (seen[reading] for reading in Reading)
    assert all(later > earlier for earlier, later in pairwise(whole))
    assert from_five == [whole[0]] * 5 + [whole[5]]
    assert others == [whole[0]] * 6


def test_the_board_costs_few_statements(room, statements):
    with room.looking("thanhtra") as visitor:
        visitor.get(f"/thanh-tra/muc-tieu?{YEAR}")
        statements()
        visitor.get(f"/thanh-tra/muc-tieu?{YEAR}")
        sent = statements()
    assert len(sent) <= 5, "\n\n".join(sent)

"""Two editions beside one another: what was added, what was dropped, what reads otherwise."""

from dataclasses import replace
from itertools import pairwise

import pytest

from feedback.domain.roles import Role
from feedback.workflows.differences import ADDED, CHANGED, REMOVED, Difference, differences
from feedback.workflows.registry import PROCEDURES, all_editions, edition_named
from feedback.workflows.rows import LetterDue, State

OLD = edition_named("complaint_first_time", "LKN-2012")
NEW = edition_named("complaint_first_time", "LKN-2026")
#: Five days before a dialogue it is announced.
ARTICLE = "khoản 1 Điều 28 Nghị định 124/2020/NĐ-CP (sửa đổi bởi Nghị định 155/2026/NĐ-CP)"


def told(found, part, name):
    return [
        (each.how, each.field, each.old, each.new)
        for each in found
        if (each.part, each.name) == (part, name)
    ]


@pytest.mark.parametrize("edition", all_editions(), ids=lambda e: f"{e.procedure}-{e.name}")
def test_an_edition_does_not_differ_from_itself(edition):
    assert differences(edition, edition) == ()


def test_what_began_on_1_july_2026_is_told_in_the_words_of_the_law():
    """Luật 136/2025/QH15, Nghị định 155/2026/NĐ-CP."""
    found = differences(OLD, NEW)
    changes = {
        column: (was, now) for _, column, was, now in told(found, "Các bước", "invite_dialogue")
    }
    was, now = changes["Từ chối khi"]
    assert was == ("Ngày đối thoại phải sau ngày mời (Điều 30 Luật Khiếu nại 02/2011/QH13)",)
    assert f"Phải báo ít nhất 05 ngày trước ngày đối thoại ({ARTICLE})" in now
    assert changes["Căn cứ"] == (("Điều 30 Luật Khiếu nại 02/2011/QH13",), (ARTICLE,))
    assert {how for how, *_ in told(found, "Các bước", "suspend")} == {ADDED}
    assert (ADDED, "Khi", (), ("Tạm đình chỉ giải quyết",)) in told(
        found, "Văn bản", "suspension_decision"
    )
    assert told(found, "Trạng thái", "verified") == []


@pytest.mark.parametrize(
    ("older", "newer"),
    [pair for editions in PROCEDURES.values() for pair in pairwise(editions)],
    ids=lambda e: f"{e.procedure}-{e.name}",
)
def test_read_backwards_what_was_added_is_dropped_and_old_is_new(older, newer):
    mirrored = {
        Difference(
            d.part,
            "",
            d.name,
            {ADDED: REMOVED, REMOVED: ADDED}.get(d.how, d.how),
            d.field,
            d.new,
            d.old,
        )
        for d in differences(newer, older)
    }
    assert {replace(each, row="") for each in differences(older, newer)} == mirrored


def test_a_row_of_each_table_is_seen_when_it_changes():
    state = replace(NEW.states[0], task="Việc khác")
    row = replace(NEW.transitions[0], by=(Role.HEAD, Role.CASE_OFFICER))
    clock = replace(NEW.clocks[0], closed_by=(*NEW.clocks[0].closed_by, "suspend"))
    changed = replace(
        NEW,
        states=(state, *NEW.states[1:], State("paused", "Đang chờ")),
        transitions=(row, *NEW.transitions[1:]),
        clocks=(clock, *NEW.clocks[1:]),
        letters=(*NEW.letters[1:], LetterDue("reply", "send")),
    )
    found = {(each.part, each.name, each.how, each.field) for each in differences(NEW, changed)}
    assert found == {
        ("Trạng thái", "accepted", CHANGED, "Việc"),
        ("Các bước", NEW.transitions[0].action, CHANGED, "Ai làm"),
        ("Thời hạn", NEW.clocks[0].rule, CHANGED, "Dừng khi"),
        ("Văn bản", NEW.letters[0].name, REMOVED, "Khi"),
        ("Văn bản", "reply", ADDED, "Khi"),
    }

"""The way of a file: acts in their order, read by the table that governed on each day."""

from datetime import date

from feedback.workflows.drawing.draughtsman import draw
from feedback.workflows.registry import edition_named, taking_over
from feedback.workflows.way import Recorded, way

OLD = edition_named("complaint_first_time", "LKN-2012")
INTAKE = edition_named("intake", "TT05-2026")


def act(day, source, action, target):
    return Recorded(action, source, target, date.fromisoformat(day), "", "user:1")


LODGED = [
    act("2026-08-03", "", "submit", "received"),
    act("2026-08-03", "received", "classify", "classified"),
    act("2026-08-04", "classified", "record_signature", "classified"),
    act("2026-08-05", "classified", "propose_acceptance", "proposed"),
    act("2026-08-06", "proposed", "transfer", "classified"),
    act("2026-08-07", "classified", "decline", "declined"),
]


def test_each_act_is_told_in_the_words_of_the_table():
    told = [(s.number, s.title, s.source, s.target, s.stays) for s in way(INTAKE, LODGED).steps]
    assert told == [
        (1, "Đã gửi và tiếp nhận đơn", "", "Đã tiếp nhận", False),
        (2, "Phân loại và chuyển", "Đã tiếp nhận", "Đã phân loại", False),
        (3, "Ghi nhận chữ ký", "Đã phân loại", "Đã phân loại", True),
        (4, "Đề xuất thụ lý", "Đã phân loại", "Đã đề xuất thụ lý", False),
        (5, "Chuyển đơn", "Đã đề xuất thụ lý", "Đã phân loại", False),
        (6, "Không thụ lý", "Đã phân loại", "Không thụ lý", False),
    ]
    assert way(INTAKE, LODGED).steps[5].roles == "Người đứng đầu"


def test_a_state_keeps_the_number_of_every_act_that_led_to_it():
    assert way(INTAKE, LODGED).arrivals == {
        "received": (1,), "classified": (2, 5), "proposed": (4,), "declined": (6,),
    }  # fmt: skip


def test_an_act_is_read_by_the_table_of_its_day():
    """Suspension came with a clause that also reaches cases begun under the older text."""
    old, new = way(
        OLD,
        [
            act("2026-06-30", "verified", "suspend", "verified"),
            act("2026-07-01", "verified", "suspend", "verified"),
        ],
    ).steps
    assert (old.roles, new.roles) == ("", "Người đứng đầu")
    assert taking_over(OLD, date(2026, 6, 30)) == ()
    assert [each.name for each in taking_over(OLD, date(2026, 7, 1))] == ["LKN-2026"]


def test_an_act_no_table_knows_keeps_the_name_history_gave_it():
    (step,) = way(INTAKE, [act("2026-08-03", "nowhere", "settle", "elsewhere")]).steps
    assert (step.title, step.source, step.target, step.roles) == (
        "Đã ra quyết định giải quyết", "nowhere", "elsewhere", "",
    )  # fmt: skip


def test_every_arrow_knows_whose_way_it_is():
    """From a state down to the target: a run that leaves, one that arrives, nothing of others."""
    lines = draw(INTAKE).lines
    for hop in way(INTAKE, LODGED).hops:
        ours = [line for line in lines if hop in line.carries]
        assert bool(ours) == bool(hop[0]), hop
        assert not ours or any(line.arrives for line in ours), hop
    stayed = ("classified", "record_signature", "classified")
    assert not any(stayed in line.carries for line in lines)

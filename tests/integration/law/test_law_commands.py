"""``flask law``: rows and dates for programs, refusals in a sentence, and nothing ever written."""

import json

import pytest

from feedback.workflows.limits.registry import all_limits

#: The test vectors of the study of the law, as they are asked on the command line.
VECTORS = [
    ("TC-INITIAL@2019 --from 2026-11-23", "2026-12-03", "2026-12-03"),
    ("TC-INITIAL@2019 --from 2026-11-23 --without-day 2026-11-24", "2026-12-02", "2026-12-02"),
    ("KN1-ACCEPT@2012 --from 2026-06-30", "2026-07-10", "2026-07-10"),
    ("KN1-ACCEPT@2026 --from 2026-07-01", "2026-07-10", "2026-07-10"),
    ("KN1-ACCEPT@2026 --from 2026-10-02", "2026-10-13", "2026-10-13"),
    ("KN1-RESOLVE@2012 --from 2026-08-03", "2026-09-02", "2026-09-03"),
    ("TC-RESOLVE@2019 --from 2026-09-01", "2026-10-01", "2026-10-01"),
    ("TC-RESOLVE@2019 --from 2026-09-01 --complex", "2026-10-31", "2026-11-02"),
    ("TC-RESOLVE@2019 --from 2026-09-01 --specially-complex", "2026-11-30", "2026-11-30"),
    ("KN1-RESOLVE@2012 --from 2026-09-01 --remote --complex", "2026-10-31", "2026-11-02"),
    ("KN1-LODGE@2012 --from 2026-08-26", "2026-11-24", "2026-11-25"),
    ("TC-INITIAL@2019 --from 2026-02-12", "2026-03-02", "2026-03-02"),
    ("TC-INITIAL@2019 --from 2025-12-25", "2026-01-07", "2026-01-07"),
    ("VT-DISPATCH-OUTGOING@2020 --from 2026-08-21", "2026-08-22", "2026-08-22"),
    ("TCD-ONLINE-INVITE@2026 --from 2026-12-01", "2026-11-23", "2026-11-23"),
    (
        "TCD-ONLINE-INVITE@2026 --from 2026-12-01 --without-day 2026-11-24",
        "2026-11-24",
        "2026-11-24",
    ),
    # beyond the study: a pause, an addition with its document, an hour
    (
        "KN1-RESOLVE@2012 --from 2026-08-03 --pause 2026-08-10:2026-08-20",
        "2026-09-12",
        "2026-09-14",
    ),
    ("TC-RESOLVE@2019 --from 2026-09-01 --extend 30:QĐ-12", "2026-10-31", "2026-11-02"),
    (
        "PAHT-ACK-PROPOSED --from 2026-11-22T23:30",
        "2026-11-23T01:30+07:00",
        "2026-11-23T01:30+07:00",
    ),
]

REFUSED = [
    ("KHONG-CO@2026 --from 2026-08-03", "Không có quy tắc thời hạn nào mang mã “KHONG-CO@2026”."),
    ("KN1-ACCEPT@2026 --from 2026-06-30", "khoản 1 Điều 16 Nghị định 124/2020/NĐ-CP"),
    ("KN1-LODGE@2012 --from 2012-06-30", "khoản 1 Điều 9 Luật 02/2011/QH13"),
    ("TC-RESOLVE@2019 --from 2026-09-01 --extend 30", "phải có văn bản gia hạn"),
    ("TC-RESOLVE@2019 --from 2026-09-01 --extend 31:QĐ-12", "không được thêm 31 ngày"),
    ("KN1-RESOLVE@2012 --from 2026-09-01 --extend 5:QĐ-12", "Luật không cho gia hạn"),
    ("TC-INITIAL@2019 --from 2026-11-23 --pause 2026-11-24:2026-11-25", "Không có căn cứ tạm dừng"),
    ("KN1-RESOLVE@2012 --from 2026-06-01 --pause 2026-06-10:2026-06-20", "01/07/2026 theo Luật 02"),
    ("KN1-RESOLVE@2012 --from 2026-08-03 --pause 2026-08-20:2026-08-10", "không đọc được"),
    ("KN1-RESOLVE@2012 --from 2027-12-15", "Lịch ngày làm việc chưa có dữ liệu"),
    ("KN1-RESOLVE@2012 --from 2026-13-01", "Ngày “2026-13-01” không đọc được"),
    ("KN1-RESOLVE@2012 --from 2026-08-03 --without-day hôm-nay", "không đọc được"),
]


def test_all_rows_are_given_as_the_study_names_them(run):
    rows = json.loads(run("law", "deadlines", "--json").output)
    assert [row["id"] for row in rows] == [limit.id for limit in all_limits()]
    assert len(rows) == 73 + 1, "those of the study, and one of the house"
    accept = next(row for row in rows if row["id"] == "KN1-ACCEPT@2026")
    assert (accept["length"], accept["unit"], accept["direction"]) == (7, "working_days", "after")
    assert accept["guard"] == {
        "length": 10, "unit": "calendar_days",
        "why": "chưa đọc được Điều 27 Luật Khiếu nại đã sửa đổi; báo động theo mốc nào đến trước",
    }  # fmt: skip
    assert accept["citation"]["article"] == 16
    assert accept["citation"]["amended_by"] == "Nghị định 155/2026/NĐ-CP Điều 10"
    assert [row["id"] for row in rows if not row["law_applies"]] == [
        row["id"] for row in rows if row["id"].endswith("-PROPOSED")
    ]


def test_duties_that_come_back_reports_and_retention_are_rows_too(run):
    rows = json.loads(run("law", "standing").output)
    assert {name: len(kept) for name, kept in rows.items()} == {
        "recurring_duties": 8,
        "report_periods": 5,
        "retention": 6,
        "sunsets": 1,
    }


@pytest.mark.parametrize(("asked", "raw", "legal"), VECTORS, ids=[row[0] for row in VECTORS])
def test_a_due_date_is_the_one_of_the_study(run, asked, raw, legal):
    done = run("law", "due", *asked.split(), "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["due_raw"], told["due_legal"]) == (raw, legal)
    assert told["steps"][0]["words"] in told["explanation"][0]


def test_a_batch_is_answered_as_the_same_list_with_both_dates(run, tmp_path):
    asked = [
        {"id": "KN1-RESOLVE@2012", "from": "2026-09-01", "flags": ["remote", "complex"], "x": 1},
        {"id": "TC-RESOLVE@2019", "from": "2026-09-01", "flags": ["specially_complex"]},
        {"id": "TC-INITIAL@2019", "from": "2026-11-23"},
    ]
    file = tmp_path / "asked.json"
    file.write_text(json.dumps(asked))
    done = run("law", "due", "--batch", file)
    assert done.exit_code == 0
    answers = json.loads(done.output)
    assert [{k: v for k, v in row.items() if not k.startswith("due")} for row in answers] == asked
    assert [row["due_legal"] for row in answers] == ["2026-11-02", "2026-11-30", "2026-12-03"]


def test_a_batch_answers_what_it_can_and_ends_with_one_when_something_was_refused(run, tmp_path):
    file = tmp_path / "asked.json"
    file.write_text(json.dumps([{"id": "?", "from": "2026-09-01"}, "x", {"id": 1},
                                {"id": "TC-INITIAL@2019", "from": "2026-11-23"}]))  # fmt: skip
    done = run("law", "due", "--batch", file)
    assert done.exit_code == 1
    answers = json.loads(done.stdout)
    assert [row["due_legal"] for row in answers] == [None, None, None, "2026-12-03"]
    assert "3 câu hỏi bị từ chối" in done.stderr


@pytest.mark.parametrize("text", ["", "{}", "no json", '[{"id": "A", "from": "B", "flags": 1}]'])
def test_a_batch_that_is_no_list_of_questions_is_refused(run, tmp_path, text):
    file = tmp_path / "asked.json"
    file.write_text(text)
    done = run("law", "due", "--batch", file)
    assert done.exit_code == 1
    assert "Traceback" not in done.output


@pytest.mark.parametrize(("asked", "sentence"), REFUSED, ids=[row[0] for row in REFUSED])
def test_wrong_input_is_refused_in_one_sentence_with_the_article(run, asked, sentence):
    done = run("law", "due", *asked.split(), "--json")
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert sentence in json.loads(done.stdout)["error"]
    plain = run("law", "due", *asked.split())
    assert (plain.exit_code, plain.stdout) == (1, "")
    assert sentence in plain.stderr


def test_asking_what_if_writes_nothing(app, run, room, statements):
    case = room.accepted()
    statements()
    for asked, _raw, _legal in VECTORS:
        run("law", "due", *asked.split())
    run("law", "explain", case)
    run("history", "export", case)
    sent = statements()
    assert sent
    assert [sql for sql in sent if not sql.lstrip().upper().startswith(("SELECT", "SHOW"))] == []


# ------------------------------------------------------------------------------------- targets
def set_target(run, limit_id, **changes):
    words = {
        "length": 20, "from": "2999-01-01", "by": "Chủ tịch UBND tỉnh",
        "document": "QĐ 77/QĐ-UBND", "why": "phối hợp nhiều ngành",
    } | changes  # fmt: skip
    options = [word for name, value in words.items() for word in (f"--{name}", value)]
    return run("law", "target", "set", limit_id, *options)


def test_a_target_is_set_with_who_when_and_why(run):
    done = set_target(run, "KNPA-RESOLVE-PROPOSED")
    assert done.exit_code == 0, done.output
    (row,) = json.loads(run("law", "target", "list").output)
    assert (row["length"], row["unit"], row["from"]) == (20, "working_days", "2999-01-01")
    assert (row["by"], row["document"]) == ("Chủ tịch UBND tỉnh", "QĐ 77/QĐ-UBND")
    assert row["why"] == "phối hợp nhiều ngành"


@pytest.mark.parametrize(
    ("limit_id", "changes", "sentence"),
    [
        pytest.param("KN1-RESOLVE@2012", {}, "Điều 28 Luật 02/2011/QH13", id="a rule of the law"),
        pytest.param("?", {}, "Không có quy tắc", id="an unknown rule"),
        pytest.param("KNPA-RESOLVE-PROPOSED", {"from": "2020-01-01"}, "sau hôm nay", id="past"),
        pytest.param("KNPA-RESOLVE-PROPOSED", {"length": 0}, "số dương", id="no length"),
        pytest.param("KNPA-RESOLVE-PROPOSED", {"document": " "}, "theo văn bản nào", id="no paper"),
        pytest.param("KNPA-RESOLVE-PROPOSED", {"why": ""}, "vì sao", id="no reason"),
        pytest.param("KNPA-RESOLVE-PROPOSED", {"by": ""}, "ai quyết định", id="nobody"),
    ],
)
def test_a_target_that_cannot_be_is_refused_and_nothing_is_written(
    run, limit_id, changes, sentence
):
    done = set_target(run, limit_id, **changes)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert json.loads(run("law", "target", "list").output) == []


def test_the_database_itself_refuses_a_length_for_a_rule_of_the_law(run, superuser, app):
    statement = (
        "INSERT INTO target_period (limit_id, length, unit, in_force_from, decided_by, document,"
        " reason, entered_by, entered_at) VALUES ('KN1-RESOLVE@2012', 90, 'calendar_days',"
        " '2027-01-01', 'a', 'b', 'c', 'd', now())"
    )
    with superuser.connect() as connection, pytest.raises(Exception, match="never_a_rule_of_the"):
        connection.exec_driver_sql(statement)
    set_target(run, "KNPA-RESOLVE-PROPOSED")
    with superuser.connect() as connection, pytest.raises(Exception, match=r"append|chỉ|only"):
        connection.exec_driver_sql("UPDATE target_period SET length = 1")

"""Copies for the denounced and the public, from a file in which the denouncer stands everywhere.

The real conclusion prints whatever its author wrote, and here they named the denouncer in every
text of it. The copies take nothing over from it but its number and its finding.
"""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime

import pytest
from letter_specimens import ISSUED_AT, SPECIMENS

from feedback.domain.letters.catalogue import missing, to_json
from feedback.domain.letters.parts import LetterHead
from feedback.domain.petitions import DoneAct
from feedback.letters.page import html_of
from feedback.models.letter import IssuedLetter
from feedback.services.letters.letter_contexts.catalogue import context_of
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import Act
from tests.unit.letters.test_denunciation_letters import CHECKED, MATERIAL, ON, WHERE, WHO

COPIES = ("denounced_conclusion_copy", "public_conclusion")
OPEN = {
    "open_contents": "Lập hồ sơ khống.",
    "open_conclusion": "Có năm hồ sơ khống.",
    "open_measures": "Thu hồi tiền.",
    "open_summary": "Tố cáo đúng một phần.",
    "shown_where": "Trụ sở xã",
    "shown_from": "2026-10-22",
}
NAMED = f"Bà {WHO}, {WHERE}, đã tố cáo."
#: Every text that any act of any procedure may state, with the denouncer in it.
POISONED = {
    name: NAMED
    for edition in all_editions()
    for row in edition.transitions
    for name in (*row.needs, *row.may_state)
    if INPUTS[name].kind in {InputKind.LINE, InputKind.TEXT}
}
ACTS = {row.action for edition in all_editions() for row in edition.transitions}


def _everywhere():
    """The file with the name in the petition, in its check and in all that was ever stated."""
    told = DoneAct(ON, {**POISONED, "report_number": "61/BC-TXM", "truth": "partly"})
    return replace(
        MATERIAL,
        facts=replace(MATERIAL.facts, acts=dict.fromkeys(ACTS, told)),
        checked=DoneAct(ON, CHECKED | {"denounced": NAMED, "contents": NAMED}),
        act=Act("issue_copies", MATERIAL.act.role, ON, {**POISONED, **OPEN}),
        withdrawn=(NAMED,),
        other_body=NAMED,
    )


FILE = _everywhere()


def _texts(value):
    """Every text a context holds, as path and text."""
    for field in fields(value):
        held = getattr(value, field.name)
        for text in held if isinstance(held, tuple) else (held,):
            if isinstance(text, str):
                yield field.name, text


def test_the_real_conclusion_prints_what_its_author_wrote():
    """Without this the other tests would prove nothing."""
    real = context_of(
        "denunciation_conclusion", replace(FILE, act=replace(FILE.act, action="conclude"))
    )
    named = {field for field, text in _texts(real) if WHO in text}
    assert named == {
        "denounced", "contents", "verified", "explanation", "legal_grounds", "reasoning",
        "responsibility", "measures", "policy_proposals",
    }  # fmt: skip
    assert WHO in html_of(real, issued_at=ISSUED_AT)


@pytest.mark.parametrize("name", [*COPIES, "public_notice"])
def test_a_copy_says_nothing_of_it(name):
    copy = context_of(name, FILE)
    said = json.dumps(to_json(copy), ensure_ascii=False)
    page = html_of(copy, issued_at=ISSUED_AT)
    for word in (WHO, "Lò Thị", WHERE, "Khe Vắng"):
        assert word not in said
        assert word not in page
    assert missing(copy) == ()


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_says_which_conclusion_and_how_it_ends(name):
    copy = context_of(name, FILE)
    assert copy.conclusion == "Kết luận số 05/KL-UBND ngày 19/10/2026"
    assert copy.finding == "đúng một phần"
    assert copy.open_contents == ("Lập hồ sơ khống.",)


def test_what_is_public_stays_shown_fifteen_days():
    notice = context_of("public_notice", FILE)
    assert (notice.document, notice.shown_days) == ("Kết luận số 05/KL-UBND ngày 19/10/2026", 15)


def test_of_complaints_no_unread_number_of_days_is_printed():
    notice = replace(SPECIMENS["public_notice"], shown_days=None)
    assert "15 ngày" not in html_of(notice, issued_at=ISSUED_AT)
    assert "ít nhất" not in html_of(notice, issued_at=ISSUED_AT)


def test_the_copies_hold_texts_and_numbers_alone():
    for name in (*COPIES, "public_notice"):
        parts = (getattr(SPECIMENS[name], field.name) for field in fields(SPECIMENS[name]))
        whole = {type(part).__name__ for part in parts if is_dataclass(part)}
        assert whole == {"Issuer", "Signatory", LetterHead.__name__}


@pytest.mark.parametrize("box", ["open_contents", "open_conclusion", "open_measures"])
def test_who_fills_the_boxes_is_told_to_name_nobody(box):
    assert "Không ghi danh tính người tố cáo." in INPUTS[box].hint


PROTECTING = {
    "protected": "denouncer,children",
    "protecting_body": "Công an xã",
    "sealed_annex": "Phụ lục mật số 02",
    "protection_measures": "Tuần tra.",
    "protection_reason": "có nguy cơ bị xâm hại",
    "protection_begins": "2026-10-20",
    "reason": "không có căn cứ",
    "asked_by": "Chủ tịch tỉnh",
    "done_so_far": "Đã làm việc với 05 hộ.",
    "delay_reasons": "Giám định chậm.",
    "expected_on": "2026-12-01",
    "corrects": "09/QĐ-UBND",
    "stands": "ngày 09",
    "must_read": "ngày 19",
}
PROTECTED_BY = IssuedLetter(
    name="protection_decision",
    title="Quyết định",
    number=9,
    symbol="QĐ-UBND",
    issued_on=ON,
    issued_at=datetime(2026, 10, 19, tzinfo=UTC),
)
STATED_ANEW = (
    "protection_decision", "protection_request", "protection_change_decision",
    "protection_end_decision", "protection_refusal_notice", "denunciation_delay_report",
    "correction_letter",
)  # fmt: skip


@pytest.mark.parametrize("name", STATED_ANEW)
def test_what_is_written_besides_says_only_what_is_stated_for_it(name):
    material = replace(
        FILE,
        act=Act("x", FILE.act.role, ON, POISONED | PROTECTING),
        earlier_letters=(*FILE.earlier_letters, PROTECTED_BY),
        context=lambda _: {"recipients": ["Như Điều 3"]},
    )
    letter = context_of(name, material)
    said = json.dumps(to_json(letter), ensure_ascii=False)
    assert [word for word in (WHO, "Kín", WHERE) if word in said] == []
    assert missing(letter) == ()

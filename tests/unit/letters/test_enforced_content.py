"""What no document may be issued without, field by field, and the law typed again beside it."""

import re
from dataclasses import replace

import pytest
from letter_specimens import SPECIMENS

from feedback.domain.letters import (
    course,
    denunciation,
    denunciation_outcome,
    denunciation_verification,
    discipline,
    enforcement,
    hearing,
    minutes,
    outcome,
    stay,
    verification,
)
from feedback.domain.letters.catalogue import LETTERS, mandatory, missing
from feedback.domain.letters.denunciation import DenunciationPaper
from feedback.domain.letters.parts import LetterHead, Person, Signatory
from feedback.letters.manifest import manifest

KN31, KN40 = "Luật Khiếu nại, Điều 31 khoản 2", "Luật Khiếu nại, Điều 40 khoản 2"
KN54, KN56 = "Luật Khiếu nại, Điều 54 khoản 1", "Luật Khiếu nại, Điều 56 khoản 1"
TC29, TC31 = "Luật Tố cáo, Điều 29 khoản 2", "Luật Tố cáo, Điều 31 khoản 2"

#: Typed from the articles: by letter and article, what each point wants, as fields. What is due
#: only under a condition stands in ``CONDITIONAL``.
LAW = {
    ("settlement_decision", KN31): {
        "a": {"head"},
        "b": {"complainant", "respondent"},
        "c": {"about"},
        "d": {"verified"},
        "e": {"legal_grounds"},
        "g": {"finding", "reasoning"},
        "h": {"ruling", "contested", "particulars"},
        #: the law has two points i; the second is the right to complain again and to sue
        "": {"second_authority"},
    },
    ("second_settlement_decision", KN40): {
        "a": {"head"},
        "b": {"complainant", "respondent"},
        "c": {"about"},
        "d": {"first_result"},
        "đ": {"verified"},
        "e": {"dialogue"},
        "g": {"legal_grounds"},
        "h": {"finding", "reasoning", "ruling", "contested", "particulars"},
        "k": {"court"},
    },
    ("discipline_settlement_decision", KN54): {
        "a": {"head"},
        "b": {"complainant", "respondent"},
        "c": {"about"},
        "d": {"verified"},
        "đ": {"dialogue"},
        "e": {"legal_grounds"},
        "g": {"finding", "reasoning"},
        "h": {"ruling", "contested"},
        "k": {"second_authority"},
    },
    ("second_discipline_settlement_decision", KN56): {
        "a": {"head"},
        "b": {"complainant", "respondent"},
        "c": {"about"},
        "d": {"verified"},
        "đ": {"dialogue"},
        "e": {"legal_grounds"},
        "g": {"reasoning", "on_first", "finding", "particulars"},
    },
    ("denunciation_acceptance_decision", TC29): {
        "a": {"head"},
        "b": {"checked_on"},
        "c": {"contents"},
        "d": {"settle_by"},
    },
    ("denunciation_conclusion", "Luật Tố cáo, Điều 35 khoản 2"): {
        "a": {"verified"},
        "b": {"legal_grounds"},
        "c": {"finding", "reasoning", "responsibility"},
        "d": {"measures"},
    },
    ("denunciation_verification_assignment", TC31): {
        "a": {"head"},
        "b": {"verifier"},
        "c": {"denounced"},
        "d": {"contents"},
        "đ": {"verify_by"},
    },
    ("verification_report", "Luật Khiếu nại, Điều 29 khoản 4"): {
        "a": {"complainant", "respondent", "contested"},
        "b": {"verified_from"},
        "c": {"verifiers"},
        "d": {"to_verify"},
        "đ": {"verified"},
        "e": {"finding", "proposals"},
    },
    ("denunciation_team_report", "NĐ 31/2019, Điều 16 khoản 2"): {
        "a": {"contents"},
        "b": {"verified"},
        "d": {"finding", "responsibility"},
        "đ": {"proposals"},
    },
}
CONDITIONAL = [
    ("settlement_decision", {"dialogue": ()}, "kết quả đối thoại", f"{KN31} điểm đ"),
    (
        "settlement_decision",
        {"joint": True},
        "danh sách người khiếu nại: họ tên, địa chỉ",
        "Luật Khiếu nại, Điều 31 khoản 3",
    ),
    ("settlement_decision", {"compensation": ""}, "việc bồi thường thiệt hại", f"{KN31} điểm i"),
    (
        "second_settlement_decision",
        {"compensation": ""},
        "việc bồi thường thiệt hại",
        f"{KN40} điểm i",
    ),
    (
        "discipline_settlement_decision",
        {"compensation": ""},
        "việc bồi thường thiệt hại",
        f"{KN54} điểm i",
    ),
    (
        "second_discipline_settlement_decision",
        {"compensation": ""},
        "việc bồi thường thiệt hại",
        f"{KN56} điểm h",
    ),
]

#: Letters of which every content has an article; those of reception, sorting and sending have
#: contents of the house besides.
BY_ARTICLE = (
    course,
    denunciation,
    denunciation_outcome,
    denunciation_verification,
    discipline,
    enforcement,
    hearing,
    minutes,
    outcome,
    stay,
    verification,
)
OF_THE_LAW = {
    name: kind
    for name, kind in LETTERS.items()
    if kind.__module__ in {module.__name__ for module in BY_ARTICLE}
}
SOURCE = r"(Luật Khiếu nại|Luật Tố cáo|(NĐ|Nghị định) (30|31|124)/20\d\d(/NĐ-CP)?), Điều \d"
EVERY_CONTENT = [
    pytest.param(name, field, content, id=f"{name}: {field}")
    for name, letter in LETTERS.items()
    for field, content in mandatory(letter).items()
]


def emptied(letter, field):
    """The letter without one of its contents."""
    value = getattr(letter, field)
    match value:
        case LetterHead():
            empty = replace(value, number=None)
        case Signatory():
            empty = replace(value, name=" ")
        case Person():
            empty = replace(value, address="")
        case tuple():
            empty = ()
        case str() if type(value) is str:
            empty = "  "
        case _:
            empty = None
    return replace(letter, **{field: empty})


@pytest.mark.parametrize(("name", "field", "content"), EVERY_CONTENT)
def test_a_missing_content_is_named_with_its_article(name, field, content):
    absent = missing(emptied(SPECIMENS[name], field))
    assert absent[0] == str(content)
    assert absent[0].startswith(content.name)
    assert content.source in absent[0]


@pytest.mark.parametrize(
    ("name", "field", "source"),
    [
        pytest.param(name, field, content.source, id=f"{name}: {field}")
        for name, letter in OF_THE_LAW.items()
        for field, content in mandatory(letter).items()
    ],
)
def test_every_content_of_these_letters_says_which_article_wants_it(name, field, source):
    assert re.match(SOURCE, source), name


@pytest.mark.parametrize(
    ("letter", "article", "points"),
    [pytest.param(*key, points, id=": ".join(key)) for key, points in LAW.items()],
)
def test_a_letter_asks_for_every_point_of_its_article_and_for_no_other(letter, article, points):
    found: dict[str, set[str]] = {}
    for field, content in mandatory(LETTERS[letter]).items():
        law, _, point = content.source.partition(";")[0].partition(" điểm ")
        if law == article:
            found.setdefault(point, set()).add(field)
    assert found == points


@pytest.mark.parametrize(
    ("letter", "article", "point", "field"),
    [
        pytest.param(letter, article, point, field, id=f"{letter} {point or 'i'} {field}")
        for (letter, article), points in LAW.items()
        for point, fields in points.items()
        for field in sorted(fields)
    ],
)
def test_without_a_point_of_the_law_the_letter_is_refused(letter, article, point, field):
    (absent,) = missing(emptied(SPECIMENS[letter], field))
    assert f"({article} điểm {point}" in absent if point else f"({article})" in absent


@pytest.mark.parametrize(
    ("letter", "changes", "name", "article"), [pytest.param(*row, id=row[0]) for row in CONDITIONAL]
)
def test_what_is_due_under_a_condition_is_asked_for_with_its_article(
    letter, changes, name, article
):
    assert missing(replace(SPECIMENS[letter], **changes)) == (f"{name} ({article})",)


@pytest.mark.parametrize(
    "name", sorted(set(OF_THE_LAW) - {"extension_notice", "reply", "voter_answer"})
)
def test_the_catalogue_says_when_to_whom_and_what_never(name):
    form = manifest(name)
    assert form.when
    assert form.goes_to
    assert form.never
    if issubclass(LETTERS[name], DenunciationPaper):
        assert any("người tố cáo" in words for words in form.never)

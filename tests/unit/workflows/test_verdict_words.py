"""How a case was settled is told in the words of its own kind."""

import pytest

from feedback.domain.petitions import Kind
from feedback.workflows.inputs.catalogue import verdict_words


@pytest.mark.parametrize(
    ("kind", "verdict", "words"),
    [
        (Kind.COMPLAINT, "right", "Khiếu nại đúng"),
        (Kind.DISCIPLINE_COMPLAINT, "wrong", "Khiếu nại sai"),
        (Kind.DENUNCIATION, "right", "Tố cáo đúng"),
        (Kind.DENUNCIATION, "partly", "Tố cáo đúng một phần"),
        (Kind.DENUNCIATION, "wrong", "Tố cáo sai sự thật"),
        (Kind.RECOMMENDATION, "answered", "Đã trả lời"),
        (Kind.COMPLAINT, "", ""),
    ],
)
def test_verdicts(kind: Kind, verdict: str, words: str):
    assert verdict_words(kind, verdict) == words

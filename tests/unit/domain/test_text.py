"""What a story is called in lists."""

import pytest

from feedback.domain.text import first_sentence


@pytest.mark.parametrize(
    ("story", "title"),
    [
        pytest.param("Rác chưa ai dọn. Mùi lắm.", "Rác chưa ai dọn", id="to the first stop"),
        pytest.param(
            "Kính gửi: Ông Chủ tịch phường\n\nNhà tôi bị ngập.",
            "Nhà tôi bị ngập",
            id="whom it greets is not what it is about",
        ),
        pytest.param("Kính gửi ông Chủ tịch", "Kính gửi ông Chủ tịch", id="nothing but a greeting"),
        pytest.param(
            "Ông K. thu phí sai. Ai cũng biết.", "Ông K. thu phí sai", id="not at an initial"
        ),
        pytest.param("một " * 60, "một " * 26 + "một…", id="cut between words"),
    ],
)
def test_a_story_is_called_by_its_first_sentence(story: str, title: str) -> None:
    assert first_sentence(story) == title

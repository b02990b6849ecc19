"""The officer's page: one sentence per notice, kept as a row by the caller."""

from feedback.delivery.messages import GivenBack, LevelReached, NotDelivered

HIDDEN = "hồ sơ có danh tính được bảo vệ"


def sentence(message: LevelReached) -> str:
    """What the officer reads; the file itself is one click away."""
    name = message.number or HIDDEN
    return (
        f"{message.level} ({message.on:%d/%m/%Y}): {name}. "
        f"{message.limit}. Hạn: {message.due_on:%d/%m/%Y}."
    )


def given_back(message: GivenBack) -> str:
    """What came back and what to do; the reason stands in the file, not here."""
    name = message.number or HIDDEN
    return (
        f"Bị trả lại, hủy số: “{message.title}”{message.code}: {name}. "
        "Xem lý do ở hồ sơ và soạn văn bản thay thế."
    )


def not_delivered(message: NotDelivered) -> str:
    """What did not arrive, why, and what to do next."""
    name = message.number or HIDDEN
    return f"Chưa phát được “{message.title}”: {name}. {message.reason}. {message.next_step}"

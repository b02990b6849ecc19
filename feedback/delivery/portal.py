"""The officer's page: one sentence per notice, kept as a row by the caller."""

from feedback.delivery.messages import LevelReached, NotDelivered

HIDDEN = "hồ sơ có danh tính được bảo vệ"


def sentence(message: LevelReached) -> str:
    """What the officer reads; the file itself is one click away."""
    name = message.number or HIDDEN
    return (
        f"{message.level} ({message.on:%d/%m/%Y}): {name}. "
        f"{message.limit}. Hạn: {message.due_on:%d/%m/%Y}."
    )


def not_delivered(message: NotDelivered) -> str:
    """What did not arrive, why, and what to do next."""
    name = message.number or HIDDEN
    return f"Chưa phát được “{message.title}”: {name}. {message.reason}. {message.next_step}"

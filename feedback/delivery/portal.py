"""The officer's page: one sentence per notice, kept as a row by the caller."""

from feedback.delivery.messages import LevelReached


def sentence(message: LevelReached) -> str:
    """What the officer reads; the file itself is one click away."""
    name = message.number or "hồ sơ có danh tính được bảo vệ"
    return (
        f"{message.level} ({message.on:%d/%m/%Y}): {name}. "
        f"{message.limit}. Hạn: {message.due_on:%d/%m/%Y}."
    )

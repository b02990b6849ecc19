"""What is typed as kind, post and day of a question about competence, read or refused."""

from feedback.domain.competence.bodies import Against
from feedback.domain.competence.posts import Post
from feedback.domain.competence.rows import Matter
from feedback.domain.errors import InvalidInputError


def matter_named(typed: str) -> Matter:
    try:
        return Matter(typed)
    except ValueError as error:
        known = ", ".join(Matter)
        raise InvalidInputError(
            "kind", f"Không có loại đơn “{typed}”; các loại là: {known}."
        ) from error


def post_named(typed: str) -> Post:
    try:
        return Post(typed)
    except ValueError as error:
        known = ", ".join(Post)
        raise InvalidInputError("post", f"Không có “{typed}”; chọn một trong: {known}.") from error


def against_named(typed: str) -> Against | None:
    """The word of the table; None where it may be the name of an agency or a place."""
    return Against(typed) if typed in set(Against) else None


def nobody(typed: str) -> InvalidInputError:
    """Neither a word of the table nor an agency or place of the province."""
    return InvalidInputError(
        "against",
        f"Không có chức danh, cơ quan hay địa danh nào là “{typed}”; "
        f"viết tên cơ quan, hoặc một trong: {', '.join(Against)}.",
    )

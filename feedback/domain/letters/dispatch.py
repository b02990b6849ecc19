"""Papers that go along with documents: the list for the post office, the receipt signed by hand.

Neither is issued or numbered; both are made when asked for, and say of a document its kind, number
and day, and nothing of the matter.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from feedback.domain.letters.parts import AgencyLetter, Content, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class PostItem:
    """An envelope: what lies in it, and where it goes."""

    document: str
    recipient: str
    address: str
    #: sheets of paper in the envelope
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostList(AgencyLetter):
    """Bảng kê văn bản gửi bưu điện, and a sheet with the address for each envelope."""

    name: ClassVar[str] = "post_list"
    for_citizen: ClassVar[bool] = False

    made_on: date
    items: Annotated[tuple[PostItem, ...], Content("văn bản cần gửi")]
    clerk: Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReceipt(AgencyLetter):
    """Giấy ký nhận văn bản: signed by who receives and who hands over."""

    name: ClassVar[str] = "delivery_receipt"
    for_citizen: ClassVar[bool] = False

    document: Annotated[str, Content("văn bản được trao")]
    #: a protected sender stands here as that, and signs nothing with a name
    recipient: Annotated[str, Content("người nhận")]
    protected: bool = False
    address: str = ""
    pages: int | None = None
    clerk: Signatory

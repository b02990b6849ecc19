"""What a citizen sends, checked for shape and frozen, before anything is decided about it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from feedback.domain.petitions import KIND_TITLES, LODGED_ONLINE_TITLES, Kind
from feedback.domain.text import first_sentence
from feedback.domain.vneid import Confirmed


class Channel(StrEnum):
    """How a petition came in. What is not from the web is written down by an officer."""

    WEB = "web"
    COUNTER = "counter"
    POST = "post"
    SPOKEN = "spoken"
    FORWARDED = "forwarded"
    #: collected by deputies; entered at once as a case
    VOTERS = "voters"


CHANNEL_TITLES = {
    Channel.WEB: "Gửi qua mạng",
    Channel.COUNTER: "Nộp trực tiếp",
    Channel.POST: "Gửi qua bưu chính",
    Channel.SPOKEN: "Trình bày trực tiếp, được ghi thành văn bản",
    Channel.FORWARDED: "Cơ quan, tổ chức khác chuyển đến",
    Channel.VOTERS: "Đại biểu dân cử chuyển kiến nghị của cử tri",
}


def lodged_title(kind: Kind, channel: str, *, anonymous: bool) -> str:
    """What a petition is called as it came.

    A denunciation is one only in writing or in person, and with a name; else it is information
    about a violation (Luật Tố cáo 25/2018/QH14, Điều 22, 25).
    """
    informs = anonymous or channel == Channel.WEB
    return (LODGED_ONLINE_TITLES if informs else KIND_TITLES)[kind]


def file_title(kind: Kind, channel: str, story: str) -> str:
    """What a file is called: its first sentence, or for a denunciation what it is.

    Such a letter begins with who writes it, and titles stand in lists, windows and letters.
    """
    if kind is Kind.DENUNCIATION:
        return lodged_title(kind, channel, anonymous=False)
    return first_sentence(story)


#: Đông người begins at five (Luật Tiếp công dân 42/2013/QH13, Điều 29).
CROWD = 5


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file already on disk, found by the hash of its bytes."""

    name: str
    media_type: str
    size: int
    sha256: str

    @property
    def stated(self) -> str:
        """The file as an act states it: its hash, by which it is found, and its name."""
        return f"{self.sha256} {self.name}"


@dataclass(frozen=True, slots=True)
class WaitingFile(KeptFile):
    """A file on its way into the register; ``sha256`` is of its content and stored nowhere.

    Until the petition is lodged nobody knows for certain that it is no denunciation, so each file
    lies locked under a key of its own, which travels with whoever is about to send it.
    """

    #: the hash of the locked bytes, by which they are found
    locked_as: str
    #: in hexadecimal digits
    key: str = field(repr=False)


def read_stated(value: str) -> tuple[str, str]:
    """Hash and name of a file, as ``KeptFile.stated`` wrote them."""
    sha256, _, name = value.partition(" ")
    return sha256, name


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodging:
    """One petition as sent. ``code`` is the receipt code, made before the sender pressed send."""

    code: str
    kind: Kind
    story: str
    wanted: str = ""
    against: str = ""
    known_on: date | None = None
    commune_code: str | None = None
    place: str = ""
    field: str = "other"
    form_of_address: str = ""
    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""
    #: which of it VNeID confirmed; never of who denounces
    confirmed: Confirmed | None = None
    #: may be written to at the address, where there is no telephone and no e-mail
    by_post: bool = False
    #: said by an officer who looked for a name and found none
    sender_unknown: bool = False
    people: int = 1
    channel: Channel = Channel.WEB
    #: whoever sent it on, where it came from another body
    forwarded_by: str = ""
    #: the day it was received, where that lies before the day it is written down
    received_on: date | None = None
    #: bears a signature or a fingerprint
    signed: bool = False
    files: tuple[WaitingFile, ...] = ()

    @property
    def confidential(self) -> bool:
        """Whoever informs of a violation is protected from the first second (LTC Điều 8, 56)."""
        return self.kind is Kind.DENUNCIATION

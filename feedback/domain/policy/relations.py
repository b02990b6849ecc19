"""How somebody stands to a file. A role says what one's work is; a relation, on which file."""

from enum import StrEnum
from typing import Final


class Relation(StrEnum):
    #: the action concerns no single file: a list, a figure, one's own account
    NO_FILE = "no_file"
    #: another agency's file
    STRANGER = "stranger"
    #: it stands in the register of one's agency, wherever it went from there
    ENTERED = "entered"
    #: held by an agency directly under one's own
    SUPERIOR = "superior"
    #: a document of the file is issued by one's agency
    ISSUER = "issuer"
    #: a document of the file came to one's agency
    ADDRESSEE = "addressee"
    #: one's agency holds the file now
    HOLDER = "holder"
    #: one's agency holds it, and one is at work on it
    ASSIGNED = "assigned"
    #: one's agency was asked to protect whoever denounces in it
    PROTECTING = "protecting"
    #: one leads the province's inspectorate, whoever holds the file
    INSPECTORATE = "inspectorate"
    #: the whole province is one's work, whoever holds the file
    PROVINCE = "province"
    #: whoever sent it, known by the receipt code
    OWN = "own"
    #: denounced in it, or of those who lead where the denounced works
    CONFLICTED = "conflicted"


RELATION_TITLES: Final = {
    Relation.NO_FILE: "Không về hồ sơ nào",
    Relation.STRANGER: "Hồ sơ của cơ quan khác",
    Relation.ENTERED: "Cơ quan mình vào sổ",
    Relation.SUPERIOR: "Cơ quan cấp dưới trực tiếp giữ",
    Relation.ISSUER: "Cơ quan mình ban hành văn bản",
    Relation.ADDRESSEE: "Văn bản gửi tới cơ quan mình",
    Relation.HOLDER: "Cơ quan mình đang giữ",
    Relation.ASSIGNED: "Mình được giao",
    Relation.PROTECTING: "Cơ quan mình được đề nghị bảo vệ",
    Relation.INSPECTORATE: "Mình lãnh đạo Thanh tra tỉnh",
    Relation.PROVINCE: "Phạm vi toàn tỉnh",
    Relation.OWN: "Người gửi, bằng mã tra cứu",
    Relation.CONFLICTED: "Có xung đột lợi ích",
}

"""Who may have nothing to do with a file: the words for why.

Nobody verifies who is related to the person denounced, or has an interest of their own (Nghị định
31/2019/NĐ-CP, Điều 10 khoản 3); nobody settles what is about themselves.
"""

from enum import StrEnum


class Ground(StrEnum):
    """Why somebody is kept out; the first two are found, the others said."""

    #: an agency they lead is named as what the petition is against, before an officer stated whom
    NAMED = "named"
    SELF = "self"
    SPOUSE = "spouse"
    PARENT = "parent"
    ADOPTIVE_PARENT = "adoptive_parent"
    PARENT_IN_LAW = "parent_in_law"
    CHILD = "child"
    ADOPTED_CHILD = "adopted_child"
    CHILD_IN_LAW = "child_in_law"
    SIBLING = "sibling"
    INTEREST = "interest"


#: What an officer chooses from; of what is found nobody is asked.
GROUND_TITLES = {
    Ground.SELF: "Tôi là người bị khiếu nại, bị tố cáo hoặc bị phản ánh",
    Ground.SPOUSE: "Vợ hoặc chồng",
    Ground.PARENT: "Bố đẻ, mẹ đẻ",
    Ground.ADOPTIVE_PARENT: "Bố nuôi, mẹ nuôi",
    Ground.PARENT_IN_LAW: "Bố, mẹ của vợ hoặc chồng",
    Ground.CHILD: "Con đẻ",
    Ground.ADOPTED_CHILD: "Con nuôi",
    Ground.CHILD_IN_LAW: "Con dâu, con rể",
    Ground.SIBLING: "Anh, chị, em ruột",
    Ground.INTEREST: "Có lợi ích khác liên quan",
}


class Reach(StrEnum):
    """Whom a denunciation of those who lead an agency closes the file to."""

    LEADERS = "leaders"
    UNIT = "unit"

"""Whom a document names as its recipients, read from the document itself.

What stands in the text (``Như trên``, ``Như Điều 3``) is known by the kind of document; lines that
name a body are read as they are printed. Whatever names nobody in particular is added by hand.
"""

from feedback.domain.letters.parts import OutgoingLetter

#: Luật Tố cáo 25/2018/QH14: Điều 29 khoản 3, Điều 34 khoản 4, Điều 35 khoản 3.
TO_THE_DENOUNCED = frozenset(
    {
        "denounced_notice",
        "denunciation_suspension_decision",
        "denunciation_resumption_decision",
        "denunciation_termination_decision",
        "denounced_conclusion_copy",
    }
)
#: Papers that stay in the house.
KEPT_INSIDE = frozenset({"proposal_slip", "receipt"})
#: Luật Tố cáo 25/2018/QH14 Điều 35 khoản 3; of this body only the document knows the name.
MANAGING_BODY = "Cơ quan, tổ chức quản lý người bị tố cáo"


def bodies_named(letter: object) -> tuple[str, ...]:
    """The bodies a document names: its addressee, and the lines of ``Nơi nhận`` without remarks."""
    if not isinstance(letter, OutgoingLetter) or letter.name in KEPT_INSIDE:
        return ()
    addressee = str(getattr(letter, "addressee", "")).strip()
    lines = (line.partition(" (")[0].strip() for line in letter.recipients)
    return tuple(dict.fromkeys(name for name in (addressee, *lines) if name))


def denounced(letter: object) -> str:
    """Name, post and place of work of who is denounced, as the document has them."""
    return str(getattr(letter, "denounced", "")).strip()

"""Documents of intake: from the proposal to accept to the return."""

from feedback.domain.letters import intake
from feedback.domain.letters.parts import Letter
from feedback.services.letters.letter_contexts.material import (
    Material,
    common,
    kind_words,
    paragraphs,
    received,
    sender,
)


def _proposal_slip(m: Material) -> Letter:
    return intake.ProposalSlip(
        **common(m, ("Lãnh đạo cơ quan (để quyết định)",)),
        addressee=f"{m.agency.head_title.capitalize()} {m.agency.name}",
        kind=m.subject.kind,
        petitioner=sender(m),
        received_on=received(m),
        summary=_summary(m),
        assessment=m.lines("reason"),
        proposal=f"Thụ lý giải quyết đơn {kind_words(m)} theo quy định.",
        approver=(m.agency.head_title,),
    )


def _summary(m: Material) -> tuple[str, ...]:
    """Of a denunciation what the desk noted without names, never the denouncer's own words."""
    if not m.petition.confidential:
        return paragraphs(m.told.story)
    noted = paragraphs(m.facts.stated("check_identity", "contents"))
    return noted or ("Nội dung trong đơn, quản lý theo chế độ mật (Luật Tố cáo, Điều 56).",)


def _guidance_slip(m: Material) -> Letter:
    return intake.GuidanceSlip(
        **common(m, ("Như trên",)),
        kind=m.subject.kind,
        petitioner=sender(m),
        received_on=received(m),
        about=m.about,
        reason=m.stated("reason"),
        competent_authority=m.other_body,
    )


def _transfer_slip(m: Material) -> Letter:
    return intake.TransferSlip(
        **common(m, ("Như trên", "Người gửi đơn (để biết)")),
        addressee=m.other_body,
        kind=m.subject.kind,
        petitioner=sender(m),
        received_on=received(m),
        about=m.title,
        reason=m.stated("reason"),
        enclosures=("Bản in nội dung đơn",),
    )


def _return_slip(m: Material) -> Letter:
    """To the body that sent the petition on, or to the sender where nobody did."""
    return intake.ReturnSlip(
        **common(m, ("Như trên",)),
        addressee=m.petition.forwarded_by or sender(m).called,
        forwarded=bool(m.petition.forwarded_by),
        forwarding_document=m.stated("forwarding_document"),
        kind=m.subject.kind,
        petitioner=sender(m),
        received_on=received(m),
        about=m.title,
        reason=m.stated("reason"),
    )


CONTEXTS = {
    "proposal_slip": _proposal_slip,
    "guidance_slip": _guidance_slip,
    "transfer_slip": _transfer_slip,
    "return_slip": _return_slip,
}

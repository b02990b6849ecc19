"""Documents of sorting beside those of ``intake``."""

from feedback.domain.letters import sorting
from feedback.domain.letters.parts import Letter
from feedback.domain.letters.reception import HandlingOutcome
from feedback.services.letters.letter_contexts.denunciations import checked
from feedback.services.letters.letter_contexts.material import (
    Material,
    cite,
    common,
    last,
    paragraphs,
    received,
    sender,
)

#: Where nobody checked it: the sender's own words may name the sender.
PRINTED = "nội dung nêu trong bản in gửi kèm theo phiếu này"
TRANSFERS = frozenset({"transfer_slip", "denunciation_transfer_slip", "information_transfer"})


def _split(m: Material) -> Letter:
    return sorting.SplitGuidance(
        **common(m, ("Như trên",)),
        petitioner=sender(m),
        received_on=received(m),
        contents=m.lines("split_contents"),
    )


def _denunciation_transfer(m: Material) -> Letter:
    """What its check found: the sender's own words may name the sender."""
    return sorting.DenunciationTransferSlip(
        **common(m, ("Như trên",)),
        addressee=m.other_body,
        received_on=received(m),
        contents=paragraphs(checked(m, "contents")),
        reason=m.stated("reason"),
        enclosures=("Hồ sơ niêm phong", "Bản in nội dung tố cáo"),
    )


def _information_transfer(m: Material) -> Letter:
    return sorting.InformationTransfer(
        **common(m, ("Như trên",)),
        addressee=m.other_body,
        received_on=received(m),
        about=" ".join(paragraphs(checked(m, "contents"))) or PRINTED,
        reason=m.stated("reason"),
    )


def _denunciation_handling(m: Material) -> Letter:
    delayed = m.act.action == "answer_delayed"
    return sorting.DenunciationHandlingNotice(
        **common(m, ("Như trên",)),
        received_on=received(m),
        handling=HandlingOutcome.DELAYED if delayed else HandlingOutcome.FORWARDED,
        passed_to=m.other_body,
        reason=m.stated("reason"),
    )


def _transfer_back(m: Material) -> Letter:
    slip = last(m.earlier_letters, TRANSFERS)
    return sorting.TransferBack(
        **common(m, ("Như trên",)),
        addressee=m.context(slip)["issuer"]["name"] if slip else "",
        kind=m.subject.kind,
        transfer_slip=cite(slip) if slip else "",
        reason=m.stated("reason"),
    )


def _ineligibility(m: Material) -> Letter:
    return sorting.IneligibilityNotice(
        **common(m, ("Như trên",)),
        kind=m.subject.kind,
        petitioner=sender(m),
        received_on=received(m),
        about=m.title,
        ground=m.stated("ground"),
        reason=m.stated("reason"),
    )


CONTEXTS = {
    "split_guidance": _split,
    "denunciation_transfer_slip": _denunciation_transfer,
    "information_transfer": _information_transfer,
    "denunciation_handling_notice": _denunciation_handling,
    "transfer_back": _transfer_back,
    "ineligibility_notice": _ineligibility,
}

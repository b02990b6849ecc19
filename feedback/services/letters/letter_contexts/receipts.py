"""Receipts for papers handed over after the petition itself."""

from typing import Any

from feedback.domain.letters import receipts
from feedback.domain.letters.intake import Paper
from feedback.domain.letters.parts import Signatory
from feedback.services.letters.letter_contexts.material import Material, issuer_of, petitioner_of

PROTECTED = "người có danh tính được giữ bí mật"


def _handed_over(m: Material) -> dict[str, Any]:
    return {
        "issuer": issuer_of(m.agency),
        "case_code": m.case_code,
        "received_time": m.stated("received_time"),
        "received_on": m.act.on,
        "place": m.stated("place"),
        "receiver": Signatory(authority=(m.signer.title,), name=m.signer.name),
        "giver": _giver(m),
        "protected": m.petition.confidential,
        "papers": tuple(map(_paper, m.lines("papers_taken"))),
    }


def _giver(m: Material) -> str:
    """Whom the officer names, else who sent the petition; never who is protected."""
    if m.petition.confidential:
        return PROTECTED
    person = petitioner_of(m.petition, m.words.place)
    return m.stated("giver") or (person.called if person else "")


def _paper(line: str) -> Paper:
    """``name; sheets; state`` as typed, the two last where they are given."""
    name, sheets, state = (*map(str.strip, line.split(";", 2)), "", "")[:3]
    digits = sheets.removesuffix("tờ").strip()
    if not digits.isdecimal():
        return Paper(name=name, state=", ".join(filter(None, (sheets, state))))
    return Paper(name=name, pages=int(digits), state=state)


CONTEXTS = {
    "papers_receipt": lambda m: receipts.PapersReceipt(**_handed_over(m)),
    "evidence_receipt": lambda m: receipts.EvidenceReceipt(**_handed_over(m)),
}

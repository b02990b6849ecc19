"""What each role of the database may do with each table: the one place where it is said.

Every upgrade ends by making it so (``feedback.models.granting``), and a test asks the database for
each role, table and privilege. A table without a line here fails the build; nobody may touch it.
Append-only tables have no ``w`` and no ``d`` for anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.settings import DatabaseRole

#: Letters as PostgreSQL's own lists of rights have them.
LETTERS = {"r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"}
#: In the order of the cells below.
COLUMNS = (
    DatabaseRole.OFFICE,
    DatabaseRole.PUBLIC,
    DatabaseRole.INSPECTOR,
    DatabaseRole.WORKER,
    DatabaseRole.SEALER,
)


@dataclass(frozen=True, slots=True)
class Grant:
    """One privilege; of some columns only, where they are named."""

    privilege: str
    columns: tuple[str, ...] = ()


def read_cell(cell: str) -> tuple[Grant, ...]:
    """``"ra w:seen_at,ended_at"``: SELECT and INSERT, and UPDATE of two columns."""
    whole, *partial = cell.split(" ") if cell else [""]
    found = [Grant(LETTERS[letter]) for letter in whole if letter != "-"]
    for part in partial:
        letter, _, columns = part.partition(":")
        found.append(Grant(LETTERS[letter], tuple(columns.split(","))))
    return tuple(found)


#: Everything of an account but its password's hash.
_PEOPLE = "- r:id,username,name,title,role,agency_id,email,active,created_at"

#: Given up with who did it and why, and nothing else of it.
_CANCELLING = "ra w:cancelled_at,cancelled_by_id,cancel_reason"
#: A file is closed for custodians where a denunciation is recognised (a trigger allows no more).
_CLOSING = "ra w:name,media_type,size,sha256,commitment,scan"
_SEEN = "w:seen_at,ended_at"
#: What changes when somebody proves anew who they are.
_RENEWED = "w:seen_at,ended_at,token_sha256,method,stamp,stepped_up_at"

#: That a salt is there, never which: what verifies the history asks (rule V11).
_WHETHER_KEPT = "- r:index"

# fmt: off
GRANTS: Mapping[str, tuple[str, str, str, str, str]] = {
    #                     office  public  inspector  worker  sealer
    "account_event":     ("ra",   "",     "r",       "ra",   ""),
    "act":               ("ra",   "ra",   "r",       "ra",   ""),
    "agency":            ("r",    "r",    "r",       "raw",  ""),
    "alembic_version":   ("r",    "r",    "r",       "r",    "r"),
    "arrival":           ("r",    "rawd", "",        "rawd", ""),
    "arrival_key":       ("",     "rawd", "",        "rawd", ""),
    "attachment":        (_CLOSING,
                                  "ra",   "",        _CLOSING,
                                                             ""),
    "blind_mark":        ("rad",  "ra",   "",        "rad",  ""),
    "calendar_change":   ("raw",  "",     "r",       "raw",  ""),
    "calendar_day":      ("raw",  "r",    "r",       "raw",  ""),
    "ceremony":          ("rawd", "",     "",        "rawd", ""),
    "clock_extension":   ("ra",   "r",    "r",       "ra",   ""),
    "clock_pause":       ("raw",  "raw",  "r",       "raw",  ""),
    "code_generator":    ("rawd", "",     "",        "rawd", ""),
    "commune":           ("r",    "r",    "r",       "raw",  ""),
    "conflict":          ("ra",   "ra",   "r",       "ra",   ""),
    "data_key":          ("rawd", "ra",   "r",       "rawd", ""),
    "ddl_event":         ("",     "",     "",        "r",    ""),
    "deadline":          ("raw",  "raw",  "r",       "raw",  ""),
    "delivery":          ("ra",   "ra",   "r",       "ra",   ""),
    "delivery_address":  ("ra",   "r",    "",        "ra",   ""),
    "delivery_attempt":  ("ra",   "ra",   "r",       "ra",   ""),
    "delivery_task":     ("raw",  "raw",  "r",       "raw",  ""),
    "document_draft":    ("raw",  "",     "",        "raw",  ""),
    "dossier":           ("raw",  "",     "",        "raw",  ""),
    "draft":             ("",     "rawd", "",        "rawd", ""),
    "draft_version":     ("ra",   "",     "",        "ra",   ""),
    "entry":             ("ra",   "ra",   "r",       "ra",   "r"),
    "entry_salt":        ("rad",  "ra",   _WHETHER_KEPT,
                                                     "rad",  ""),
    "erasure":           ("raw",  "",     "r",       "raw",  ""),
    "escalation":        ("ra",   "ra",   "r",       "ra",   ""),
    "identity_alarm":    ("ra",   "",     "r",       "ra",   ""),
    "identity_decision": ("ra",   "r",    "r",       "ra",   ""),
    "identity_opening":  ("ra",   "r",    "r",       "ra",   ""),
    "identity_request":  ("ra",   "r",    "r",       "ra",   ""),
    "identity_review":   ("ra",   "",     "r",       "ra",   ""),
    "file_key":          ("raw",  "",     "",        "raw",  ""),
    "incoming_document": (_CANCELLING,
                                  "",     "r",       _CANCELLING,
                                                             ""),
    "legal_case":        ("raw",  "rw",   "r",       "raw",  ""),
    "legal_hold":        ("raw",  "",     "raw",     "raw",  ""),
    "letter":            ("raw",  "rw",   "r",       "raw",  ""),
    "letter_signature":  ("ra",   "r",    "r",       "ra",   ""),
    "log_checkpoint":    ("r",    "r",    "r",       "ra",   "ra"),
    "log_cosignature":   ("r",    "r",    "r",       "ra",   "ra"),
    "log_head":          ("rw",   "rw",   "r",       "rw",   "r"),
    "notice":            ("raw",  "a",    "",        "raw",  ""),
    "obligation":        ("raw",  "raw",  "r",       "raw",  ""),
    "office_session":    (f"ra {_RENEWED}",
                                  "",     f"r {_SEEN}", f"r {_SEEN}",
                                                             ""),
    "outbox":            ("raw",  "raw",  "r",       "raw",  ""),
    "paper_code":        ("rawd", "",     "",        "rawd", ""),
    "paragraph_version": ("ra",   "",     "",        "ra",   ""),
    "party":             ("raw",  "ra",   "",        "raw",  ""),
    "passkey":           ("rawd", "",     "",        "rawd", ""),
    "petition":          ("raw",  "raw",  "r",       "raw",  ""),
    "post_holding":      ("r",    "r",    "r",       "raw",  ""),
    "proposal":          ("raw",  "rw",   "r",       "raw",  ""),
    "redacted_copy":     ("ra",   "",     "r",       "ra",   ""),
    "register_closing":  ("ra",   "r",    "r",       "ra",   ""),
    "register_counter":  ("raw",  "raw",  "r",       "raw",  ""),
    "register_symbol":   ("ra",   "",     "r",       "ra",   ""),
    "remote_period":     ("raw",  "r",    "r",       "raw",  ""),
    "safe_copy":         ("rad",  "ra",   "",        "rawd", ""),
    "sign_in_try":       ("rawd", "rawd", "",        "rawd", ""),
    "sign_on_link":      ("rawd", "",     "",        "rawd", ""),
    "signing_identity":  ("r",    "",     "",        "ra",   ""),
    "stated_file":       ("ra",   "r",    "",        "ra",   ""),
    "subject":           ("raw",  "raw",  "r",       "raw",  ""),
    "succession":        ("r",    "r",    "r",       "raw",  ""),
    "sweep_report":      ("r",    "r",    "",        "ra",   ""),
    "target_period":     ("ra",   "r",    "ra",      "ra",   ""),
    "user_account":      ("raw",  _PEOPLE, "r",      "raw",  ""),
}
# fmt: on


def grants_of(table: str, role: DatabaseRole) -> tuple[Grant, ...]:
    """What this role may do with this table; nothing where no line names it."""
    cells = GRANTS.get(table)
    return read_cell(cells[COLUMNS.index(role)]) if cells else ()

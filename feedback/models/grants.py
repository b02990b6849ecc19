"""What each role of the database may do with each table: the one place where it is said.

Every upgrade ends by making it so (``feedback.models.granting``), and a test asks the database for
each role, table and privilege. A table without a line here fails the build; nobody may touch it.
Append-only tables have no ``w`` and no ``d`` for anybody; of events of security those may go that
are older than a trigger allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.settings.choices import DatabaseRole

#: Letters as PostgreSQL's own lists of rights have them.
LETTERS = {"r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"}
#: In the order of the cells below. Two roles that touch few tables have a list each (``APART``);
#: workers may what commands may, but for ``WITHHELD``.
COLUMNS = (
    DatabaseRole.OFFICE,
    DatabaseRole.PUBLIC,
    DatabaseRole.INSPECTOR,
    DatabaseRole.COMMAND,
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


_OF_ACCOUNTS = "id,username,name,title,role,agency_id,email,active,created_at"
#: Everything of an account but its password's hash; the stamp tells whether that changed.
_PEOPLE = f"- r:{_OF_ACCOUNTS}"
_COLLEAGUES = f"{_PEOPLE},stamp"
#: Whether somebody has keys or codes, so that the page that asks for them knows which to ask for.
_HAS_KEYS, _HAS_CODES = "- r:id,user_id,removed_at", "- r:user_id"

#: Given up with who did it and why, and nothing else of it.
_CANCELLING = "ra w:cancelled_at,cancelled_by_id,cancel_reason"
#: A file is closed for custodians where a denunciation is recognised (a trigger allows no more).
_CLOSING = "ra w:name,media_type,size,sha256,commitment,scan"
#: One person's proposal, which another answers.
_DECIDED = "ra w:state,note,decided_by_id,decided_at"
_ANSWERED = "ra w:answer,note,answered_by_id,answered_at"
#: For whom a file was opened again, so that a clock that moved is told to the right people.
_LIFTED = "- r:id,subject_id,user_id,state,decided_at"
#: Who was asked to protect somebody, and nothing of what they answered.
_CALLED = "- r:id,subject_id,agency_id"
_SEEN, _ENDED = "w:seen_at", "w:seen_at,ended_at"
#: What changes when somebody proves anew who they are.
_RENEWED = "w:seen_at,ended_at,token_sha256,method,stamp,stepped_up_at"

#: What ``/readyz`` tells; not how machines are called.
_CLOCKS = "- r:looked_at,doubt,doubted_at"

#: That a salt is there, never which: what verifies the history asks (rule V11).
_WHETHER_KEPT = "- r:index"

# fmt: off
GRANTS: Mapping[str, tuple[str, str, str, str, str]] = {
    #                     office  public  inspector  command sealer
    "account_confirmation":
                         ("",     "",     "r",       "raw",  ""),
    "account_event":     ("",     "",     "r",       "ra",   ""),
    "act":               ("ra",   "ra",   "r",       "ra",   ""),
    "agency":            ("r",    "r",    "r",       "raw",  ""),
    "alembic_version":   ("r",    "r",    "r",       "r",    "r"),
    "arrival":           ("r",    "rawd", "",        "rawd", ""),
    "arrival_key":       ("",     "rawd", "",        "rawd", ""),
    "attachment":        (_CLOSING,
                                  "ra",   "",        _CLOSING,
                                                             ""),
    "blind_mark":        ("rad",  "ra",   "",        "rad",  ""),
    "calendar_change":   ("r",    "",     "r",       "raw",  ""),
    "calendar_day":      ("r",    "r",    "r",       "raw",  ""),
    "ceremony":          ("",     "",     "",        "rawd", ""),
    "clock_look":        ("",     _CLOCKS, "r",      "rawd", ""),
    "clock_extension":   ("ra",   "r",    "r",       "ra",   ""),
    "clock_pause":       ("raw",  "raw",  "r",       "raw",  ""),
    "code_generator":    (_HAS_CODES,
                                  "",     _HAS_CODES, "rawd",
                                                             ""),
    "commune":           ("r",    "r",    "r",       "raw",  ""),
    "conflict":          ("ra",   "ra",   "r",       "ra",   ""),
    "conflict_lifting":  (_DECIDED,
                                  _LIFTED, "r",      _DECIDED,
                                                             ""),
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
    "erasure":           ("r",    "",     "r",       "raw",  ""),
    "escalation":        ("ra",   "ra",   "r",       "ra",   ""),
    "identity_alarm":    ("ra",   "",     "r",       "ra",   ""),
    "identity_decision": ("ra",   "r",    "r",       "ra",   ""),
    "identity_opening":  ("ra",   "r",    "r",       "ra",   ""),
    "identity_request":  ("ra",   "r",    "r",       "ra",   ""),
    "identity_review":   ("ra",   "",     "r",       "ra",   ""),
    "file_key":          ("ra",   "r",    "",        "raw",  ""),
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
    "office_session":    (f"r {_SEEN}",
                                  "",     f"r {_SEEN}", f"r {_ENDED}",
                                                             ""),
    "outbox":            ("raw",  "raw",  "r",       "raw",  ""),
    "paper_code":        ("",     "",     "",        "rawd", ""),
    "paragraph_version": ("ra",   "",     "",        "ra",   ""),
    "party":             ("raw",  "ra",   "",        "raw",  ""),
    "passkey":           (_HAS_KEYS,
                                  "",     _HAS_KEYS, "rawd",
                                                             ""),
    "petition":          ("raw",  "raw",  "r",       "raw",  ""),
    "post_holding":      ("r",    "r",    "r",       "raw",  ""),
    "proposal":          ("raw",  "rw",   "r",       "raw",  ""),
    "protection_call":   (_ANSWERED,
                                  _CALLED, "r",       _ANSWERED,
                                                             ""),
    "redacted_copy":     ("ra",   "",     "r",       "ra",   ""),
    "register_closing":  ("ra",   "r",    "r",       "ra",   ""),
    "register_counter":  ("raw",  "raw",  "r",       "raw",  ""),
    "register_symbol":   ("ra",   "",     "r",       "ra",   ""),
    "remote_period":     ("r",    "r",    "r",       "raw",  ""),
    "safe_copy":         ("rad",  "ra",   "",        "rawd", ""),
    "security_event":    ("a",    "",     "ra",      "rad",  ""),
    "sign_in_try":       ("",     "rawd", "",        "rawd", ""),
    "sign_on_link":      ("",     "",     "",        "rawd", ""),
    "signing_identity":  ("r",    "",     "",        "ra",   ""),
    "stated_file":       ("ra",   "r",    "",        "ra",   ""),
    "subject":           ("raw",  "raw",  "r",       "raw",  ""),
    "succession":        ("r",    "r",    "r",       "raw",  ""),
    "sweep_report":      ("r",    "r",    "",        "ra",   ""),
    "target_period":     ("ra",   "r",    "ra",      "ra",   ""),
    "user_account":      (_COLLEAGUES,
                                  _PEOPLE, _COLLEAGUES, "raw",
                                                             ""),
}

#: Administrators' pages make accounts and never a password; of files they touch what erasing a
#: sender and counting clocks anew needs. At the door people enter, and keep what they prove
#: themselves with: it sees no file, and gives nobody a role.
APART: Mapping[DatabaseRole, Mapping[str, str]] = {
    DatabaseRole.ADMINISTRATION: {
        "account_confirmation":
                             "raw",
        "account_event":     "ra",
        "agency":            "r",
        "alembic_version":   "r",
        "attachment":        "r",
        "blind_mark":        "rd",
        "calendar_change":   "raw",
        "calendar_day":      "raw",
        "clock_extension":   "r",
        "clock_pause":       "r",
        "code_generator":    _HAS_CODES,
        "commune":           "r",
        "conflict":          "r",
        "conflict_lifting":  "r",
        "data_key":          "r w:wrapped,destroyed_at,destroyed_for",
        "deadline":          "r",
        "entry":             "ra",
        "entry_salt":        "rad",
        "erasure":           "raw",
        "file_key":          "r w:wrapped,destroyed_at,destroyed_for",
        "identity_decision": "r",
        "identity_opening":  "r",
        "identity_request":  "r",
        "legal_case":        "r",
        "legal_hold":        "r",
        "letter":            "- r:id,subject_id,name,title,number,symbol,issued_on",
        "log_head":          "rw",
        "office_session":    f"r {_ENDED}",
        "outbox":            "ra",
        "paper_code":        "ra w:used_at",
        "party":             "r w:person,sealed",
        "passkey":           _HAS_KEYS,
        "petition":          "r w:search,content,title",
        "remote_period":     "r",
        "safe_copy":         "- r:attachment_id,sha256",
        "security_event":    "a",
        "subject":           "rw",
        "target_period":     "r",
        "user_account":      f"a r:{_OF_ACCOUNTS},stamp w:name,title,role,agency_id,email,active",
    },
    DatabaseRole.DOOR: {
        "account_event":     "ra",
        "agency":            "r",
        "alembic_version":   "r",
        "ceremony":          "rad",
        "code_generator":    "rawd",
        "office_session":    f"ra {_RENEWED}",
        "paper_code":        "ra w:used_at",
        "passkey":           "ra w:sign_count,name,copied,last_used_at,removed_at",
        "security_event":    "a",
        "sign_in_try":       "rawd",
        "sign_on_link":      "rad",
        "user_account":      "r w:password_hash",
    },
}
# fmt: on

#: What workers, relay and scheduler may of these instead of what commands may: they run day and
#: night on what strangers sent, make nobody an officer, open no session, and sign no history. What
#: officers decide they only read: whom a conflict keeps out, who reads a name, how books are named.
WITHHELD: Mapping[str, str] = {
    "account_confirmation": "",
    "account_event": "",
    "agency": "r",
    "calendar_day": "r",
    "ceremony": "",
    "code_generator": "",
    "commune": "r",
    "conflict": "r",
    "conflict_lifting": "r",
    "erasure": "r",
    "file_key": "ra",
    "identity_decision": "r",
    "identity_opening": "r",
    "identity_request": "r",
    "identity_review": "r",
    "legal_hold": "r",
    "log_checkpoint": "r",
    "log_cosignature": "r",
    "office_session": "",
    "paper_code": "",
    "passkey": "",
    "post_holding": "r",
    "register_symbol": "r",
    "remote_period": "r",
    "sign_in_try": "",
    "sign_on_link": "",
    "signing_identity": "r",
    "succession": "r",
    "target_period": "r",
    "user_account": _PEOPLE,
}


def grants_of(table: str, role: DatabaseRole) -> tuple[Grant, ...]:
    """What this role may do with this table; nothing where no line names it."""
    if role in APART:
        return read_cell(APART[role].get(table, ""))
    if role is DatabaseRole.WORKER:
        if table in WITHHELD:
            return read_cell(WITHHELD[table])
        role = DatabaseRole.COMMAND
    cells = GRANTS.get(table)
    return read_cell(cells[COLUMNS.index(role)]) if cells else ()

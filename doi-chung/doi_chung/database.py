"""The lines of an export, read from the database itself: with ``psql``, in one snapshot, read-only.

The role ``inspector`` suffices. ``COPY`` doubles backslashes and changes nothing else of JSON.
"""

import json
import re
import shutil
from collections.abc import Iterator
from subprocess import PIPE, Popen

#: No officer's page asks, so no file is closed to it (``app.closed``).
ASK = """SET default_transaction_read_only = on; SET app.closed = '{}';
SET client_encoding = 'UTF8'; SET TimeZone = 'UTC'; SET statement_timeout = 0;
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
COPY (SELECT json_build_array('log', 2)) TO STDOUT;
COPY (SELECT json_build_array('entry', e.index, UID(subject), seq, kind, type, AT(at), book, year,
    number, encode(leaf, 'hex'), encode(body, 'hex'), s.index IS NOT NULL)
  FROM entry e LEFT JOIN entry_salt s USING (index) ORDER BY e.index) TO STDOUT;
COPY (SELECT json_build_array('size', size) FROM log_head) TO STDOUT;
COPY (SELECT json_build_array('counter', book, year, last) FROM register_counter) TO STDOUT;
COPY (SELECT json_build_array('row', UID(s.uid), json_build_object('kind', subject_kind, 'state',
    state, 'procedure', procedure, 'edition', edition, 'agency', a.code, 'person', 'user:' ||
    person_id, 'register', coalesce(
      (SELECT json_build_array(book, year, number) FROM petition WHERE id = s.id),
      (SELECT json_build_array(null, year, number) FROM legal_case WHERE id = s.id))))
  FROM subject s JOIN agency a ON a.id = agency_id) TO STDOUT;
COPY (SELECT json_build_array('row', UID(s.uid), json_build_object('deadlines ' || UID(d.uid),
    json_build_array(limit_id, started_on, due_raw, due_legal, d.state)))
  FROM deadline d JOIN subject s ON s.id = subject_id) TO STDOUT;
COPY (SELECT json_build_array('row', UID(s.uid), json_build_object('escalations ' || UID(d.uid) ||
    '/' || level, json_build_array('user:' || user_id, AT(e.due_at))))
  FROM escalation e JOIN deadline d ON d.id = deadline_id
  JOIN subject s ON s.id = subject_id) TO STDOUT;
COPY (SELECT json_build_array('row', UID(s.uid), json_build_object('letters ' || UID(l.uid),
    json_build_array(name, CASE WHEN number IS NOT NULL THEN json_build_array(book, year, number)
    END, pdf_sha256, signed_sha256, issued_sha256, voided_at IS NOT NULL)))
  FROM letter l JOIN subject s ON s.id = subject_id) TO STDOUT"""
ASK = re.sub(r"UID\((.*?)\)", r"encode(uuid_send(\1), 'hex')", ASK)
ASK = re.sub(r"AT\((.*?)\)", r"""to_char(\1, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')""", ASK)


def lines(database: str) -> Iterator[str]:
    """Every line, and how many there were; an error if ``psql`` is missing or stopped early."""
    if re.search("password|://[^/@]*:[^/@]*@", database):
        raise ValueError("đừng ghi mật khẩu trên dòng lệnh; hãy dùng tệp ~/.pgpass")
    if (psql := shutil.which("psql")) is None:
        raise ValueError("cần chương trình psql của PostgreSQL (gói postgresql-client)")
    command = [psql, "-Xq", "-v", "ON_ERROR_STOP=1", "-d", database]
    command += [word for asked in ASK.split(";\n") for word in ("-c", asked)]
    count = 0
    with Popen(command, stdout=PIPE, encoding="utf-8") as process:  # noqa: S603 - no shell
        for line in process.stdout or ():
            count += 1
            yield line.replace("\\\\", "\\")
    if process.returncode:
        raise ValueError("psql không đọc được cơ sở dữ liệu")
    yield json.dumps(["end", count])

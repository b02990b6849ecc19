"""``flask history restore-check``: what a restored database is worth, before anything starts."""

import json
from pathlib import Path

import click

from feedback.commands.history import POLICY, history, one_moment, pinned, policy_of
from feedback.domain.history.restored import Outcome
from feedback.extensions import current_settings, db
from feedback.services.log.restoring import Kept, compare, write_evidence
from feedback.services.upkeep import restored_files
from feedback.vault.store import FileStore

PATHS = click.Path(exists=True, path_type=Path)


@history.command("restore-check")
@click.option(
    "--checkpoints",
    "elsewhere",
    type=PATHS,
    multiple=True,
    help="Notes that lay elsewhere: a file or a folder, also several.",
)
@click.option("--receipts", type=PATHS, multiple=True, help="Receipts that people brought.")
@click.option("--key", "key_line", help="The public key as one line; default: this installation's.")
@POLICY
@click.option(
    "--evidence",
    type=click.Path(exists=False, path_type=Path),
    default=Path("bang-chung"),
    show_default=True,
    help="A new folder for what shows a contradiction; written only then.",
)
@click.option("--json", "as_json", is_flag=True)
def restore_check(
    *,
    elsewhere: tuple[Path, ...],
    receipts: tuple[Path, ...],
    key_line: str | None,
    policy_file: Path | None,
    evidence: Path,
    as_json: bool,
) -> None:
    """Exit 0 consistent, 3 behind (read only), 1 inconsistent (nothing starts), 2 cannot tell."""
    key, policy = pinned(key_line), policy_of(policy_file)
    if key is None:
        raise click.ClickException("không có khóa công khai: thêm --key")
    kept = Kept.at(current_settings().checkpoints_dir, elsewhere, receipts)
    with one_moment() as connection:
        found = compare(connection, kept, key, policy)
        if found.outcome is Outcome.INCONSISTENT:
            write_evidence(connection, evidence, kept, found, key)
    missing = restored_files.missing(db.session(), FileStore(current_settings().files_dir))
    if as_json:
        told = found.as_dict() | {"missing_files": missing}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(found.as_text())
        click.echo("\n".join(_of_files(missing)))
    if found.outcome is Outcome.INCONSISTENT:
        click.echo(f"Bằng chứng ở thư mục {evidence}", err=True)
    raise SystemExit(found.exit_code)


def _of_files(missing: dict[str, list[str]]) -> list[str]:
    """Files are told apart from the outcome: an older copy of the folder is a thing to fetch."""
    if not missing:
        return ["Tệp: đủ, không bản ghi nào thiếu tệp."]
    return [f"Thiếu tệp ({column}): {name}" for column, names in missing.items() for name in names]

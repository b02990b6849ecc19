"""``flask law replay``: what the latest texts change, and by which article."""

import json
from dataclasses import asdict

import click

from feedback.commands.law import law
from feedback.workflows.replay import replay


@law.command("replay")
@click.option("--files", default=10_000, show_default=True, help="How many files to draw.")
@click.option("--seed", default=2026, show_default=True, help="The same seed, the same files.")
@click.option("--json", "as_json", is_flag=True)
def replay_command(*, files: int, seed: int, as_json: bool) -> None:
    """Run generated files with and without the texts of 1 July 2026.

    Exit 1 when a date changes that no transition clause accounts for.
    """
    done = replay(files, seed)
    rows = [{**asdict(change), "count": count} for change, count in done.changes.most_common()]
    if as_json:
        totals = {"files": done.files, "acts": done.acts, "clocks": done.clocks}
        click.echo(json.dumps({**totals, "changes": rows}, ensure_ascii=False))
    else:
        click.echo(f"{done.files} hồ sơ, {done.acts} việc, {done.clocks} thời hạn.")
        for title, running in (("Hồ sơ đang giải quyết", True), ("Hồ sơ mới", False)):
            click.echo(f"{title}:")
            for row in rows:
                if row["running"] is running:
                    click.echo(
                        f"  {row['count']:6} {row['procedure']:24} {row['what']:22} "
                        f"{row['how']}: {row['basis']}"
                    )
        click.echo(f"Thay đổi không có căn cứ chuyển tiếp: {done.unexplained}")
    if done.unexplained:
        raise SystemExit(1)

"""``flask keys …``: the keys of an installation."""

import click
from flask import current_app
from flask.cli import AppGroup

from feedback.extensions import current_identities, db
from feedback.services.files import store_names
from feedback.services.upkeep import index_rotation, key_rotation
from feedback.settings.frozen import Settings
from feedback.vault.keys import create_missing
from feedback.vault.store import FileStore

keys = AppGroup("keys", help="Keys of this installation.")


@keys.command("create")
def create() -> None:
    """Make every key that is missing; existing ones are never touched."""
    made = create_missing(current_app.extensions["settings"].keys_dir)
    click.echo("đã tạo: " + ", ".join(made) if made else "không thiếu khóa nào")


@keys.command("rotate")
@click.option("--resume", is_flag=True, help="Make no new key: go on with what is left.")
def rotate(*, resume: bool) -> None:
    """Make a new key-encryption key and wrap every data key under it; content is not touched."""
    provider = current_identities().keys.provider
    name = provider.current if resume else provider.renew()
    click.echo(f"khóa bọc: {name}")
    for done in key_rotation.rewrap_all():
        click.echo(f"đã bọc lại {done} khóa hồ sơ")
    click.echo("xong: không còn khóa hồ sơ nào dưới khóa bọc cũ")


@keys.command("erase-open")
def erase_open() -> None:
    """Once, after an upgrade that seals files: seal what it missed, take away what is sealed."""
    settings: Settings = current_app.extensions["settings"]
    gone, left = store_names.erase_open(db.session(), FileStore(settings.files_dir))
    click.echo(f"đã xóa {gone} tệp để ngỏ")
    for name in left:
        click.echo(f"để lại, chưa có bản niêm phong mở được: {name}", err=True)
    if left:
        raise click.ClickException(f"còn {len(left)} tệp để ngỏ")


@keys.command("rotate-index")
def rotate_index() -> None:
    """Mark all complainants under a new key of the blind index; interrupted, it goes on."""
    for done in index_rotation.rotate():
        click.echo(f"đã đánh dấu lại {done} đơn")
    left = index_rotation.under_older(db.session())
    if left:
        raise click.ClickException(f"còn {left} đơn chưa đánh dấu lại được; khóa cũ được giữ lại")
    click.echo("xong: khóa chỉ mục cũ đã hủy")


@keys.command("status")
def status() -> None:
    """Which key wraps, and how many data keys are still under older ones."""
    click.echo(f"khóa bọc hiện hành: {current_identities().keys.provider.current}")
    left = key_rotation.under_older(db.session())
    for kek, count in left.items():
        click.echo(f"còn dưới {kek}: {count}")
    if marked := index_rotation.under_older(db.session()):
        click.echo(f"còn dưới khóa chỉ mục cũ: {marked}")
    if not left:
        click.echo("không còn khóa hồ sơ nào dưới khóa bọc cũ")

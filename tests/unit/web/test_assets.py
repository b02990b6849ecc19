"""Assets: joined, named by content, kept for a year."""

import gzip
import re
from pathlib import Path

import pytest

from feedback.blueprints import assets

ROOT = Path(__file__).parents[3]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in ("css", "js", "fonts", "icons"):
        (tmp_path / folder).mkdir()
        for file in (ROOT / "static" / folder).iterdir():
            (tmp_path / folder / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_a_changed_rule_gives_the_sheet_a_new_address_and_leaves_the_others_alone(copied):
    before = assets.load(copied)
    with (copied / "css" / "office.css").open("a", encoding="utf-8") as sheet:
        sheet.write(".new { color: red; }")
    after = assets.load(copied)
    assert after["office.css"].address != before["office.css"].address
    assert after["citizen.css"].address == before["citizen.css"].address


def test_the_same_files_always_give_the_same_addresses(copied):
    assert assets.load(copied) == assets.load(copied)


def test_fonts_are_named_by_content_inside_the_sheets(copied):
    loaded = assets.load(copied)
    named = re.findall(r'url\("([^"]+)"\)', loaded["citizen.css"].body.decode())
    assert set(named) == {
        loaded["be-vietnam-pro-400.woff2"].address,
        loaded["be-vietnam-pro-600.woff2"].address,
    }


def test_a_sheet_that_names_a_missing_font_stops_the_start(copied):
    (copied / "fonts" / "be-vietnam-pro-600.woff2").unlink()
    with pytest.raises(KeyError):
        assets.load(copied)


def test_an_asset_may_be_kept_a_year_and_is_sent_squeezed(browser):
    page = browser.get("/kieu-mau/").text
    address = re.search(r"/static/citizen\.[0-9a-f]{16}\.css", page)[0]
    answer = browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"].startswith("text/css")
    assert gzip.decompress(answer.data) == browser.get(address).data


@pytest.mark.parametrize(
    "address",
    ["", "css/", "citizen.css", "citizen.0000000000000000.css", "..%2fVENDOR.toml", "VENDOR.toml"],
)
def test_nothing_but_the_listed_assets_has_an_address(browser, address):
    answer = browser.get(f"/static/{address}")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        pytest.param("citizen.css", 7_000, id="citizen's sheet"),
        pytest.param("office.css", 12_000, id="whole system"),
        pytest.param("citizen.js", 2_000, id="citizen's script"),
        pytest.param("office.js", 4_000, id="officers' script"),
    ],
)
def test_weights_stay_in_their_budget(name, limit):
    assert len(assets.load(ROOT / "static")[name].gzipped) <= limit


def test_a_citizens_first_page_with_all_it_needs_weighs_under_40_kilobytes(browser):
    page = browser.get("/kieu-mau/cau-hoi")
    addresses = set(re.findall(r"/static/[\w.-]+", page.text))
    fonts = {
        f"/static/{name}"
        for name in re.findall(
            r'url\("([^"]+)"\)',
            browser.get(next(address for address in addresses if address.endswith(".css"))).text,
        )
    }
    weight = len(gzip.compress(page.data))
    for address in addresses | fonts:
        weight += len(browser.get(address, headers={"Accept-Encoding": "gzip"}).data)
    assert weight <= 40_000

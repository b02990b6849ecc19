"""The forms to print: on a small telephone without script, and on a wide screen."""

import pytest

from tests.browser import assert_accessible, overhang


@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_of_forms_fits_and_is_accessible(server, look, width):
    page = look(server + "/bieu-mau", width=width)
    assert overhang(page) <= 0
    assert_accessible(page)


def test_a_form_is_found_and_downloaded_on_a_small_telephone_without_script(server, look):
    page = look(server, width=360, script=False)
    page.get_by_role("link", name="tải biểu mẫu để in").click()
    assert page.get_by_role("heading", name="Biểu mẫu", exact=True).is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Đơn khiếu nại (PDF)").click()
    assert download.value.suggested_filename == "don-khieu-nai.pdf"

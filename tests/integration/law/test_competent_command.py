"""``flask law competent``: posts, agencies, places of any time; refusals in a sentence."""

import json

import pytest

KEYS = {"kind", "against", "on", "first", "superior", "basis", "sure", "note"}


@pytest.fixture
def ask(run):
    def asked(kind, against, on="2026-11-20", *more):
        done = run(
            "law", "competent", "--kind", kind, "--against", against, "--on", on, *more, "--json"
        )
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    return asked


def test_a_post_of_the_table(ask):
    told = ask("complaint", "commune_chair")
    assert set(told) >= KEYS
    assert told["first"] == "Chủ tịch Ủy ban nhân dân cấp xã"
    assert told["superior"] == "Chủ tịch Ủy ban nhân dân tỉnh"
    assert (told["sure"], told["on"]) == ("I", "2026-11-20")
    assert told["first_agency"] is None


def test_before_the_reform_the_district_stands_above_the_commune(ask):
    assert ask("complaint", "commune_chair", "2025-06-30")["superior"] == (
        "Chủ tịch Ủy ban nhân dân cấp huyện"
    )


@pytest.mark.parametrize("typed", ["X06862", "UBND xã Tiên Yên", "Ủy ban nhân dân xã Tiên Yên"])
def test_an_agency_by_code_or_name(ask, typed):
    told = ask("complaint", typed)
    assert told["against"] == "commune_chair"
    assert (told["first_agency"], told["superior_agency"]) == ("X06862", "UBT")


def test_a_denunciation_of_the_chair_goes_to_the_province(ask):
    assert ask("denunciation", "X06862")["first_agency"] == "UBT"
    assert ask("denunciation", "X06862", "2026-11-20", "--post", "other")["first_agency"] == (
        "X06862"
    )


def test_an_old_name_leads_to_the_agency_of_today_and_says_so(ask, session, province):
    from feedback.models.agency import Agency  # noqa: PLC0415 - one row is put right

    commune = session.query(Agency).filter_by(code="X06862").one()
    commune.commune_code = "06862"
    session.commit()
    told = ask("complaint", "UBND xã Tiên Lãng")
    assert told["first_agency"] == "X06862"
    assert "“xã Tiên Lãng” nay thuộc: Ủy ban nhân dân xã Tiên Yên." in told["note"]


def test_a_commune_of_before_names_its_district(ask):
    told = ask("complaint", "UBND phường Hà Phong", "2025-06-01")
    assert told["superior"] == "Chủ tịch Ủy ban nhân dân thành phố Hạ Long"


def test_a_district_is_answered_as_one_and_since_the_reform_as_not_verified(ask):
    before = ask("complaint", "UBND huyện Tiên Yên", "2025-06-20")
    assert before["first"] == "Chủ tịch Ủy ban nhân dân huyện Tiên Yên"
    since = ask("complaint", "UBND huyện Tiên Yên")
    assert (since["sure"], since["superior"], since["agencies"]) == ("M", None, [])


def test_what_the_table_does_not_know_is_null_with_a_note(ask):
    told = ask("denunciation", "BTCD")
    assert (told["first"], told["sure"]) == (None, None)
    assert "Chưa có căn cứ" in told["note"]


@pytest.mark.parametrize(
    ("kind", "against", "on", "said"),
    [
        ("grievance", "commune_chair", "2026-11-20", "Không có loại đơn “grievance”"),
        ("complaint", "the king", "2026-11-20", "Không có chức danh, cơ quan hay địa danh"),
        ("complaint", "commune_chair", "20/11/2026", "Ngày “20/11/2026” không đọc được"),
        ("complaint", "", "2026-11-20", "Cần --against"),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_2(run, kind, against, on, said):
    done = run("law", "competent", "--kind", kind, "--against", against, "--on", on)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_json_a_person_reads_article_and_certainty(run):
    done = run(
        "law", "competent", "--kind", "denunciation", "--against", "SXD", "--on", "2026-11-20"
    )
    assert "Căn cứ: điểm a khoản 4 Điều 13 Luật Tố cáo" in done.stdout
    assert "đọc trong văn bản (S, cao)" in done.stdout

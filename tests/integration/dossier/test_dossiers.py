"""try"""
from tests.integration.dossier.conftest import ASKED
def test_try(office, scan):
    case = office.accepted(office.keep("anh thua dat cua Hoa.jpg", scan))
    made = office.made(case)
    open("/tmp/w/dossier-try.pdf","wb").write(made.pdf)
    print(made.files.keys()); print(made.files["muc-luc.csv"].decode())
    print(made.row.pages)
    again = office.made(case)
    assert 0

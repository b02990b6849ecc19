"""Where the wording of each time limit was read, by the key its row names.

The codified laws are the texts before Law 136/2025/QH15. The 2026 decrees are transcriptions: a
jurist compares them with the official text before a form goes to a citizen.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    what: str
    where: str = ""


_CODIFIED = "diepxuan/diepxuan.github.io:van-ban"
_COMPLAINTS = f"{_CODIFIED}/khieu-nai-to-cao"

SOURCES = {
    source.key: source
    for source in (
        Source(
            "LTCD",
            "Luật Tiếp công dân 42/2013/QH13 (bản hợp nhất, trước Luật 136/2025)",
            f"{_COMPLAINTS}/tiep-cong-dan.md",
        ),
        Source(
            "LKN",
            "Luật Khiếu nại 02/2011/QH13 (bản hợp nhất, trước Luật 136/2025)",
            f"{_COMPLAINTS}/khieu-nai.md",
        ),
        Source(
            "LTC",
            "Luật Tố cáo 25/2018/QH14 (bản hợp nhất, trước Luật 136/2025)",
            f"{_COMPLAINTS}/to-cao.md",
        ),
        Source("ND31", "Nghị định 31/2019/NĐ-CP", f"{_COMPLAINTS}/to-cao.md"),
        Source(
            "ND75", "Nghị định 75/2012/NĐ-CP (trước NĐ 124/2020)", f"{_COMPLAINTS}/khieu-nai.md"
        ),
        Source(
            "ND124QA",
            "Trang hỏi đáp và trang điều khoản về Nghị định 124/2020/NĐ-CP",
            "lawnet.vn, mục 114264 và 390399",
        ),
        Source(
            "ND154",
            "Nghị định 154/2026/NĐ-CP, 15/05/2026",
            f"{_CODIFIED}/hanh-chinh-tu-phap/nghi-dinh-154-2026-nd-cp-tiep-cong-dan.md; vanban.chinhphu.vn docid 218230",
        ),
        Source(
            "ND155",
            "Nghị định 155/2026/NĐ-CP, 15/05/2026",
            f"{_CODIFIED}/tu-phap/nghi-dinh-155-2026-nd-cp-sua-doi-luat-khieu-nai.md; vanban.chinhphu.vn docid 218183",
        ),
        Source(
            "ND156",
            "Nghị định 156/2026/NĐ-CP, 15/05/2026",
            f"{_CODIFIED}/tu-phap/nghi-dinh-156-2026-nd-cp-sua-doi-nghi-dinh-31-2019-to-cao.md",
        ),
        Source(
            "TT05",
            "Thông tư 05/2021/TT-TTCP (Điều 13 đến 16 đọc trong bản hợp nhất; Điều 6 đọc trên trang luật)",
            f"{_COMPLAINTS}/to-cao.md; vietjack.me, thong-tu-05-2021-tt-ttcp-2587",
        ),
        Source(
            "TT07_14",
            "Thông tư 07/2014/TT-TTCP (trước TT 05/2021)",
            f"{_COMPLAINTS}/tiep-cong-dan.md, khieu-nai.md",
        ),
        Source(
            "ND30",
            "Nghị định 30/2020/NĐ-CP về công tác văn thư",
            f"{_CODIFIED}/van-thu-luu-tru/cong-tac-van-thu.md",
        ),
        Source(
            "ND20",
            "Nghị định 20/2008/NĐ-CP, sửa đổi bởi 48/2013 (bản hợp nhất chưa có 92/2017)",
            f"{_CODIFIED}/xay-dung-phap-luat-va-thi-hanh-phap-luat",
        ),
        Source(
            "LGS87", "Luật hoạt động giám sát 87/2015/QH13", f"{_CODIFIED}/to-chuc-bo-may-nha-nuoc"
        ),
        Source("BLDS", "Bộ luật Dân sự 91/2015/QH13", f"{_CODIFIED}/dan-su/dan-su.md"),
        Source(
            "DVC",
            "Thủ tục hành chính “xử lý đơn tại cấp tỉnh”",
            "dichvucong.gov.vn, mã thủ tục 315145",
        ),
        Source(
            "QD30",
            "Tin về Quyết định 30/2020/QĐ-TTg sửa Quyết định 33/2017/QĐ-TTg",
            "vinanet.vn; thuviennhadat.vn; phuoclong.binhphuoc.gov.vn",
        ),
        Source(
            "L136",
            "Tin về Luật 136/2025/QH15 (chưa đọc được toàn văn)",
            "xaydungchinhsach.chinhphu.vn; news.laodong.vn mục 1654439, 1654462, 1649607; thuviennhadat.vn (phần đầu)",
        ),
        Source("MEM", "trí nhớ, chưa kiểm tra"),
        Source("PROP", "đề xuất, không có giá trị pháp lý"),
    )
}

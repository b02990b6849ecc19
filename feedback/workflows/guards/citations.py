"""Instruments of the law as tables and conditions cite them."""

from feedback.domain import time_limits

HOUSE = time_limits.HOUSE

#: In the text read; replaced in 2026, on a day that two reports give differently.
LGS87 = "Luật 87/2015/QH13 (từ năm 2026 được Luật 121/2025/QH15 thay thế, chưa đối chiếu)"
LKN = "Luật Khiếu nại 02/2011/QH13"
LTC = "Luật Tố cáo 25/2018/QH14"
LTCD = "Luật Tiếp công dân 42/2013/QH13"
ND124 = "Nghị định 124/2020/NĐ-CP"
#: Known from reports of it; whoever reads the citation is told so.
ND124_UNREAD = f"{ND124} (chưa đối chiếu với văn bản gốc)"
ND31 = "Nghị định 31/2019/NĐ-CP"
ND156 = "Nghị định 156/2026/NĐ-CP"
ND154 = "Nghị định 154/2026/NĐ-CP"
#: The step is known, its clause was not compared with the text; whoever reads it is told so.
LTC_UNREAD = f"{LTC} (chưa đối chiếu điều khoản)"
ND31_UNREAD = f"{ND31} (chưa đối chiếu điều khoản)"
#: The law was known from reports of it and from the decrees that carry it out.
L136_UNREAD = "Luật 136/2025/QH15 (chưa đối chiếu với văn bản gốc)"
ND154 = "Nghị định 154/2026/NĐ-CP"
ND155 = "Nghị định 155/2026/NĐ-CP"
ND30 = "Nghị định 30/2020/NĐ-CP"
ND20 = "Nghị định 20/2008/NĐ-CP"
#: Known from reports of it, with its change by Quyết định 30/2020/QĐ-TTg.
QD33 = "Quyết định 33/2017/QĐ-TTg (chưa đối chiếu với văn bản gốc)"
TT05 = "Thông tư 05/2021/TT-TTCP"
#: Điều 6 was read on pages that quote it; its Điều 13 to 16 were read.
TT05_REPORTED = f"{TT05} (chưa đối chiếu với văn bản gốc)"
#: The step stood in the circular before it, or follows from another; its own clause was not found.
TT05_UNREAD = f"{TT05} (chưa đối chiếu điều khoản)"
NQ205 = "Nghị quyết 205/NQ-HĐND ngày 10/7/2024 của HĐND tỉnh Quảng Ninh"

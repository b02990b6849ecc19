"""How urgent a thing at a place is: a word of the house, known by no text of the law.

The lengths that follow from it are targets of the province (``workflows.limits.recommendations``).
"""

IMMEDIATE, NORMAL, SEVERAL = "immediate", "normal", "several"

URGENCIES = (
    (IMMEDIATE, "Khẩn cấp: nguy hiểm tính mạng, tài sản"),
    (NORMAL, "Thông thường"),
    (SEVERAL, "Cần nhiều cơ quan cùng xử lý"),
)
